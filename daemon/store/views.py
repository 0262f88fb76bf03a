"""What people look at: the queue and a case, as plain rows. Read only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from daemon.store.tables import cases, correction, followup, message, outbox, promise

MOST = 500
# Read, but nobody is known who could wait: no case stands for it, so it is shown as it is.
_NOBODY_TO_ANSWER = message.c.case_id.is_(None) & message.c.reason.in_(("unreadable", "no-sender", "several-senders"))


@dataclass(frozen=True, slots=True)
class Queued:
    """A case that waits for a person."""

    ref: str
    urgency: str
    urgency_sure: bool
    issue_type: str
    type_sure: bool
    sensitive: bool
    unreachable: bool
    writer: str
    subject: str
    opened_at: datetime
    due: datetime | None
    basis: str | None
    broken: bool


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that a person has to look at: a mail that could not be handled, or a letter that could not be sent."""

    what: str  # "mail" | "letter"
    where: str
    since: datetime
    error: str


def queue(tx: Connection, limit: int = MOST) -> list[Queued]:
    """Waiting cases, the nearest promise first, those without a promise last."""
    latest = (
        sa.select(sa.func.max(promise.c.id)).where(promise.c.case_id == cases.c.id).correlate(cases).scalar_subquery()
    )
    rows = tx.execute(
        sa.select(cases, promise.c.due, promise.c.basis, promise.c.outcome)
        .outerjoin(promise, promise.c.id == latest)
        .where(cases.c.state == "waiting")
        .order_by(promise.c.due.is_(None), promise.c.due, cases.c.id)
        .limit(limit)
    )
    return [
        Queued(
            ref=row.ref,
            urgency=row.urgency,
            urgency_sure=row.urgency_sure,
            issue_type=row.issue_type,
            type_sure=row.type_sure,
            sensitive=row.sensitive,
            unreachable=row.unreachable,
            writer=row.writer,
            subject=row.subject,
            opened_at=row.opened_at,
            due=row.due,
            basis=row.basis,
            broken=row.outcome == "broken",
        )
        for row in rows
    ]


def aside(tx: Connection, limit: int = MOST) -> list[Aside]:
    """Mails and letters set aside, oldest first."""
    mails = tx.execute(
        sa.select(message)
        .where((message.c.state == "aside") | ((message.c.state == "handled") & _NOBODY_TO_ANSWER))
        .order_by(message.c.id)
        .limit(limit)
    )
    letters = tx.execute(sa.select(outbox).where(outbox.c.state == "aside").order_by(outbox.c.id).limit(limit))
    found = [
        Aside(
            "mail",
            f"{row.mailbox}/{row.folder} UID {row.uid}",
            row.first_seen_at,
            row.error or row.sentence or "refused",
        )
        for row in mails
    ]
    found += [
        Aside("letter", f"{row.kind} to {row.recipient}", row.created_at, row.error or "refused") for row in letters
    ]
    return found


def counts(tx: Connection) -> dict[str, int]:
    """How many mails and letters are in which state."""
    mails = tx.execute(sa.select(message.c.state, sa.func.count()).group_by(message.c.state))
    letters = tx.execute(sa.select(outbox.c.state, sa.func.count()).group_by(outbox.c.state))
    found = {f"mails_{row[0]}": row[1] for row in mails}
    found.update({f"letters_{row[0]}": row[1] for row in letters})
    return found


def case(tx: Connection, case_id: int) -> dict[str, Any]:
    """Everything about one case: itself, its mails, promises, letters, follow-ups and corrections, each in time order."""
    return {
        "case": tx.execute(sa.select(cases).where(cases.c.id == case_id)).mappings().one(),
        "mails": _of(tx, message, case_id),
        "promises": _of(tx, promise, case_id),
        "letters": _of(tx, outbox, case_id),
        "followups": _of(tx, followup, case_id),
        "corrections": _of(tx, correction, case_id),
    }


def _of(tx: Connection, table: sa.Table, case_id: int) -> list[dict[str, Any]]:
    rows = tx.execute(sa.select(table).where(table.c.case_id == case_id).order_by(table.c.id)).mappings()
    return [dict(row) for row in rows]


def progress(tx: Connection) -> dict[str, int]:
    """How far everything is: mails of inboxes handled and marked, letters due, copies to be put into the Sent folder."""
    handled = sa.select(sa.func.count()).where(message.c.marked_at.is_not(None), message.c.marks.is_not(sa.null()))
    due = sa.select(sa.func.count()).where(outbox.c.state == "due")
    copying = sa.select(sa.func.count()).where(outbox.c.copied == "due")
    return {
        "handled": tx.execute(handled).scalar_one(),
        "due": tx.execute(due).scalar_one(),
        "copying": tx.execute(copying).scalar_one(),
    }


TO_WRITERS = ("acknowledgement", "neutral", "chase", "added")


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one mail: its row, the letter that answered it, and when a person's answer is promised."""

    mail: dict[str, Any]
    letter: dict[str, Any] | None
    due: datetime | None


def outcomes(tx: Connection, folder: str) -> list[Became]:
    """Every mail of a folder in order."""
    mails = tx.execute(sa.select(message).where(message.c.folder == folder).order_by(message.c.uid)).mappings().all()
    sent = tx.execute(sa.select(outbox).where(outbox.c.kind.in_(TO_WRITERS))).mappings().all()
    letters = {row["answers"]: dict(row) for row in sent}
    dues = {row[0]: row[1] for row in tx.execute(sa.select(promise.c.case_id, promise.c.due).order_by(promise.c.id))}
    return [Became(dict(row), letters.get(row["id"]), dues.get(row["case_id"])) for row in mails]


def alerts(tx: Connection) -> list[tuple[str, str]]:
    """(recipient, subject) of what staff were told at once."""
    rows = tx.execute(
        sa.select(outbox.c.recipient, outbox.c.subject).where(outbox.c.kind == "alert").order_by(outbox.c.id)
    )
    return [(row.recipient, row.subject) for row in rows]


def next_due(tx: Connection, limit: int) -> list[tuple[datetime, str, str, str]]:
    """(when, kind, reference, subject) of the follow-ups that fall due next."""
    rows = tx.execute(
        sa.select(followup.c.due_at, followup.c.kind, cases.c.ref, cases.c.subject)
        .join(cases, cases.c.id == followup.c.case_id)
        .where(followup.c.state == "due")
        .order_by(followup.c.due_at)
        .limit(limit)
    )
    return [(row.due_at, row.kind, row.ref, row.subject) for row in rows]
