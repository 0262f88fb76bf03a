"""Shifts that overlap, days that end before they begin, a week without any hour."""

from collections.abc import Mapping
from itertools import pairwise

from config.kinds.times import DAYS, Shift
from config.problems import Place
from config.settings import CalendarSettings, Span

_DAY = 24 * 60
_WEEK = 7 * _DAY


def check_hours(calendar: CalendarSettings, at: Place) -> None:
    here = at.into("hours")
    if not any(calendar.hours.values()) and not calendar.open and not at.findings.touched(here.key):
        here.refuse("no working hours at all: no answer could ever be promised", 'write { mon = ["09:00-17:00"], … }')
    _week(calendar.hours, here)


def _week(hours: Mapping[str, tuple[tuple[int, int], ...]], at: Place) -> None:
    """Every shift on one line of minutes from Monday 0:00, and once more a week later, for the night to Monday."""
    line = sorted((*_minutes(shift, DAYS.index(day)), day, shift) for day, shifts in hours.items() for shift in shifts)
    again = [(start + _WEEK, end + _WEEK, day, shift) for start, end, day, shift in line[:1]]
    furthest: tuple[int, int, str, tuple[int, int]] | None = None
    for one in (*line, *again):
        if furthest and one[0] < furthest[1]:
            other = "" if furthest[2] == one[2] else f" of {furthest[2]}"
            _overlap(furthest[3], other, one[3], at.into(one[2]))
        if furthest is None or one[1] > furthest[1]:
            furthest = one


def _minutes(shift: tuple[int, int], day: int) -> tuple[int, int]:
    start, end = shift
    return day * _DAY + start, day * _DAY + end + (_DAY if end <= start else 0)


def _overlap(first: tuple[int, int], of_day: str, second: tuple[int, int], at: Place) -> None:
    shown = Shift()
    instead = "let one end before the other begins, or write one shift instead of the two"
    at.refuse(f"{shown.show(second)} overlaps {shown.show(first)}{of_day}", instead)


def check_span(span: Span, at: Place) -> None:
    if span.end < span.start:
        at.into("to").refuse(f"{span.end} is before {span.start}", "write the last day, included")
    line = sorted((*_minutes(shift, 0), shift) for shift in span.hours)
    for (_, end, first), (start, _, second) in pairwise(line):
        if start < end:
            _overlap(first, "", second, at.into("hours"))
