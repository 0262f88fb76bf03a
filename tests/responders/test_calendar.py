"""The working-hours calendar as an admin writes it and a writer meets it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from config.settings import CalendarSettings, Span
from responders.calendar import Calendar, CalendarError

LONDON = ZoneInfo("Europe/London")
HOUR = timedelta(hours=1)
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ((540, 1020),))


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, zone: str = "Europe/London") -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))


def desk(zone: str = "Europe/London", staff: tuple[str, ...] = (), **settings: object) -> Calendar:
    return Calendar(CalendarSettings(**{"hours": WEEK, **settings}), zone, staff)  # type: ignore[arg-type]


def test_a_friday_evening_mail_is_due_on_monday_and_given_in_utc() -> None:
    due = desk().add(at(2026, 7, 3, 18), 2 * HOUR)
    assert due == at(2026, 7, 6, 11)
    assert due.tzinfo is UTC


def test_a_lunch_break_is_not_working_time() -> None:
    calendar = desk(hours={"mon": ((540, 780), (840, 1050))})
    assert calendar.between(at(2026, 6, 1, 12), at(2026, 6, 1, 15)) == 2 * HOUR
    assert not calendar.is_open(at(2026, 6, 1, 13, 30))
    assert calendar.next_open(at(2026, 6, 1, 13, 30)) == at(2026, 6, 1, 14)


def test_a_shift_ends_before_its_last_minute_is_over_and_begins_with_its_first() -> None:
    calendar = desk()
    assert calendar.is_open(at(2026, 6, 1, 9))
    assert not calendar.is_open(at(2026, 6, 1, 17))
    assert calendar.closed_because(at(2026, 6, 1, 17)) == "out of hours"
    assert calendar.closed_because(at(2026, 6, 1, 12)) == ""


def test_a_shift_until_midnight_reaches_the_next_day() -> None:
    calendar = desk(hours={"mon": ((1320, 1440),), "tue": ((0, 120),)})
    assert calendar.between(at(2026, 6, 1, 23), at(2026, 6, 2, 1)) == 2 * HOUR


def test_a_night_shift_is_an_hour_shorter_when_summer_time_begins_and_longer_when_it_ends() -> None:
    calendar = desk("Europe/Berlin", hours={"sat": ((22 * 60, 6 * 60),)})
    spring, autumn = (at(2025, 3, 29, 12, 0, "Europe/Berlin"), at(2025, 10, 25, 12, 0, "Europe/Berlin"))
    assert calendar.between(spring, spring + 24 * HOUR) == 7 * HOUR
    assert calendar.between(autumn, autumn + 24 * HOUR) == 9 * HOUR


def test_a_desk_that_never_closes_counts_every_hour() -> None:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    calendar = desk(hours=dict.fromkeys(days, ((0, 1440),)))
    start = at(2025, 1, 1)
    assert calendar.between(start, start + timedelta(days=365)) == timedelta(days=365)
    assert calendar.is_open(at(2025, 3, 30, 1, 30))


def test_a_regional_holiday_is_free_and_named() -> None:
    calendar = desk(holidays="GB-ENG")
    assert calendar.closed_because(at(2026, 12, 25, 12)) == "Christmas Day"
    assert calendar.next_open(at(2026, 12, 24, 17)) == at(2026, 12, 29, 9)  # Boxing Day falls on a Saturday
    assert desk(holidays="GB-SCT").closed_because(at(2026, 11, 30, 12)) != ""
    assert desk(holidays="GB-ENG").is_open(at(2026, 11, 30, 12))


def test_a_closure_says_why_and_an_opening_beats_it() -> None:
    closed = (Span(date(2026, 8, 3), date(2026, 8, 7), "the move"),)
    opened = (Span(date(2026, 8, 5), date(2026, 8, 5), hours=((600, 840),)),)
    calendar = desk(closed=closed, open=opened)
    assert calendar.closed_because(at(2026, 8, 4, 12)) == "the move"
    assert calendar.next_open(at(2026, 8, 3)) == at(2026, 8, 5, 10)
    assert calendar.between(at(2026, 8, 3), at(2026, 8, 8)) == 4 * HOUR


def test_an_opening_on_a_holiday_and_on_a_sunday_counts() -> None:
    opened = (
        Span(date(2026, 12, 25), date(2026, 12, 25)),
        Span(date(2026, 12, 27), date(2026, 12, 27), hours=((600, 660),)),
    )
    calendar = desk(holidays="GB-ENG", open=opened)
    assert calendar.is_open(at(2026, 12, 25, 12)), "an opening without hours has those of the weekday"
    assert calendar.is_open(at(2026, 12, 27, 10, 30))


def test_a_night_shift_into_a_closed_day_ends_at_its_midnight() -> None:
    night = {"thu": ((1320, 360),), "fri": ((1320, 360),)}
    calendar = desk(hours=night, closed=(Span(date(2026, 8, 7), date(2026, 8, 7)),))
    assert calendar.between(at(2026, 8, 6, 12), at(2026, 8, 9)) == 2 * HOUR


def test_closures_of_a_holiday_week_are_listed_for_the_wording() -> None:
    closures = desk(holidays="GB-ENG").closures(at(2026, 12, 24), at(2026, 12, 31))
    assert [day for day, _ in closures] == [date(2026, 12, 25), date(2026, 12, 28)], "a Saturday surprises nobody"
    assert closures[0][1] == "Christmas Day"


def test_a_due_time_is_rounded_up_to_a_half_hour_of_a_shift() -> None:
    calendar = desk()
    assert calendar.round_up(at(2026, 6, 1, 10, 1)) == at(2026, 6, 1, 10, 30)
    assert calendar.round_up(at(2026, 6, 1, 10, 30)) == at(2026, 6, 1, 10, 30)
    assert calendar.round_up(at(2026, 6, 1, 16, 45)) == at(2026, 6, 1, 17), "the end of a shift is a time to be done by"
    assert calendar.round_up(at(2026, 6, 1, 17)) == at(2026, 6, 1, 17)
    assert calendar.round_up(at(2026, 6, 1, 17, 1)) == at(2026, 6, 2, 9)
    assert calendar.round_up(at(2026, 6, 6, 12)) == at(2026, 6, 8, 9)
    assert calendar.round_up(at(2026, 6, 6, 12, 10), "always") == at(2026, 6, 6, 12, 30)


def test_half_hours_are_those_of_the_clock_on_the_wall() -> None:
    calendar = desk("Asia/Kathmandu", hours={"mon": ((615, 1020),)})
    opening = at(2026, 6, 1, 10, 15, "Asia/Kathmandu")
    assert calendar.round_up(opening - HOUR) == at(2026, 6, 1, 10, 30, "Asia/Kathmandu")


def test_shifts_too_short_for_a_half_hour_still_have_an_end() -> None:
    calendar = desk(hours={"mon": ((605, 625),)})
    assert calendar.round_up(at(2026, 6, 1, 10, 7)) == at(2026, 6, 1, 10, 25)


def test_busy_times_stretch_windows_but_not_hours() -> None:
    busy = (Span(date(2026, 9, 21), date(2026, 9, 25), "the start of the term", 2.0),)
    calendar = desk(busy=busy)
    assert calendar.busy_factor(at(2026, 9, 22, 12)) == 2
    assert calendar.busy_factor(at(2026, 9, 28, 12)) == 1
    monday = at(2026, 9, 21)
    assert calendar.between(monday, monday + timedelta(days=7)) == 40 * HOUR
    stretched = calendar.stretched("business")
    micro = timedelta(microseconds=1)
    start, end = (
        int((moment - datetime(1970, 1, 1, tzinfo=UTC)) / micro) for moment in (monday, monday + timedelta(days=7))
    )
    assert (stretched.reading(end) - stretched.reading(start)) * micro == 20 * HOUR


def test_absence_of_some_slows_and_absence_of_all_closes() -> None:
    staff = ("a@desk.example", "b@desk.example", "c@desk.example", "d@desk.example")
    day = date(2026, 6, 1)
    one = tuple(Span(day, day, who=who) for who in staff[:1])
    assert desk(staff=staff, absent=one).busy_factor(at(2026, 6, 1, 12)) == pytest.approx(4 / 3)
    everyone = tuple(Span(day, day, who=who.upper()) for who in staff)
    assert not desk(staff=staff, absent=everyone).is_open(at(2026, 6, 1, 12))
    assert desk(staff=staff, absent=everyone).closed_because(at(2026, 6, 1, 12)) == "nobody is on duty"
    assert not desk(absent=(Span(day, day),)).is_open(at(2026, 6, 1, 12)), "an absence without a name is everybody's"
    pattern = desk(staff=("*@desk.example",), absent=one)
    assert pattern.is_open(at(2026, 6, 1, 12))
    assert pattern.busy_factor(at(2026, 6, 1, 12)) == 1


def test_a_month_without_working_time_is_named_week_by_week() -> None:
    calendar = desk(closed=(Span(date(2026, 7, 20), date(2026, 9, 6), "summer"),))
    assert calendar.check(at(2026, 7, 1)) == []
    (problem,) = calendar.check(at(2026, 8, 1))
    assert "2026-W31 (27 July–2 August)" in problem
    assert "2026-W35 (24–30 August)" in problem
    with pytest.raises(CalendarError, match="no working time in the next 31 days"):
        calendar.require(at(2026, 8, 1))


def test_a_shift_that_nobody_covers_is_told_about() -> None:
    staff = ("a@desk.example", "b@desk.example")
    away = (
        Span(date(2026, 6, 1), date(2026, 6, 5), who=staff[0]),
        Span(date(2026, 6, 4), date(2026, 6, 7), who=staff[1]),
    )
    doubts = desk(staff=staff, absent=away).doubts(at(2026, 5, 25))
    assert len(doubts) == 1
    assert doubts[0].startswith("nobody covers Thursday 4 June to Friday 5 June 2026: all staff are away")


def test_days_on_which_too_few_work_are_told_about() -> None:
    staff = tuple(f"{name}@desk.example" for name in "abcd")
    away = tuple(Span(date(2026, 6, 3), date(2026, 6, 9), who=name) for name in staff[:3])
    (said,) = desk(
        staff=staff, absent=away, busy=(Span(date(2026, 6, 8), date(2026, 6, 8), "audit", factor=2),)
    ).doubts(at(2026, 5, 25))
    assert said.startswith("Wednesday 3 June to Tuesday 9 June 2026: windows count up to 8 times")
    assert "away: a@desk.example" in said
    assert desk(staff=staff, absent=away[:1]).doubts(at(2026, 5, 25)) == []


def test_a_zone_or_region_that_does_not_exist_is_refused() -> None:
    with pytest.raises(CalendarError, match="Europe/Londn"):
        Calendar(CalendarSettings(), "Europe/Londn")
    with pytest.raises(CalendarError, match="GB-XX"):
        desk(holidays="GB-XX")


def test_a_desk_that_never_opens_says_so_instead_of_searching_forever() -> None:
    calendar = desk(hours={})
    with pytest.raises(CalendarError, match="no working time"):
        calendar.add(at(2026, 1, 1), HOUR)
    with pytest.raises(CalendarError, match="no working time"):
        calendar.next_open(at(2026, 1, 1))
    assert calendar.between(at(2026, 1, 1), at(2027, 1, 1)) == timedelta(0)
