"""What a desk promises."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from config.settings import Span
from responders.calendar import Calendar
from responders.window import Given, History, Outcome, Windows
from tests.responders.window.desks import HOUR, MONDAY, cases, known, settings, windows

PLAN = settings()
CALENDAR = Calendar.of(PLAN)
LATER = CALENDAR.add(MONDAY, 200 * HOUR)


def window(at: datetime, history: History, urgency: str = "normal", kind: str = "network") -> timedelta:
    promise = windows(PLAN).at(at, history).promise((urgency,), kind)
    return CALENDAR.between(promise.given_at, promise.due)


def test_a_new_desk_speaks_of_its_policy_and_of_no_percentage() -> None:
    promise = windows(PLAN).at(MONDAY + HOUR, History()).promise(("high",), "network")
    assert (promise.basis, promise.level, promise.cases) == ("policy", None, 0)
    assert promise.due == MONDAY + 5 * HOUR


def test_forty_nine_answers_are_too_few_and_fifty_are_enough() -> None:
    made = cases(CALENDAR, 60, 0.2)
    answers = sorted(one.answered_at or MONDAY for one in made)
    before, after = answers[48] + timedelta(minutes=1), answers[49] + HOUR
    assert windows(PLAN).at(before, known(made, before)).promise(("normal",), "network").basis == "policy"
    promise = windows(PLAN).at(after, known(made, after)).promise(("normal",), "network")
    assert (promise.basis, promise.level) == ("measured", 0.9)
    assert promise.cases >= 50


def test_a_promise_covers_about_nine_in_ten_of_what_was_seen() -> None:
    made = cases(CALENDAR, 300, 3.0, every=HOUR / 2)
    promised = window(LATER, known(made, LATER)) / HOUR
    waits = sorted(CALENDAR.between(one.opened_at, one.answered_at or LATER) / HOUR for one in made)
    assert waits[int(0.87 * 300)] < promised < waits[int(0.97 * 300)]


def test_slow_types_get_longer_windows_than_quick_ones() -> None:
    made = cases(CALENDAR, 150, 1.0, kind="access", every=HOUR) + cases(CALENDAR, 150, 8.0, kind="request", seed=2)
    history = known(made, LATER)
    assert window(LATER, history, kind="request") > 3 * window(LATER, history, kind="access")


def test_a_type_never_seen_before_gets_the_window_of_all() -> None:
    made = cases(CALENDAR, 300, 3.0, every=HOUR / 2)
    history = known(made, LATER)
    assert window(LATER, history, kind="billing") == pytest.approx(window(LATER, history), rel=0.5)


def test_a_slowdown_shows_before_any_of_the_slow_cases_is_answered() -> None:
    made = cases(CALENDAR, 300, 3.0, every=HOUR / 2)
    silent = [Outcome(CALENDAR.add(LATER, n * HOUR / 2), None, "normal", "network") for n in range(48)]
    now = CALENDAR.add(LATER, 24 * HOUR)
    assert window(now, known(made + silent, now)) > 1.5 * window(LATER, known(made, LATER))


def test_windows_shrink_again_when_the_desk_recovers() -> None:
    slow = cases(CALENDAR, 150, 20.0, every=HOUR)
    start = CALENDAR.add(MONDAY, 150 * HOUR)
    quick = cases(CALENDAR, 250, 1.0, start=start, every=HOUR / 2, seed=5)
    then, now = start, CALENDAR.add(start, 125 * HOUR)
    assert window(now, known(slow + quick, now)) < 0.35 * window(then, known(slow + quick, then))


def test_unsure_between_two_levels_the_longer_window_is_promised() -> None:
    desk = windows(PLAN).at(MONDAY + HOUR, History())
    both = desk.promise(("high", "normal"), "network")
    assert both.due == desk.promise(("normal",), "network").due
    assert both.urgency == "normal"


def test_what_runs_around_the_clock_is_due_at_night_too() -> None:
    night = MONDAY + timedelta(hours=12)
    desk = windows(PLAN).at(night, History())
    assert desk.promise(("critical",), "network").due == night + HOUR
    assert desk.promise(("high",), "network").due == MONDAY + timedelta(hours=28)


def test_out_of_hours_the_promise_says_when_the_desk_opens() -> None:
    desk = windows(PLAN).at(MONDAY - timedelta(hours=20), History())
    assert desk.promise(("high",), "network").opens_at == MONDAY
    assert windows(PLAN).at(MONDAY, History()).promise(("high",), "network").opens_at is None


def test_due_times_are_full_or_half_hours() -> None:
    made = cases(CALENDAR, 300, 3.0, every=HOUR / 2)
    for minutes in (0, 7, 31, 444):
        now = LATER + timedelta(minutes=minutes, seconds=13)
        promise = windows(PLAN).at(now, known(made, now)).promise(("normal",), "network")
        assert promise.due.minute % 30 == 0
        assert promise.due.second == promise.due.microsecond == 0


def test_a_busy_week_doubles_the_window_and_says_why() -> None:
    busy = settings(busy=(Span(date(2026, 4, 6), date(2026, 4, 24), "the start of the term", 2.0),))
    made = cases(CALENDAR, 300, 3.0, every=HOUR / 2, start=MONDAY)
    now = datetime(2026, 4, 6, 9, tzinfo=ZoneInfo("UTC"))
    usual, longer = (
        window(now, known(made, now)),
        windows(busy).at(now, known(made, now)).promise(("normal",), "network"),
    )
    assert CALENDAR.between(now, longer.due) == pytest.approx(2 * usual, abs=HOUR)
    assert "the start of the term" in longer.because


def test_broken_promises_stretch_the_next_window_and_kept_ones_shrink_it_slowly() -> None:
    made = cases(CALENDAR, 300, 3.0, every=HOUR / 2)
    usual = window(LATER, known(made, LATER))
    broken = tuple(promise(LATER - n * HOUR, kept=False) for n in range(30, 45))
    kept = tuple(promise(LATER - n * HOUR, kept=True) for n in range(30, 45))
    stretched, shrunk = window(LATER, known(made, LATER, broken)), window(LATER, known(made, LATER, kept))
    assert stretched > usual >= shrunk
    assert (stretched / usual - 1) > 3 * (1 - shrunk / usual)


def promise(at: datetime, kept: bool) -> Given:
    due = at + 8 * HOUR
    return Given(at, due, "normal", "network", "measured", 0.9, 1, due - HOUR if kept else due + HOUR, at)


def update(number: int, kept: bool | None) -> Given:
    """Given after six working hours, due after eight more; answered an hour before or after that, or never."""
    opened, given, early, due, late = (CALENDAR.add(MONDAY, (number + wait) * HOUR) for wait in (0, 6, 13, 14, 15))
    answered = None if kept is None else early if kept else late
    return Given(given, due, "normal", "network", "measured", None, 2, answered, opened)


def test_the_same_past_gives_the_same_promise_whatever_was_asked_before() -> None:
    made = cases(CALENDAR, 300, 3.0, every=HOUR / 2)
    shared = windows(PLAN)
    for minutes in (0, 20, 90, 2000, 5):
        now = LATER + timedelta(minutes=minutes)
        history = known(made, now)
        alone = windows(PLAN).at(now, history).promise(("normal",), "network")
        assert shared.at(now, history).promise(("normal",), "network") == alone


def test_what_happens_later_changes_nothing() -> None:
    made = cases(CALENDAR, 400, 3.0, every=HOUR / 2)
    told = History(tuple(made), (), tuple(promise(LATER + n * HOUR, kept=False) for n in range(9)))
    assert window(LATER, told) == window(LATER, known(made, LATER))


def test_ten_broken_of_twelve_raise_the_alarm_and_the_reason_is_given() -> None:
    made = cases(CALENDAR, 300, 3.0, every=HOUR / 2)
    promises = tuple(promise(LATER - n * HOUR, kept=n % 6 == 0) for n in range(30, 45))
    desk = windows(PLAN).at(LATER, known(made, LATER, promises))
    assert desk.slow is not None
    assert desk.slow.broken > desk.slow.expected
    assert "slow times" in desk.promise(("normal",), "network").because


def test_one_broken_in_ten_is_no_alarm() -> None:
    promises = tuple(promise(LATER - n * HOUR, kept=n % 10 != 0) for n in range(30, 130))
    assert windows(PLAN).at(LATER, known([], LATER, promises)).slow is None


def test_an_update_speaks_of_no_percentage_until_updates_have_kept_one() -> None:
    made = cases(CALENDAR, 300, 3.0, every=HOUR / 2)
    opened = LATER - 6 * HOUR
    fresh = windows(PLAN).at(LATER, known(made, LATER)).second("normal", "network", opened)
    assert (fresh.basis, fresh.level) == ("measured", None)
    usual = tuple(update(n, kept=n % 5 != 0) for n in range(90))
    proven = windows(PLAN).at(LATER, known(made, LATER, usual)).second("normal", "network", opened)
    assert proven.level == 0.8
    poor = tuple(update(n, kept=n % 2 != 0) for n in range(90))
    assert windows(PLAN).at(LATER, known(made, LATER, poor)).second("normal", "network", opened).level is None


def test_an_update_after_many_that_were_never_answered_names_a_day_that_is_of_use_and_no_percentage() -> None:
    made = cases(CALENDAR, 300, 3.0, every=HOUR / 2)
    forgotten = tuple(update(n, kept=None if n % 2 else True) for n in range(90))
    second = windows(PLAN).at(LATER, known(made, LATER, forgotten)).second("normal", "network", LATER - 6 * HOUR)
    assert second.level is None
    assert CALENDAR.between(LATER, second.due) <= 8 * HOUR


def test_a_promise_given_after_the_answer_teaches_nothing() -> None:
    made = cases(CALENDAR, 300, 3.0, every=HOUR / 2)
    again = tuple(replace(promise(LATER - n * HOUR, kept=True), answered_at=LATER - 500 * HOUR) for n in range(30, 120))
    assert window(LATER, known(made, LATER, again)) == window(LATER, known(made, LATER))


def test_who_has_waited_longer_gets_an_honest_further_window() -> None:
    made = cases(CALENDAR, 300, 3.0, every=HOUR / 2, spread=1.2)
    desk = windows(PLAN).at(LATER, known(made, LATER))
    early = desk.second("normal", "network", LATER - HOUR)
    late = desk.second("normal", "network", LATER - 28 * HOUR)  # twelve working hours
    assert LATER < early.due < late.due


def test_an_unknown_urgency_is_a_programming_error_and_not_a_guess() -> None:
    with pytest.raises(KeyError):
        windows(PLAN).at(MONDAY, History()).promise(("whenever",), "network")


@examples(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 30_000), st.one_of(st.none(), st.integers(-60, 20_000)), st.integers(0, 2), st.integers(0, 3)
        ),
        max_size=130,
    ),
    st.integers(0, 50_000),
)
def test_no_history_however_odd_makes_a_promise_fail_or_lie_in_the_past(
    rows: list[tuple[int, int | None, int, int]], minutes: int
) -> None:
    made = [
        Outcome(
            MONDAY + timedelta(minutes=opened),
            None if wait is None else MONDAY + timedelta(minutes=opened + wait),
            ("critical", "high", "normal")[level],
            f"type-{kind}",
        )
        for opened, wait, level, kind in rows
    ]
    now = MONDAY + timedelta(minutes=minutes)
    desk = Windows(PLAN, CALENDAR).at(now, History(tuple(made)))
    for urgency in ("critical", "high", "normal"):
        assert desk.promise((urgency,), "type-1").due >= now
        assert desk.second(urgency, "type-2", now - timedelta(days=3)).due >= now
