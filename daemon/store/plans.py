"""Writing a plan: case, message, decision, promise, outbox rows and follow-ups in the caller's one transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from classifiers.judgement import Judgement
from daemon.mail.mail import Mail
from daemon.plan import NewCase, Outgoing, Plan
from daemon.store import cases as case_rows
from daemon.store.tables import cases, followup, identity, message, outbox, participant, promise, unreachable
from responders.followups import Due
from responders.promise import Promise


def write(
    tx: Connection,
    row_id: int,
    mailbox: str,
    mail: Mail,
    plan: Plan,
    received_at: datetime,
    now: datetime,
    shadow: bool,
) -> int | None:
    """Write all that follows from one mail; returns the id of its case.

    `received_at` is the server's INTERNALDATE bounded by our own observation. In shadow mode nothing becomes due: the
    outbox rows are kept for people to see and the mailbox gets no marks.
    """
    case_id = plan.case_id
    if plan.new_case is not None:
        case_id = _open_case(tx, mailbox, plan.new_case, received_at)
    _write_message(tx, row_id, mail, plan, case_id, received_at, now, shadow)
    if plan.copy_of is None and mail.content_hash:
        tx.execute(sa.insert(identity).values(hash=mail.content_hash, message_id=row_id))
    if case_id is not None:
        _change_case(tx, case_id, mail, plan, received_at, now)
        promise_id = None
        if plan.promise is not None:
            promise_id = give(tx, case_id, plan.promise, withdraws=("remind", "update", "overdue", "settled"))
        if not shadow:
            follow_up(tx, case_id, promise_id, plan.due)
    put(tx, plan.outgoing, mailbox, case_id, row_id, now, shadow)
    for address, why in plan.unreachable:
        mark_unreachable(tx, address, why, now)
    return case_id


def _open_case(tx: Connection, mailbox: str, new: NewCase, opened_at: datetime) -> int:
    row = tx.execute(
        sa.insert(cases).values(
            ref=new.ref,
            mailbox=mailbox,
            writer=new.writer,
            writer_name=new.writer_name,
            subject=new.subject,
            language=new.language,
            opened_at=opened_at,
            urgency=new.urgency,
            issue_type=new.issue_type,
            urgency_sure=new.urgency_sure,
            type_sure=new.type_sure,
            sensitive=new.sensitive,
            state="waiting",
            waiting_since=opened_at,
        )
    )
    case_id = row.inserted_primary_key
    assert case_id is not None
    tx.execute(sa.insert(participant).values(case_id=case_id[0], address=new.writer.casefold()))
    return int(case_id[0])


def _write_message(
    tx: Connection,
    row_id: int,
    mail: Mail,
    plan: Plan,
    case_id: int | None,
    received_at: datetime,
    now: datetime,
    shadow: bool,
) -> None:
    nothing_to_mark = shadow or not plan.marks
    tx.execute(
        sa.update(message)
        .where(message.c.id == row_id)
        .values(
            state="copy" if plan.copy_of is not None else "handled",
            received_at=received_at,
            message_id=mail.message_id,
            identity=mail.content_hash,
            case_id=case_id,
            sender=mail.sender.address.casefold() if mail.sender else None,
            subject=mail.subject,
            role=plan.role,
            allowed=plan.verdict.allowed,
            reason=plan.verdict.reason,
            sentence=plan.verdict.sentence,
            parsed=mail.parsed,
            own_words=mail.own_words,
            language=mail.language,
            judgement=None if plan.judgement is None else judgement_json(plan.judgement),
            marks=dict(plan.marks) if plan.marks else None,
            marked_at=now if nothing_to_mark else None,
            error=None,
        )
    )


def judgement_json(judgement: Judgement) -> dict[str, object]:
    """The judgement as stored and as `explain --json` prints its labels."""
    return asdict(judgement)


def _change_case(tx: Connection, case_id: int, mail: Mail, plan: Plan, received_at: datetime, now: datetime) -> None:
    if plan.answered is not None:
        case_rows.answered(tx, case_id, plan.answered.by, plan.answered.at, now)
    if plan.role in ("writer", "staff"):
        known = [a.address for a in (*mail.senders, *mail.to, *mail.cc)]
        case_rows.add_participants(tx, case_id, known)
    if plan.raised_to is not None:
        tx.execute(sa.update(cases).where(cases.c.id == case_id).values(urgency=plan.raised_to))
    if plan.waits_again:
        tx.execute(sa.update(cases).where(cases.c.id == case_id).values(state="waiting", waiting_since=received_at))
        tx.execute(
            sa.update(followup)
            .where(followup.c.case_id == case_id, followup.c.kind == "settled", followup.c.state == "due")
            .values(state="withdrawn", done_at=now)
        )
    if plan.unreachable:
        tx.execute(sa.update(cases).where(cases.c.id == case_id).values(unreachable=True))


def give(tx: Connection, case_id: int, given: Promise, withdraws: tuple[str, ...]) -> int:
    """Enter a promise in the ledger and withdraw follow-ups of earlier ones of these kinds.

    An earlier promise keeps its text and its own outcome; it only learns what replaced it.
    """
    number = tx.execute(
        sa.select(sa.func.coalesce(sa.func.max(promise.c.number), 0)).where(promise.c.case_id == case_id)
    ).scalar_one()
    row = tx.execute(
        sa.insert(promise).values(
            case_id=case_id,
            number=number + 1,
            given_at=given.given_at,
            due=given.due,
            basis=given.basis,
            level=given.level,
            cases=given.cases,
            urgency=given.urgency,
            issue_type=given.issue_type,
            because=given.because,
        )
    )
    assert row.inserted_primary_key is not None
    promise_id = int(row.inserted_primary_key[0])
    if number:
        tx.execute(
            sa.update(promise)
            .where(promise.c.case_id == case_id, promise.c.id != promise_id, promise.c.replaced_by.is_(None))
            .values(replaced_by=promise_id)
        )
        tx.execute(
            sa.update(followup)
            .where(followup.c.case_id == case_id, followup.c.state == "due", followup.c.kind.in_(withdraws))
            .values(state="withdrawn", done_at=given.given_at)
        )
    return promise_id


def follow_up(tx: Connection, case_id: int, promise_id: int | None, due: Sequence[Due]) -> None:
    """Enter what falls due for a case."""
    rows = [
        {
            "case_id": case_id,
            "promise_id": promise_id,
            "kind": one.kind,
            "step": one.step,
            "due_at": one.at,
            "state": "due",
        }
        for one in due
    ]
    if rows:
        tx.execute(sa.insert(followup), rows)


def put(
    tx: Connection,
    outgoing: tuple[Outgoing, ...],
    mailbox: str,
    case_id: int | None,
    answers: int | None,
    now: datetime,
    shadow: bool,
) -> None:
    """Put mails into the outbox. A Message-ID already there was put by an earlier attempt at the same thing."""
    if not outgoing:
        return
    ids = [letter.message_id for letter in outgoing]
    there = set(tx.execute(sa.select(outbox.c.message_id).where(outbox.c.message_id.in_(ids))).scalars())
    rows = [
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
        if letter.message_id not in there
    ]
    if rows:
        tx.execute(sa.insert(outbox), rows)


def mark_unreachable(tx: Connection, address: str, why: str, now: datetime) -> None:
    folded = address.casefold()
    tx.execute(sa.delete(unreachable).where(unreachable.c.address == folded))
    tx.execute(sa.insert(unreachable).values(address=folded, since=now, why=why))
