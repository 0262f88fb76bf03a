"""Shifts that nobody covers, found before they come."""

from datetime import date, timedelta

from responders.calendar.days import Days, date_of, day_of

AHEAD = timedelta(days=180)


def uncovered(days: Days, today: date) -> list[str]:
    """A sentence for each run of days in the next half year on which shifts are planned and all staff are away."""
    missing = [day for n in range(AHEAD.days) if days.uncovered(day := today + timedelta(days=n))]
    runs: list[tuple[date, date]] = []
    for day in missing:
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return [f"nobody covers {_run(first, last)}: all staff are away" for first, last in runs]


def strangers(days: Days) -> list[str]:
    """A sentence for each absence of somebody who is not among the staff."""
    return [f"{who} is not among the staff, so an absence of theirs changes nothing" for who in days.strangers()]


def _run(first: date, last: date) -> str:
    return date_of(first) if first == last else f"{day_of(first)} to {date_of(last)}"
