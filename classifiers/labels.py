"""Reading labelled mails from CSV: subject, body, issue_type, urgency. What is wrong with a line is said with its number.

Either label may be empty in a line, and either column may be absent. Labels are those of the configuration in force.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from config.settings import Settings

LONGEST = 1_000_000  # characters of one field; a mail is cut there
SAID = 20  # problems of one kind that are told one by one


class LabelsError(ValueError):
    """The file can't be used at all. The remedy is another file; the sentence says what is missing."""


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One labelled mail; None where a label is not given."""

    line: int
    subject: str
    body: str
    urgency: str | None
    issue_type: str | None


@dataclass(slots=True)
class LabelFile:
    """Iterate to read; `problems` and `counts` fill meanwhile. Reads as a stream: a million rows take no more memory."""

    path: Path
    settings: Settings
    problems: list[str] = field(default_factory=list)
    _seen: Counter[str] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[LabelRow]:
        """Every usable row. Raises LabelsError for a file without the columns."""
        with _opened(self.path, self.problems) as file:
            csv.field_size_limit(LONGEST * 10)
            reader = csv.reader(file)
            columns = self._columns(next(reader, []))
            try:
                for fields in reader:
                    row = self._row(columns, fields, reader.line_num)
                    if row is not None:
                        yield row
            except csv.Error as error:
                self._say("csv", reader.line_num, f"can't be read as CSV ({error}); the rest of the file is left out")
        self.problems += [
            f"{count - SAID:,} more like this: {kind}" for kind, count in self._seen.items() if count > SAID
        ]

    def _columns(self, head: list[str]) -> dict[str, int]:
        columns = {name.strip().casefold(): place for place, name in enumerate(head)}
        if "subject" not in columns and "body" not in columns:
            raise LabelsError(
                f"{self.path} has neither a column `subject` nor `body`; its first line names: {_list(head)}"
            )
        if "urgency" not in columns and "issue_type" not in columns:
            raise LabelsError(f"{self.path} has neither a column `urgency` nor `issue_type`: nothing could be learnt")
        return columns

    def _row(self, columns: dict[str, int], fields: list[str], line: int) -> LabelRow | None:
        def value(name: str) -> str:
            place = columns.get(name)
            return fields[place].strip() if place is not None and place < len(fields) else ""

        if not any(fields):
            return None
        subject, body = value("subject")[:LONGEST], value("body")[:LONGEST]
        if not subject and not body:
            self._say("a row without subject and body", line, "has neither subject nor body; it is left out")
            return None
        urgency = self._label("urgency", value("urgency"), [level.name for level in self.settings.urgency], line)
        kind = self._label("issue_type", value("issue_type"), [kind.name for kind in self.settings.issue_types], line)
        if urgency is None and kind is None:
            return None
        return LabelRow(line, subject, body, urgency, kind)

    def _label(self, field_name: str, given: str, known: list[str], line: int) -> str | None:
        if not given:
            return None
        for name in known:
            if name.casefold() == given.casefold():
                return name
        self._say(
            f"unknown {field_name}", line, f"{field_name} {given[:60]!r} is none of {', '.join(known)}; it is ignored"
        )
        return None

    def _say(self, kind: str, line: int, what: str) -> None:
        self._seen[kind] += 1
        if self._seen[kind] <= SAID:
            self.problems.append(f"line {line}: {what}")


@contextmanager
def _opened(path: Path, problems: list[str]) -> Iterator[TextIO]:
    """The file as text: UTF-8, else Windows-1252, which is said."""
    try:
        with path.open("rb") as raw:
            start = raw.read(1 << 20)
    except OSError as error:
        raise LabelsError(f"{path} can't be read: {error.strerror}") from error
    if b"\0" in start:
        raise LabelsError(f"{path} is no CSV text (it holds zero bytes); save it as UTF-8")
    encoding = "utf-8-sig"
    try:
        start.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.end < len(start) - 4:
            problems.append(f"{path} is not UTF-8; it is read as Windows-1252")
            encoding = "cp1252"
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        yield file


def _list(names: list[str]) -> str:
    return ", ".join(name.strip()[:40] for name in names[:20]) or "nothing"
