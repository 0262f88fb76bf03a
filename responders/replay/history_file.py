"""Reading a history from CSV: what is wrong with a line is said with its number, and the rest goes on."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from responders.calendar.wall import instant
from responders.replay.rows import Problem, Rows
from responders.window.slice import NEVER

COLUMNS = ("case_id", "opened_at", "first_response_at", "urgency", "issue_type")
NEEDED = COLUMNS[:3]
SHOWN = 50  # problems of one kind that are listed; of further ones only the number is said
EVERY = 20_000  # lines after which progress is told
PLAUSIBLE = range(1980, 2200)  # years


Progress = Callable[[int, int], None]  # done, of so many


class HistoryError(ValueError):
    """The file cannot be read as a history at all (remedy: give another file, or the columns it lacks)."""


class Problems:
    """What was found, without drowning the reader or the memory."""

    def __init__(self) -> None:
        self._shown: list[Problem] = []
        self._counts: Counter[str] = Counter()

    def add(self, line: int, kind: str, what: str) -> None:
        self._counts[kind] += 1
        if self._counts[kind] <= SHOWN:
            self._shown.append(Problem(line, kind, what))

    def all(self) -> tuple[Problem, ...]:
        """In order of the lines, then how many more there were of a kind."""
        more = [
            Problem(0, kind, f"{count - SHOWN} more lines with the same problem: {kind}")
            for kind, count in self._counts.items()
            if count > SHOWN
        ]
        return (*sorted(self._shown, key=lambda problem: problem.line), *more)


def read_history(path: Path, progress: Progress | None = None) -> tuple[Rows, tuple[Problem, ...]]:
    """The rows of a CSV file in order of opening, and what had to be left out or put right.

    Columns `case_id, opened_at, first_response_at, urgency, issue_type` in any order, times in ISO 8601 with zone, an empty
    `first_response_at` for a case that nobody has answered. Raises HistoryError
    without a usable head, OSError when the file cannot be opened. `progress` hears of bytes read, of so many.
    """
    with path.open("rb") as raw:
        # Old exports hold NUL bytes and stray encodings; neither may stop the rows around them.
        text = io.TextIOWrapper(raw, "utf-8-sig", "surrogateescape", newline="")
        size = path.stat().st_size

        def lines() -> Iterator[str]:
            for number, line in enumerate(text):
                if progress is not None and number % EVERY == 0:
                    progress(raw.tell(), size)
                yield line.replace("\0", "")

        return parse_history(lines())


def parse_history(lines: Iterator[str]) -> tuple[Rows, tuple[Problem, ...]]:
    """`read_history` from lines of text."""
    problems, rows = Problems(), Rows()
    _Lines(rows, problems).take(lines)
    for line, earlier, case_id in rows.drop_repeated():
        problems.add(line, "duplicate", f"case {case_id!r} stands in line {earlier} already; left out")
    first = rows.sort()
    if first:
        problems.add(first, "out of order", "opened before the line above it; the rows were sorted")
    return rows, problems.all()


def _places(head: list[str], problems: Problems) -> dict[str, int]:
    names = [name.strip().casefold() for name in head]
    missing = [name for name in COLUMNS if name not in names]
    if set(missing) & set(NEEDED):
        raise HistoryError(f"the first line lacks the columns {', '.join(missing)}; it needs {', '.join(COLUMNS)}")
    for name in missing:
        problems.add(1, "missing column", f"no column {name}: all rows count as the same {name.replace('_', ' ')}")
    return {name: names.index(name) for name in COLUMNS if name in names}


class _Lines:
    """Takes line after line; each is a row, a blank, or a problem."""

    def __init__(self, rows: Rows, problems: Problems) -> None:
        self._rows = rows
        self._problems = problems
        self._places: dict[str, int] = {}
        self._width = 0

    def take(self, lines: Iterator[str]) -> None:
        reader = csv.reader(lines)
        self._places = _places(next(reader, []), self._problems)
        self._width = max(self._places.values()) + 1
        while True:
            line = reader.line_num + 1
            try:
                fields = next(reader)
                if any(field.strip() for field in fields):
                    self._take(fields, line)
            except StopIteration:
                return
            except csv.Error as error:
                self._problems.add(line, "not CSV", f"not readable as CSV ({error}); left out")
            except _BadLine as bad:
                self._problems.add(line, bad.kind, f"{bad}; left out")

    def _take(self, fields: list[str], line: int) -> None:
        if len(fields) < self._width:
            raise _BadLine("too few fields", f"has {len(fields)} fields, fewer than the first line")
        opened = _time(self._field(fields, "opened_at"), "opened_at")
        answered = _time(self._field(fields, "first_response_at"), "first_response_at", NEVER)
        if answered < opened:
            raise _BadLine("answer before question", "answered before it was opened")
        urgency, kind = self._field(fields, "urgency"), self._field(fields, "issue_type")
        self._rows.add(self._field(fields, "case_id"), opened, answered, urgency, kind, line)

    def _field(self, fields: list[str], name: str) -> str:
        place = self._places.get(name)
        return "" if place is None else fields[place].strip()


class _BadLine(ValueError):
    """A line that cannot be a row."""

    def __init__(self, kind: str, what: str) -> None:
        super().__init__(what)
        self.kind = kind


def _time(text: str, name: str, empty: int | None = None) -> int:
    if not text and empty is not None:
        return empty
    if not text:
        raise _BadLine("no time", f"{name} is empty")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise _BadLine("not a time", f"{name} {text[:40]!r} is not a time in ISO 8601") from None
    if at.tzinfo is None:
        raise _BadLine("no zone", f"{name} {text!r} has no zone (write +00:00 or the like)")
    if at.year not in PLAUSIBLE:
        raise _BadLine("not plausible", f"{name} {text!r} is not in a plausible year")
    return instant(at)
