from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from classifiers.deadline import deadlines
from classifiers.features.text import words_in

NOW = datetime(2026, 11, 24, 10, 20, tzinfo=ZoneInfo("Europe/London"))  # a Tuesday


def found(text: str, language: str = "en") -> list[str]:
    return [deadline.when.strftime("%d %H:%M") for deadline in deadlines(words_in("", text, language), NOW)]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("the payroll cheques go out at four", "24 16:00"),
        ("i present at 14:00 today", "24 14:00"),
        ("exam tomorrow 9am", "25 09:00"),
        ("my flight leaves this afternoon", "24 17:00"),
        ("the talk starts in 20 minutes", "24 10:40"),
        ("at half past three the hearing", "24 15:30"),
        ("board meeting on thursday at 5", "26 17:00"),
        ("court at 2.30 p.m.", "24 14:30"),
        ("submission closes at midnight", "25 00:00"),
        ("die klausur beginnt heute um 14 uhr", "24 14:00"),
        ("bis morgen mittag muss die abgabe raus", "25 12:00"),
        ("in zwei stunden beginnt die verhandlung", "24 12:20"),
        ("vortrag in einer halben stunde", "24 10:50"),
        ("lohnlauf am 24.11. um 16 uhr", "24 16:00"),
        ("prüfung am 3. dezember", "03 17:00"),
    ],
)
def test_a_moment_with_a_consequence_is_a_deadline(text: str, when: str) -> None:
    assert found(text) == [when]


@pytest.mark.parametrize("text", ["i need this today", "bis morgen mittag will ich das haben", "answer me by four"])
def test_a_demand_without_a_consequence_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["since 9:30 no exam software", "the exam began at 9:00", "seit 8 uhr keine klausur"])
def test_what_lies_behind_is_none(text: str) -> None:
    assert found(text) == []


def test_impossible_dates_are_passed_over() -> None:
    assert found("exam on 31 june, payroll 99.99.") == []


def test_noon_tomorrow_is_soon_and_later_is_not() -> None:
    near, far = deadlines(words_in("", "exam tomorrow at 12:00. talk on friday", "en"), NOW)
    assert near.soon(NOW)
    assert not far.soon(NOW)
