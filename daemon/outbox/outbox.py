"""The outbox: what is due goes out, once.

The contract
    A letter is *due* until the server says 250 to the end of DATA, or it is set aside, or it is withdrawn.
    Temporary: no connection, time-outs, 4xx, 421, a refusal before RCPT (5xx to the greeting, to AUTH or to MAIL: the
        server refuses us, not the letter) and every unknown error. Tried again after `outbox.retry_first`, doubling up
        to `outbox.retry_longest`; a server that fails as such is tried again within 30 seconds, by one letter.
    Permanent: 5xx to RCPT or DATA. Set aside at once and shown by `evenhand queue`; when the enhanced code speaks of
        the address it is unreachable from then on.
    A temporary failure for longer than `outbox.give_up_after` is set aside as well.
    Before a letter is handed over, "begun" is committed; after the 250, "sent". A kill between the 250 and that
        commit is the one instant nobody can know: the letter is sent again with the same Message-ID, counted, reported.
        One lane keeps this to one letter a kill; `outbox.connections` above 1 allows as many letters as lanes.
        (A power cut may take the last fractions of a second of these two notes with it, never a plan.)
    What has been withdrawn in the meantime (a human has answered) is seen by the "begun" transaction and not sent.
    After a start nothing is sent for `outbox.pause_after_start`: a crash loop can't flood anyone.
    The breaker (`daemon.outbox.breaker`): when far more mails than usual went to people within an hour, theirs wait until
        that has passed; the log, `evenhand status` and the alarms say so. The caps on answers to one sender, in one
        thread and to everybody stand in [etiquette] and hold before anything is planned.
    A clock that is set back delays nothing: what was planned by the later clock is due.
"""

import asyncio
import logging
import random
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from config.settings import Mailbox, Server, Settings
from daemon.clock import Clock
from daemon.outbox.breaker import TO_PEOPLE, Breaker
from daemon.outbox.failures import Failure, understand
from daemon.outbox.lane import DeliveryError, Lane
from daemon.store import Store, StoreError
from daemon.store import outbox as rows
from daemon.store.outbox import Letter
from daemon.store.plans import mark_unreachable

log = logging.getLogger("evenhand.outbox")
T = TypeVar("T")
BATCH = 100
SERVER_PAUSE = timedelta(seconds=30)  # at most, between tries of a server that fails as such


class ServerRefuses(ConnectionError):
    """An SMTP server that can't be used now. Remedy: wait; the letters stay due."""

    def __init__(self, server: Server, text: str) -> None:
        super().__init__(f"SMTP server {server.host}:{server.port}: {text}. The mails stay due and are tried again.")


class Outbox:
    """Delivers what is due, from one task; `wake` is called (from any thread) when something new is due."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        self.settings = settings
        self.store = store
        self.clock = clock
        self.last_error = ""
        self.breaker = Breaker(store, settings.outbox.breaker or max(1, settings.etiquette.global_hour // 2))
        self.unreachable: ServerRefuses | None = None  # the last server that failed as such
        self.on_sent: Callable[[], None] = lambda: None
        self._lanes: dict[str, list[Lane]] = {}
        self._paused: dict[str, tuple[int, datetime]] = {}  # mailbox -> failures in a row, not before
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        """Something new is due. May be called from any thread, also before the loop runs."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._wake.set)

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until `stop`. Troubles of the store or of servers are waited out, never raised."""
        self._loop = asyncio.get_running_loop()
        await _first_of(stop.wait(), timeout=self.settings.outbox.pause_after_start.total_seconds())
        while not stop.is_set():
            self._wake.clear()
            try:
                await self.deliver(stop)
                pause = self._until_next()
            except StoreError as error:
                self.last_error = str(error)
                log.error("outbox waits: %s", error)
                pause = SERVER_PAUSE
            except Exception as error:  # an unknown error is temporary: the loop goes on
                self.last_error = f"{type(error).__name__}: {error}"
                log.error("sending failed", exc_info=error)
                pause = SERVER_PAUSE
            await _first_of(stop.wait(), self._wake.wait(), timeout=max(pause.total_seconds(), 0.01))
        await self.close()

    async def deliver_during(self, work: "asyncio.Task[T]") -> T:
        """Deliver what falls due while `work` goes on, and what is left after it; returns its result."""
        self._loop = asyncio.get_running_loop()
        while not work.done():
            self._wake.clear()
            await self.deliver()
            await _first_of(work, self._wake.wait(), timeout=1.0)
        await self.deliver()
        return work.result()

    async def deliver(self, stop: asyncio.Event | None = None) -> int:
        """Deliver what is due now, until nothing is; returns how many were accepted."""
        accepted = 0
        while stop is None or not stop.is_set():
            now = self.clock()
            paused = [name for name in self._paused if not self._may_try(name, now)]
            held = self._held(now)
            with self.store.read() as tx:
                due = rows.due(tx, now, BATCH, paused, held)
            if not due:
                return accepted
            by_mailbox: dict[str, deque[Letter]] = {}
            for letter in due:
                by_mailbox.setdefault(letter.mailbox, deque()).append(letter)
            counts = await asyncio.gather(
                *(self._work(lane, queue, stop) for box, queue in by_mailbox.items() for lane in self._lanes_of(box))
            )
            accepted += sum(counts)
        return accepted

    async def forget_connections(self) -> None:
        """The configuration has changed: the next letter connects afresh."""
        await self.close()
        self._paused.clear()

    async def close(self) -> None:
        await asyncio.gather(*(lane.close() for lanes in self._lanes.values() for lane in lanes))
        self._lanes.clear()

    def _lanes_of(self, name: str) -> list[Lane]:
        if name not in self._lanes:
            server = self._mailbox(name).smtp
            self._lanes[name] = [Lane(server) for _ in range(min(self.settings.outbox.connections, 4))]
        return self._lanes[name]

    def _mailbox(self, name: str) -> Mailbox:
        """The mailbox called `name`; letters of one that is no longer configured go by the first."""
        boxes = self.settings.mailboxes
        return next((box for box in boxes if box.name == name), boxes[0])

    def _held(self, now: datetime) -> frozenset[str]:
        """The kinds of letters that wait because too many went out."""
        if not self.breaker.holds(now):
            return frozenset()
        self.last_error = self.breaker.tripped
        return TO_PEOPLE

    def _may_try(self, mailbox: str, now: datetime) -> bool:
        """Whether its server is asked. A pause that would last longer than any does was begun by another clock."""
        return mailbox not in self._paused or not now < self._paused[mailbox][1] <= now + SERVER_PAUSE

    async def _work(self, lane: Lane, queue: deque[Letter], stop: asyncio.Event | None) -> int:
        """One lane's share of the queue. `done` of one letter and `begun` of the next are one commit."""
        done: Letter | None = None
        count = 0
        while queue and not (stop is not None and stop.is_set()):
            letter = queue.popleft()
            now = self.clock()
            if not self._may_try(letter.mailbox, now) or letter.kind in self._held(now):
                break
            begun = self._begin(letter, done)
            count += done is not None
            done = None
            if not begun:
                continue
            try:
                await lane.send(letter.sender, letter.recipient, letter.payload)
            except DeliveryError as error:
                self._failed(letter, understand(error.error, error.stage))
            else:
                self.breaker.accepted(letter.kind, self.clock())
                self._paused.pop(letter.mailbox, None)
                self.last_error = ""
                done = letter
        if done is not None:
            self._begin(None, done)
            count += 1
        return count

    def _begin(self, letter: Letter | None, done: Letter | None) -> bool:
        """Commit that `done` was accepted and that `letter` is begun; False when it was withdrawn meanwhile."""
        now = self.clock()
        with self.store.write_soon() as tx:
            if done is not None:
                rows.sent(tx, done, now, bool(self._mailbox(done.mailbox).sent_folder))
            begun = letter is not None and rows.begin(tx, letter, now)
        if done is not None:
            log.info("accepted by the mail server", extra={"case_id": done.case_id, "kind": done.kind})
            self.on_sent()
        return begun

    def _failed(self, letter: Letter, failure: Failure) -> None:
        now = self.clock()
        self.last_error = failure.text
        too_old = now - letter.created_at > self.settings.outbox.give_up_after
        again = self._server_failed(letter.mailbox, failure, now) if failure.of_server else None
        with self.store.write() as tx:
            if not failure.temporary or too_old:
                rows.set_aside(tx, [letter.id], failure.text)
                if failure.no_such_address:
                    mark_unreachable(tx, letter.recipient, failure.text, now)
            else:
                rows.later(tx, letter.id, failure.text, again or now + self._delay(letter.attempts), failure.unknown)
        log.warning(
            "not sent, %s: %s",
            "set aside" if not failure.temporary or too_old else "trying again later",
            failure.text,
            extra={"case_id": letter.case_id, "kind": letter.kind},
        )

    def _server_failed(self, mailbox: str, failure: Failure, now: datetime) -> datetime:
        """Pause the mailbox's lanes; returns when its server is asked again. No letter waits longer than that for it."""
        self.unreachable = ServerRefuses(self._mailbox(mailbox).smtp, failure.text)
        times = self._paused.get(mailbox, (0, now))[0] + 1
        wait = min(SERVER_PAUSE, timedelta(seconds=0.5 * 2 ** min(times, 10)))
        until = now + wait * random.uniform(0.5, 1)  # noqa: S311 - jitter
        self._paused[mailbox] = (times, until)
        return until

    def _delay(self, attempts: int) -> timedelta:
        conf = self.settings.outbox
        doublings: int = 2 ** min(attempts, 20)
        return min(conf.retry_longest, conf.retry_first * doublings)

    def _until_next(self) -> timedelta:
        """How long nothing will be due, at most a minute so that a clock that is set back never stalls us."""
        now = self.clock()
        paused = {name: at for name, (_, at) in self._paused.items() if not self._may_try(name, now)}
        with self.store.read() as tx:
            next_due = rows.next_due_at(tx, paused, self._held(now))
        moments = [*paused.values(), *([next_due] if next_due else [])]
        return min([timedelta(minutes=1), *(max(at - now, timedelta(0)) for at in moments)])


async def _first_of(*waits: Awaitable[object], timeout: float) -> None:
    """Wait for the first of some awaitables or for `timeout` seconds; tasks among them go on."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    await asyncio.wait(tasks, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
    for task, wait in zip(tasks, waits, strict=True):
        if task is not wait:
            task.cancel()
