"""Far more mails to people than usual: sending to people stops, is told, and goes on by itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from daemon.outbox.breaker import usual_hour
from tests.daemon.kit import NOW, Desk, box
from tests.daemon.outbox.test_delivery import deliver
from tests.servers.postfix import Postfix
from tests.servers.sink import Sink


@pytest.fixture
def desk(open_desk: Callable[..., Desk], sink: Sink) -> Desk:
    """A desk at which twenty mails within an hour are never too many."""
    desk = open_desk(box(smtp_port=sink.port))
    desk.settings = replace(desk.settings, outbox=replace(desk.settings.outbox, breaker=20))
    return desk


def put(desk: Desk, count: int) -> None:
    for number in range(count):
        desk.put(f"w{number}@example.net")


def test_a_flood_stops_at_the_bound_and_what_waits_goes_out_later_no_faster(desk: Desk, sink: Sink) -> None:
    put(desk, 50)
    outbox = deliver(desk)
    assert len(sink.accepted) == 20
    assert "Is there a loop?" in outbox.last_error
    desk.later(minutes=30)
    deliver(desk)
    assert len(sink.accepted) == 20, "not within the hour, not even after a restart"
    desk.later(minutes=31)
    deliver(desk)
    assert len(sink.accepted) == 40
    desk.later(hours=1)
    assert deliver(desk).last_error == ""
    assert len(sink.accepted) == 50
    assert {row["state"] for row in desk.rows("outbox")} == {"sent"}


def test_mails_to_staff_go_out_while_those_to_people_wait(desk: Desk, sink: Sink) -> None:
    put(desk, 30)
    alert = desk.put("lead@staff.example", kind="alert")
    deliver(desk)
    assert desk.state(alert)["state"] == "sent"
    assert len(sink.accepted) == 21


def test_the_loop_does_not_spin_while_it_waits(desk: Desk, sink: Sink) -> None:
    put(desk, 30)
    assert deliver(desk)._until_next() == timedelta(minutes=1)


def test_a_desk_that_is_used_to_many_mails_is_not_held_up(desk: Desk, sink: Sink) -> None:
    for _ in range(5):
        put(desk, 8)
        deliver(desk)
        desk.later(days=1)
    before = len(sink.accepted)
    put(desk, 70)
    deliver(desk)
    assert len(sink.accepted) == before + 70, "ten times its usual eight would be eighty"
    put(desk, 30)
    deliver(desk)
    assert len(sink.accepted) == before + 80


def test_status_tells_of_it(desk: Desk, sink: Sink) -> None:
    from daemon.housekeeping import Housekeeper
    from daemon.store.status import read_status

    put(desk, 30)
    outbox = deliver(desk)
    Housekeeper(desk.store).round(desk.settings, (), outbox.last_error, desk.now)
    with desk.store.read() as tx:
        told = read_status(tx, desk.settings, desk.now)
    assert any("Is there a loop?" in trouble for trouble in told["troubles"])


def test_one_day_of_flood_makes_no_flood_usual() -> None:
    quiet = [NOW - timedelta(days=day, minutes=7 * mail) for day in range(1, 10) for mail in range(5)]
    flood = [NOW - timedelta(days=3, seconds=mail) for mail in range(1000)]
    assert usual_hour([]) == 0
    assert usual_hour(quiet + flood) <= 5


@pytest.mark.servers
def test_postfix_gets_no_more_than_the_bound(open_desk: Callable[..., Desk]) -> None:
    postfix = Postfix().start()
    try:
        desk = open_desk(box(smtp_port=postfix.port))
        desk.settings = replace(desk.settings, outbox=replace(desk.settings.outbox, breaker=20))
        put(desk, 30)
        deliver(desk)
        assert postfix.log().count("message-id=<evenhand.") == 20
    finally:
        postfix.stop()
