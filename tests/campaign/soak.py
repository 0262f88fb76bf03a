"""`python -m tests.campaign.soak [--seed N] [--minutes M] [--rate R]`: mail without end, then memory, descriptors and books.

In the first third of the time the daemon is killed (-9) at random; after that one daemon lives to the end, and what it holds
then is compared with what it held in its tenth minute (or after a quarter of its life, in a short soak).
Exit code 0 when the books are exact, memory is within 10 % and no more descriptors are open.
"""

import argparse
import logging
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from rich.console import Console

from tests.campaign.campaign import Campaign
from tests.campaign.faults.kills import FILED
from tests.campaign.model import trained
from tests.campaign.world import World
from tests.servers.certs import Authority
from tests.servers.dovecot import Dovecot

MB = 1024 * 1024
GROWTH = 1.10
DESCRIPTORS = 3  # a connection may just be opened anew when we look
LOOK_EVERY = 5.0


@dataclass(frozen=True)
class Look:
    """What the daemon and its children hold at a moment."""

    age: float
    memory: float  # MB, resident
    descriptors: int
    cpu: float  # seconds


@dataclass
class Soak:
    world: World
    minutes: float
    rate: float
    console: Console
    looks: list[Look] = field(default_factory=list)

    def run(self) -> bool:
        """The whole soak; whether all was well."""
        began = time.monotonic()
        end = began + self.minutes * 60
        kills_until = began + self.minutes * 20
        self.world.start()
        born = time.monotonic()
        next_kill, next_look, put = self._soon(born), born, 0
        while (now := time.monotonic()) < end:
            wanted = int((now - began) * self.rate) - put
            if wanted > 0:
                self.world.put(people=wanted - wanted // 10, machines=wanted // 10)
                put += wanted
            if not self.world.running:
                raise AssertionError(f"the daemon has ended: {self.world.said()[-1500:]}")
            if now < kills_until and now >= next_kill:
                self.world.kill()
                self.world.start(ready=False)
                born, self.looks = time.monotonic(), []
                next_kill = self._soon(born)
            if now >= next_look:
                self._look(now - born)
                next_look = now + LOOK_EVERY
            time.sleep(0.1)
        recovered = self.world.settle(600)
        self._look(time.monotonic() - born)
        return self._report(put, recovered)

    def _soon(self, now: float) -> float:
        return now + self.world.chance.uniform(2, max(4, self.minutes * 3))

    def _look(self, age: float) -> None:
        assert self.world.child is not None
        try:
            main = psutil.Process(self.world.child.pid)
            family = [main, *main.children(recursive=True)]
            memory = sum(one.memory_info().rss for one in family) / MB
            cpu = sum(sum(one.cpu_times()[:2]) for one in family)
            self.looks.append(Look(age, memory, sum(one.num_fds() for one in family), cpu))
        except psutil.NoSuchProcess:
            return

    def _report(self, put: int, recovered: float) -> bool:
        found = self.world.audit()
        last = self.looks[-1]
        tenth = min(600.0, last.age / 4)
        first = next(look for look in self.looks if look.age >= tenth)
        flat = last.memory <= first.memory * GROWTH
        closed = last.descriptors <= first.descriptors + DESCRIPTORS
        say = self.console.print
        say(
            f"{put} mails in {self.minutes:g} minutes, {self.world.kills} kills; all done {recovered:.1f} s after the end"
        )
        say(f"books: {len(found.lost)} lost, {len(found.twice)} twice, {len(found.wrong)} wrong")
        say(f"inside the instant: {found.inside}")
        for sentence in (*found.lost[:5], *found.twice[:5], *found.wrong[:5]):
            say(f"  ! {sentence}", markup=False)
        say(f"memory: {first.memory:.1f} MB after {first.age:.0f} s, {last.memory:.1f} MB after {last.age:.0f} s")
        steps = self.looks[:: max(1, len(self.looks) // 8)]
        say("over time: " + ", ".join(f"{look.memory:.0f} MB / {look.descriptors}" for look in steps))
        say(f"descriptors: {first.descriptors} then, {last.descriptors} now; CPU {last.cpu:.0f} s in {last.age:.0f} s")
        sound = found.sound and found.inside <= self.world.kills and flat and closed
        say("sound" if sound else "NOT SOUND", style="bold green" if sound else "bold red")
        return sound


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign.soak", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--rate", type=float, default=10.0, help="mails a second (default 10)")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers and daemon end with us
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="evenhand-soak-") as folder:
        dovecot = Dovecot(Authority(Path(folder) / "ca")).start()
        try:
            campaign = Campaign(dovecot, trained(), Path(folder), options.seed)
            campaign.begin("soak")
            with campaign.world(mailbox=FILED) as world:
                return 0 if Soak(world, options.minutes, options.rate, Console(highlight=False)).run() else 1
        finally:
            dovecot.stop()


if __name__ == "__main__":
    sys.exit(main())
