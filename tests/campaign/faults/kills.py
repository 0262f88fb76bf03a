"""kill -9: at every named point of the line, and whenever chance has it."""

from collections.abc import Iterator

from tests.campaign.campaign import Campaign, Try, fault, settled
from tests.campaign.patience import patiently
from tests.campaign.world import World
from tests.servers.tools import until

# With copies in the Sent folder and filing, every kind of effect happens.
FILED = 'file_into = { critical = "Desk", high = "Desk", normal = "Desk", low = "Desk" }'
MOST = 400  # points of a name, far more than one run has


def _at_every(campaign: Campaign, point: str) -> Iterator[Try]:
    """Kill at the first, the second, … such point of a run, until a run has no more of them."""
    for number in range(1, MOST):
        one = killed_at(campaign, f"{point}:{number}")
        if one is None:
            return
        yield one


def killed_at(campaign: Campaign, point: str) -> Try | None:
    """Kill at a point ("after-commit:3": the third time it is reached); None when a run doesn't reach it so often."""
    with campaign.world(mailbox=FILED) as world:
        world.put(people=2, machines=1)
        world.start(crash_at=point, ready=False)
        patiently(lambda: not world.running or world.done(), f"{point} is reached", 90)
        if world.running:
            return None
        world.kills += 1
        world.start()
        one = settled(world, point)
        _bounded(one, world)
        return one


def _bounded(one: Try, world: World) -> None:
    if one.findings.inside > world.kills:
        one.findings.twice.append(f"{one.findings.inside} letters went out again after {world.kills} kills")


@fault("kill-before-commit", "kill -9 before each commit")
def before_commit(campaign: Campaign) -> Iterator[Try]:
    return _at_every(campaign, "before-commit")


@fault("kill-after-commit", "kill -9 after each commit")
def after_commit(campaign: Campaign) -> Iterator[Try]:
    return _at_every(campaign, "after-commit")


@fault("kill-before-imap", "kill -9 before each exchange over IMAP")
def before_imap(campaign: Campaign) -> Iterator[Try]:
    return _at_every(campaign, "before-imap")


@fault("kill-after-imap", "kill -9 after each exchange over IMAP")
def after_imap(campaign: Campaign) -> Iterator[Try]:
    return _at_every(campaign, "after-imap")


@fault("kill-smtp", "kill -9 at each step of SMTP")
def at_smtp(campaign: Campaign) -> Iterator[Try]:
    for point in ("before-connect", "before-mail", "before-rcpt", "before-data", "after-data"):
        yield from _at_every(campaign, point)


@fault("kill-reading", "kill -9 between reading and planning")
def at_reading(campaign: Campaign) -> Iterator[Try]:
    for point in ("after-attempt", "after-fetch", "inside-plan-commit", "after-marks"):
        yield from _at_every(campaign, point)


@fault("kill-random", "kill -9 at random, again and again, mail arriving all the time", endless=True)
def at_random(campaign: Campaign) -> Iterator[Try]:
    while True:
        with campaign.world(mailbox=FILED) as world:
            for _ in range(6):
                world.put(people=campaign.chance.randint(0, 8), machines=campaign.chance.randint(0, 2))
                world.start(ready=False)
                with_luck = campaign.chance.uniform(0.0, 3.0)
                try:
                    until(lambda: not world.running, "nothing", with_luck)
                except AssertionError:
                    world.kill()
                else:
                    raise AssertionError(f"the daemon ended by itself: {world.said()}")
            world.put(people=1)
            world.start()
            one = settled(world, "6 kills")
            _bounded(one, world)
            yield one
