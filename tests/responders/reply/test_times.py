"""Times as people say them: nobody may misunderstand the day, the zone or midnight."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responders.reply.times import Times

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
LONDON = Times(ZoneInfo("Europe/London"), "en")
BERLIN = Times(ZoneInfo("Europe/Berlin"), "de")


def test_another_day_is_named_with_weekday_date_time_and_zone() -> None:
    assert LONDON.by(NOW + timedelta(hours=29), NOW) == "by Tuesday 24 November, 14:12 (London time)"
    assert BERLIN.by(NOW + timedelta(hours=29), NOW) == "bis Dienstag, 24. November, 15:12 Uhr (Ortszeit Berlin)"


def test_today_is_said_with_its_date_because_mail_is_read_later() -> None:
    assert LONDON.by(NOW + timedelta(hours=5), NOW) == "today, Monday 23 November, by 14:12 (London time)"
    assert BERLIN.by(NOW + timedelta(hours=5), NOW) == "heute, Montag, 23. November, bis 15:12 Uhr (Ortszeit Berlin)"


def test_another_year_is_named() -> None:
    assert LONDON.by(datetime(2027, 1, 4, 12, tzinfo=UTC), NOW) == "by Monday 4 January 2027, 12:00 (London time)"


def test_midnight_belongs_to_the_day_that_ends() -> None:
    midnight = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
    assert LONDON.by(midnight, NOW) == "by the end of Tuesday 24 November, midnight (London time)"
    assert BERLIN.by(midnight - timedelta(hours=1), NOW) == "bis Dienstag, 24. November, 24:00 Uhr (Ortszeit Berlin)"


def test_an_hour_that_the_change_of_clocks_repeats_is_told_apart() -> None:
    before, after = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert LONDON.by(before, NOW) == "by Sunday 25 October, 1:30 (London time, UTC+1)"
    assert LONDON.by(after, NOW) == "by Sunday 25 October, 1:30 (London time, UTC+0)"


def test_what_was_today_needs_no_date_and_what_was_before_does() -> None:
    assert LONDON.at(NOW, NOW) == "at 9:12 (London time)"
    assert LONDON.at(NOW - timedelta(days=3), NOW) == "on Friday 20 November at 9:12 (London time)"
    assert LONDON.on(NOW, NOW) == "today"
    assert BERLIN.on(NOW - timedelta(days=3), NOW) == "am Freitag, 20. November"


def test_an_opening_is_a_day_and_a_time() -> None:
    assert LONDON.opening(datetime(2026, 11, 24, 8, tzinfo=UTC), NOW) == "Tuesday 24 November at 8:00"


@pytest.mark.parametrize(
    ("zone", "language", "name"),
    [
        ("UTC", "en", "UTC"),
        ("Etc/UTC", "de", "UTC"),
        ("America/New_York", "en", "New York time"),
        ("Europe/Vienna", "de", "Ortszeit Wien"),
        ("Europe/Paris", "fr", "heure de Paris"),
        ("Asia/Kathmandu", "en", "Kathmandu time"),
        ("America/Argentina/Buenos_Aires", "es", "hora de Buenos Aires"),
    ],
)
def test_the_zone_is_named_by_a_city_that_people_know(zone: str, language: str, name: str) -> None:
    assert Times(ZoneInfo(zone), language).zone_name == name


@pytest.mark.parametrize(
    ("length", "english", "german"),
    [
        (timedelta(seconds=20), "0 minutes", "0 Minuten"),
        (timedelta(minutes=1), "1 minute", "1 Minute"),
        (timedelta(minutes=119), "119 minutes", "119 Minuten"),
        (timedelta(hours=29, minutes=59), "29 hours", "29 Stunden"),
        (timedelta(days=12, hours=5), "12 days", "12 Tage"),
    ],
)
def test_lengths_are_rounded_down(length: timedelta, english: str, german: str) -> None:
    assert LONDON.lasting(length) == english
    assert BERLIN.lasting(length) == german


@pytest.mark.parametrize(
    "language", ["en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "ja", "xx", "not a language"]
)
def test_every_language_gets_a_time_that_can_be_read(language: str) -> None:
    said = Times(ZoneInfo("Europe/London"), language).by(NOW + timedelta(hours=29), NOW)
    assert "14:12" in said
    assert "24" in said


@given(
    st.integers(1_600_000_000, 2_200_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.sampled_from(["Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia"]),
    st.sampled_from(["en", "de", "fr", "ja"]),
)
def test_any_moment_can_be_said_in_any_zone(at: datetime, zone: str, language: str) -> None:
    times = Times(ZoneInfo(zone), language)
    for said in (times.by(at, NOW), times.at(at, NOW), times.opening(at, NOW)):
        assert said
        assert said.isprintable()
