"""How honest the windows would have been: promises given, kept, and how long they were."""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import sqrt
from typing import Any, Literal, TextIO

import numpy as np
import numpy.typing as npt

from responders.calendar.wall import moment
from responders.replay.rows import Problem
from responders.window.slice import Instants

EACH = ("case_id", "promised_at", "due", "basis", "level", "kept")
_Z = 1.959964  # two-sided 95 %
OPEN, BROKEN, KEPT = -1, 0, 1


@dataclass(frozen=True, slots=True)
class Share:
    """Promises kept of those whose outcome is known; the interval is Wilson's (1927), at 95 %."""

    promised: int
    kept: int

    @property
    def coverage(self) -> float | None:
        return self.kept / self.promised if self.promised else None

    @property
    def interval(self) -> tuple[float, float] | None:
        if not self.promised:
            return None
        n, p = self.promised, self.kept / self.promised
        centre = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        return max(centre - half, 0.0), min(centre + half, 1.0)

    def to_json(self) -> dict[str, Any]:
        interval = self.interval
        return {
            "promised": self.promised,
            "kept": self.kept,
            "coverage": _rounded(self.coverage),
            "interval": None if interval is None else [_rounded(end) for end in interval],
        }


@dataclass(frozen=True)
class Given:
    """All promises of a replay, in order of giving, in columns; `case_id` gives the id of each by its place."""

    case_id: Callable[[int], str]
    promised_at: Instants
    due: Instants
    measured: npt.NDArray[np.bool_]
    level: npt.NDArray[np.float64]  # NaN: no percentage was stated
    outcome: npt.NDArray[np.int8]  # OPEN, BROKEN or KEPT


@dataclass(frozen=True)
class Result:
    """`unneeded`: cases answered before they could be acknowledged; `open`: promises not yet due when the log ends."""

    total: Share
    by_urgency: dict[str, Share]
    by_month: dict[str, Share]
    median_window_hours: float | None  # working hours
    mean_window_hours: float | None
    by_policy: int
    open: int
    unneeded: int
    given: Given = field(repr=False)
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The object that `evenhand replay --json` prints. Names are stable; shares are between 0 and 1."""
        return {
            **self.total.to_json(),
            "by_urgency": {name: share.to_json() for name, share in self.by_urgency.items()},
            "by_month": {month: share.to_json() for month, share in self.by_month.items()},
            "median_window_hours": _rounded(self.median_window_hours),
            "mean_window_hours": _rounded(self.mean_window_hours),
            "by_policy": self.by_policy,
            "open": self.open,
            "unneeded": self.unneeded,
            "problems": [str(problem) for problem in self.problems],
        }

    def each(self) -> Iterator[dict[str, Any]]:
        """One object a promise; `kept` is None for a promise that was open and not yet due when the log ended."""
        given = self.given
        for index in range(given.due.size):
            level, outcome = float(given.level[index]), int(given.outcome[index])
            yield {
                "case_id": given.case_id(index),
                "promised_at": moment(int(given.promised_at[index])).isoformat(),
                "due": moment(int(given.due[index])).isoformat(),
                "basis": "measured" if given.measured[index] else "policy",
                "level": None if np.isnan(level) else level,
                "kept": None if outcome == OPEN else outcome == KEPT,
            }

    def write_each(self, file: TextIO, form: Literal["jsonl", "csv"] = "jsonl") -> None:
        """`each` as JSON lines, or as CSV with empty fields for None."""
        if form == "csv":
            writer = csv.DictWriter(file, EACH)
            writer.writeheader()
            writer.writerows({**row, "kept": _word(row["kept"])} for row in self.each())
            return
        for row in self.each():
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _word(kept: bool | None) -> str:
    return "" if kept is None else str(kept).lower()
