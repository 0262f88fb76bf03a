"""Too much at once: thousands of mails, and one sender who never stops."""

from collections.abc import Iterator

from tests.campaign.campaign import Campaign, Try, fault, settled
from tests.campaign.patience import patience
from tests.campaign.world import NO_CAPS

BURST = 10_000
FROM_ONE = 1_000
PATIENCE = 1200.0


@fault("burst", f"{BURST:,} mails at once, and a kill in the middle")
def burst(campaign: Campaign) -> Iterator[Try]:
    with campaign.world(sent="", etiquette=NO_CAPS, batch=100) as world:
        world.put(people=BURST)
        world.start()
        world.sink.wait_for(BURST // 3, patience(PATIENCE))
        world.kill()
        world.start()
        yield settled(world, seconds=PATIENCE)


@fault("one-sender", f"one sender sends {FROM_ONE:,} mails: all are handled, few are answered")
def one_sender(campaign: Campaign) -> Iterator[Try]:
    with campaign.world(sent="", etiquette="") as world:
        world.limited = True
        world.put(people=FROM_ONE, sender="Bo <bo@example.org>")
        world.start()
        world.settle(PATIENCE)
        world.put(people=3)
        one = settled(world, seconds=PATIENCE)
        answers = sum("bo@example.org" in got.recipients for got in world.sink.accepted)
        if not 1 <= answers <= 12:
            one.findings.wrong.append(f"one sender got {answers} automatic answers")
        yield one
