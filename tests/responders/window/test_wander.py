"""A desk whose pace is known is promised closer to nine in ten; one that wanders keeps a margin."""

from dataclasses import replace
from datetime import timedelta

from responders.calendar import Calendar
from responders.calendar.wall import instant
from responders.window.measured import Fit, Measured
from responders.window.method import SHIPPED
from responders.window.outcome import Outcome
from responders.window.slice import Names, Told
from tests.responders.window.desks import HOUR, MONDAY, cases, known, settings

PLAN = settings()
CALENDAR = Calendar.of(PLAN)


def at_the_end(made: list[Outcome]) -> Measured:
    now = made[-1].opened_at
    urgencies, kinds = Names([level.name for level in PLAN.urgency]), Names()
    slice_of = Told(known(made, now), urgencies, kinds).cases(instant(now))
    return Fit(slice_of, instant(now), CALENDAR, (len(urgencies), len(kinds)), SHIPPED).on("business")


def desk(hours: list[float], each: int, every: timedelta = HOUR / 2) -> list[Outcome]:
    """One stretch of `each` cases after the other, with these typical waits."""
    made: list[Outcome] = []
    start = MONDAY
    for number, typical in enumerate(hours):
        made += cases(CALENDAR, each, typical, start=start, every=every, seed=number)
        start = CALENDAR.add(made[-1].opened_at, every)
    return made


def test_a_desk_of_one_pace_is_read_lower_than_one_whose_pace_changes() -> None:
    steady, restless = at_the_end(desk([3.0] * 12, 50)), at_the_end(desk([0.7, 12.0] * 6, 50))
    assert 0.90 < steady.read_at < restless.read_at < SHIPPED.read_highest


def test_the_more_answers_a_day_the_lower_the_margin() -> None:
    few, many = at_the_end(desk([3.0], 300)), at_the_end(desk([3.0], 1200, HOUR / 20))
    assert 0.90 < many.read_at < few.read_at


def test_a_rare_urgency_keeps_a_margin() -> None:
    made = desk([3.0], 300)
    mixed = [replace(one, urgency="high") if number % 30 == 0 else one for number, one in enumerate(made)]
    measured = at_the_end(mixed)
    names = [level.name for level in PLAN.urgency]
    normal, high = (measured.read_for(names.index(name)) for name in ("normal", "high"))
    assert 0.90 < normal < high <= SHIPPED.read_highest
