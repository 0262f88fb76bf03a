"""One pass over everything: handle what waits in the mailboxes, deliver what is due. Troubles are told at the end."""

import asyncio
import logging
import os
from contextlib import suppress

from config.settings import Mailbox
from daemon import followups
from daemon.corrections import Corrections
from daemon.handle import Handler
from daemon.inbox import Inbox, InboxError
from daemon.outbox import Outbox
from daemon.rounds import Rounds
from daemon.sent import Sent
from daemon.store.status import note_look

log = logging.getLogger("evenhand")


async def once(handler: Handler) -> int:
    """Handle and deliver; returns how many mails were handled. Raises the first trouble after doing all the rest."""
    outbox = Outbox(handler.settings, handler.store, handler.clock)
    handler.on_planned = outbox.wake
    troubles = Troubles()
    await asyncio.to_thread(_answers_of_people, handler, troubles)
    working = asyncio.create_task(asyncio.to_thread(_mailboxes, handler, troubles))
    try:
        handled = await outbox.deliver_during(working)
    finally:
        await outbox.close()
    for mailbox in handler.settings.mailboxes:
        if mailbox.sent_folder and troubles.first is None:
            await asyncio.to_thread(_sent, mailbox, handler)
    if troubles.first is not None:
        raise troubles.first
    if outbox.unreachable is not None:
        raise outbox.unreachable
    return handled


class Troubles:
    """What went wrong on the way: each is told once, however often it is met; the first ends the pass."""

    def __init__(self) -> None:
        self.first: Exception | None = None
        self._told: set[tuple[str, str]] = set()

    def met(self, error: Exception, mailbox: str) -> None:
        self.first = self.first or error
        if (mailbox, str(error)) not in self._told:
            self._told.add((mailbox, str(error)))
            log.error("%s", error, extra={"mailbox": mailbox})


def _answers_of_people(handler: Handler, troubles: Troubles) -> None:
    """First of all, before anything is sent: what people have settled needs no follow-up, not even one that is due."""
    for mailbox in handler.settings.mailboxes:
        if mailbox.sent_folder:
            try:
                _sent(mailbox, handler)
            except (InboxError, OSError) as error:
                troubles.met(error, mailbox.name)


def _mailboxes(handler: Handler, troubles: Troubles) -> int:
    """Handle what waits in every mailbox, then what has fallen due; one that fails doesn't keep us from the others."""
    handled = 0
    for mailbox in handler.settings.mailboxes:
        try:
            here = _one(mailbox, handler)
        except (InboxError, OSError) as error:
            troubles.met(error, mailbox.name)
            _note(mailbox, handler, 0, str(error))
        else:
            handled += here
            _note(mailbox, handler, here)
    followups.tick(handler, handler.clock())
    return handled


def _note(mailbox: Mailbox, handler: Handler, handled: int, error: str = "") -> None:
    """For `evenhand status`."""
    now = handler.clock()
    with handler.store.write_soon() as tx:
        note_look(tx, f"inbox {mailbox.name}", None if error else now, handled, error, now)


def _one(mailbox: Mailbox, handler: Handler) -> int:
    inbox = Inbox(mailbox, os.environ)
    try:
        inbox.connect()
        Corrections(mailbox, handler).round(inbox)
        rounds = Rounds(mailbox, handler)
        rounds.open(inbox)
        return rounds.look(inbox)
    finally:
        with suppress(InboxError, OSError):
            inbox.close()


def _sent(mailbox: Mailbox, handler: Handler) -> None:
    inbox = Inbox(mailbox, os.environ)
    try:
        inbox.connect()
        Sent(mailbox, handler).round(inbox)
    finally:
        with suppress(InboxError, OSError):
            inbox.close()
