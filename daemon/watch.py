"""The threads of one mailbox: one on the inbox (IDLE), one on what people do. Each has its own connection.

A server that is away, slow or lying is waited out with a growing, jittered pause that ends with the stop event; no trouble
of one mail or one mailbox ends a thread.
"""

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from config.secrets import SecretError
from config.settings import Mailbox
from daemon.corrections import Corrections
from daemon.handle import Handler
from daemon.inbox import Backoff, FolderMissing, IdleEvent, Inbox, InboxError, LoginRefused, TlsRefused, wait
from daemon.rounds import Rounds
from daemon.sent import Sent
from daemon.store import StoreError

log = logging.getLogger("evenhand.inbox")
# Nothing that waiting mends: before the first success it ends the daemon with the exit code for configuration.
PERMANENT = (LoginRefused, TlsRefused, FolderMissing, SecretError)

REFUSED = (
    30.0  # seconds at most: a refused log-in is not tried as often as a lost connection, lest the account be locked
)


class Health:
    """What `evenhand status` and systemd's STATUS tell of one thread. Written by it, read by anyone."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.polled_at: datetime | None = None
        self.handled = 0
        self.error = ""
        self.fatal: Exception | None = None


class Watch(threading.Thread):
    """Base of both threads: connect, work, wait, and come back after trouble."""

    def __init__(self, name: str, mailbox: Mailbox, handler: Handler, stop: threading.Event) -> None:
        super().__init__(name=f"{name} {mailbox.name}", daemon=True)
        self.mailbox = mailbox
        self.handler = handler
        self.stop = stop
        self.health = Health()
        self.on_change: Callable[[], None] = lambda: None
        self.inbox = Inbox(mailbox, os.environ)
        self.refused = False  # the last log-in was refused
        self.refusals = Backoff(REFUSED, REFUSED)

    def run(self) -> None:
        # One Inbox for the thread's whole life: it remembers on which mails a server hung up, and sets them aside.
        backoff = Backoff()
        while not self.stop.is_set():
            try:
                self.inbox.connect()
                self.work(self.inbox, backoff)
            except Exception as error:
                self._trouble(error)
            finally:
                with suppress(InboxError, OSError):
                    self.inbox.close()
            if self.health.fatal is not None:
                return
            wait(self.stop, (self.refusals if self.refused else backoff).next())

    def work(self, inbox: Inbox, backoff: Backoff) -> None:
        """Work on an open connection until the stop event; troubles are raised."""
        raise NotImplementedError

    def polled(self, backoff: Backoff, handled: int = 0) -> None:
        """A round went well, or a part of one that handled so many mails."""
        backoff.reset()
        self.refusals.reset()
        self.refused = False
        self.health.polled_at = self.handler.clock()
        self.health.handled += handled
        self.health.error = ""
        self.opened()

    def opened(self) -> None:
        """All that may be wrong with the configuration has been seen to be right."""
        if not self.health.opened.is_set():
            self.health.opened.set()
            self.on_change()

    def _trouble(self, error: Exception) -> None:
        self.health.error = str(error)
        self.refused = isinstance(error, LoginRefused)
        if isinstance(error, PERMANENT) and not self.health.opened.is_set():
            self.health.fatal = error
        known = isinstance(error, InboxError | StoreError | SecretError)
        log.error("%s", error, exc_info=None if known else error, extra={"mailbox": self.mailbox.name})
        self.on_change()

    def wake(self) -> None:
        """Interrupt a wait. May be called from any thread."""
        self.inbox.wake()


class InboxWatch(Watch):
    """Handles mail the moment it arrives."""

    def __init__(self, mailbox: Mailbox, handler: Handler, stop: threading.Event) -> None:
        super().__init__("inbox", mailbox, handler, stop)

    def work(self, inbox: Inbox, backoff: Backoff) -> None:
        rounds = Rounds(self.mailbox, self.handler, self.stop)
        rounds.open(inbox)
        # Thousands of mails that wait take minutes: ready is who has the folder open, and each batch shows that all is well.
        self.opened()
        rounds.on_batch = lambda handled: self.polled(backoff, handled)
        while not self.stop.is_set():
            rounds.look(inbox)
            self.polled(backoff)
            # Also with IDLE the folder is looked through this often: a server may forget to push.
            ended = inbox.idle(self.mailbox.poll_every, self.stop)
            if ended in (IdleEvent.BYE, IdleEvent.DROPPED):
                return
            if ended is IdleEvent.UNSUPPORTED:
                wait(self.stop, self.mailbox.poll_every.total_seconds())


class PeopleWatch(Watch):
    """Follows what people do: finds their answers in the Sent folder, puts our copies there, notes what they correct."""

    def __init__(self, mailbox: Mailbox, handler: Handler, stop: threading.Event) -> None:
        super().__init__("people", mailbox, handler, stop)
        self._news = threading.Event()

    def work(self, inbox: Inbox, backoff: Backoff) -> None:
        sent, corrections = Sent(self.mailbox, self.handler), Corrections(self.mailbox, self.handler)
        while not self.stop.is_set():
            self._news.clear()
            handled = sent.round(inbox) if self.mailbox.sent_folder else 0
            corrections.round(inbox)
            self.polled(backoff, handled)
            self._news.wait(self.mailbox.poll_every.total_seconds())

    def wake(self) -> None:
        self._news.set()
