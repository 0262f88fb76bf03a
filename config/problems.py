"""What is wrong with a configuration, where, and what to write instead.

`Place` is where a reader stands in the file. It collects every problem, so that one run tells all of them.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from config.toml_text import quote


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake or doubt. `key` is the path in the file ("mailbox[0].imap.security"); "" is the file itself.

    `what` says what is wrong, `instead` what to do about it, as an order ('write "tls"').
    """

    file: str
    key: str
    what: str
    instead: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, f"{self.what}; {self.instead}") if part)


class ConfigurationError(ValueError):
    """The configuration can't be used. The remedy is to edit the file; `problems` names every place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Unreadable(Exception):
    """A value could not be read; its problem stands in the place's list already."""


@dataclass(slots=True)
class Findings:
    """All problems met so far, in the order of the file."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    _places: dict[int, str] = field(default_factory=dict)

    def built(self, value: object, key: str) -> None:
        """Remember that `value` was made from the section at `key`; it must live as long as the findings."""
        self._places[id(value)] = key

    def where(self, value: object) -> str:
        """The key of the section that `value` was made from."""
        return self._places[id(value)]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def sort(self, keys: tuple[str, ...]) -> None:
        """Bring the problems into the order of the file, whose top-level keys are `keys`."""
        order = {key: index for index, key in enumerate(keys)}
        self.problems.sort(key=lambda problem: order.get(problem.key.partition(".")[0].partition("[")[0], len(order)))

    def touched(self, *prefixes: str) -> bool:
        """Whether an error lies at or below one of `prefixes`: checks that build on those values then keep quiet."""
        return any(
            (problem.key + ".").startswith((prefix + ".", prefix + "["))
            for problem in self.errors
            for prefix in prefixes
        )

    def error(self, key: str, what: str, instead: str) -> None:
        self.problems.append(Problem(self.file, key, what, instead))

    def warning(self, key: str, what: str, instead: str) -> None:
        self.problems.append(Problem(self.file, key, what, instead, "warning"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands, and what its reading depends on."""

    findings: Findings
    base: Path  # relative paths start here
    language: str = "en"  # the language of texts written without one
    key: str = ""

    def into(self, key: str) -> "Place":
        """The place of `key` within this one; keys that TOML would quote are quoted."""
        bare = key.replace("_", "").replace("-", "")
        name = key if bare.isalnum() and bare.isascii() else quote(key)
        return Place(self.findings, self.base, self.language, f"{self.key}.{name}" if self.key else name)

    def item(self, index: int) -> "Place":
        return Place(self.findings, self.base, self.language, f"{self.key}[{index}]")

    def refuse(self, what: str, instead: str) -> Unreadable:
        """Write the problem down; for `raise at.refuse(...)`."""
        self.findings.error(self.key, what, instead)
        return Unreadable()
