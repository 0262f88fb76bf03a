"""The clock on the wall: set back and forward by a day under our hands, and the two nights on which the hour changes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.campaign.campaign import Campaign, Try, fault, settled
from tests.campaign.world import World

A_DAY = 86_400.0
LONDON = ZoneInfo("Europe/London")


@fault("clock", "the clock is set back and forward by a day while mail is being handled")
def clock(campaign: Campaign) -> Iterator[Try]:
    with campaign.world() as world:
        world.ahead(0)
        world.put(people=2)
        world.start()
        world.settle()
        for days, sending in ((-1, True), (0, False), (1, True), (0, False), (-1, False)):
            if not sending:
                world.smtp.refusing = True
                world.smtp.cut()
            world.put(people=5, machines=1)
            world.ahead(days * A_DAY)
            world.put(people=3)
            campaign.pause(1.0)
            world.smtp.refusing = False
            one = settled(world, f"{days:+d} days{'' if sending else ', while the SMTP server is away'}")
            _promises(one, world)
            yield one


@fault("hour-changes", "the night on which the hour changes, in spring and in autumn")
def hour_changes(campaign: Campaign) -> Iterator[Try]:
    for change in _changes():
        with campaign.world() as world:
            world.put(people=2)
            world.ahead((change - datetime.now(UTC)).total_seconds() - 6)
            world.start()
            world.put(people=3, machines=1)
            while datetime.now(UTC) + timedelta(seconds=float(world.clock.read_text())) < change:
                campaign.pause(0.2)
            world.put(people=3, machines=1)
            world.kill()
            world.start()
            one = settled(world, f"{change:%d %B}")
            _promises(one, world)
            yield one


def _changes() -> list[datetime]:
    """The next two moments at which London changes its hour."""
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    found: list[datetime] = []
    while len(found) < 2:
        after = hour + timedelta(hours=1)
        if hour.astimezone(LONDON).utcoffset() != after.astimezone(LONDON).utcoffset():
            found.append(after)
        hour = after
    return found


def _promises(one: Try, world: World) -> None:
    """Every promise lies after the moment at which it was given."""
    one.findings.wrong += [f"a promise given {given} is due {due}" for given, due in world.promises() if due <= given]
