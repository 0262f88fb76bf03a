"""The middle of the daemon without servers: a store, a handler that reads in this process, a clock to move."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from config.load import defaults
from config.settings import CalendarSettings, Limits, Mailbox, OutboxSettings, Server, Settings, Staff
from daemon.clock import Steered
from daemon.handle import Arrived, Handler
from daemon.mail import Mail, read_bytes, split
from daemon.plan import Outgoing
from daemon.reader import Read, Reader
from daemon.reader.read import Raw, judged, read_one
from daemon.store import Store, open_store, plans
from daemon.store import mailbox as ledger
from daemon.store.known import snapshot
from daemon.store.tables import metadata
from responders.reply.reply import Reply
from tests.journeys.letters import letter
from tests.journeys.office import Plain

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # a Tuesday
ADDRESS = "desk@support.example"
_serial = itertools.count(1)


def box(name: str = "desk", smtp_port: int = 25, **more: Any) -> Mailbox:
    """A mailbox whose IMAP server nobody asks."""
    plain = Server("127.0.0.1", smtp_port, "plain", timeout=timedelta(seconds=3))
    return Mailbox(name, f"{name}@support.example", plain, plain, **more)


def settings(*boxes: Mailbox, **more: Any) -> Settings:
    """The shipped defaults with mailboxes, staff and ordinary hours."""
    hours = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ((9 * 60, 17 * 60),))
    made = replace(
        defaults(),
        mailboxes=boxes or (box(),),
        staff=Staff(("*@staff.example",), ("team@staff.example",), ("lead@staff.example", "head@staff.example")),
        calendar=CalendarSettings(hours=hours),
        outbox=OutboxSettings(connections=1, pause_after_start=timedelta(0)),
    )
    return replace(made, **more)


class Here(Reader):
    """Reads in this process: these tests are not about mails that run away."""

    def read(self, raws: Sequence[Raw], now: datetime) -> list[Read]:
        return judged(self.read_many(raws), Plain(), now)

    def read_many(self, raws: Sequence[Raw]) -> list[Mail]:
        return [read_one(raw, self.limits) for raw in raws]


class Desk:
    """A store with a handler in front of it."""

    def __init__(self, folder: Path, *boxes: Mailbox, **more: Any) -> None:
        self.clock = Steered(NOW)
        self.settings = settings(*boxes, **more)
        self.path = folder / "evenhand.db"
        self.store: Store = open_store(f"sqlite:///{self.path}")
        self.handler = Handler(self.settings, self.store, Here(Limits()), self.clock)

    @property
    def now(self) -> datetime:
        return self.clock()

    def arrive(self, *raws: bytes, mailbox: Mailbox | None = None, **more: Any) -> int:
        """Mails reach the inbox as one batch; returns how many were written."""
        into = mailbox or self.settings.mailboxes[0]
        uids = [next(_serial) for _ in raws]
        with self.store.write() as tx:
            ledger.enter(tx, into.name, "INBOX", 7, uids, self.now)
            rows = {row.uid: row.id for row in ledger.waiting(tx, into.name, "INBOX", 7, 1000)}
        arrived = [
            Arrived(rows[uid], more.pop("attempts", 1), uid, split(raw, Limits()), self.now, **more)
            for uid, raw in zip(uids, raws, strict=True)
        ]
        return self.handler.handle(into, arrived, self.handler.read(arrived))

    def known(self, raw: bytes) -> Any:
        """What the store says of a mail that has not been handled."""
        mail = read_bytes(raw, Limits())
        with self.store.read() as tx:
            return snapshot(tx, [mail], "EH", self.now).known(mail, "EH")

    def rows(self, table: str, order: str = "id") -> list[dict[str, Any]]:
        """Everything in a table."""
        found = metadata.tables[table]
        with self.store.read() as tx:
            return [dict(row) for row in tx.execute(sa.select(found).order_by(found.c[order])).mappings()]

    def put(self, to: str, mailbox: str = "desk", kind: Any = "acknowledgement", case_id: int | None = None) -> str:
        """A letter falls due now; returns its Message-ID."""
        message_id = f"<evenhand.{kind}.{next(_serial):06}@support.example>"
        payload = f"From: {ADDRESS}\r\nTo: {to}\r\nMessage-ID: {message_id}\r\nSubject: Auto\r\n\r\nYes.\r\n".encode()
        reply = Reply(kind, to, "Auto", "Yes.\n", "en")
        with self.store.write() as tx:
            plans.put(tx, (Outgoing(reply, message_id, "", payload, self.now),), mailbox, case_id, self.now)
        return message_id

    def state(self, message_id: str) -> dict[str, Any]:
        """The outbox row of a letter."""
        return next(row for row in self.rows("outbox") if row["message_id"] == message_id)

    def later(self, **step: float) -> None:
        self.clock.forward(timedelta(**step))

    def close(self) -> None:
        self.store.close()


def mail(subject: str = "Second screen stays black", **more: Any) -> bytes:
    """A mail to the desk."""
    return letter(more.pop("to", ADDRESS), subject, at=more.pop("at", NOW), **more)
