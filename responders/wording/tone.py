"""Words that no template may use, in any language: they promise too much, blame, close, or say nothing.

The lists stand in forbidden/, a file a language. All of them are applied to every template, whatever its language: a
finding says why and what to write instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

# Section of a list -> why its phrases are refused, and what to write instead.
REASONS = {
    "speed": ("promises speed that nothing shows", "say by when, with the name `by`"),
    "fix": ("promises a repair before anyone has looked", "promise an answer, with the name `by`"),
    "blame": ("blames the writer", "say what happened and what helps"),
    "small": ("makes the trouble sound small and the writer slow", "leave the word out"),
    "closing": (
        "closes the matter, and nothing is ever closed here",
        "say that it stays open until the writer is content",
    ),
    "empty": ("is empty warmth", "leave it out, or give a fact in its place"),
    "codes": ("is a code of the desk's, not a word of the writer's", "use the names `what` and `level`"),
    "loud": ("shouts", "end the sentence with a full stop"),
}
ANY = "any"
# Whole words, where a phrase begins or ends with a letter or digit.
_START, _END = r"(?:(?<!\w)|(?!\w))", r"(?:(?!\w)|(?<!\w))"
_SECTION = re.compile(r"\[(\w+)(, exact)?\]")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an admin should change. `file` and `line` (from 1) say where; line 0 = the text as a whole."""

    file: str
    line: int
    phrase: str
    why: str
    instead: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        said = f'"{self.phrase}" ' if self.phrase else ""
        return f"{where}: {said}{self.why}; {self.instead}"


@dataclass(frozen=True, slots=True)
class Forbidden:
    """The phrases of one language that are refused for one reason, as one pattern."""

    language: str
    reason: str
    pattern: re.Pattern[str]


def check_text(text: str, language: str = "", file: str = "") -> list[Finding]:
    """Everything in `text` that must not be said to anybody, by line. `language` is whose lists come first."""
    found: dict[tuple[int, int], Finding] = {}
    for rule, hit in _hits(text, language):
        if any(start < hit.end() and hit.start() < end for start, end in found):
            continue
        why, instead = REASONS[rule.reason]
        line = text.count("\n", 0, hit.start()) + 1
        found[hit.span()] = Finding(file, line, " ".join(hit[0].split()), why, instead)
    return [found[span] for span in sorted(found)]


def _hits(text: str, language: str) -> Iterator[tuple[Forbidden, re.Match[str]]]:
    base = language.partition("-")[0].lower()
    for rule in sorted(forbidden(), key=lambda one: one.language != base):
        for hit in rule.pattern.finditer(text):
            yield rule, hit


@lru_cache(maxsize=1)
def forbidden() -> tuple[Forbidden, ...]:
    """All lists."""
    folder = resources.files("responders.wording") / "forbidden"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".txt")), key=lambda file: file.name)
    return tuple(
        rule for file in files for rule in _read(file.name.removesuffix(".txt"), file.read_text(encoding="utf-8"))
    )


def _read(language: str, text: str) -> Iterator[Forbidden]:
    for block in text.strip().split("\n\n"):
        head, *phrases = block.splitlines()
        section = _SECTION.fullmatch(head)
        if section is None:
            raise ValueError(f"{language}.txt: {head!r} is no section")
        alternatives = "|".join(phrase.replace(" ", r"\s+") for phrase in phrases)
        pattern = re.compile(rf"{_START}(?:{alternatives}){_END}", 0 if section[2] else re.IGNORECASE)
        yield Forbidden(language, section[1], pattern)
