"""When more promises break than chance allows, people are told, and not before."""

import pytest

from daemon import followups
from daemon.store.status import read_status
from tests.daemon.kit import Desk
from tests.daemon.ledgers import fill


@pytest.mark.parametrize(("broken", "told"), [(3, False), (15, True)])
def test_staff_are_told_of_a_slowdown_and_only_of_one(desk: Desk, broken: int, told: bool) -> None:
    fill(desk, kept=60 - broken, broken=broken)
    said = followups.watch_pace(desk.handler, desk.now)
    assert bool(said) == told
    with desk.handler.store.read() as tx:
        troubles = read_status(tx, desk.handler.settings, desk.now)["troubles"]
    assert (said in troubles) == told
