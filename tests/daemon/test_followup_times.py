"""When a promise is followed up: before it passes, by day; pure, so Hypothesis may try every hour of the year."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from config.settings import FollowupSettings, Level
from responders.followups import asleep, awake_after, awake_before, follow
from responders.promise import Promise

LONDON = ZoneInfo("Europe/London")
SETTINGS = FollowupSettings()  # quiet from 20:00 to 7:00
YEAR = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 365 * 24 * 60).map(lambda minute: YEAR + timedelta(minutes=minute))
quiet = st.builds(FollowupSettings, quiet_from=st.integers(0, 1439), quiet_to=st.integers(0, 1439))


def promise(given_at: datetime, due: datetime) -> Promise:
    return Promise(given_at, due, "policy", None, 0, "normal", "hardware")


def level(**more: object) -> Level:
    return Level("normal", {"en": "x"}, timedelta(hours=8), **more)  # type: ignore[arg-type]  # fields by name


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_by_day_the_settings_say_when() -> None:
    rows = follow(promise(at(9), at(17)), level(), SETTINGS, LONDON)
    assert [(row.kind, row.at) for row in rows] == [
        ("remind", at(16)),
        ("update", at(16, 30)),
        ("overdue", at(17, 1)),
    ]


def test_a_short_window_leaves_time_for_both() -> None:
    rows = follow(promise(at(9), at(9, 30)), level(), SETTINGS, LONDON)
    assert [(row.kind, row.at) for row in rows] == [
        ("remind", at(9, 15)),
        ("update", at(9, 20)),
        ("overdue", at(9, 31)),
    ]


def test_an_update_that_would_fall_into_the_night_goes_out_the_evening_before() -> None:
    rows = follow(promise(at(15), at(2, day=25)), level(), SETTINGS, LONDON)
    assert next(row.at for row in rows if row.kind == "update") == at(19, 59)


@given(moments, st.integers(1, 5 * 24 * 60), quiet)
def test_nothing_is_due_before_the_promise_is_given_and_the_update_always_before_it_passes(
    given_at: datetime, minutes: int, settings: FollowupSettings
) -> None:
    due = given_at + timedelta(minutes=minutes)
    rows = {row.kind: row.at for row in follow(promise(given_at, due), level(), settings, LONDON)}
    assert set(rows) == {"remind", "update", "overdue"}
    assert given_at <= rows["remind"] < due
    assert given_at <= rows["update"] < due
    assert due < rows["overdue"] <= due + timedelta(minutes=2)


@given(moments, quiet)
def test_the_next_waking_moment_is_never_past_and_never_at_night(moment: datetime, settings: FollowupSettings) -> None:
    awake = awake_after(moment, settings, LONDON)
    assert moment <= awake <= moment + timedelta(hours=25)
    assert not asleep(awake, settings, LONDON)


@given(moments, st.integers(0, 72 * 60), quiet)
def test_an_evening_found_for_an_update_is_awake_and_after_the_promise(
    moment: datetime, minutes: int, settings: FollowupSettings
) -> None:
    earliest = moment - timedelta(minutes=minutes)
    found = awake_before(moment, earliest, settings, LONDON)
    assert earliest <= found <= moment
    assert found == moment or not asleep(found, settings, LONDON)


def test_quiet_hours_may_lie_within_a_day_or_span_midnight_or_not_be() -> None:
    at_noon = FollowupSettings(quiet_from=12 * 60, quiet_to=13 * 60)
    never = FollowupSettings(quiet_from=0, quiet_to=0)
    assert [asleep(at(hour), at_noon, LONDON) for hour in (11, 12, 13)] == [False, True, False]
    assert [asleep(at(hour), SETTINGS, LONDON) for hour in (6, 7, 19, 20, 23)] == [True, False, False, True, True]
    assert not any(asleep(at(hour), never, LONDON) for hour in range(24))
