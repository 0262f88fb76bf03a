"""The calendar against an oracle that walks through every minute with the clock on the wall in view."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.settings import CalendarSettings, Span
from responders.calendar import Calendar

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTE = timedelta(minutes=1)

# Each zone with days on which its clocks do something unusual.
CHANGES = [
    ("Europe/Berlin", date(2025, 3, 30)),
    ("Europe/Berlin", date(2025, 10, 26)),
    ("Europe/Dublin", date(2024, 10, 27)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/Sao_Paulo", date(2018, 11, 4)),  # summer time began at midnight
    ("America/Sao_Paulo", date(2019, 2, 17)),  # and ended at midnight
    ("America/Havana", date(2024, 11, 3)),
    ("Australia/Lord_Howe", date(2025, 4, 6)),  # half an hour
    ("Australia/Lord_Howe", date(2025, 10, 5)),
    ("Pacific/Chatham", date(2025, 4, 6)),
    ("Pacific/Apia", date(2011, 12, 30)),  # a day that never was
    ("Asia/Kathmandu", date(2026, 1, 5)),
    ("Africa/Cairo", date(2024, 4, 26)),
    ("Asia/Beirut", date(2022, 3, 27)),
    ("America/Scoresbysund", date(2024, 3, 31)),  # zone and summer time on one day
    ("Antarctica/Troll", date(2025, 3, 30)),  # two hours
]


def open_minutes(cal: CalendarSettings, zone: str, start: datetime, end: datetime) -> list[bool]:
    """For every minute whether somebody works. The clock's furthest reading counts: a shift goes on through an hour
    that comes twice, and begins at the change when its beginning is skipped."""
    tz = ZoneInfo(zone)
    furthest = datetime.min  # noqa: DTZ901 - a wall time has no zone
    result = []
    at = start - timedelta(days=1)
    while at < end:
        furthest = max(furthest, at.astimezone(tz).replace(tzinfo=None))
        if at >= start:
            result.append(_works(cal, furthest))
        at += MINUTE
    return result


def _works(cal: CalendarSettings, wall: datetime) -> bool:
    today, minute = wall.date(), wall.hour * 60 + wall.minute
    for begin, end in _shifts(cal, today):
        if begin <= minute < (end if end > begin else 1440):
            return True
    before = _shifts(cal, today - timedelta(days=1))
    return not _shut(cal, today) and any(end <= begin and minute < end for begin, end in before)


def _shifts(cal: CalendarSettings, day: date) -> tuple[tuple[int, int], ...]:
    usual = cal.hours.get(DAYS[day.weekday()], ())
    for span in cal.open:
        if span.start <= day <= span.end:
            return span.hours or usual
    return () if _shut(cal, day) else usual


def _shut(cal: CalendarSettings, day: date) -> bool:
    opened = any(span.start <= day <= span.end for span in cal.open)
    return not opened and any(span.start <= day <= span.end for span in cal.closed)


shifts = st.lists(st.tuples(st.integers(0, 1439), st.integers(0, 1440)), max_size=3).map(tuple)
weeks = st.fixed_dictionaries(dict.fromkeys(DAYS, shifts))


@st.composite
def calendars(draw: st.DrawFn) -> tuple[CalendarSettings, str, datetime]:
    zone, day = draw(st.sampled_from(CHANGES))
    near = st.integers(-2, 2).map(lambda n: day + timedelta(days=n))
    closed = tuple(Span(d, d) for d in draw(st.lists(near, max_size=1)))
    opened = tuple(Span(d, d, hours=draw(shifts)) for d in draw(st.lists(near, max_size=1)))
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(minutes=draw(st.integers(0, 2000)))
    return CalendarSettings(hours=draw(weeks), closed=closed, open=opened), zone, start


@settings(max_examples=60, deadline=None)
@given(calendars(), st.data())
def test_every_minute_agrees_with_the_clock_on_the_wall(
    case: tuple[CalendarSettings, str, datetime], data: st.DataObject
) -> None:
    cal, zone, start = case
    end = start + timedelta(days=2)
    truth = open_minutes(cal, zone, start, end)
    calendar = Calendar(cal, zone)
    probes = data.draw(st.lists(st.integers(0, len(truth) - 1), min_size=1, max_size=30))
    for index in probes:
        assert calendar.is_open(start + index * MINUTE) == truth[index], start + index * MINUTE
    a, b = min(probes), max(probes)
    assert calendar.between(start + a * MINUTE, start + b * MINUTE) == sum(truth[a:b]) * MINUTE
    if any(truth[a:]):
        first = a + truth[a:].index(True)
        assert calendar.next_open(start + a * MINUTE) == start + first * MINUTE
        wanted = data.draw(st.integers(1, sum(truth[a:])))
        due = calendar.add(start + a * MINUTE, wanted * MINUTE)
        assert sum(truth[a : (due - start) // MINUTE]) == wanted
        assert truth[(due - start) // MINUTE - 1], "a due time is the end of a worked minute"


@settings(max_examples=60, deadline=None)
@given(calendars(), st.integers(-400_000, 400_000), st.integers(0, 60_000))
def test_adding_and_measuring_are_inverse_over_months(
    case: tuple[CalendarSettings, str, datetime], away: int, wanted: int
) -> None:
    cal, zone, start = case
    if not any(end - begin for week in cal.hours.values() for begin, end in week):
        return
    calendar = Calendar(cal, zone)
    at = start + away * MINUTE
    due = calendar.add(at, wanted * MINUTE)
    assert due >= at
    assert calendar.between(at, due) == wanted * MINUTE


@pytest.mark.parametrize("order", [(0, 400, -400), (400, -400, 0), (-400, 0, 400)])
def test_the_order_of_questions_does_not_matter(order: tuple[int, int, int]) -> None:
    cal = CalendarSettings(hours={"mon": ((540, 720), (780, 1020)), "sat": ((1320, 360),)})
    zero = datetime(2026, 6, 1, tzinfo=UTC)
    calendar = Calendar(cal, "Europe/Dublin")
    answers = {n: calendar.between(zero, zero + timedelta(days=n)) for n in order}
    assert answers == {n: Calendar(cal, "Europe/Dublin").between(zero, zero + timedelta(days=n)) for n in order}
