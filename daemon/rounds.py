"""One mailbox: look for new mail, handle it in batches, make the marks. Runs in the mailbox's own thread.

Save, then mark: a mail is in the ledger before it is fetched, its plan is committed before the mailbox shows anything of it.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from config.settings import Mailbox
from daemon.answers import HANDLED
from daemon.crash import point
from daemon.handle import Arrived, Handler
from daemon.inbox import FolderState, Inbox, InboxError
from daemon.reader import Read
from daemon.store import StoreError, Transaction
from daemon.store import mailbox as ledger
from daemon.store.mailbox import Cursor, Mark, Waiting

log = logging.getLogger("evenhand.inbox")
MARKS_AT_ONCE = 200
AHEAD = 3  # batches in the line: one is planned, one is read, one waits for the reader
COMPARED = 50  # of the newest mails, at each connection
A_DAY = timedelta(days=1)
CLOCKS = timedelta(minutes=5)  # by which the clocks of two machines may differ; INTERNALDATE has whole seconds only


@dataclass(frozen=True, slots=True)
class _Reading:
    """A batch on its way through the reader."""

    batch: list[Waiting]
    arrived: list[Arrived]
    reads: Future[list[Read]]


class Rounds:
    """The rounds of one mailbox over one connection that is handed in. Set, `stop` ends a look after the batch under way."""

    def __init__(self, mailbox: Mailbox, handler: Handler, stop: threading.Event | None = None) -> None:
        self.mailbox = mailbox
        self.handler = handler
        self.store = handler.store
        self.clock = handler.clock
        self.stop = stop or threading.Event()
        self.on_batch: Callable[[int], None] = lambda handled: None  # told after each batch how many mails it handled
        self._state: FolderState | None = None
        self._old_before: datetime | None = None
        self._cursor: Cursor | None = None
        self._unfinished = True  # the ledger may hold mails that wait, from before or after trouble

    def open(self, inbox: Inbox) -> FolderState:
        """Open the folder; on the very first start decide where reading begins."""
        state = inbox.open_folder(self.mailbox.folder)
        now = self.clock()
        reused = self._numbers_reused(inbox, state)
        with self.store.write() as tx:
            at = ledger.cursor(tx, self.mailbox.name, self.mailbox.folder)
            if at is None:
                first = state.uidnext if self.mailbox.start == "new" else 1
                at = Cursor(state.uidvalidity, first, now)
                ledger.move_cursor(tx, self.mailbox.name, self.mailbox.folder, at)
            elif at.uidvalidity != state.uidvalidity or reused:
                log.warning("the server renumbered the folder: looking through it again", extra=self._extra())
                if reused:
                    ledger.free_numbers(tx, self.mailbox.name, self.mailbox.folder, state.uidvalidity)
                ledger.forget_waiting_of(tx, self.mailbox.name, self.mailbox.folder, state.uidvalidity)
                at = Cursor(state.uidvalidity, 1, at.opened_at)
                ledger.move_cursor(tx, self.mailbox.name, self.mailbox.folder, at)
        self._state, self._cursor, self._unfinished = state, at, True
        self._old_before = self._start_of_duty(at)
        return state

    def _numbers_reused(self, inbox: Inbox, state: FolderState) -> bool:
        """Whether the same UIDVALIDITY now numbers other mails, as after a restore from a copy (against RFC 9051, 2.3.1.1).

        The next UID shows it; when new mail has already taken the numbers, the newest mails of the ledger do.
        """
        with self.store.read() as tx:
            at = ledger.cursor(tx, self.mailbox.name, self.mailbox.folder)
            if at is None or at.uidvalidity != state.uidvalidity:
                return False
            newest = ledger.newest(tx, self.mailbox.name, self.mailbox.folder, state.uidvalidity, COMPARED)
        if 0 < state.uidnext < at.next_uid:
            return True
        heads = [one for one in inbox.headers(sorted(newest), self.handler.settings.limits) if one.raw is not None]
        mails = self.handler.reader.read_many([one.raw for one in heads if one.raw is not None])
        return any(newest[one.uid] != mail.message_id for one, mail in zip(heads, mails, strict=True))

    def _start_of_duty(self, at: Cursor) -> datetime | None:
        """Mails of before this moment are not answered, however they come into the folder; None: all are."""
        start = self.mailbox.start
        if start == "all":
            return None
        if start == "new":
            return at.opened_at - (A_DAY if at.next_uid > 1 else CLOCKS)
        zone = ZoneInfo(self.handler.settings.organisation.timezone)
        return datetime.combine(start, time(), zone)

    def look(self, inbox: Inbox) -> int:
        """Handle everything that is new or still waiting; returns how many mails were handled.

        While one batch is planned and written here, the next is being read in the reader's process, and one more waits for it.
        """
        new = inbox.new_uids(self._at.next_uid - 1)
        handled = 0
        with ThreadPoolExecutor(1, "reading") as pool:
            readings: deque[_Reading] = deque()
            try:
                while True:
                    while len(readings) < AHEAD and (following := self._begin(inbox, pool, readings, new)):
                        readings.append(following)
                        new = []
                    if not readings:
                        break
                    handled += (done := self._finish(inbox, readings[0]))
                    readings.popleft()
                    self.on_batch(done)
                    if self.stop.is_set():
                        self._forgive_rows(row for reading in readings for row in reading.batch)
                        break
            except (InboxError, StoreError):
                # Not the mails' doing: they are tried again when the connection or the store is back.
                self._forgive_rows(row for reading in readings for row in reading.batch)
                raise
        self.mark(inbox)
        return handled

    @property
    def _opened(self) -> FolderState:
        assert self._state is not None, "open() comes first"
        return self._state

    def _enter(self, tx: Transaction, uids: list[int]) -> None:
        """New mails go into the ledger, and the cursor past them."""
        name, folder = self.mailbox.name, self.mailbox.folder
        at = ledger.cursor(tx, name, folder)
        assert at is not None
        ledger.enter(tx, name, folder, at.uidvalidity, uids, self.clock())
        self._cursor = Cursor(at.uidvalidity, max(at.next_uid, max(uids) + 1), at.opened_at)
        ledger.move_cursor(tx, name, folder, self._cursor)

    @property
    def _at(self) -> Cursor:
        assert self._cursor is not None, "open() comes first"
        return self._cursor

    def _begin(
        self, inbox: Inbox, pool: ThreadPoolExecutor, besides: Iterable[_Reading], new: list[int]
    ) -> _Reading | None:
        """Fetch the next batch and have it read; None when nothing waits. `new` mails are entered first."""
        batch = self._next_batch([row.id for reading in besides for row in reading.batch], new)
        if not batch:
            return None
        try:
            arrived = self._fetch(inbox, batch)
        except InboxError:
            self._forgive_rows(batch)
            raise
        point("after-fetch")
        return _Reading(batch, arrived, pool.submit(self.handler.read, arrived))

    def _finish(self, inbox: Inbox, reading: _Reading) -> int:
        """Plan and write a batch that has been read, then make its marks."""
        reads = reading.reads.result()
        handled = self.handler.handle(self.mailbox, self._answered_before(inbox, reading.arrived, reads), reads)
        self._unfinished = self._unfinished or handled < len(reading.batch)
        self.mark(inbox)
        return handled

    def _answered_before(self, inbox: Inbox, arrived: list[Arrived], reads: list[Read]) -> list[Arrived]:
        """Mails older than the store, which may have been lost: where the Sent folder holds a reply, they were answered.

        Needed where the server keeps no keywords, and for a mailbox that was moved to another server without them.
        """
        asked = {
            one.row_id: read.mail.message_id
            for one, read in zip(arrived, reads, strict=True)
            if read.mail.message_id and self._may_be_answered_again(one)
        }
        if not asked or not self.mailbox.sent_folder or (folder := inbox.sent_folder()) is None:
            return arrived
        there = inbox.find(folder, "In-Reply-To", asked.values())
        return [replace(one, marked=one.marked or asked.get(one.row_id) in there) for one in arrived]

    def _may_be_answered_again(self, one: Arrived) -> bool:
        """Whether it came before this store began, and nothing but an answer that was given keeps us from answering."""
        at = one.internaldate
        if one.marked or at is None or (one.old_before is not None and at < one.old_before):
            return False
        return at < self._at.opened_at

    def _next_batch(self, besides: list[int], new: list[int]) -> list[Waiting]:
        """The next mails, their attempt counted; those that failed too often are set aside here."""
        if not new and not self._unfinished:
            return []
        name, folder, validity = self.mailbox.name, self.mailbox.folder, self._opened.uidvalidity
        with self.store.write() as tx:
            if new:
                self._enter(tx, new)
            batch = ledger.waiting(tx, name, folder, validity, self.mailbox.batch, besides)
            self._unfinished = len(batch) >= self.mailbox.batch or any(row.attempts for row in batch)
            hopeless = [row.id for row in batch if row.attempts >= ledger.MOST_ATTEMPTS]
            if hopeless:
                ledger.set_aside(tx, hopeless, f"could not be handled in {ledger.MOST_ATTEMPTS} attempts")
            batch = [row for row in batch if row.attempts < ledger.MOST_ATTEMPTS]
            # Mails that failed before come last, and alone: one of them may be poison, and takes nobody along.
            batch = [row for row in batch if not row.attempts] or batch[:1]
            ledger.begin_attempt(tx, [row.id for row in batch])
        point("after-attempt")
        return batch

    def _fetch(self, inbox: Inbox, batch: list[Waiting]) -> list[Arrived]:
        """What could be fetched; mails that somebody moved or deleted meanwhile are noted as gone."""
        rows = {row.uid: row for row in batch}
        fetched = list(inbox.fetch(sorted(rows), self.handler.settings.limits))
        gone = [rows[one.uid].id for one in fetched if one.gone]
        if gone:
            with self.store.write() as tx:
                ledger.gone(tx, gone)
        for one in fetched:
            if one.error and not one.gone:
                log.warning("a mail can't be fetched: %s", one.error, extra={**self._extra(), "uid": one.uid})
        return [
            Arrived(
                row_id=rows[one.uid].id,
                attempts=rows[one.uid].attempts + 1,
                uid=one.uid,
                raw=one.raw,
                internaldate=one.internaldate,
                old_before=self._old_before,
                marked=HANDLED in {flag.casefold() for flag in one.flags},
            )
            for one in fetched
            if one.raw is not None
        ]

    def _forgive_rows(self, batch: Iterable[Waiting]) -> None:
        try:
            with self.store.write() as tx:
                ledger.forgive_attempt(tx, [row.id for row in batch])
        except StoreError as error:
            log.warning("an attempt stays counted: %s", error, extra=self._extra())

    def mark(self, inbox: Inbox) -> None:
        """Flags, keywords and filing of handled mails, grouped: never one by one."""
        state = self._opened
        while True:
            with self.store.read() as tx:
                marks = ledger.marks_due(tx, self.mailbox.name, MARKS_AT_ONCE)
            if not marks:
                return
            here = [m for m in marks if m.folder == state.name and m.uidvalidity == state.uidvalidity]
            self._store_flags(inbox, here)
            self._file(inbox, here)
            point("after-marks")
            with self.store.write() as tx:
                ledger.marked(tx, [m.id for m in marks], self.clock())

    @staticmethod
    def _store_flags(inbox: Inbox, marks: list[Mark]) -> None:
        by_flag: dict[str, list[int]] = {}
        for mark in marks:
            for flag in mark.flags:
                by_flag.setdefault(flag, []).append(mark.uid)
        if by_flag:
            inbox.add_flags(by_flag)

    @staticmethod
    def _file(inbox: Inbox, marks: list[Mark]) -> None:
        by_folder: dict[str, list[int]] = {}
        for mark in marks:
            if mark.move:
                by_folder.setdefault(mark.move, []).append(mark.uid)
        for folder, uids in by_folder.items():
            inbox.move(uids, folder)

    def _extra(self) -> dict[str, str]:
        return {"mailbox": self.mailbox.name}
