"""A seeded part of the fault campaign: a few tries of many faults. All tries of all faults: `make campaign`."""

import os
from contextlib import closing
from itertools import islice

import pytest

import tests.campaign.faults  # noqa: F401 - enters them in the list
from tests.campaign.campaign import FAULTS, Campaign, Try, settled
from tests.campaign.faults.kills import killed_at

pytestmark = [pytest.mark.servers, pytest.mark.filterwarnings("ignore:Requiring AUTH:UserWarning")]

# How many tries of each; which of the variants is up to the seed.
FEW = {
    "smtp-line": 3,
    "imap-idle-bye": 1,
    "uidvalidity": 1,
    "no-write": 2,
    "lost": 1,
    "clock": 2,
    "kill-random": 1,
}
POINTS = ("before-commit:4", "after-imap:7", "after-marks:1")


@pytest.mark.parametrize("name", sorted(FEW))
def test_nothing_is_lost_and_nothing_is_sent_twice_whatever_breaks(campaign: Campaign, name: str) -> None:
    fault = FAULTS[name]
    if fault.needs_root and os.getuid() != 0:
        pytest.skip(f"only root can try this: {fault.what}")
    campaign.begin(name)
    with closing(fault.run(campaign)) as tries:  # type: ignore[type-var]  # faults are generators
        for one in islice(tries, FEW[name]):
            _sound(one)


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_at_any_point_is_followed_by_exactly_the_missing_steps(campaign: Campaign, point: str) -> None:
    campaign.begin(point)
    one = killed_at(campaign, point)
    assert one is not None, "the point is reached"
    _sound(one)


def test_a_kill_between_the_servers_250_and_our_note_of_it_is_counted_as_the_one_instant(campaign: Campaign) -> None:
    campaign.begin("instant")
    one = killed_at(campaign, "after-data:1")
    assert one is not None
    assert one.findings.inside == 1, "sent again with the same Message-ID, and the store says so"
    _sound(one)


def test_who_has_a_full_mailbox_to_work_off_is_ready_at_once_and_stops_when_told(campaign: Campaign) -> None:
    campaign.begin("full")
    with campaign.world(sent="", batch=10) as world:
        world.put(people=150)
        world.start()
        assert not world.done(), "ready is who has the folder open, however much lies in it"
        assert world.stop() == 0
        rows = world.rows().messages
        assert any(row["state"] == "waiting" for row in rows), "a stop does not wait for all of it"
        assert all(row["attempts"] == 0 for row in rows if row["state"] == "waiting"), "and counts against no mail"
        world.start()
        _sound(settled(world))


def test_every_fault_of_the_list_is_tried_by_the_whole_campaign() -> None:
    assert set(FEW) <= set(FAULTS)
    assert len(FAULTS) >= 38, sorted(FAULTS)


def _sound(one: Try) -> None:
    found = one.findings
    assert (found.lost, found.twice, found.wrong) == ([], [], []), one.what
