"""A desk: what can be promised at one moment. Prepared once for a batch of mails."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import exp
from typing import Literal

from config.settings import Level, Settings
from responders.calendar import Calendar
from responders.calendar.calendar import Clock
from responders.calendar.timeline import Timeline
from responders.calendar.wall import HOUR, MICROSECOND, instant, moment
from responders.promise import Promise
from responders.window.because import because
from responders.window.correction import stretch
from responders.window.curve import Floats
from responders.window.measured import Fit, Measured
from responders.window.method import Method
from responders.window.second import SHORTEST, further
from responders.window.slice import Ledger, Names
from responders.window.slow import Slow, slow


@dataclass(frozen=True)
class Past:
    """What is known at one moment: the waits on the last full hour, promises until now, the names behind the codes."""

    fit: Fit
    ledger: Ledger
    urgencies: Names
    kinds: Names


@dataclass(frozen=True, slots=True)
class Draft:
    """A promise before it is worded."""

    due: datetime
    urgency: str
    basis: Literal["policy", "measured"]
    level: float | None
    cases: int


class Desk:
    """Every answer is a pure function of what it was made with."""

    def __init__(
        self,
        settings: Settings,
        calendar: Calendar,
        now: datetime,
        past: Past,
        method: Method,
    ) -> None:
        self._settings = settings
        self._calendar = calendar
        self._now = now
        self._past = past
        self._method = method
        self._stretches: dict[Clock, Floats] = {}

    @cached_property
    def slow(self) -> Slow | None:
        """Whether more promises were broken lately than chance allows, and how many."""
        return slow(self._past.ledger, self._method)

    def promise(self, urgencies: tuple[str, ...], issue_type: str) -> Promise:
        """The promise for a new matter; of several possible urgencies the one with the longest window.

        Raises KeyError for an urgency that the configuration has not, CalendarError when nobody ever works."""
        drafts = [self.draft(name, issue_type) for name in urgencies]
        return self._worded(max(drafts, key=lambda draft: draft.due), issue_type)

    def second(self, urgency: str, issue_type: str, opened_at: datetime) -> Promise:
        """The promise of an update, to a writer who has waited since `opened_at`."""
        level = self._settings.level(urgency)
        if not self._past.fit.enough:
            return self._worded(self._policy(level), issue_type)
        clock, now = self._clock(level), instant(self._now)
        opened = clock.reading(instant(opened_at)) / HOUR
        own = further(self._past.ledger, now, clock, self._method)
        if own is not None:
            hours = own.factor * max(clock.reading(now) / HOUR - opened, SHORTEST)
            stated = self._method.second_stated if own.carried else None
            return self._worded(self._drafted(level, hours, stated), issue_type)
        code, kind = self._past.urgencies.find(urgency), self._past.kinds.find(issue_type)
        hours = self._on(level).further_wait(code, kind, self._method.second_read_at, opened)
        return self._worded(self._drafted(level, hours, None), issue_type)

    def draft(self, urgency: str, issue_type: str) -> Draft:
        """When a new matter's promise would be due, and on what basis. Raises as `promise` does."""
        level = self._settings.level(urgency)
        if not self._past.fit.enough:
            return self._policy(level)
        code, kind = self._past.urgencies.find(urgency), self._past.kinds.find(issue_type)
        wait = self._on(level).wait(code, kind)
        hours = wait.hours * exp(float(self._stretch(level)[code]))
        return self._drafted(level, hours, self._method.stated if wait.seen else None)

    def _policy(self, level: Level) -> Draft:
        return Draft(self._after(level, level.reply_within // MICROSECOND), level.name, "policy", None, 0)

    def _drafted(self, level: Level, hours: float, stated: float | None) -> Draft:
        due = self._after(level, round(min(hours, self._on(level).longest) * HOUR))
        return Draft(due, level.name, "measured", stated, self._on(level).answers)

    def _worded(self, draft: Draft, issue_type: str) -> Promise:
        opens = self._calendar.next_open(self._now)
        return Promise(
            given_at=self._now,
            due=draft.due,
            basis=draft.basis,
            level=draft.level,
            cases=draft.cases,
            urgency=draft.urgency,
            issue_type=issue_type,
            opens_at=opens if opens > self._now else None,
            because=self._because,
        )

    def _after(self, level: Level, us: int) -> datetime:
        clock, now = self._clock(level), instant(self._now)
        due = moment(clock.when(clock.reading(now) + us, now))
        return self._calendar.round_up(due, level.clock)

    def _clock(self, level: Level) -> Timeline:
        return self._calendar.stretched(level.clock)

    @cached_property
    def _because(self) -> str:
        return because(self._calendar, self._now, self.slow)

    def _stretch(self, level: Level) -> Floats:
        if level.clock not in self._stretches:
            balance = self._on(level).read_at + self._method.balance
            self._stretches[level.clock] = stretch(self._past.ledger, len(self._past.urgencies), balance, self._method)
        return self._stretches[level.clock]

    def _on(self, level: Level) -> Measured:
        return self._past.fit.on(level.clock)
