"""The recent past as arrays: what `History` says, sorted, coded and cut to what was known at one moment.

Instants are microseconds since the epoch; NEVER stands for what has not happened yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

import numpy as np
import numpy.typing as npt

from responders.calendar.wall import SECOND
from responders.window.outcome import ANSWERS, PROMISES, WAITING, History

Instants = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]

NEVER = np.iinfo(np.int64).max


def no_instants() -> Instants:
    return np.zeros(0, np.int64)


def no_codes() -> Codes:
    return np.zeros(0, np.int32)


class Names:
    """Small numbers for names, in order of appearance."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._codes = {name: code for code, name in enumerate(dict.fromkeys(names))}

    def code(self, name: str) -> int:
        """The number of a name, a new one when it is new."""
        return self._codes.setdefault(name, len(self._codes))

    def find(self, name: str) -> int:
        """The number of a name; -1 when it has none."""
        return self._codes.get(name, -1)

    def __len__(self) -> int:
        return len(self._codes)

    def names(self) -> tuple[str, ...]:
        return tuple(self._codes)


@dataclass(frozen=True)
class Cases:
    """Cases known at `now`: answered ones in order of answer, then those that wait."""

    opened: Instants = field(default_factory=no_instants)
    answered: Instants = field(default_factory=no_instants)
    urgency: Codes = field(default_factory=no_codes)
    kind: Codes = field(default_factory=no_codes)
    answers: int = 0  # how many of them are answered
    complete_from: int = 0  # cases opened earlier and still waiting may be missing


@dataclass(frozen=True)
class Ledger:
    """Promises that have fallen due, in that order. `answered` is NEVER where nobody has answered yet.

    Only these teach: among promises that are still open, the kept ones become known first, and would flatter us."""

    opened: Instants = field(default_factory=no_instants)  # of the case
    given: Instants = field(default_factory=no_instants)
    due: Instants = field(default_factory=no_instants)
    answered: Instants = field(default_factory=no_instants)
    urgency: Codes = field(default_factory=no_codes)
    measured: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))
    first: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))  # number 1

    @property
    def kept(self) -> Bools:
        kept: Bools = self.answered <= self.due
        return kept

    def at(self, index: "slice | npt.NDArray[np.int64]") -> Self:
        """The promises at these places."""
        return type(self)(
            self.opened[index],
            self.given[index],
            self.due[index],
            self.answered[index],
            self.urgency[index],
            self.measured[index],
            self.first[index],
        )

    def until(self, now: int) -> Self:
        """The latest that have fallen due before `now`, of promises in order of falling due."""
        end = int(np.searchsorted(self.due, now, "left"))
        return self.at(slice(max(end - PROMISES, 0), end))


class Told:
    """What a `History` tells, as arrays, to be read as of any moment."""

    def __init__(self, history: History, urgencies: Names, kinds: Names) -> None:
        rows = (*history.answered, *history.waiting)
        self.urgencies, self.kinds = urgencies, kinds
        self._opened = _instants([row.opened_at for row in rows])
        self._answered = _instants([row.answered_at for row in rows])
        self._urgency = np.array([urgencies.code(row.urgency) for row in rows], np.int32)
        self._kind = np.array([kinds.code(row.issue_type) for row in rows], np.int32)
        self._complete_from = 0
        if len(history.waiting) >= WAITING:
            self._complete_from = int(self._opened[len(history.answered) :].min())
        # A promise to a writer who came back after an answer: the store knows the first answer only.
        told = (row for row in history.promises if row.answered_at is None or row.answered_at > row.given_at)
        promises = sorted(told, key=lambda promise: promise.due)
        self._promises = Ledger(
            opened=_instants([row.opened_at or row.given_at for row in promises]),
            given=_instants([row.given_at for row in promises]),
            due=_instants([row.due for row in promises]),
            answered=_instants([row.answered_at for row in promises]),
            urgency=np.array([urgencies.code(row.urgency) for row in promises], np.int32),
            measured=np.array([row.basis == "measured" for row in promises], np.bool_),
            first=np.array([row.number == 1 for row in promises], np.bool_),
        )

    def cases(self, now: int) -> Cases:
        """The cases known at `now`; those answered before they could be acknowledged are left out."""
        answered = np.where(self._answered > now, NEVER, self._answered)
        usable = (self._opened <= now) & (self._opened < answered)
        done = np.flatnonzero(usable & (answered < NEVER))
        done = done[np.lexsort((self._opened[done], answered[done]))][-ANSWERS:]
        waiting = np.flatnonzero(usable & (answered == NEVER))
        waiting = waiting[np.argsort(self._opened[waiting], kind="stable")][-WAITING:]
        picked = np.concatenate([done, waiting])
        return Cases(
            opened=self._opened[picked],
            answered=answered[picked],
            urgency=self._urgency[picked],
            kind=self._kind[picked],
            answers=done.size,
            complete_from=self._complete_from,
        )

    def ledger(self, now: int) -> Ledger:
        """The promises that had fallen due by `now`."""
        return self._promises.until(now)


def _instants(moments: Sequence[datetime | None]) -> Instants:
    """A float of seconds holds microseconds exactly for the next two centuries, and is quick to get."""
    seconds = np.array([np.inf if at is None else at.timestamp() for at in moments], np.float64)
    known = np.isfinite(seconds)
    instants = np.full(len(moments), NEVER, np.int64)
    instants[known] = np.rint(seconds[known] * SECOND).astype(np.int64)
    return instants
