"""What commands share when they print for people: how wide, when a moment was, how long something lasts."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

PIPED = 140  # columns where nobody said how wide: in a pipe or a file a line may be long, but never cut to nothing
NARROW = 112  # columns below which a row of seven cells can't be read


def screen(stderr: bool = False) -> Console:
    """A console as wide as its terminal, or as $COLUMNS says; wide in a pipe or a file."""
    stream = sys.stderr if stderr else sys.stdout
    known = stream.isatty() or os.environ.get("COLUMNS", "").isdigit()
    return Console(stderr=stderr, highlight=False, width=None if known else PIPED)


@contextmanager
def working(talk: Console, first: str) -> Iterator[Callable[[str], None]]:
    """Tells what goes on, beginning with `first`: in one moving line on a terminal, elsewhere a line for each step."""
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def say(what: str) -> None:
            bar.update(task, description=what)
            if not talk.is_terminal:
                talk.print(what, markup=False, soft_wrap=True)

        say(first)
        yield say


def shown(text: str) -> str:
    """A text of strangers as a terminal may have it: its lines, and "?" for everything that can't be printed."""
    return "\n".join("".join(c if c.isprintable() or c == "\t" else "?" for c in line) for line in text.split("\n"))


def moment(at: datetime, now: datetime) -> str:
    """ "Sun 22 Nov 07:00", with the year when it is not this one; both times in the zone to be shown."""
    return f"{at:%a %d %b %H:%M}" if at.year == now.year else f"{at:%a %d %b %Y %H:%M}"


def span(length: timedelta) -> str:
    """A length in the largest unit that says something: "4 m", "3 h", "2 d"."""
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} m"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} d"
