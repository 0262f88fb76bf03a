"""The outbox table. What is retried, and when it stops, stands in `daemon.outbox`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from daemon.store.tables import outbox

SET_BACK = timedelta(minutes=1)  # a letter that is so much younger than now was planned before the clock was set back


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to be sent. `started_at` is set when an earlier run began DATA and never learned how it ended."""

    id: int
    message_id: str
    kind: str
    mailbox: str
    case_id: int | None
    sender: str
    recipient: str
    payload: bytes
    created_at: datetime
    attempts: int
    started_at: datetime | None


_LETTER = (
    outbox.c.id,
    outbox.c.message_id,
    outbox.c.kind,
    outbox.c.mailbox,
    outbox.c.case_id,
    outbox.c.sender,
    outbox.c.recipient,
    outbox.c.payload,
    outbox.c.created_at,
    outbox.c.attempts,
    outbox.c.started_at,
)


_BEGIN = (
    sa.update(outbox)
    .where(outbox.c.id == sa.bindparam("letter"), outbox.c.state == "due")
    .values(
        started_at=sa.bindparam("now"),
        attempts=outbox.c.attempts + 1,
        resent=outbox.c.resent + sa.bindparam("again", type_=sa.Integer),
    )
)
_SENT = (
    sa.update(outbox)
    .where(outbox.c.id == sa.bindparam("letter"))
    .values(
        state="sent",
        sent_at=sa.bindparam("now"),
        error=None,
        started_at=None,
        # A server that makes copies itself may have been faster than this note.
        copied=sa.case((outbox.c.copied == "done", "done"), else_=sa.bindparam("copy")),
    )
)


def due(
    tx: Connection, now: datetime, limit: int, besides: Collection[str] = (), held: Collection[str] = ()
) -> list[Letter]:
    """What should be sent now, oldest first. `besides`: mailboxes whose server is not asked at this moment; `held`: kinds
    of letters that wait."""
    rows = tx.execute(
        sa.select(*_LETTER)
        .where(
            outbox.c.state == "due",
            (outbox.c.next_try_at <= now) | (outbox.c.created_at > now + SET_BACK),
            outbox.c.mailbox.not_in(besides),
            outbox.c.kind.not_in(held),
        )
        .order_by(outbox.c.next_try_at, outbox.c.id)
        .limit(limit)
    )
    return [Letter(*row) for row in rows]


def next_due_at(tx: Connection, besides: Collection[str] = (), held: Collection[str] = ()) -> datetime | None:
    """When the next letter wants to be tried, besides those of some mailboxes and kinds."""
    wanted = sa.select(sa.func.min(outbox.c.next_try_at)).where(outbox.c.state == "due")
    return tx.execute(wanted.where(outbox.c.mailbox.not_in(besides), outbox.c.kind.not_in(held))).scalar()


def sent_between(tx: Connection, kinds: Collection[str], after: datetime, until: datetime) -> list[datetime]:
    """When letters of these kinds were accepted, oldest first."""
    moments = sa.select(outbox.c.sent_at).where(outbox.c.sent_at > after, outbox.c.sent_at <= until)
    return list(tx.execute(moments.where(outbox.c.kind.in_(kinds)).order_by(outbox.c.sent_at)).scalars())


def begin(tx: Connection, letter: Letter, now: datetime) -> bool:
    """Note that sending begins; False when the letter is no longer due (withdrawn, or sent by somebody else).

    One that was begun before and never ended has met the one instant that nobody can know: it is counted.
    """
    again = int(letter.started_at is not None)
    return tx.execute(_BEGIN, {"letter": letter.id, "now": now, "again": again}).rowcount == 1


def sent(tx: Connection, letter: Letter, now: datetime, copy: bool) -> None:
    """The server has accepted it; `copy`: one is to be put into the Sent folder."""
    tx.execute(_SENT, {"letter": letter.id, "now": now, "copy": "due" if copy else "no"})


def later(tx: Connection, letter_id: int, error: str, at: datetime, unknown: bool) -> None:
    """A temporary failure: try again at `at`. `unknown`: the server may hold the mail already, so the repeat counts."""
    values: dict[str, object] = {"next_try_at": at, "error": error}
    if not unknown:
        values["started_at"] = None
    tx.execute(sa.update(outbox).where(outbox.c.id == letter_id, outbox.c.state == "due").values(**values))


def set_aside(tx: Connection, ids: Sequence[int], error: str) -> None:
    """A permanent failure: shown by `evenhand queue`, never tried again by itself."""
    tx.execute(sa.update(outbox).where(outbox.c.id.in_(ids)).values(state="aside", error=error, started_at=None))


def withdraw(tx: Connection, case_id: int, kinds: Sequence[str]) -> int:
    """Take back what waits to be sent about a case; returns how many."""
    return tx.execute(
        sa.update(outbox)
        .where(
            outbox.c.case_id == case_id,
            outbox.c.state == "due",
            outbox.c.kind.in_(kinds),
            outbox.c.started_at.is_(None),
        )
        .values(state="withdrawn")
    ).rowcount


def copies_due(tx: Connection, mailbox: str, limit: int) -> list[tuple[int, bytes, datetime]]:
    """Sent mails whose copy is still missing in the Sent folder: (id, mail, sent at)."""
    rows = tx.execute(
        sa.select(outbox.c.id, outbox.c.payload, outbox.c.sent_at)
        .where(outbox.c.copied == "due", outbox.c.mailbox == mailbox)
        .order_by(outbox.c.id)
        .limit(limit)
    )
    return [(row.id, row.payload, row.sent_at) for row in rows]


def copied(tx: Connection, ids: Sequence[int]) -> None:
    tx.execute(sa.update(outbox).where(outbox.c.id.in_(ids)).values(copied="done"))


def copies_seen(tx: Connection, message_ids: Sequence[str]) -> None:
    """Copies of these lie in the Sent folder already, put there by the server or before a kill."""
    tx.execute(sa.update(outbox).where(outbox.c.message_id.in_(message_ids)).values(copied="done"))
