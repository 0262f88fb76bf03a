"""The mailbox changes under our hands: renumbered, restored, deleted, full; people move and delete mails meanwhile."""

import contextlib
import imaplib
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.campaign.campaign import Campaign, Try, fault, settled
from tests.campaign.patience import patiently
from tests.campaign.world import World
from tests.journeys.letters import letter, message_id
from tests.servers.dovecot import Dovecot


def _home(world: World) -> Path:
    return world.dovecot.base / "mail" / world.box.user


def _renumber(home: Path) -> None:
    """The server forgets its numbering: the folder comes back with another UIDVALIDITY."""
    for file in (*home.glob("dovecot-uidlist*"), *home.glob("dovecot.index*"), *home.glob("dovecot-uidvalidity*")):
        file.unlink(missing_ok=True)


@fault("uidvalidity", "the server numbers the mailbox anew, with and without a restart of ours")
def renumbered(campaign: Campaign) -> Iterator[Try]:
    for down in (False, True, False):
        with campaign.world() as world:
            world.put(people=4, machines=1)
            world.start()
            world.settle()
            if down:
                world.kill()
            world.put(people=2)
            _renumber(_home(world))
            world.imap.cut()
            world.put(people=2)
            if down:
                world.start()
            yield settled(world, "while it was down" if down else "under way")


@fault("restored", "the mailbox is restored from a copy made earlier")
def restored(campaign: Campaign) -> Iterator[Try]:
    for keeps_numbers in (True, False):
        with campaign.world() as world:
            world.put(people=3, machines=1)
            world.start()
            world.settle()
            home, copy = _home(world), world.state / "copy"
            shutil.copytree(home, copy, copy_function=shutil.copy2)
            world.puts += [replace(one, removable=True) for one in world.put(people=3)]
            world.settle()
            world.kill()
            _put_back(copy, home)
            if not keeps_numbers:
                _renumber(home)
            world.puts = [one for one in world.puts if one.removable or one in world.puts[:4]]
            world.put(people=2)
            world.start()
            yield settled(world, "with its numbers" if keeps_numbers else "with new numbers")


def _put_back(copy: Path, home: Path) -> None:
    owner = home.stat()
    shutil.rmtree(home)
    shutil.copytree(copy, home, copy_function=shutil.copy2)
    for path in (home, *home.rglob("*")):
        shutil.chown(path, owner.st_uid, owner.st_gid)


@fault("folder-deleted", "the folder is deleted and made again")
def folder_deleted(campaign: Campaign) -> Iterator[Try]:
    with campaign.world(mailbox='folder = "Support"', sent="") as world:
        _as_person(world, lambda client: client.create("Support"))
        _put_into(world, "Support", 3)
        world.start()
        world.settle()
        for _ in range(2):
            _as_person(world, lambda client: client.delete("Support"))
            world.imap.cut()
            _as_person(world, lambda client: client.create("Support"))
            _put_into(world, "Support", 3)
            yield settled(world)


def _put_into(world: World, folder: str, count: int) -> None:
    from tests.campaign.books import Put

    for _ in range(count):
        number = world.chance.getrandbits(40)
        raw = letter(world.address, f"Trouble {number}", f"Number {number}\n", f"P <p{number}@example.org>")
        world.box.put(raw, folder=folder)
        world.puts.append(Put(message_id(raw), answerable=True))


def _as_person(world: World, act: object) -> None:
    with world.box.client() as client:
        assert callable(act)
        act(client)


@fault("people", "people move, copy and delete mails while they are being handled")
def people(campaign: Campaign) -> Iterator[Try]:
    for _ in range(4):
        with campaign.world(batch=5) as world:
            world.start()
            stop = threading.Event()
            busy = threading.Thread(target=_meddle, args=(world, stop, campaign.chance.getrandbits(32)))
            busy.start()
            for _ in range(4):
                world.puts = [replace(one, removable=True) for one in world.puts]
                world.puts += [replace(one, removable=True) for one in world.put(people=10)]
                world.puts = list({one.message_id: one for one in world.puts}.values())
                stop.wait(0.5)
            stop.set()
            busy.join()
            world.put(people=2)
            one = settled(world)
            yield one


def _meddle(world: World, stop: threading.Event, seed: int) -> None:
    """A colleague with another mail program."""
    import random

    chance = random.Random(seed)
    with world.box.client() as client:
        client.create("Taken")
        client.select("INBOX")
        while not stop.wait(0.05):
            with contextlib.suppress(imaplib.IMAP4.error):
                uids = client.uid("SEARCH", "ALL")[1][0].split()
                if not uids:
                    continue
                one = chance.choice(uids).decode()
                what = chance.choice(("MOVE", "COPY", "DELETE", "COPY"))
                if what == "DELETE":
                    client.uid("STORE", one, "+FLAGS.SILENT", "(\\Deleted)")
                    client.expunge()
                else:
                    client.uid(what, one, "Taken" if what == "MOVE" else "INBOX")


@fault("full", "no room is left in the mailbox for copies of what was sent")
def full(campaign: Campaign) -> Iterator[Try]:
    server = Dovecot(campaign.dovecot.authority, quota=24_000).start()
    try:
        with campaign.world(server) as world:
            world.put(people=2)
            world.start()
            world.settle()
            big = letter(world.address, "x", "y" * 20_000, headers={"List-Id": "<x.example>"})
            _as_person(world, lambda client: client.append("INBOX", "", None, big))
            world.put(people=3)
            _wait_for_trouble(world)
            _as_person(world, _make_room)
            world.settle()
            one = settled(world)
            yield one
    finally:
        server.stop()


def _wait_for_trouble(world: World) -> None:

    patiently(lambda: "no room" in world.said(), "the daemon says that there is no room", 40)


def _make_room(client: imaplib.IMAP4) -> None:
    client.select("INBOX")
    found = client.uid("SEARCH", "LARGER", "10000")[1][0].split()
    for uid in found:
        client.uid("STORE", uid.decode(), "+FLAGS.SILENT", "(\\Deleted)")
    client.expunge()
