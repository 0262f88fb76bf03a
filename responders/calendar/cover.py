"""Shifts that nobody covers, or too few, found before they come."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from responders.calendar.days import Days, date_of, day_of

AHEAD = timedelta(days=180)
WEEKEND = timedelta(days=3)
HARD = 3.0  # times as long as usual: from here on an admin should know


def uncovered(days: Days, today: date) -> list[str]:
    """A sentence for each run of days in the next half year on which shifts are planned and all staff are away."""
    runs = _runs(day for day in _ahead(today) if days.uncovered(day))
    remedy = "write a calendar.closed for it, or let somebody stay"
    return [f"nobody covers {_run(first, last)}: all staff are away; {remedy}" for first, last in runs]


def overworked(days: Days, today: date) -> list[str]:
    """A sentence for each run of days in the next half year on which everything takes at least `HARD` times as long."""
    heavy = (day for day in _ahead(today) if days.shifts(day) and days.factor(day) >= HARD)
    return [
        f"{_run(first, last)}: windows count up to {worst:.3g} times ({days.busy_because(first)})"
        for first, last in _runs(heavy)
        if (worst := max(days.factor(day) for day in _days(first, last)))
    ]


def _ahead(today: date) -> Iterator[date]:
    return _days(today, today + AHEAD)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """First and last days of what lies together; a weekend in between does not part it."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][1] <= WEEKEND:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _run(first: date, last: date) -> str:
    return date_of(first) if first == last else f"{day_of(first)} to {date_of(last)}"
