"""Servers that can't be trusted any more: an expired certificate, another host's, plain text."""

from collections.abc import Iterator

from tests.campaign.campaign import Campaign, Try, fault, settled
from tests.campaign.patience import patiently
from tests.servers.impostor import Impostor


def _led_astray(campaign: Campaign, what: str, impostor: Impostor) -> Iterator[Try]:
    """Lead both lines to a server that must not be believed, then back."""
    with campaign.world(tls=True) as world, impostor:
        world.put(people=2)
        world.start()
        world.settle()
        right = world.imap.upstream, world.smtp.upstream
        world.imap.upstream = world.smtp.upstream = impostor.port
        world.imap.cut()
        world.smtp.cut()
        world.put(people=2)
        patiently(lambda: impostor.connections >= 3, f"the daemon comes to the server with {what}", 60)
        world.imap.upstream, world.smtp.upstream = right
        one = settled(world, what, 90)
        if impostor.heard:
            one.findings.wrong.append(f"a server with {what} was told {impostor.heard[:60]!r}")
        yield one


@fault("certificate", "the servers' certificate has expired, is another host's, is nobody's, is missing")
def certificate(campaign: Campaign) -> Iterator[Try]:
    authority = campaign.dovecot.authority
    yield from _led_astray(
        campaign, "an expired certificate", Impostor(authority.issue("expired", "localhost", days=-1))
    )
    yield from _led_astray(
        campaign, "another host's certificate", Impostor(authority.issue("other", "elsewhere.example"))
    )
    yield from _led_astray(campaign, "no TLS at all", Impostor(None))
