"""What a campaign is made of: faults, their tries, and the table."""

import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.table import Table

from tests.campaign.books import Findings
from tests.campaign.patience import measure
from tests.campaign.world import World
from tests.servers.dovecot import Dovecot


@dataclass
class Try:
    """How one try ended. `recovered`: seconds from the end of the fault to the end of all work."""

    findings: Findings
    recovered: float
    what: str = ""  # which of the fault's variants


@dataclass(frozen=True)
class Fault:
    """`run` yields a try at a time and may be stopped after any; `patience`: seconds within which work must be done."""

    name: str
    what: str
    run: Callable[["Campaign"], Iterator[Try]]
    needs_root: bool = False
    endless: bool = False  # by chance, as often as there is time


FAULTS: dict[str, Fault] = {}


def fault(
    name: str, what: str, needs_root: bool = False, endless: bool = False
) -> Callable[[Callable[["Campaign"], Iterator[Try]]], Fault]:
    """Enter a fault in the list."""

    def enter(run: Callable[["Campaign"], Iterator[Try]]) -> Fault:
        FAULTS[name] = Fault(name, what, run, needs_root, endless)
        return FAULTS[name]

    return enter


class Campaign:
    """Servers, a model, a folder, and chance that the same seed makes the same."""

    def __init__(self, dovecot: Dovecot, model: Path, folder: Path, seed: int) -> None:
        self.dovecot = dovecot
        self.model = model
        self.folder = folder
        self.seed = seed
        self._serial = itertools.count(1)
        self.chance = random.Random(seed)

    def begin(self, name: str) -> None:
        """Make chance depend on the seed and this fault alone, so that --only repeats what the whole campaign did, and patience
        on how busy the machine is just now."""
        self.chance = random.Random(f"{self.seed}/{name}")
        measure()

    def world(self, dovecot: Dovecot | None = None, **options: Any) -> World:
        """A new world; enter it."""
        state = Path(tempfile.mkdtemp(dir=self.folder)) / "state"
        return World(dovecot or self.dovecot, self.model, state, self.chance, **options)

    def pause(self, seconds: float) -> None:
        """Let the daemon work on."""
        time.sleep(seconds)

    def shuffled(self, *kinds: Any) -> list[Any]:
        """All combinations of the kinds, in an order of chance."""
        every = list(itertools.product(*kinds)) if len(kinds) > 1 else list(kinds[0])
        self.chance.shuffle(every)
        return every


def settled(world: World, what: str = "", seconds: float = 60.0) -> Try:
    """Wait until the work is done, then look at the books. One resent letter a kill is the instant nobody can know."""
    recovered = world.settle(seconds)
    findings = world.audit()
    return Try(findings, recovered, what)


@dataclass
class Line:
    """One line of the table."""

    fault: Fault
    tries: list[Try] = field(default_factory=list)
    broken: str = ""  # why it ended early: an error of the daemon's or of the campaign's
    part: bool = False  # time was up before every variant was tried

    @property
    def sound(self) -> bool:
        return not self.broken and bool(self.tries) and all(one.findings.sound for one in self.tries)


def run_fault(campaign: Campaign, chosen: Fault, seconds: float, tell: Callable[[str], None]) -> Line:
    """All tries of one fault, or those that can be begun within `seconds`; at least one."""
    campaign.begin(chosen.name)
    line = Line(chosen)
    end = time.monotonic() + seconds
    tries = chosen.run(campaign)
    try:
        for one in tries:
            line.tries.append(one)
            tell(f"{chosen.name}: {one.what or len(line.tries)}, recovered in {one.recovered:.1f} s")
            for sentence in (*one.findings.lost, *one.findings.twice, *one.findings.wrong):
                tell(f"  ! {sentence}")
            if time.monotonic() > end:
                line.part = True
                break
    except Exception as error:
        line.broken = f"{type(error).__name__}: {error}"
        tell(f"  ! {line.broken}")
    finally:
        tries.close()  # type: ignore[attr-defined]  # faults are generators: this ends their daemon
    return line


def _remark(line: Line) -> str:
    if line.sound:
        return "time was up" if line.part and not line.fault.endless else ""
    return line.broken[:60] or ("NOT SOUND" if line.tries else "not tried")


def table(lines: list[Line]) -> Table:
    """The table of a campaign."""
    shown = Table(title="faults", show_lines=False)
    shown.add_column("fault")
    for name in ("tried", "lost", "twice", "inside the instant", "wrong"):
        shown.add_column(name, justify="right")
    shown.add_column("recovered in", justify="right")
    shown.add_column("")
    for line in lines:
        found = [one.findings for one in line.tries]
        spans = [one.recovered for one in line.tries]
        shown.add_row(
            line.fault.what,
            str(len(line.tries)),
            str(sum(len(f.lost) for f in found)),
            str(sum(len(f.twice) for f in found)),
            str(sum(f.inside for f in found)),
            str(sum(len(f.wrong) for f in found)),
            f"{statistics.median(spans):.1f} s, at most {max(spans):.1f} s" if spans else "-",
            _remark(line),
            style="" if line.sound else "bold red",
        )
    return shown
