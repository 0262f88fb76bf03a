"""Cases and their promises."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from daemon.plan import CaseFacts
from daemon.store.tables import cases, followup, message, outbox, participant, promise
from responders.promise import Promise


def load(tx: Connection, ids: Collection[int], now: datetime) -> dict[int, CaseFacts]:
    """Cases by id, with their last promise, the addresses known to them and what was sent about them lately."""
    if not ids:
        return {}
    wanted = list(ids)
    promises = _last_promises(tx, wanted)
    people = _participants(tx, wanted)
    mails = _writers_mails(tx, wanted)
    sent = _automatic_since(tx, wanted, now - timedelta(days=1))
    alerted = _alerted(tx, wanted)
    rows = tx.execute(sa.select(cases).where(cases.c.id.in_(wanted)))
    return {
        row.id: replace(_facts(row, promises.get(row.id), people, mails, sent), alerted_at=alerted.get(row.id))
        for row in rows
    }


def _facts(
    row: Row[Any],
    last: Row[Any] | None,
    people: dict[int, frozenset[str]],
    mails: dict[int, tuple[str | None, datetime | None]],
    sent: dict[int, int],
) -> CaseFacts:
    first_id, last_at = mails.get(row.id, (None, None))
    return CaseFacts(
        id=row.id,
        ref=row.ref,
        mailbox=row.mailbox,
        writer=row.writer,
        writer_name=row.writer_name,
        subject=row.subject,
        language=row.language,
        opened_at=row.opened_at,
        urgency=row.urgency,
        urgency_sure=row.urgency_sure,
        issue_type=row.issue_type,
        type_sure=row.type_sure,
        sensitive=row.sensitive,
        state=row.state,
        waiting_since=row.waiting_since,
        promise=None if last is None else promise_of(last),
        promise_id=None if last is None else last.id,
        promise_number=0 if last is None else last.number,
        promise_broken=last is not None and last.outcome == "broken",
        participants=people.get(row.id, frozenset()),
        first_message_id=first_id,
        last_mail_at=last_at,
        automatic_today=sent.get(row.id, 0),
        answered_by=row.answered_by or "",
        answered_at=row.answered_at,
    )


def promise_of(row: Row[Any]) -> Promise:
    """A ledger row as the value it was given as."""
    return Promise(
        given_at=row.given_at,
        due=row.due,
        basis=row.basis,
        level=row.level,
        cases=row.cases,
        urgency=row.urgency,
        issue_type=row.issue_type,
        because=row.because,
    )


def _last_promises(tx: Connection, ids: Sequence[int]) -> dict[int, Row[Any]]:
    rows = tx.execute(sa.select(promise).where(promise.c.case_id.in_(ids)).order_by(promise.c.id))
    return {row.case_id: row for row in rows}


def _participants(tx: Connection, ids: Sequence[int]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for row in tx.execute(sa.select(participant).where(participant.c.case_id.in_(ids))):
        found.setdefault(row.case_id, set()).add(row.address)
    return {case_id: frozenset(addresses) for case_id, addresses in found.items()}


def _writers_mails(tx: Connection, ids: Sequence[int]) -> dict[int, tuple[str | None, datetime | None]]:
    """Message-ID of each case's first mail and the time of the writer's latest."""
    rows = tx.execute(
        sa.select(message.c.case_id, message.c.message_id, message.c.received_at)
        .where(message.c.case_id.in_(ids), message.c.role == "writer")
        .order_by(message.c.id)
    )
    found: dict[int, tuple[str | None, datetime | None]] = {}
    for row in rows:
        first = found[row.case_id][0] if row.case_id in found else row.message_id
        found[row.case_id] = (first, row.received_at)
    return found


def _alerted(tx: Connection, ids: Sequence[int]) -> dict[int, datetime]:
    rows = tx.execute(
        sa.select(outbox.c.case_id, sa.func.max(outbox.c.sent_at))
        .where(outbox.c.case_id.in_(ids), outbox.c.kind == "alert", outbox.c.sent_at.is_not(None))
        .group_by(outbox.c.case_id)
    )
    return {row[0]: row[1] for row in rows}


def _automatic_since(tx: Connection, ids: Sequence[int], since: datetime) -> dict[int, int]:
    rows = tx.execute(
        sa.select(outbox.c.case_id, sa.func.count())
        .select_from(outbox.join(cases, cases.c.id == outbox.c.case_id))
        .where(
            outbox.c.case_id.in_(ids),
            outbox.c.created_at > since,
            outbox.c.state != "withdrawn",
            outbox.c.recipient == cases.c.writer,
        )
        .group_by(outbox.c.case_id)
    )
    return {row[0]: row[1] for row in rows}


def add_participants(tx: Connection, case_id: int, addresses: Iterable[str]) -> None:
    """Addresses are case folded here; those already known are left alone."""
    folded = {address.casefold() for address in addresses if address}
    known = set(tx.execute(sa.select(participant.c.address).where(participant.c.case_id == case_id)).scalars())
    rows = [{"case_id": case_id, "address": address} for address in sorted(folded - known)]
    if rows:
        tx.execute(sa.insert(participant), rows)


def answered(tx: Connection, case_id: int, by: str, at: datetime, now: datetime) -> bool:
    """A human answered the writer: the open promise is kept or broken, whatever else was due is withdrawn.

    Returns whether the case was waiting. What happened `at` (bounded by our own observation) decides; what waits in the
    outbox about it and has not been begun is taken back.
    """
    row = tx.execute(sa.select(cases.c.state, cases.c.answered_at).where(cases.c.id == case_id)).first()
    if row is None or row.state != "waiting":
        return False
    tx.execute(
        sa.update(cases)
        .where(cases.c.id == case_id)
        .values(
            state="answered",
            waiting_since=None,
            answered_at=row.answered_at or at,
            answered_by=by,
        )
    )
    open_ones = tx.execute(
        sa.select(promise.c.id, promise.c.due).where(promise.c.case_id == case_id, promise.c.outcome.is_(None))
    ).all()
    for found in open_ones:
        tx.execute(
            sa.update(promise)
            .where(promise.c.id == found.id)
            .values(outcome="kept" if at <= found.due else "broken", outcome_at=at, by=by)
        )
    tx.execute(
        sa.update(followup)
        .where(followup.c.case_id == case_id, followup.c.state == "due")
        .values(state="withdrawn", done_at=now)
    )
    tx.execute(
        sa.update(outbox)
        .where(
            outbox.c.case_id == case_id,
            outbox.c.state == "due",
            outbox.c.started_at.is_(None),
            outbox.c.kind != "acknowledgement",
            outbox.c.kind != "neutral",
        )
        .values(state="withdrawn")
    )
    return True


def break_overdue(tx: Connection, now: datetime) -> int:
    """Promises whose time has passed without an answer are broken, once and for all."""
    return tx.execute(
        sa.update(promise)
        .where(promise.c.outcome.is_(None), promise.c.due < now)
        .values(outcome="broken", outcome_at=now)
    ).rowcount


def by_ref(tx: Connection, ref: str) -> int | None:
    """The case's id for a reference as people type it (any case, with or without the tag)."""
    wanted = ref.upper().split("-")[-1]
    return tx.execute(sa.select(cases.c.id).where(cases.c.ref == wanted)).scalar()
