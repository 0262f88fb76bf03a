"""A real Postfix takes our mail: it is away, out of room, refuses, and we are killed while it takes."""

from collections.abc import Iterator

from tests.campaign.campaign import Campaign, Try, fault, settled
from tests.campaign.faults.sending import in_trouble
from tests.campaign.patience import patiently
from tests.campaign.world import World
from tests.servers.postfix import Postfix


@fault("postfix", "Postfix is out of room, refuses, ends and comes back; kill -9 while it takes mail", needs_root=True)
def postfix(campaign: Campaign) -> Iterator[Try]:
    server = Postfix(relays=True).start()
    try:
        with campaign.world(postfix=server) as world:
            world.put(people=3)
            world.start()
            yield settled(world, "nothing but Postfix")
            yield _restricted(world, "out of room", queue_minfree="1000000000000000")
            yield _restricted(world, "greylisting", smtpd_recipient_restrictions="defer")
            yield _restricted(world, "refuses us", smtpd_client_restrictions="reject", smtpd_delay_reject="no")
            server.halt()
            world.put(people=3)
            patiently(lambda: in_trouble(world), "the daemon notes that Postfix is away", 40)
            server.run()
            yield settled(world, "away")
            for _ in range(3):
                world.put(people=20)
                world.sink.wait_for(len(world.sink.accepted) + campaign.chance.randint(1, 15), 60)
                world.kill()
                world.start()
                yield settled(world, "killed while it takes mail")
    finally:
        server.stop()


def _restricted(world: World, what: str, **parameters: str) -> Try:
    """For a while Postfix runs with other parameters."""
    assert world.postfix is not None
    world.postfix.set(**parameters)
    world.smtp.cut()
    world.put(people=3, machines=1)
    patiently(lambda: in_trouble(world) or world.done(), f"the daemon notes: {what}", 40)
    world.postfix.set(**{name: _USUAL[name] for name in parameters})
    world.smtp.cut()  # a program of Postfix keeps its parameters for as long as the connection lives
    return settled(world, what)


_USUAL = {
    "queue_minfree": "0",
    "smtpd_recipient_restrictions": "",
    "smtpd_client_restrictions": "",
    "smtpd_delay_reject": "yes",
}
