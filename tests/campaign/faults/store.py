"""The store: locked, full, read-only, lost, of a newer version."""

import contextlib
import os
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from tests.campaign.campaign import Campaign, Try, fault, settled
from tests.campaign.patience import patience
from tests.campaign.world import World
from tests.servers.tools import until

LONGER_THAN_WE_WAIT = 33.0  # seconds; the store's own patience is 30
ROOM = 16 * 1024 * 1024  # bytes


@fault("locked", "a backup holds the store's lock, for short and for longer than we wait")
def locked(campaign: Campaign) -> Iterator[Try]:
    with campaign.world() as world:
        world.put(people=1)
        world.start()
        world.settle()
        for seconds in (3.0, LONGER_THAN_WE_WAIT):
            with sqlite3.connect(world.database, isolation_level=None) as connection:
                connection.execute("BEGIN IMMEDIATE")
                world.put(people=3)
                time.sleep(seconds)
                connection.execute("ROLLBACK")
            connection.close()
            yield settled(world, f"locked for {seconds:.0f} s", 90)


@fault("backup", "`evenhand backup` again and again while mail arrives")
def backup(campaign: Campaign) -> Iterator[Try]:
    with campaign.world() as world:
        world.start()
        world.put(people=40)
        for number in range(3):
            copy = world.state / f"copy{number}.db"
            world.store().backup(copy)
            with sqlite3.connect(copy) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            connection.close()
            world.put(people=5)
        yield settled(world)


@contextlib.contextmanager
def _small_disk(world: World) -> Iterator[Path]:
    """The state on a disk of its own, with room for the store beside the model."""
    kept = world.state / "models"
    size = sum(file.stat().st_size for file in kept.rglob("*")) + ROOM
    disk = world.state / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], check=True)
    try:
        subprocess.run(["cp", "-r", kept, disk / "models"], check=True)
        world.move_state(disk)
        yield disk
    finally:
        world.kill()
        subprocess.run(["umount", "-l", disk], check=True)


@fault("disk-full", "the disk of the store is full, again and again, then there is room", needs_root=True)
def disk_full(campaign: Campaign) -> Iterator[Try]:
    with campaign.world() as world, _small_disk(world) as disk:
        world.put(people=2)
        world.start()
        world.settle()
        for number in range(3):
            ballast = disk / "ballast"
            left = campaign.chance.choice((0, 4096, 65536))
            _fill(disk, ballast, left)
            world.put(people=10, machines=2)
            time.sleep(campaign.chance.uniform(1, 4))
            if number == 2:
                world.kill()
            ballast.unlink()
            if number == 2:
                world.start()
            yield settled(world, f"{left} bytes left", 90)


def _fill(disk: Path, ballast: Path, left: int) -> None:
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\0" * 4096)
    space = os.statvfs(disk)
    free = space.f_bavail * space.f_frsize
    os.truncate(ballast, max(0, ballast.stat().st_size + free - left))


@fault("no-write", "every write of the store fails beyond some byte, from one moment to another")
def no_write(campaign: Campaign) -> Iterator[Try]:
    """A limit on the size of files stands for a disk that is full or read-only at each write in turn."""
    with campaign.world() as world:
        world.put(people=2)
        world.start()
        world.settle()
        for page in campaign.shuffled((0, 1, 2, 3, 5, 8, 12, 17, 23, 30, 45, 60)):
            assert world.child is not None
            process = psutil.Process(world.child.pid)
            _shorten(world)
            limit = page * A_FRAME + campaign.chance.choice((0, 24, 2048))
            process.rlimit(psutil.RLIMIT_FSIZE, (limit, psutil.RLIM_INFINITY))
            world.put(people=4, machines=1)
            campaign.pause(campaign.chance.uniform(0.5, 2.0))
            process.rlimit(psutil.RLIMIT_FSIZE, (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY))
            yield settled(world, f"no write beyond byte {limit}", 90)


A_FRAME = 4096 + 24  # of SQLite's write-ahead log


def _shorten(world: World) -> None:
    """Begin the write-ahead log anew, so that the next writes grow it."""
    with sqlite3.connect(world.database, timeout=10) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@fault("read-only", "the disk of the store is read-only at a start, then it is not", needs_root=True)
def read_only(campaign: Campaign) -> Iterator[Try]:
    with campaign.world() as world, _small_disk(world) as disk:
        world.put(people=2)
        world.start()
        world.settle()
        world.stop()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        world.put(people=3)
        world.start(ready=False)
        assert world.child is not None
        code = world.child.wait(patience(60))
        said = world.said()
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        world.start()
        one = settled(world)
        if code == 0 or "Traceback" in said or str(disk) not in said:
            one.findings.wrong.append(f"the daemon ended with {code} and said {said!r}")
        yield one


@fault("lost", "the store is deleted: while the daemon is down, and under its hands")
def lost(campaign: Campaign) -> Iterator[Try]:
    for down in (True, False):
        with campaign.world() as world:
            world.put(people=4, machines=1)
            world.start()
            world.settle()
            world.remember()
            if down:
                world.kill()
            for file in world.state.glob("evenhand.db*"):
                file.unlink()
            if not down:
                world.put(people=2)
                world.sink.wait_for(6)
                time.sleep(2)
                world.remember_sent()
                world.kill()
            world.put(people=2)
            world.start()
            yield settled(world, "while it was down" if down else "under its hands")


@fault("newer", "the store is one of a newer version")
def newer(campaign: Campaign) -> Iterator[Try]:
    with campaign.world() as world:
        world.put(people=3)
        world.start()
        world.settle()
        world.stop()
        (number,) = _version(world, "9999")
        world.put(people=2)
        before = len(world.sink.received)
        world.start(ready=False)
        assert world.child is not None
        code = world.child.wait(patience(60))
        said = world.said()
        _version(world, number)
        world.start()
        one = settled(world)
        if code == 0 or "newer" not in said or len(world.sink.received) < before:
            one.findings.wrong.append(f"a newer store was not refused: {code} {said!r}")
        yield one


def _version(world: World, number: str) -> tuple[str]:
    with sqlite3.connect(world.database) as connection:
        before: tuple[str] = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        connection.execute("UPDATE alembic_version SET version_num = ?", (number,))
    connection.close()
    return before


@fault("two", "a second daemon is started on the same state")
def two(campaign: Campaign) -> Iterator[Try]:
    with campaign.world() as world:
        world.start()
        first = world.let_go()
        world.start(ready=False)
        assert world.child is not None
        code = world.child.wait(patience(60))
        said = world.said()
        world.child = first
        world.put(people=3)
        one = settled(world)
        if code == 0 or "another evenhand works" not in said:
            one.findings.wrong.append(f"two daemons at once: {code} {said!r}")
        yield one
    until(lambda: threading.active_count() > 0, "the first one ends")
