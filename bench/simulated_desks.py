"""Simulated support desks: seeded histories of cases, for trying windows on. Invented, not taken from anywhere.

Three mechanisms are mixed so that no method is tuned to one of them. `clock`: every case needs some effort, and the
desk works it off at a pace that changes with the calendar (slow weeks hit the cases that wait). `opening`: the pace at
the time of opening decides. `queue`: so many cases can be answered each half hour, the urgent ones first, and a share is
parked with somebody who is away.
"""

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import numpy as np
import numpy.typing as npt

from config.settings import CalendarSettings
from responders.calendar import Calendar
from responders.calendar.wall import HOUR, instant, moment
from responders.window import Outcome

Floats = npt.NDArray[np.float64]
Instants = npt.NDArray[np.int64]
Pace = Callable[[Floats], Floats]  # weeks since the start -> how many times slower than usual

WEEKDAY_HOURS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ((540, 1020),))
START = datetime(2022, 1, 3, tzinfo=UTC)
URGENCIES = ("critical", "high", "normal", "low")


@dataclass(frozen=True)
class Shapes:
    """The `usual` effort of each case, in hours, and how far those of each type spread about it."""

    usual: Floats
    noise: Floats


@dataclass(frozen=True)
class Simulated:
    """`scale` is the median wait in business hours of a normal case; `spread` the log standard deviation."""

    name: str
    weeks: float
    per_week: float
    mechanism: str = "clock"
    pace: Pace = np.ones_like
    scale: float = 4.0
    spread: float = 1.3
    types: int = 8
    type_spread: float = 0.5
    mix: tuple[float, ...] = (0.03, 0.17, 0.6, 0.2)
    speed: tuple[float, ...] = (0.15, 0.45, 1.0, 1.6)
    weekly_noise: float = 0.25
    never: float = 0.01
    instant_share: float = 0.3
    hours: Mapping[str, tuple[tuple[int, int], ...]] | None = None
    batch: Literal["", "lunch", "evening", "week"] = ""  # when answers go out, if not as they come
    second_line: float = 0.0  # share of cases that take `passed_on` times as long, whatever they look like
    passed_on: float = 25.0
    held_out: bool = False

    def calendar(self) -> Calendar:
        return Calendar(CalendarSettings(hours=self.hours or WEEKDAY_HOURS), "Europe/London")

    def cases(self, seed: int) -> list[Outcome]:
        rng, opened, urgency, kind, effort, _ = self._drawn(seed)
        answered = _answers(self, self.calendar(), rng, opened, effort, urgency)
        rows = []
        for i in range(len(opened)):
            at = moment(int(opened[i]))
            draw = rng.random()
            end: datetime | None = None if np.isnan(answered[i]) else moment(int(answered[i]))
            if draw < self.never:
                end = None
            elif draw < self.never + self.instant_share:
                end = at
            rows.append(Outcome(at, end, URGENCIES[int(urgency[i])], f"type-{kind[i]}"))
        return rows

    def foreseen(self, seed: int, level: float) -> Floats:
        """When those would fall due (microseconds, one a case) who know what nobody can know: how every case is
        distributed, and the pace of all weeks to come. At a queue nothing of the kind can be said."""
        rng, opened, urgency, kind, _effort, shapes = self._drawn(seed)
        law = np.random.default_rng(5)
        noise = _heavy(law, 100_000)
        longer = np.where(law.random(noise.size) < self.second_line, self.passed_on, 1.0)
        share = min(level / (1 - self.never), 0.999)
        quantiles = np.array(
            [np.quantile(np.exp(noise * self.spread * shape) * longer, share) for shape in shapes.noise]
        )
        return _answers(self, self.calendar(), rng, opened, shapes.usual * quantiles[kind], urgency)

    def _drawn(self, seed: int) -> tuple[np.random.Generator, Instants, Instants, Instants, Floats, "Shapes"]:
        """Openings, urgencies, types and efforts of all cases, and what the efforts were drawn from."""
        rng = np.random.default_rng([seed, *self.name.encode()])
        calendar = self.calendar()
        opened = _openings(self, calendar, rng)
        n = len(opened)
        urgency = rng.choice(len(self.mix), n, p=np.array(self.mix) / sum(self.mix))
        popularity = rng.dirichlet(np.full(self.types, 0.7))
        kind = rng.choice(self.types, n, p=popularity)
        effect = rng.normal(0, self.type_spread, self.types)
        shape = rng.uniform(0.7, 1.3, self.types)  # types differ in how predictable they are, too
        noise = _heavy(rng, n) * self.spread * shape[kind]
        usual = self.scale * np.array(self.speed)[urgency] * np.exp(effect[kind])
        effort = usual * np.exp(noise)
        effort = np.where(rng.random(n) < self.second_line, effort * self.passed_on, effort)
        return rng, opened, urgency, kind, effort, Shapes(usual, shape)


def _openings(desk: Simulated, calendar: Calendar, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Arrivals: four fifths while the desk is open, the rest at any hour."""
    end = START + timedelta(weeks=desk.weeks)
    total = rng.poisson(desk.weeks * desk.per_week)
    origin = calendar.business.reading(instant(START))
    worked = calendar.business.reading(instant(end)) - origin
    inside = rng.random(total) < 0.8
    moments = [
        calendar.business.when(origin + int(u * worked), instant(START))
        if is_inside
        else instant(START) + int(u * (instant(end) - instant(START)))
        for u, is_inside in zip(rng.random(total), inside, strict=True)
    ]
    return np.sort(np.array(moments, np.int64)) // 60_000_000 * 60_000_000


def _heavy(rng: np.random.Generator, n: int) -> Floats:
    """Waits are roughly log-normal with a heavier right tail."""
    return np.where(rng.random(n) < 0.12, rng.normal(1.3, 0.8, n), rng.normal(-0.18, 0.9, n))


def _answers(
    desk: Simulated,
    calendar: Calendar,
    rng: np.random.Generator,
    opened: npt.NDArray[np.int64],
    effort: Floats,
    urgency: npt.NDArray[np.int64],
) -> Floats:
    clock = calendar.business
    begin = clock.readings(opened).astype(float) / HOUR
    origin = clock.reading(instant(START)) / HOUR
    per_week = (clock.reading(instant(START + timedelta(weeks=8))) / HOUR - origin) / 8
    last = begin.max() + 40 * per_week
    grid = np.arange(origin, last, 1.0)
    weeks = (grid - origin) / per_week
    shocks = np.repeat(_autoregressive(rng, int(weeks[-1]) + 2, desk.weekly_noise), 1)[weeks.astype(int)]
    slower = desk.pace(weeks) * np.exp(shocks)
    if desk.mechanism == "opening":
        at = np.clip((begin - origin).astype(int), 0, len(grid) - 1)
        answered = begin + effort * slower[at]
    elif desk.mechanism == "clock":
        worked = np.concatenate([[0.0], np.cumsum(1 / slower)])
        edges = np.append(grid, last)
        done = np.interp(begin, edges, worked) + effort
        answered = np.interp(done, worked, edges, right=np.nan)
    else:
        answered = _queue(desk, rng, begin, urgency, grid, slower)
    answered = np.maximum(_batched(desk.batch, answered - origin, rng) + origin, answered)
    final = np.full(len(answered), np.nan)
    for i, reading in enumerate(answered):
        if not np.isnan(reading):
            final[i] = clock.when(int(reading * HOUR), int(opened[i])) // 60_000_000 * 60_000_000 + 60_000_000
    return final


def _batched(batch: str, at: Floats, rng: np.random.Generator) -> Floats:
    """When answers go out: hours of a clock of eight a day, forty a week."""
    if not batch:
        return at
    span, begin = {"lunch": (8.0, 4.0), "evening": (8.0, 7.0), "week": (40.0, 36.0)}[batch]
    start = np.floor(at / span) * span
    return start + np.where(at - start > begin + 1, span, 0.0) + begin + rng.random(len(at))


def _autoregressive(rng: np.random.Generator, n: int, sd: float) -> Floats:
    values = np.zeros(n)
    for i in range(1, n):
        values[i] = 0.6 * values[i - 1] + rng.normal(0, sd * 0.8)
    return values


def _queue(
    desk: Simulated,
    rng: np.random.Generator,
    begin: Floats,
    urgency: npt.NDArray[np.int64],
    grid: Floats,
    slower: Floats,
) -> Floats:
    """So many answers an hour; `scale` is how many per cent of its capacity the desk is loaded with."""
    answered = np.full(len(begin), np.nan)
    capacity = len(begin) / (begin[-1] - begin[0]) / (desk.scale / 100)
    ready = begin + np.where(rng.random(len(begin)) < 0.15, rng.lognormal(2.5, 1.0, len(begin)), 0.0)
    order = np.argsort(ready, kind="stable")
    waiting: list[tuple[float, int]] = []
    nxt = 0
    for hour, pace in zip(grid, slower, strict=True):
        while nxt < len(order) and ready[order[nxt]] <= hour:
            case = int(order[nxt])
            heapq.heappush(waiting, (float(ready[case]) + 6.0 * float(urgency[case]) + rng.exponential(8.0), case))
            nxt += 1
        for _ in range(min(int(rng.poisson(capacity / pace)), len(waiting))):
            case = heapq.heappop(waiting)[1]
            answered[case] = hour + rng.random()
    late: Floats = np.maximum(answered, begin)
    return late


def _drift(weeks: Floats) -> Floats:
    """Twenty-fold over 45 months, up, down and up again."""
    return np.exp(np.interp(weeks, [0, 30, 70, 100, 150, 196], np.log([1, 1.5, 20, 12, 2, 6])))


def _improving(weeks: Floats) -> Floats:
    return np.exp(np.interp(weeks, [0, 60, 90, 196], np.log([20, 6, 2, 1])))


def _slowdown(weeks: Floats) -> Floats:
    """Every half year five times slower for three weeks, from one day to the next."""
    return np.where((weeks % 26 > 12) & (weeks % 26 < 15), 5.0, 1.0)


def _down_and_up(weeks: Floats) -> Floats:
    """Twenty-fold down and up again."""
    return np.exp(np.interp(weeks, [0, 20, 90, 130, 196], np.log([20, 18, 1, 1.5, 20])))


def _steps(weeks: Floats) -> Floats:
    """A new pace every few months, from one day to the next."""
    levels = np.array([1.0, 4.0, 1.5, 0.5, 3.0, 8.0, 2.0, 6.0, 1.0, 3.0])
    pace: Floats = levels[np.clip(weeks // 16, 0, levels.size - 1).astype(int)]
    return pace


def _two_regimes(weeks: Floats) -> Floats:
    """Good weeks and bad ones, which come and go at random."""
    rng = np.random.default_rng(3)
    change = np.cumsum(rng.exponential(5.0, 200))
    return np.where(np.searchsorted(change, weeks) % 2 == 0, 1.0, 3.5)


def _season(weeks: Floats) -> Floats:
    pace: Floats = np.exp(0.7 * np.sin(2 * np.pi * weeks / 52))
    return pace


def _leave(weeks: Floats) -> Floats:
    return np.where((weeks % 17 > 9) & (weeks % 17 < 11), 1.8, 1.0)


def _worsening(weeks: Floats) -> Floats:
    """Twenty-fold, ever slower, with a season on top."""
    pace: Floats = np.exp(np.log(20) * np.clip(weeks / 196, 0, 1) + 0.3 * np.sin(2 * np.pi * weeks / 52))
    return pace


def _quarter_ends(weeks: Floats) -> Floats:
    return np.where(weeks % 13 > 11, 1.3, 1.0)


AROUND_THE_CLOCK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), ((0, 1440),))
NIGHTS = dict.fromkeys(("thu", "fri", "sat", "sun"), ((1080, 120), (480, 720)))

DESKS = (
    Simulated("stable", 12, 1900, spread=1.6, scale=5, types=12, type_spread=0.9, weekly_noise=0.12),
    Simulated("stable-queue", 12, 1300, "queue", scale=93, weekly_noise=0.05),
    Simulated("drift", 196, 24, pace=_drift, spread=1.4, scale=2),
    Simulated("improving", 196, 24, "opening", pace=_improving, spread=1.4, scale=1),
    Simulated("steady", 60, 60),
    Simulated("seasonal", 156, 50, "opening", pace=_season),
    Simulated("leave", 100, 60, "queue", pace=_leave, scale=85),
    Simulated("backlog", 60, 60, "queue", pace=lambda w: 0.8 + 0.008 * w, scale=88, weekly_noise=0.05),
    Simulated("slowdown", 104, 50, pace=_slowdown),
    Simulated("tiny", 150, 3),
    Simulated("bursts", 60, 50, batch="lunch"),
    Simulated("nights", 60, 50, hours=NIGHTS),
    Simulated("around-the-clock", 60, 60, hours=AROUND_THE_CLOCK, scale=10),
    Simulated("down-and-up", 196, 24, pace=_down_and_up, spread=1.5, scale=1.5),
    Simulated("steps", 160, 30, pace=_steps),
    Simulated("two-regimes", 120, 40, "opening", pace=_two_regimes),
    Simulated("heavy-tail", 100, 40, spread=2.3, never=0.04, second_line=0.08),
    Simulated("evenings", 60, 50, batch="evening"),
    Simulated("fridays", 120, 30, batch="week", scale=8),
    Simulated("one-a-day", 150, 5, pace=_season),
    Simulated("stable-opening", 12, 1600, "opening", spread=1.8, scale=8, type_spread=1.1, held_out=True),
    Simulated("drift-queue", 196, 24, "queue", pace=lambda w: np.sqrt(_drift(w)) / 3, scale=70, held_out=True),
    Simulated("drift-opening", 196, 24, "opening", pace=_drift, spread=1.6, scale=1.5, held_out=True),
    Simulated("slowdown-opening", 104, 40, "opening", pace=_slowdown, held_out=True),
    Simulated("small", 120, 12, pace=_season, held_out=True),
    Simulated("down-and-up-opening", 196, 24, "opening", pace=_down_and_up, spread=1.3, scale=2, held_out=True),
    Simulated("steps-queue", 160, 30, "queue", pace=lambda w: 0.75 + 0.06 * _steps(w), scale=75, held_out=True),
    Simulated("two-lines", 100, 40, pace=_season, spread=0.9, second_line=0.2, passed_on=15, held_out=True),
    Simulated("evenings-queue", 80, 40, "queue", scale=85, batch="evening", held_out=True),
    Simulated("worsening", 196, 20, pace=_worsening, spread=1.5, scale=1, types=5, held_out=True),
    Simulated("quarter-ends", 104, 35, "queue", pace=_quarter_ends, scale=82, held_out=True),
    Simulated(
        "many-types", 80, 45, "opening", types=20, type_spread=0.9, hours=AROUND_THE_CLOCK, scale=12, held_out=True
    ),
    Simulated("stable-few-types", 12, 700, types=4, mix=(0.1, 0.3, 0.5, 0.1), weekly_noise=0.15, held_out=True),
)
