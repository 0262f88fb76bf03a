"""The IMAP server dies, refuses, lies or falls silent at each command."""

from collections.abc import Iterator

from tests.campaign.campaign import Campaign, Try, fault, settled
from tests.campaign.faults.kills import FILED
from tests.campaign.patience import patiently

HOWS = ("cut", "cut-answer", "lose-answer", "no", "bye", "silent", "garble", "trickle", "late")
# Said only while a connection is made: for these it is cut first.
AT_CONNECTING = ("connect", "CAPABILITY", "LOGIN", "AUTHENTICATE", "ID", "NAMESPACE", "LIST", "SELECT", "EXAMINE")


@fault("imap-line", "IMAP is cut, refused, silent, garbled or slow at each command")
def line(campaign: Campaign) -> Iterator[Try]:
    with campaign.world(mailbox=FILED) as world:
        world.put(people=2)
        world.start()
        world.settle()
        world.put(people=1)
        world.settle()
        commands = sorted({"connect", *world.imap.seen} - {"LOGOUT", "NOOP"})
        for command, how in campaign.shuffled(commands, HOWS):
            if command == "connect" and how not in ("cut", "bye", "silent", "garble"):
                continue
            world.imap.arm(command, how)
            if command in AT_CONNECTING:
                world.imap.cut()
            world.put(people=2)
            try:
                patiently(world.imap.fired.is_set, f"{command} is sent", 20)
            except AssertionError:
                world.imap.disarm()
                world.settle()
                continue
            yield settled(world, f"{how} at {command}", 90)


@fault("imap-half-open", "the connections stay open and carry nothing any more, as after a suspend")
def half_open(campaign: Campaign) -> Iterator[Try]:
    with campaign.world() as world:
        world.put(people=1)
        world.start()
        world.settle()
        for _ in range(3):
            world.imap.freeze()
            world.smtp.freeze()
            world.put(people=3)
            yield settled(world)


@fault("imap-away", "no IMAP server for some seconds")
def away(campaign: Campaign) -> Iterator[Try]:
    with campaign.world() as world:
        world.put(people=1)
        world.start()
        world.settle()
        for seconds in (1, 4, 8):
            world.imap.refusing = True
            world.imap.cut()
            world.put(people=3, machines=1)
            campaign.pause(seconds)
            world.imap.refusing = False
            yield settled(world, f"away for {seconds} s")


@fault("log-in-refused", "the password is refused for a while")
def password(campaign: Campaign) -> Iterator[Try]:
    with campaign.world() as world:
        world.put(people=1)
        world.start()
        world.settle()
        for times in (1, 3):
            world.imap.logins_refused = times
            world.imap.cut()
            world.put(people=2)
            patiently(lambda: world.imap.logins_refused == 0, "the password is tried again", 90)
            yield settled(world, f"refused {times} times", 90)


@fault("imap-idle-bye", "the server says BYE in the middle of IDLE")
def bye(campaign: Campaign) -> Iterator[Try]:
    with campaign.world() as world:
        world.put(people=1)
        world.start()
        world.settle()
        for mails_before in (0, 3, 3):
            idling = world.imap.seen["IDLE"]
            world.put(people=mails_before)
            world.imap.bye()
            patiently(lambda before=idling: world.imap.seen["IDLE"] > before, "the daemon idles again", 40)  # type: ignore[misc]
            world.put(people=3, machines=1)
            yield settled(world)
