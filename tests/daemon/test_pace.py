"""When more promises break than chance allows, people are told: once, not at night, and not before."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from config.settings import Staff
from daemon import pace
from daemon.store.status import read_status
from daemon.store.tables import cases
from tests.daemon.kit import NOW, Desk, mail
from tests.daemon.ledgers import fill

NIGHT = NOW.replace(hour=2)
MORNING = NOW.replace(hour=7)


def told(desk: Desk, at: datetime) -> list[str]:
    """Who gets a mail about slow times from a look at that moment."""
    before = {row["id"] for row in desk.rows("outbox")}
    desk.clock.moment = at
    pace.watch(desk.handler, at)
    new = [row for row in desk.rows("outbox") if row["id"] not in before]
    assert {row["kind"] for row in new} <= {"slowdown"}
    return [row["recipient"] for row in new]


@pytest.mark.parametrize(("broken", "slow"), [(3, False), (15, True)])
def test_a_slowdown_stands_in_the_status_and_chance_does_not(desk: Desk, broken: int, slow: bool) -> None:
    fill(desk, kept=60 - broken, broken=broken)
    said = pace.watch(desk.handler, desk.now)
    assert bool(said) == slow
    with desk.handler.store.read() as tx:
        troubles = read_status(tx, desk.handler.settings, desk.now)["troubles"]
    assert (said in troubles) == slow
    assert bool(desk.rows("outbox")) == slow


def test_staff_get_one_mail_for_a_slow_period(desk: Desk) -> None:
    fill(desk, kept=45, broken=15, until=NOW)
    assert told(desk, NOW) == ["team@staff.example"]
    assert [told(desk, NOW + timedelta(hours=hours)) for hours in (1, 5, 24, 48, 96)] == [[]] * 5


def test_nobody_is_told_at_night_and_the_morning_tells_it(desk: Desk) -> None:
    fill(desk, kept=45, broken=15, until=NIGHT)
    assert told(desk, NIGHT) == []
    assert told(desk, MORNING - timedelta(minutes=1)) == []
    assert told(desk, MORNING) == ["team@staff.example"]
    assert told(desk, MORNING + timedelta(minutes=10)) == []


def test_a_slow_period_that_comes_after_a_calm_one_is_told_again(desk: Desk) -> None:
    fill(desk, kept=45, broken=15, until=NOW)
    assert told(desk, NOW)
    recovered, again = NOW + timedelta(days=14), NOW + timedelta(days=21)
    fill(desk, kept=100, broken=0, until=recovered, refs="Q")
    assert pace.watch(desk.handler, recovered) == ""
    fill(desk, kept=20, broken=15, until=again, refs="R")
    assert told(desk, again) == ["team@staff.example"]


def test_a_pace_that_comes_and_goes_within_days_is_one_slow_period(desk: Desk) -> None:
    fill(desk, kept=45, broken=15, until=NOW)
    assert told(desk, NOW)
    fill(desk, kept=80, broken=0, until=NOW + timedelta(days=1), refs="Q", hours=0.1)
    assert pace.watch(desk.handler, NOW + timedelta(days=1)) == ""
    fill(desk, kept=0, broken=15, until=NOW + timedelta(days=2), refs="R", hours=0.1)
    assert pace.watch(desk.handler, NOW + timedelta(days=2)) != ""
    assert told(desk, NOW + timedelta(days=2)) == []


def test_the_mail_says_how_many_and_names_the_overdue(desk: Desk) -> None:
    desk.arrive(mail("Second screen stays black"))
    fill(desk, kept=45, broken=15, until=NOW + timedelta(days=2))
    told(desk, NOW + timedelta(days=2))
    (letter,) = [row for row in desk.rows("outbox") if row["kind"] == "slowdown"]
    text = letter["payload"].decode()
    assert "of the last" in letter["subject"]
    assert "Second screen stays black" in text
    assert "Auto-Submitted: auto-generated" in text


def test_an_answered_case_is_not_named(desk: Desk) -> None:
    desk.arrive(mail("Second screen stays black"))
    with desk.handler.store.write() as tx:
        tx.execute(update(cases).values(state="answered", answered_at=NOW + timedelta(hours=1)))
    fill(desk, kept=45, broken=15, until=NOW + timedelta(days=2))
    told(desk, NOW + timedelta(days=2))
    assert "Second screen" not in desk.rows("outbox")[-1]["payload"].decode()


@pytest.mark.parametrize("more", [{"mode": "shadow"}, {"staff": Staff(("*@staff.example",))}])
def test_in_shadow_mode_or_without_anybody_to_tell_no_mail_is_written(
    open_desk: Callable[..., Desk], more: dict[str, object]
) -> None:
    desk = open_desk(**more)
    fill(desk, kept=45, broken=15)
    assert told(desk, NOW) == []
    assert pace.watch(desk.handler, NOW)
