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

log = logging.getLogger("evenhand")


async def once(handler: Handler) -> int:
    """Handle and deliver; returns how many mails were handled. Raises the first trouble after doing all the rest."""
    outbox = Outbox(handler.settings, handler.store, handler.clock)
    handler.on_planned = outbox.wake
    missed = await asyncio.to_thread(_answers_of_people, handler)
    working = asyncio.create_task(asyncio.to_thread(_mailboxes, handler))
    try:
        handled, trouble = await outbox.deliver_during(working)
    finally:
        await outbox.close()
    trouble = missed or trouble
    for mailbox in handler.settings.mailboxes:
        if mailbox.sent_folder and trouble is None:
            await asyncio.to_thread(_sent, mailbox, handler)
    if trouble is not None:
        raise trouble
    if outbox.unreachable is not None:
        raise outbox.unreachable
    return handled


def _answers_of_people(handler: Handler) -> Exception | None:
    """First of all, before anything is sent: what people have settled needs no follow-up, not even one that is due."""
    trouble: Exception | None = None
    for mailbox in handler.settings.mailboxes:
        if mailbox.sent_folder:
            try:
                _sent(mailbox, handler)
            except (InboxError, OSError) as error:
                log.error("%s", error, extra={"mailbox": mailbox.name})
                trouble = trouble or error
    return trouble


def _mailboxes(handler: Handler) -> tuple[int, Exception | None]:
    """Handle what waits in every mailbox, then what has fallen due; one that fails doesn't keep us from the others."""
    handled = 0
    trouble: Exception | None = None
    for mailbox in handler.settings.mailboxes:
        try:
            handled += _one(mailbox, handler)
        except (InboxError, OSError) as error:
            log.error("%s", error, extra={"mailbox": mailbox.name})
            trouble = trouble or error
    followups.tick(handler, handler.clock())
    return handled, trouble


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
