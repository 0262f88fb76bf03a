"""`python -m tests.campaign [--seed N] [--minutes M] [--only NAME]`: break everything, then look at the books.

Exit code 0 only when no mail was lost, none acknowledged twice, and every fault was recovered from.
"""

import argparse
import logging
import os
import signal
import sys
import tempfile
import time
import warnings
from pathlib import Path

from rich.console import Console

import tests.campaign.faults  # noqa: F401 - enters them in the list
from tests.campaign.campaign import FAULTS, Campaign, Line, run_fault, table
from tests.campaign.model import trained
from tests.servers.certs import Authority
from tests.servers.dovecot import Dovecot


def main() -> int:
    options = _options()
    warnings.filterwarnings("ignore", module="aiosmtpd")  # of a server without TLS: it is on this machine
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers and daemons end with us
    console = Console(width=None if sys.stdout.isatty() else 150, highlight=False)
    chosen = [one for name, one in FAULTS.items() if not options.only or name in options.only]
    if os.getuid() != 0:
        for one in (one for one in chosen if one.needs_root):
            console.print(f"left out, it needs root: {one.what}")
        chosen = [one for one in chosen if not one.needs_root]
    console.print(f"seed {options.seed}: `--seed {options.seed}` repeats this; at most about {options.minutes} minutes")
    with tempfile.TemporaryDirectory(prefix="evenhand-campaign-") as folder:
        dovecot = Dovecot(Authority(Path(folder) / "ca")).start()
        try:
            campaign = Campaign(dovecot, trained(), Path(folder), options.seed)
            lines = _all(campaign, [one.name for one in chosen], options.minutes * 60, console)
        finally:
            dovecot.stop()
    console.print(table(lines))
    sound = bool(lines) and all(line.sound for line in lines)
    console.print(
        "sound: nothing lost, nothing twice" if sound else "NOT SOUND", style="bold green" if sound else "bold red"
    )
    return 0 if sound else 1


def _all(campaign: Campaign, names: list[str], seconds: float, console: Console) -> list[Line]:
    """Each fault gets its share of what time is left; what one doesn't need is left to those that follow."""
    end = time.monotonic() + seconds
    lines = []
    for done, name in enumerate(names):
        share = max(0.0, end - time.monotonic()) / (len(names) - done)
        console.print(f"[bold]{FAULTS[name].what}[/bold]")
        lines.append(run_fault(campaign, FAULTS[name], share, lambda said: console.print(said, markup=False)))
    return lines


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign", description=__doc__)
    parser.add_argument("--seed", type=int, default=int(time.time()) % 100_000, help="what chance begins with")
    parser.add_argument("--minutes", type=float, default=40.0, help="about how long it may take (default 40)")
    parser.add_argument("--only", action="append", choices=sorted(FAULTS), help="this fault; may be given again")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
