"""The running daemon: its loops, what systemd is told, reload and an orderly stop.

Order of a start: store, model, reader, mailboxes, then READY=1 once every mailbox has been opened. Order of a stop: mailboxes,
follow-ups, outbox (the mail under way is finished), reader, store last.
"""

import asyncio
import logging
import signal
from collections.abc import Callable
from datetime import timedelta

from config.problems import ConfigurationError
from config.settings import Settings
from daemon import followups, pace
from daemon.clock import Clock
from daemon.handle import Handler
from daemon.housekeeping import Housekeeper
from daemon.inbox import Bell
from daemon.logs import printable
from daemon.notify import notify, reloading, watchdog_seconds
from daemon.outbox import Outbox
from daemon.schedule import Ticker
from daemon.store import Store, StoreError
from daemon.store.prune import prune
from daemon.watch import InboxWatch, PeopleWatch, Watch

log = logging.getLogger("evenhand")
TICK = timedelta(seconds=5)
HEALTH = timedelta(seconds=15)
PACE = timedelta(minutes=10)
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
PATIENCE = 20.0  # seconds a thread has to end; systemd's own time-out is longer


class Daemon:
    """Everything that runs. `build` makes a handler for settings, `load` reads the configuration again, `learn` trains when it
    is time and says whether a new model is in force."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        build: Callable[[Settings], Handler],
        load: Callable[[], Settings],
        learn: Callable[[Settings], bool],
        clock: Clock,
    ) -> None:
        self.settings = settings
        self.store = store
        self.build = build
        self.load = load
        self.learn = learn
        self.clock = clock
        self.fatal: Exception | None = None
        self._housekeeper = Housekeeper(store)
        self._stop = asyncio.Event()
        self._changing = asyncio.Lock()  # one at a time: the start, a reload, a new model
        self._watches: list[Watch] = []
        self._stop_watches = Bell()
        self._ready = False
        self._refused = False  # the configuration last loaded was bad: the status says so until a good one is

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT. Raises what no waiting mends when it happens before a mailbox was ever open."""
        loop = asyncio.get_running_loop()
        self._loop = loop
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        loop.add_signal_handler(signal.SIGHUP, lambda: asyncio.ensure_future(self._reload()))
        # Without a model the first start trains one, which takes a while on a small machine.
        notify("STATUS=preparing the model", "EXTEND_TIMEOUT_USEC=600000000")
        async with self._changing:
            self.handler = await asyncio.to_thread(self.build, self.settings)
            outbox_stop = asyncio.Event()
            self.outbox = Outbox(self.settings, self.store, self.clock)
            sending = asyncio.create_task(self.outbox.run(outbox_stop))
            self._start_watches()
        ticker = self._tick()
        try:
            await self._stop.wait()
        finally:
            notify("STOPPING=1", "STATUS=stopping")
            log.info("stopping")
            ticker.stop()
            await asyncio.to_thread(self._end_watches)
            await self._note_health()
            outbox_stop.set()
            self.outbox.wake()
            await sending
            await asyncio.to_thread(self.handler.close)
        if self.fatal is not None:
            raise self.fatal

    def _tick(self) -> Ticker:
        ticker = Ticker(self.clock)
        ticker.every(TICK, self._followups)
        ticker.every(HEALTH, self._note_health)
        ticker.every(PACE, self._watch_pace)
        ticker.every(A_DAY, self._prune)
        ticker.every(AN_HOUR, self._learn)
        if (seconds := watchdog_seconds()) is not None:
            ticker.every(timedelta(seconds=seconds), self._alive)
        ticker.start()
        return ticker

    def _start_watches(self) -> None:
        self.handler.on_planned = self.outbox.wake
        self._stop_watches = Bell()
        watches: list[Watch] = []
        for mailbox in self.settings.mailboxes:
            watches.append(InboxWatch(mailbox, self.handler, self._stop_watches))
            watches.append(PeopleWatch(mailbox, self.handler, self._stop_watches))
        self._watches = watches
        self.outbox.on_sent = self._wake_sent
        for watch in watches:
            watch.on_change = self._changed_elsewhere
            watch.start()

    def _wake_sent(self) -> None:
        for watch in self._watches:
            if isinstance(watch, PeopleWatch):
                watch.wake()

    def _end_watches(self) -> None:
        self._stop_watches.set()
        for watch in self._watches:
            watch.wake()
        for watch in self._watches:
            watch.join(PATIENCE)

    def _changed_elsewhere(self) -> None:
        """Called by the mailboxes' threads."""
        self._loop.call_soon_threadsafe(self._changed)

    def _changed(self) -> None:
        """A mailbox was opened for the first time, or had trouble."""
        inboxes = [watch for watch in self._watches if isinstance(watch, InboxWatch)]
        fatal = next((watch.health.fatal for watch in self._watches if watch.health.fatal), None)
        if fatal is not None and not self._ready:
            self.fatal = fatal
            self._stop.set()
        elif not self._ready and inboxes and all(watch.health.opened.is_set() for watch in inboxes):
            self._ready = True
            names = ", ".join(watch.mailbox.name for watch in inboxes)
            log.info("ready: looking after %s", names)
            notify("READY=1", f"STATUS=looking after {printable(names)}")
            self._noting = asyncio.ensure_future(self._note_health())
        self._tell_status()

    def _tell_status(self) -> None:
        troubles = ["the new configuration is bad, the old one stays in force"] if self._refused else []
        troubles += [f"{watch.mailbox.name}: {watch.health.error}" for watch in self._watches if watch.health.error]
        if self.outbox.last_error:
            troubles.append(f"sending: {self.outbox.last_error}")
        handled = sum(watch.health.handled for watch in self._watches if isinstance(watch, InboxWatch))
        text = f"{handled} mails handled since the start"
        if troubles:
            text = "; ".join(troubles)
        elif not self._ready:
            text = "opening the mailboxes"
        notify(f"STATUS={printable(text)}")
        if not self._ready:
            notify("EXTEND_TIMEOUT_USEC=120000000")

    def _alive(self) -> None:
        """Called by the main loop itself: a loop that hangs sends nothing. A hung server only makes its thread wait."""
        if all(watch.is_alive() or watch.health.fatal for watch in self._watches):
            notify("WATCHDOG=1")

    async def _aside(self, failed: str, work: Callable[..., object], *arguments: object) -> None:
        """Do `work` in a thread; its troubles are logged as `failed` and end nothing."""
        try:
            await asyncio.to_thread(work, *arguments)
        except StoreError as error:
            log.error("%s: %s", failed, error)
        except Exception as error:
            log.error("%s", failed, exc_info=error)

    async def _followups(self) -> None:
        await self._aside("follow-ups wait", followups.tick, self.handler, self.clock())

    async def _watch_pace(self) -> None:
        await self._aside("the pace could not be looked at", pace.watch, self.handler, self.clock())

    async def _note_health(self) -> None:
        self._tell_status()
        noting = (self.settings, self._watches, self.outbox.last_error, self.clock())
        await self._aside("the state could not be noted", self._housekeeper.round, *noting)

    async def _prune(self) -> None:
        await self._aside("old texts stay for now", self._forget_old_texts)

    async def _learn(self) -> None:
        """Learn from corrections when it is time; a new model is taken up as a new configuration is."""
        try:
            if await asyncio.to_thread(self.learn, self.settings):
                async with self._changing:
                    await self._swap(self.settings)
        except Exception as error:
            log.error("learning failed, the model in force stays", exc_info=error)

    def _forget_old_texts(self) -> None:
        with self.store.write() as tx:
            prune(tx, self.settings.store.keep_text, self.clock())

    async def _reload(self) -> None:
        """SIGHUP: build everything from the new configuration, then swap; a bad one changes nothing."""
        async with self._changing:
            reloading()
            try:
                settings = await asyncio.to_thread(self.load)
                if settings.store.url != self.settings.store.url:
                    log.warning("the store's url changes only with a restart")
                await self._swap(settings)
            except Exception as error:  # whatever is wrong with the new one, the old one works
                known = isinstance(error, ConfigurationError | OSError | ValueError)
                log.error("the old configuration stays in force: %s", error, exc_info=None if known else error)
                self._refused = True
                notify("READY=1")
                self._tell_status()
                return
        self._refused = False
        log.info("configuration reloaded")
        notify("READY=1", "STATUS=configuration reloaded")

    async def _swap(self, settings: Settings) -> None:
        """Build everything anew, then put it in the place of the old."""
        handler = await asyncio.to_thread(self.build, settings)
        await asyncio.to_thread(self._end_watches)
        old, self.handler, self.settings = self.handler, handler, settings
        self.outbox.settings = settings
        await self.outbox.forget_connections()
        if not self._stop.is_set():
            self._start_watches()
        await asyncio.to_thread(old.close)
