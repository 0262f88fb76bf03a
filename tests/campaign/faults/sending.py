"""The SMTP server refuses, falls silent or breaks off at each stage."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.campaign.campaign import Campaign, Try, fault, settled
from tests.campaign.patience import patiently
from tests.campaign.world import World

STAGES = ("connect", "ehlo", "mail", "rcpt", "data", "after-data")
COMMANDS = ("connect", "EHLO", "MAIL", "RCPT", "DATA", ".")
HOWS = ("cut", "cut-answer", "lose-answer", "silent", "garble", "trickle", "late")


def in_trouble(world: World) -> bool:
    """Whether sending has failed since the last success."""
    with sqlite3.connect(f"file:{world.database}?mode=ro", uri=True) as connection:
        (failed,) = connection.execute("SELECT count(*) FROM outbox WHERE state != 'sent' AND error != ''").fetchone()
    connection.close()
    return bool(failed)


@contextmanager
def _connection_lost(campaign: Campaign) -> Iterator[World]:
    """A world at work whose next letter needs a new connection."""
    with campaign.world() as world:
        world.put(people=1)
        world.start()
        world.settle()
        world.smtp.cut()
        yield world


def _refused(campaign: Campaign, code: str) -> Iterator[Try]:
    for stage in campaign.shuffled(STAGES):
        with _connection_lost(campaign) as world:
            world.sink.refuse[stage] = code
            world.put(people=2, machines=1)
            patiently(lambda: in_trouble(world) or world.done(), f"the daemon notes that {stage} was refused", 40)
            world.sink.refuse.clear()
            yield settled(world, f"{code} at {stage}")


@fault("smtp-4xx", "SMTP refuses for now (4xx) at each stage")
def temporary(campaign: Campaign) -> Iterator[Try]:
    return _refused(campaign, "451 4.3.0 not now")


@fault("smtp-5xx", "SMTP refuses for good (5xx) at each stage")
def permanent(campaign: Campaign) -> Iterator[Try]:
    return _refused(campaign, "550 5.7.1 never")


@fault("smtp-421", "SMTP says good-bye (421) at each stage")
def good_bye(campaign: Campaign) -> Iterator[Try]:
    return _refused(campaign, "421 4.3.2 closing")


@fault("smtp-silence", "SMTP falls silent at each stage")
def silence(campaign: Campaign) -> Iterator[Try]:
    for stage in campaign.shuffled(STAGES):
        with _connection_lost(campaign) as world:
            world.sink.hang.add(stage)
            world.put(people=2)
            patiently(lambda: in_trouble(world) or world.done(), f"the daemon notes that {stage} is silent", 40)
            world.sink.hang.clear()
            world.sink.cut()
            yield settled(world, f"silence at {stage}")


@fault("smtp-line", "the line to SMTP is cut, lost, silent, garbled or slow at each command")
def line(campaign: Campaign) -> Iterator[Try]:
    with campaign.world() as world:
        world.put(people=1)
        world.start()
        world.settle()
        for command, how in campaign.shuffled(COMMANDS, HOWS):
            if command == "connect" and how not in ("cut", "silent", "garble"):
                continue
            if command in ("connect", "EHLO"):
                world.smtp.cut()
            world.smtp.arm(command, how)
            world.put(people=2)
            patiently(world.smtp.fired.is_set, f"{command} is sent", 40)
            yield settled(world, f"{how} at {command}")


@fault("smtp-away", "no SMTP server for some seconds")
def away(campaign: Campaign) -> Iterator[Try]:
    with campaign.world() as world:
        world.start()
        for _ in range(3):
            world.smtp.refusing = True
            world.smtp.cut()
            world.put(people=4, machines=1)
            patiently(lambda: in_trouble(world), "the daemon notes that the server is away", 40)
            time.sleep(campaign.chance.uniform(0, 6))
            world.smtp.refusing = False
            yield settled(world)


@fault("smtp-password", "the password for sending is changed on the server, then in the file")
def password(campaign: Campaign) -> Iterator[Try]:
    with campaign.world(smtp_password="first") as world:
        world.put(people=1)
        world.start()
        world.settle()
        for new in ("second", "third"):
            world.sink.login = ("desk", new)
            world.smtp.cut()
            world.put(people=3)
            patiently(lambda: in_trouble(world), "the daemon notes that its password is refused", 40)
            world.smtp_password(new)
            yield settled(world, f"the {new} password")
            if new in world.said() or "first" in world.said():
                raise AssertionError("a password stands in the log")
