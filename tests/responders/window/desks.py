"""Small invented desks for the tests of windows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np

from config.settings import CalendarSettings, Level, Settings
from responders.calendar import Calendar
from responders.window import Given, History, Outcome, Windows

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ((540, 1020),))
LEVELS = (
    Level("critical", {"en": "c"}, HOUR, clock="always"),
    Level("high", {"en": "h"}, 4 * HOUR),
    Level("normal", {"en": "n"}, 8 * HOUR),
)


def settings(**calendar: object) -> Settings:
    plan = CalendarSettings(**{"hours": WEEK, **calendar})  # type: ignore[arg-type]
    return replace(Settings(), urgency=LEVELS, calendar=plan)


def windows(plan: Settings) -> Windows:
    return Windows(plan, Calendar.of(plan))


def cases(
    calendar: Calendar,
    count: int,
    hours: float,
    urgency: str = "normal",
    kind: str = "network",
    start: datetime = MONDAY,
    every: timedelta = HOUR,
    seed: int = 1,
    spread: float = 0.8,
) -> list[Outcome]:
    """Cases opened one after the other in working time, answered after about `hours` of it."""
    rng = np.random.default_rng(seed)
    made = []
    at = start
    for wait in hours * rng.lognormal(0, spread, count):
        made.append(Outcome(at, calendar.add(at, timedelta(hours=float(wait))), urgency, kind))
        at = calendar.add(at, every)
    return made


def known(made: list[Outcome], now: datetime, promises: tuple[Given, ...] = ()) -> History:
    """What is known at `now`."""
    past = [one for one in made if one.opened_at <= now]
    answered = tuple(one for one in past if one.answered_at is not None and one.answered_at <= now)
    waiting = tuple(replace(one, answered_at=None) for one in past if one.answered_at is None or one.answered_at > now)
    return History(answered, waiting, promises)
