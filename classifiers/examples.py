"""Labelled examples on their way to the training: what is known of an issue, and the file that carries it.

The redaction (outside this package) makes the texts; `write` puts them with their labels into one file of JSON lines,
which the training reads in a process of its own without importing anything but `classifiers`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from classifiers.issue_text import IssueText
from config.settings import Settings

# The facets behind an urgency, each from the mildest to the gravest value.
FACETS: dict[str, tuple[str, ...]] = {
    "harm": ("none", "loss", "security", "safety"),
    "reach": ("one", "several", "many"),
    "work": ("no", "slowed", "stopped"),
    "time": ("none", "later", "soon"),
    "round": ("yes", "unsaid", "no"),
}
# What makes a mail sensitive, by what a manager would name first.
MATTERS = ("selfharm", "threat", "conduct", "law", "misuse", "look", "privacy", "crime", "press")
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Facets:
    """The facts behind an urgency; `round` is the way round. Values: see FACETS."""

    harm: str
    reach: str
    work: str
    time: str
    round: str

    def values(self) -> tuple[str, ...]:
        """In the order of FACETS."""
        return self.harm, self.reach, self.work, self.time, self.round


@dataclass(frozen=True, slots=True)
class Labels:
    """What is known of one issue; None where nobody said. `group` keeps mails of one origin on one side of a fold."""

    urgency: str | None = None
    issue_type: str | None = None
    sensitive: bool | None = None
    matter: str = ""  # of MATTERS: what makes it sensitive, where that is known
    facets: Facets | None = None
    act: bool | None = None  # whether there is anything to act on: a fault, a wrong charge, a right to be given
    disputed: tuple[str, ...] = ()  # labels on which readers differed: taught with less weight, never measured on
    group: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class TypeText:
    """An issue type as the configuration words it."""

    name: str
    texts: tuple[str, ...]  # descriptions in every language, then the examples


@dataclass(frozen=True, slots=True)
class Task:
    """What has to be learnt: the levels (highest first) and the issue types of the configuration in force."""

    levels: tuple[str, ...]
    types: tuple[TypeText, ...]

    @property
    def type_names(self) -> tuple[str, ...]:
        return tuple(kind.name for kind in self.types)


def task_of(settings: Settings) -> Task:
    """The part of the settings that a model depends on."""
    return Task(
        tuple(level.name for level in settings.urgency),
        tuple(TypeText(t.name, (*dict.fromkeys(t.what.values()), *t.examples)) for t in settings.issue_types),
    )


def write(path: Path, task: Task, examples: Iterable[tuple[IssueText, Labels]]) -> int:
    """Writes the prepared file; returns the number of examples."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        head = {"format": FORMAT, "levels": task.levels, "types": [[t.name, t.texts] for t in task.types]}
        file.write(json.dumps(head) + "\n")
        for text, labels in examples:
            facets = labels.facets.values() if labels.facets else None
            row = [text.subject, text.body, text.language, labels.urgency, labels.issue_type, labels.sensitive]
            file.write(
                json.dumps([*row, labels.matter, facets, labels.act, labels.disputed, labels.group, labels.weight])
                + "\n"
            )
            count += 1
    return count


def read(path: Path) -> tuple[Task, Sequence[tuple[IssueText, Labels]]]:
    """Reads what `write` wrote. Raises ValueError when it is something else."""
    with path.open(encoding="utf-8") as file:
        head = json.loads(file.readline() or "{}")
        if head.get("format") != FORMAT:
            raise ValueError(f"{path} is not a file of prepared examples of this version")
        types = tuple(TypeText(name, tuple(texts)) for name, texts in head["types"])
        return Task(tuple(head["levels"]), types), list(_rows(file))


def _rows(lines: Iterable[str]) -> Iterator[tuple[IssueText, Labels]]:
    for line in lines:
        subject, body, language, urgency, issue_type, sensitive, matter, facets, act, disputed, *rest = json.loads(line)
        known = Facets(*facets) if facets else None
        yield (
            _thaw(subject, body, language),
            Labels(urgency, issue_type, sensitive, matter, known, act, tuple(disputed), *rest),
        )


def _thaw(subject: str, body: str, language: str) -> IssueText:
    # What the redaction sealed and `write` stored, as unpickling would restore it: no second way to make one.
    text = object.__new__(IssueText)
    text.__setstate__((subject, body, language))
    return text
