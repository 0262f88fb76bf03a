"""Looks for a floor: sentence by sentence, passing over what is supposed, long past, mended, denied or hearsay."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from classifiers.features.text import Words

Kind = Literal["safety", "security", "loss"]
_KINDS: tuple[Kind, ...] = ("safety", "security", "loss")


@dataclass(frozen=True, slots=True)
class Floor:
    """What the writer plainly states; `kind` is the harm it is, `words` their own."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class _Patterns:
    harms: tuple[tuple[Kind, re.Pattern[str]], ...]
    not_so: re.Pattern[str]  # in the same sentence
    over: re.Pattern[str]  # anywhere in the mail


def _sections(text: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if re.fullmatch(r"\[[a-z-]+\]", line):
            lines = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return sections


@cache
def _patterns(language: str) -> _Patterns:
    name = "de.txt" if language == "de" else "en.txt"
    sections = _sections((files("classifiers.floors") / name).read_text(encoding="utf-8"))

    def joined(section: str) -> re.Pattern[str]:
        alternatives = "|".join(f"(?:{line})" for line in sections[section])
        for word in ("device", "dead"):
            alternatives = alternatives.replace("{" + word + "}", "|".join(sections[word]))
        return re.compile(alternatives)

    return _Patterns(tuple((kind, joined(kind)) for kind in _KINDS), joined("not-so"), joined("over"))


def floor_of(words: Words) -> Floor | None:
    """The first plain statement of harm; None when there is none. Languages other than German are read as English."""
    patterns = _patterns(words.language[:2])
    whole = words.source.casefold()
    if not any(pattern.search(whole) for _, pattern in patterns.harms):  # most mails: three searches instead of thirty
        return None
    if patterns.over.search(whole):
        return None
    for sentence in words.sentences:
        text = words.source[sentence[0].start : sentence[-1].end + 1].casefold()
        for kind, pattern in patterns.harms:
            match = pattern.search(text)
            if match and not patterns.not_so.search(text):
                return Floor(kind, match.group().strip(" ,.;"))
    return None
