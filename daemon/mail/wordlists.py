"""The word lists beside this module: sections of phrases, read once.

A file holds sections ("== ranks") of phrases set apart by commas or line ends; "#" begins a comment. Phrases are matched word by
word, the longest first, by walking a tree of dictionaries, so that thousands of phrases cost as much as one.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from daemon.mail.tokens import words_of

_END = ""


class Phrases:
    """A set of phrases, matched on lists of folded words."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._root: dict[str, Any] = {}
        for phrase in phrases:
            node = self._root
            for word in words_of(phrase):
                node = node.setdefault(word, {})
            node[_END] = True

    def match(self, words: Sequence[str], at: int) -> int:
        """How many words from `at` form the longest phrase that begins there; 0 when none does."""
        node = self._root.get(words[at]) if at < len(words) else None
        longest, length = 0, 0
        while node is not None:
            length += 1
            if _END in node:
                longest = length
            node = node.get(words[at + length]) if at + length < len(words) else None
        return longest

    def __contains__(self, word: str) -> bool:
        """Whether the one word is a phrase."""
        return _END in self._root.get(word, ())


@lru_cache(maxsize=32)
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The sections of words/NAME.txt: title -> phrases in lower case."""
    found: dict[str, list[str]] = {}
    title = ""
    for line in files("daemon.mail").joinpath("words", f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("== "):
            title = line[3:].strip()
            found.setdefault(title, [])
        else:
            found[title].extend(phrase.strip().casefold() for phrase in line.split(",") if phrase.strip())
    return {title: tuple(phrases) for title, phrases in found.items()}


@lru_cache(maxsize=64)
def phrases(name: str, *titles: str) -> Phrases:
    """The phrases of these sections of words/NAME.txt together."""
    return Phrases([phrase for title in titles for phrase in sections(name).get(title, ())])
