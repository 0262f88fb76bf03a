"""Waits measured on one clock: from the cases of a slice to the curve of an urgency and type."""

from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np

from responders.calendar import Calendar
from responders.calendar.calendar import Clock
from responders.calendar.timeline import Timeline
from responders.calendar.wall import HOUR
from responders.window.curve import Curve, Floats
from responders.window.doubt import quantile
from responders.window.load import load
from responders.window.method import Method
from responders.window.pace import Fitted, Observed, Pace
from responders.window.slice import NEVER, Cases, Instants

WEEK = 7 * 24 * HOUR
_HALF_A_YEAR = 130  # fifths of weeks


@dataclass(frozen=True)
class Wait:
    """A quantile of the wait, in hours of the clock; `seen` when so long a wait was observed and not extrapolated."""

    hours: float
    seen: bool


class Measured:
    """The recent period as the clock of some levels saw it, fitted once and read for every cell."""

    def __init__(self, cases: Cases, now: int, clock: Timeline, groups: tuple[int, int], method: Method) -> None:
        self._method = method
        self._groups = groups
        self._seen = observed(cases, now, clock, method)

    @property
    def answers(self) -> int:
        """Human answers in the recent period."""
        return int(self._seen.answered.sum())

    @property
    def longest(self) -> float:
        """Nobody is told to wait longer than half a year, whatever a thin tail says. Hours of the clock."""
        return _HALF_A_YEAR * self._seen.day

    @property
    def read_at(self) -> float:
        """Where curves are read for the stated percentage: the higher, the less is known of the pace."""
        return self._method.read_at + self._method.read_doubt * sqrt(self._pace.variance)

    def read_for(self, urgency: int) -> float:
        """The same for one urgency: the rarer it is, the less is known of it."""
        method = self._method
        answers = int((self._seen.answered & (self._seen.urgency == urgency)).sum())
        return min(self.read_at + method.read_rare / sqrt(answers + method.group_prior), method.read_highest)

    def wait(self, urgency: int, kind: int) -> Wait:
        """By when this cell's cases opened now are answered, read as high as `read_for`, as far as the pace is known."""
        curve, pace, level = self._curve(urgency, kind), self._pace, self.read_for(urgency)
        speed = pace.speed(urgency, kind, self._seen.load_now)
        doubt = pace.doubt(curve.quantile(level) / speed)
        return Wait(quantile(curve, level, doubt) / speed, curve.reaches(level))

    def further_wait(self, urgency: int, kind: int, level: float, opened: float) -> float:
        """The same for a case that has waited since `opened` (an hour of the clock): counted from now, in hours.

        Where so long a wait was not observed, the share `level` of those whose answer was; where a case has waited
        longer than anybody was observed to, as long again."""
        curve = self._curve(urgency, kind)
        aged = self._pace.group(urgency, kind) * self._fitted.aged(opened)
        waiting = curve.still_waiting(aged)
        if waiting <= curve.end:
            return self._seen.now - opened
        goal = max((1 - level) * waiting, waiting - level * (waiting - curve.end))
        return max(curve.quantile(1 - goal) - aged, 0.0) / self._pace.speed(urgency, kind)

    @cached_property
    def _fitted(self) -> Fitted:
        return Fitted(self._seen, self._groups, self._method)

    @property
    def _pace(self) -> Pace:
        return self._fitted.pace

    def _curve(self, urgency: int, kind: int) -> Curve:
        key = (urgency, kind)
        if key not in self._curves:
            self._curves[key] = self._fitted.spells.curve(self._weights(urgency, kind), self._method.least_at_risk)
        return self._curves[key]

    @cached_property
    def _curves(self) -> dict[tuple[int, int], Curve]:
        return {}

    def _weights(self, urgency: int, kind: int) -> Floats:
        """Own cases count whole; from neighbours, as many cases' worth is borrowed as the method says (a Dirichlet
        prior centred on them: Ferguson 1973; Susarla and Van Ryzin 1976 for waits that are still going on)."""
        method = self._method
        same_urgency, same_kind = self._seen.urgency == urgency, self._seen.kind == kind
        weights = np.full(self._seen.urgency.size, method.from_all / max(self._seen.urgency.size, 1))
        weights[same_urgency] += method.from_same_urgency / max(int(same_urgency.sum()), 1)
        weights[same_kind] += method.from_same_type / max(int(same_kind.sum()), 1)
        weights[same_urgency & same_kind] += 1.0
        return weights


class Fit:
    """What was known at one moment, measured on the clocks that levels run on, each when it is first needed."""

    def __init__(self, cases: Cases, at: int, calendar: Calendar, groups: tuple[int, int], method: Method) -> None:
        self._cases, self._at, self._calendar, self._groups, self._method = cases, at, calendar, groups, method
        self._measured: dict[Clock, Measured] = {}

    @property
    def enough(self) -> bool:
        """Whether so many human answers are known that they may speak instead of the policy."""
        return self._cases.answers >= self._method.fewest

    def on(self, clock: Clock) -> Measured:
        if clock not in self._measured:
            timeline = self._calendar.stretched(clock)
            self._measured[clock] = Measured(self._cases, self._at, timeline, self._groups, self._method)
        return self._measured[clock]


def on_the_hour(now: int) -> int:
    """When the fit that counts at `now` was made: fits are made on the hour, so that all mails of an hour share one."""
    return now - now % HOUR


def observed(cases: Cases, now: int, clock: Timeline, method: Method) -> Observed:
    """The cases that were waiting or answered in the recent period.

    Where the slice holds not all who wait, answered cases as old as the missing ones are left out too: answers without
    those who waited as long in vain would make long waits look rare."""
    answered_at = cases.answered[: cases.answers]
    since = _since(answered_at, now, method)
    inside = np.flatnonzero((cases.answered >= since) & (cases.opened >= cases.complete_from))
    answered = cases.answered[inside] < NEVER
    opened = clock.readings(cases.opened[inside]) / HOUR
    ended = clock.readings(np.where(answered, cases.answered[inside], now)) / HOUR
    present, begin = clock.reading(now) / HOUR, clock.reading(since) / HOUR
    day = max((present - clock.reading(now - 4 * WEEK) / HOUR) / 20, 1.0)
    loads, load_now = load(*_waits(cases, clock), opened, present, begin, day)
    return Observed(
        opened=opened,
        ended=ended,
        answered=answered,
        urgency=cases.urgency[inside],
        kind=cases.kind[inside],
        since=begin,
        now=present,
        day=day,
        load=loads,
        load_now=load_now,
    )


def _waits(cases: Cases, clock: Timeline) -> tuple[Floats, Floats]:
    """When all known cases began to wait and when they were answered, in hours of the clock; infinite: still waiting."""
    ended = np.full(cases.opened.size, np.inf)
    ended[: cases.answers] = clock.readings(cases.answered[: cases.answers]) / HOUR
    return clock.readings(cases.opened) / HOUR, ended


def _since(answered: Instants, now: int, method: Method) -> int:
    """Where the recent period begins: so many answers ago, but not later than so many weeks ago."""
    if not answered.size:
        return now
    by_count = int(answered[-min(method.answers, answered.size)])
    return max(min(by_count, now - int(method.weeks * WEEK)), int(answered[0]))
