"""What the windows are measured on: whatever the store holds, the latest outcomes are in the slice."""

from datetime import timedelta

import sqlalchemy as sa

from daemon.store.history import Recent, read_history
from daemon.store.tables import cases, promise
from responders.window.outcome import PROMISES
from tests.daemon.kit import Desk
from tests.daemon.ledgers import fill


def test_open_promises_never_take_the_places_of_those_that_teach(desk: Desk) -> None:
    fill(desk, kept=50, broken=10)
    open_ones(desk, PROMISES + 100)
    with desk.handler.store.read() as tx:
        promises = read_history(tx, desk.now).promises
    assert len(promises) == 60
    assert sum(one.answered_at is not None and one.answered_at > one.due for one in promises) == 10
    with desk.handler.store.read() as tx:
        assert len(Recent().at(tx, desk.now).promises) == 60


def test_a_promise_that_has_just_passed_counts_before_anybody_wrote_down_that_it_was_broken(desk: Desk) -> None:
    open_ones(desk, 3)
    with desk.handler.store.read() as tx:
        assert len(read_history(tx, desk.now + timedelta(hours=9)).promises) == 3


def open_ones(desk: Desk, count: int) -> None:
    """Cases of today that wait, with promises until tonight."""
    with desk.handler.store.write() as tx:
        for number in range(count):
            case = {
                "ref": f"W{number:05}",
                "mailbox": "support",
                "writer": f"waiting{number}@example.net",
                "subject": "a matter",
                "language": "en",
                "opened_at": desk.now,
                "urgency": "normal",
                "issue_type": "network",
                "urgency_sure": True,
                "type_sure": True,
                "sensitive": False,
                "state": "waiting",
            }
            made = tx.execute(sa.insert(cases).values(**case)).inserted_primary_key
            assert made is not None
            row = {"case_id": made[0], "number": 1, "given_at": desk.now, "due": desk.now + timedelta(hours=8)}
            kind = {"basis": "measured", "level": 0.9, "cases": 200, "urgency": "normal", "issue_type": "network"}
            tx.execute(sa.insert(promise).values(**row, **kind))
