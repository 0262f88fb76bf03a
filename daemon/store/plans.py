"""Writing plans: cases, messages, decisions, promises, outbox rows and follow-ups in the caller's one transaction.

A whole batch is written with a handful of statements; what concerns a case that is there already is written one by one.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from classifiers.judgement import Judgement
from daemon.mail.mail import Mail
from daemon.plan import NewCase, Outgoing, Plan
from daemon.store import cases as case_rows
from daemon.store.tables import cases, followup, identity, message, outbox, participant, promise, unreachable
from responders.followups import Due
from responders.promise import Promise

_UPDATED = """state received_at message_id identity case_id sender subject role allowed reason sentence parsed own_words
    language judgement marks marked_at error"""
_UPDATE_MESSAGE = (
    sa.update(message)
    .where(message.c.id == sa.bindparam("row_id"))
    .values({k: sa.bindparam(f"m_{k}") for k in _UPDATED.split()})
)
_INSERT_CASE = sa.insert(cases).returning(cases.c.id, sort_by_parameter_order=True)
_INSERT_PROMISE = sa.insert(promise).returning(promise.c.id, sort_by_parameter_order=True)
_ALL_FOLLOWUPS = ("remind", "update", "overdue", "settled")


@dataclass(frozen=True, slots=True)
class Written:
    """One mail with its plan, ready to be written. `row_id` is the mail's row in the ledger."""

    row_id: int
    mail: Mail
    plan: Plan
    received_at: datetime  # the server's INTERNALDATE bounded by our own observation


def write(tx: Connection, mailbox: str, batch: Sequence[Written], now: datetime, shadow: bool = False) -> None:
    """Write all that follows from a batch of mails.

    In shadow mode nothing becomes due: outbox rows are kept for people to see and the mailbox gets no marks.
    """
    opened = _open_cases(tx, mailbox, batch)
    ids = [one.plan.case_id if case_id is None else case_id for one, case_id in zip(batch, opened, strict=True)]
    tx.execute(
        _UPDATE_MESSAGE,
        [_message_row(one, case_id, now, shadow) for one, case_id in zip(batch, ids, strict=True)],
    )
    hashes = [
        {"hash": one.mail.content_hash, "message_id": one.row_id}
        for one in batch
        if one.plan.copy_of is None and one.mail.content_hash
    ]
    if hashes:
        tx.execute(sa.insert(identity), hashes)
    _first_promises(tx, batch, opened, shadow)
    letters: list[dict[str, Any]] = []
    for one, is_new, case_id in zip(batch, opened, ids, strict=True):
        if is_new is None and case_id is not None:
            _change_case(tx, case_id, one, now, shadow)
        letters += _letters(one.plan.outgoing, mailbox, case_id, one.row_id, now, shadow)
        for address, why in one.plan.unreachable:
            mark_unreachable(tx, address, why, now)
    _put(tx, letters)


def _open_cases(tx: Connection, mailbox: str, batch: Sequence[Written]) -> list[int | None]:
    """Open the new cases of a batch; None for the mails that open none."""
    rows = [_case_row(mailbox, one.plan.new_case, one.received_at) for one in batch if one.plan.new_case]
    if not rows:
        return [None] * len(batch)
    made = iter(tx.execute(_INSERT_CASE, rows).scalars().all())
    ids = [next(made) if one.plan.new_case else None for one in batch]
    known = [
        {"case_id": case_id, "address": address}
        for one, case_id in zip(batch, ids, strict=True)
        if case_id is not None
        for address in sorted(_people(one.mail))
    ]
    tx.execute(sa.insert(participant), known)
    return ids


def _people(mail: Mail) -> set[str]:
    return {person.address.casefold() for person in (*mail.senders, *mail.to, *mail.cc) if person.address}


def _case_row(mailbox: str, new: NewCase, opened_at: datetime) -> dict[str, Any]:
    return {
        "ref": new.ref,
        "mailbox": mailbox,
        "writer": new.writer,
        "writer_name": new.writer_name,
        "subject": new.subject,
        "language": new.language,
        "opened_at": opened_at,
        "urgency": new.urgency,
        "issue_type": new.issue_type,
        "urgency_sure": new.urgency_sure,
        "type_sure": new.type_sure,
        "sensitive": new.sensitive,
        "state": "waiting",
        "waiting_since": opened_at,
        "unreachable": False,
    }


def _message_row(one: Written, case_id: int | None, now: datetime, shadow: bool) -> dict[str, Any]:
    mail, plan = one.mail, one.plan
    row = {
        "state": "copy" if plan.copy_of is not None else "handled",
        "received_at": one.received_at,
        "message_id": mail.message_id,
        "identity": mail.content_hash,
        "case_id": case_id,
        "sender": mail.sender.address.casefold() if mail.sender else None,
        "subject": mail.subject,
        "role": plan.role,
        "allowed": plan.verdict.allowed,
        "reason": plan.verdict.reason,
        "sentence": plan.verdict.sentence,
        "parsed": mail.parsed,
        "own_words": mail.own_words,
        "language": mail.language,
        "judgement": None if plan.judgement is None else judgement_json(plan.judgement),
        "marks": dict(plan.marks) if plan.marks else None,
        "marked_at": now if shadow or not plan.marks else None,
        "error": None,
    }
    return {"row_id": one.row_id, **{f"m_{key}": value for key, value in row.items()}}


def judgement_json(judgement: Judgement) -> dict[str, object]:
    """The judgement as it is stored."""
    return asdict(judgement)


def _first_promises(tx: Connection, batch: Sequence[Written], opened: list[int | None], shadow: bool) -> None:
    """The promises of new cases, with what falls due for them."""
    given = [(case_id, one.plan) for one, case_id in zip(batch, opened, strict=True) if case_id and one.plan.promise]
    if not given:
        return
    rows = [_promise_row(case_id, 1, plan.promise) for case_id, plan in given if plan.promise]
    ids = tx.execute(_INSERT_PROMISE, rows).scalars().all()
    if shadow:
        return
    due = [row for (case_id, plan), number in zip(given, ids, strict=True) for row in _due(case_id, number, plan.due)]
    if due:
        tx.execute(sa.insert(followup), due)


def _promise_row(case_id: int, number: int, given: Promise) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "number": number,
        "given_at": given.given_at,
        "due": given.due,
        "basis": given.basis,
        "level": given.level,
        "cases": given.cases,
        "urgency": given.urgency,
        "issue_type": given.issue_type,
        "because": given.because,
    }


def _due(case_id: int, promise_id: int | None, due: Sequence[Due]) -> list[dict[str, Any]]:
    return [
        {"case_id": case_id, "promise_id": promise_id, "kind": d.kind, "step": d.step, "due_at": d.at, "state": "due"}
        for d in due
    ]


def _change_case(tx: Connection, case_id: int, one: Written, now: datetime, shadow: bool) -> None:
    """What a further mail changes in a case that is there already."""
    plan = one.plan
    if plan.answered is not None:
        case_rows.answered(tx, case_id, plan.answered.by, plan.answered.at, now)
    if plan.role in ("writer", "staff"):
        case_rows.add_participants(tx, case_id, _people(one.mail))
    if plan.raised_to is not None:
        tx.execute(sa.update(cases).where(cases.c.id == case_id).values(urgency=plan.raised_to))
    if plan.sensitive:
        tx.execute(sa.update(cases).where(cases.c.id == case_id).values(sensitive=True))
    if plan.waits_again:
        waits = {"state": "waiting", "waiting_since": one.received_at}
        tx.execute(sa.update(cases).where(cases.c.id == case_id).values(**waits))
        _withdraw(tx, case_id, ("settled",), now)
    if plan.unreachable:
        tx.execute(sa.update(cases).where(cases.c.id == case_id).values(unreachable=True))
    promise_id = None if plan.promise is None else give(tx, case_id, plan.promise, withdraws=_ALL_FOLLOWUPS)
    if not shadow:
        follow_up(tx, case_id, promise_id, plan.due)


def give(tx: Connection, case_id: int, given: Promise, withdraws: tuple[str, ...]) -> int:
    """Enter a further promise in the ledger and withdraw follow-ups of earlier ones of these kinds.

    An earlier promise keeps its text and its own outcome; it only learns what replaced it.
    """
    number = tx.execute(
        sa.select(sa.func.coalesce(sa.func.max(promise.c.number), 0)).where(promise.c.case_id == case_id)
    ).scalar_one()
    promise_id: int = tx.execute(_INSERT_PROMISE, [_promise_row(case_id, number + 1, given)]).scalar_one()
    tx.execute(
        sa.update(promise)
        .where(promise.c.case_id == case_id, promise.c.id != promise_id, promise.c.replaced_by.is_(None))
        .values(replaced_by=promise_id)
    )
    _withdraw(tx, case_id, withdraws, given.given_at)
    return promise_id


def _withdraw(tx: Connection, case_id: int, kinds: tuple[str, ...], now: datetime) -> None:
    tx.execute(
        sa.update(followup)
        .where(followup.c.case_id == case_id, followup.c.state == "due", followup.c.kind.in_(kinds))
        .values(state="withdrawn", done_at=now)
    )


def follow_up(tx: Connection, case_id: int, promise_id: int | None, due: Sequence[Due]) -> None:
    """Enter what falls due for a case."""
    if rows := _due(case_id, promise_id, due):
        tx.execute(sa.insert(followup), rows)


def put(tx: Connection, outgoing: Sequence[Outgoing], mailbox: str, case_id: int | None, now: datetime) -> None:
    """Put mails that answer no particular mail into the outbox."""
    _put(tx, _letters(outgoing, mailbox, case_id, None, now, shadow=False))


def _letters(
    outgoing: Sequence[Outgoing], mailbox: str, case_id: int | None, answers: int | None, now: datetime, shadow: bool
) -> list[dict[str, Any]]:
    return [
        {
            "message_id": letter.message_id,
            "kind": letter.reply.kind,
            "mailbox": mailbox,
            "case_id": case_id,
            "answers": answers,
            "sender": letter.envelope_sender,
            "recipient": letter.reply.to,
            "subject": letter.reply.subject,
            "payload": letter.payload,
            "state": "shadow" if shadow else "due",
            "created_at": now,
            "next_try_at": letter.at,
        }
        for letter in outgoing
    ]


def _put(tx: Connection, letters: list[dict[str, Any]]) -> None:
    """Put letters into the outbox. A Message-ID already there was put by an earlier attempt at the same thing."""
    if not letters:
        return
    ids = [letter["message_id"] for letter in letters]
    there = set(tx.execute(sa.select(outbox.c.message_id).where(outbox.c.message_id.in_(ids))).scalars())
    if rows := [letter for letter in letters if letter["message_id"] not in there]:
        tx.execute(sa.insert(outbox), rows)


def mark_unreachable(tx: Connection, address: str, why: str, now: datetime) -> None:
    """Note that mail to an address fails for good; cases of that writer that wait show it to people."""
    folded = address.casefold()
    waiting = sa.update(cases).where(sa.func.lower(cases.c.writer) == folded, cases.c.state == "waiting")
    tx.execute(waiting.values(unreachable=True))
    tx.execute(sa.delete(unreachable).where(unreachable.c.address == folded))
    tx.execute(sa.insert(unreachable).values(address=folded, since=now, why=why))
