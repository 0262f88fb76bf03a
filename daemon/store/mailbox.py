"""The ledger of mails seen in folders: which are waiting, handled, set aside, and which marks are still to be made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from daemon.store.tables import folder, message

MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a folder has been read: every UID below `next_uid` is in the ledger or older than the start."""

    uidvalidity: int
    next_uid: int
    opened_at: datetime  # when we first read this folder


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail that is in the ledger but not handled yet."""

    id: int
    uid: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What is still to be done in the mailbox for one handled mail."""

    id: int
    folder: str
    uidvalidity: int
    uid: int
    flags: tuple[str, ...]
    move: str | None


def cursor(tx: Connection, mailbox: str, name: str) -> Cursor | None:
    what = sa.select(folder.c.uidvalidity, folder.c.next_uid, folder.c.opened_at)
    row = tx.execute(what.where(folder.c.mailbox == mailbox, folder.c.name == name)).first()
    return None if row is None else Cursor(*row)


def move_cursor(tx: Connection, mailbox: str, name: str, at: Cursor) -> None:
    """Set how far a folder has been read; a new UIDVALIDITY starts it afresh."""
    changed = tx.execute(
        sa.update(folder)
        .where(folder.c.mailbox == mailbox, folder.c.name == name)
        .values(uidvalidity=at.uidvalidity, next_uid=at.next_uid)
    ).rowcount
    if not changed:
        tx.execute(
            sa.insert(folder).values(
                mailbox=mailbox, name=name, uidvalidity=at.uidvalidity, next_uid=at.next_uid, opened_at=at.opened_at
            )
        )


def enter(tx: Connection, mailbox: str, name: str, uidvalidity: int, uids: Sequence[int], now: datetime) -> None:
    """Enter new mails as waiting. Those already in the ledger are left as they are."""
    if not uids:
        return
    known = set(
        tx.execute(
            sa.select(message.c.uid).where(
                message.c.mailbox == mailbox,
                message.c.folder == name,
                message.c.uidvalidity == uidvalidity,
                message.c.uid.between(min(uids), max(uids)),
            )
        ).scalars()
    )
    rows = [
        {
            "mailbox": mailbox,
            "folder": name,
            "uidvalidity": uidvalidity,
            "uid": uid,
            "state": "waiting",
            "attempts": 0,
            "first_seen_at": now,
        }
        for uid in uids
        if uid not in known
    ]
    if rows:
        tx.execute(sa.insert(message), rows)


def waiting(
    tx: Connection, mailbox: str, name: str, uidvalidity: int, limit: int, besides: Sequence[int] = ()
) -> list[Waiting]:
    """The oldest mails not handled yet, fewest attempts first so that a bad one never holds up the rest.

    `besides`: rows that are being handled at this moment.
    """
    rows = tx.execute(
        sa.select(message.c.id, message.c.uid, message.c.attempts)
        .where(
            message.c.state == "waiting",
            message.c.mailbox == mailbox,
            message.c.folder == name,
            message.c.uidvalidity == uidvalidity,
            message.c.id.not_in(besides),
        )
        .order_by(message.c.attempts, message.c.uid)
        .limit(limit)
    )
    return [Waiting(*row) for row in rows]


def begin_attempt(tx: Connection, ids: Sequence[int]) -> None:
    """Count an attempt *before* the mail is touched: a mail that kills us is known by its count."""
    tx.execute(sa.update(message).where(message.c.id.in_(ids)).values(attempts=message.c.attempts + 1))


def forgive_attempt(tx: Connection, ids: Sequence[int]) -> None:
    """The failure was not these mails' doing (a lost connection, a full disk): the attempt doesn't count."""
    tx.execute(
        sa.update(message)
        .where(message.c.id.in_(ids), message.c.state == "waiting", message.c.attempts > 0)
        .values(attempts=message.c.attempts - 1)
    )


def set_aside(tx: Connection, ids: Iterable[int], error: str) -> None:
    """A person has to look: shown by `evenhand queue`, never answered."""
    tx.execute(sa.update(message).where(message.c.id.in_(list(ids))).values(state="aside", error=error))


def gone(tx: Connection, ids: Iterable[int]) -> None:
    """The mails were moved or deleted by somebody before we could read them."""
    tx.execute(sa.update(message).where(message.c.id.in_(list(ids))).values(state="gone"))


def newest(tx: Connection, mailbox: str, name: str, uidvalidity: int, limit: int) -> dict[int, str]:
    """UID -> Message-ID of the newest mails of a folder that have been read and have one."""
    rows = tx.execute(
        sa.select(message.c.uid, message.c.message_id)
        .where(
            message.c.mailbox == mailbox,
            message.c.folder == name,
            message.c.uidvalidity == uidvalidity,
            message.c.message_id.is_not(None),
        )
        .order_by(message.c.uid.desc())
        .limit(limit)
    )
    return {row.uid: row.message_id for row in rows}


def free_numbers(tx: Connection, mailbox: str, name: str, uidvalidity: int) -> None:
    """The server gives these UIDs to other mails now: the rows stay as history, under numbers no server can give."""
    here = (message.c.mailbox == mailbox, message.c.folder == name, message.c.uidvalidity == uidvalidity)
    tx.execute(sa.update(message).where(*here, message.c.state == "waiting").values(state="gone"))
    tx.execute(sa.update(message).where(*here, message.c.marked_at.is_(None)).values(marks=None))
    tx.execute(sa.update(message).where(*here).values(uid=-message.c.id))


def forget_waiting_of(tx: Connection, mailbox: str, name: str, uidvalidity: int) -> None:
    """The folder was renumbered: waiting mails of other UIDVALIDITY values will be met again under new UIDs."""
    tx.execute(
        sa.update(message)
        .where(
            message.c.mailbox == mailbox,
            message.c.folder == name,
            message.c.uidvalidity != uidvalidity,
            message.c.state == "waiting",
        )
        .values(state="gone")
    )
    tx.execute(
        sa.update(message)
        .where(
            message.c.mailbox == mailbox,
            message.c.folder == name,
            message.c.uidvalidity != uidvalidity,
            message.c.marked_at.is_(None),
        )
        .values(marks=None)
    )


def marks_due(tx: Connection, mailbox: str, limit: int) -> list[Mark]:
    """Handled mails whose marks in the mailbox are still missing, oldest first."""
    rows = tx.execute(
        sa.select(message.c.id, message.c.folder, message.c.uidvalidity, message.c.uid, message.c.marks)
        .where(
            message.c.marked_at.is_(None),
            message.c.mailbox == mailbox,
            message.c.state.in_(("handled", "copy")),
            message.c.marks.is_not(sa.null()),
        )
        .order_by(message.c.id)
        .limit(limit)
    )
    return [
        Mark(row.id, row.folder, row.uidvalidity, row.uid, tuple(row.marks["flags"]), row.marks["move"])
        for row in rows
        if row.marks
    ]


def marked(tx: Connection, ids: Sequence[int], now: datetime) -> None:
    tx.execute(sa.update(message).where(message.c.id.in_(ids)).values(marked_at=now))
