"""Histories of cases in columns: ten million of them fit where as many objects would not."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import overload

import numpy as np

from responders.calendar.wall import instant, moment
from responders.window.slice import NEVER, Codes, Instants, Names


@dataclass(frozen=True, slots=True)
class Row:
    """One case of a history. Aware datetimes; `answered_at` None: nobody has answered. `line` of the file, or 0."""

    case_id: str
    opened_at: datetime
    answered_at: datetime | None
    urgency: str
    issue_type: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a history that had to be decided. `line` 0: not about one line."""

    line: int
    kind: str
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}" if self.line else self.what


class Rows(Sequence[Row]):
    """Rows in columns, in the order in which they were added until `sort` is called; nothing is added after that."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.urgencies, self.kinds = Names(), Names()
        self._opened, self._answered = array("q"), array("q")
        self._urgency, self._kind, self._line = array("i"), array("i"), array("q")
        self._ids, self._id_ends, self._hashes = bytearray(), array("q", [0]), array("q")
        self._order: Instants | None = None
        for row in rows:
            answered = NEVER if row.answered_at is None else instant(row.answered_at)
            self.add(row.case_id, instant(row.opened_at), answered, row.urgency, row.issue_type, row.line)

    def add(self, case_id: str, opened: int, answered: int, urgency: str, kind: str, line: int) -> None:
        """Append a row; times are microseconds since the epoch, NEVER for no answer."""
        self._opened.append(opened)
        self._answered.append(answered)
        self._urgency.append(self.urgencies.code(urgency))
        self._kind.append(self.kinds.code(kind))
        self._line.append(line)
        self._ids += case_id.encode("utf-8", "surrogateescape")
        self._id_ends.append(len(self._ids))
        self._hashes.append(hash(case_id))

    def sort(self) -> int:
        """Put the rows in order of opening; the line of the first that was out of order, or 0."""
        opened = self.opened
        falls = np.flatnonzero(np.diff(opened) < 0)
        if not falls.size:
            return 0
        first = self.line(int(falls[0]) + 1)
        self._order = self._places()[np.argsort(opened, kind="stable")]
        return first

    def drop_repeated(self) -> list[tuple[int, int, str]]:
        """Leave out rows whose id has stood before; (its line, the earlier line, the id) for each, by line."""
        places = self._places()
        hashes = np.array(self._hashes, np.int64)[places]
        by_hash = np.argsort(hashes, kind="stable")
        again = np.flatnonzero(np.diff(hashes[by_hash]) == 0) + 1
        found = [
            (self.line(int(by_hash[at])), self.line(int(by_hash[at - 1])), self.case_id(int(by_hash[at])))
            for at in again
        ]
        if again.size:
            kept = np.ones(places.size, np.bool_)
            kept[by_hash[again]] = False
            self._order = places[kept]
        return sorted(found)

    @property
    def opened(self) -> Instants:
        return self._in_order(np.array(self._opened, np.int64))

    @property
    def answered(self) -> Instants:
        return self._in_order(np.array(self._answered, np.int64))

    @property
    def urgency(self) -> Codes:
        codes = np.array(self._urgency, np.int32)
        return codes if self._order is None else codes[self._order]

    @property
    def kind(self) -> Codes:
        codes = np.array(self._kind, np.int32)
        return codes if self._order is None else codes[self._order]

    def case_id(self, index: int) -> str:
        at = self._at(index)
        return self._ids[self._id_ends[at] : self._id_ends[at + 1]].decode("utf-8", "surrogateescape")

    def line(self, index: int) -> int:
        return self._line[self._at(index)]

    def __len__(self) -> int:
        return len(self._opened) if self._order is None else self._order.size

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self._row(at) for at in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self._row(index % len(self))

    def __iter__(self) -> Iterator[Row]:
        return (self._row(at) for at in range(len(self)))

    def _row(self, index: int) -> Row:
        at = self._at(index)
        answered = self._answered[at]
        return Row(
            self.case_id(index),
            moment(self._opened[at]),
            None if answered == NEVER else moment(answered),
            self.urgencies.names()[self._urgency[at]],
            self.kinds.names()[self._kind[at]],
            self._line[at],
        )

    def _at(self, index: int) -> int:
        return index if self._order is None else int(self._order[index])

    def _places(self) -> Instants:
        return np.arange(len(self._opened)) if self._order is None else self._order

    def _in_order(self, column: Instants) -> Instants:
        return column if self._order is None else column[self._order]
