"""The word lists beside this module: sections of phrases, read once.

A file holds sections ("== ranks") of phrases set apart by commas or line ends; "#" begins a comment. Phrases are
matched word by word, the longest first, by walking a tree of dictionaries, so that thousands of phrases cost as much
as one.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from daemon.mail.tokens import words_of

_END = ""
_FIRST = re.compile(r"\W{0,8}(\w+)")


class Phrases:
    """A set of phrases, matched on lists of folded words."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._root: dict[str, Any] = {}
        for phrase in phrases:
            node = self._root
            for word in words_of(phrase):
                node = node.setdefault(word, {})
            node[_END] = True
        self.firsts = frozenset(self._root)  # the folded words that a phrase begins with
        self._firsts = frozenset(match[1] for word in self._root if (match := _FIRST.match(word)))

    def may_begin(self, text: str) -> bool:
        """Cheaply: whether a phrase could begin at the first word of `text`."""
        first = _FIRST.match(text[:80].casefold())
        return first is not None and not self._firsts.isdisjoint((first[1], first[1].split("'")[0]))

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

    def isdisjoint(self, words: Sequence[str]) -> bool:
        """Whether no word begins a phrase."""
        return self.firsts.isdisjoint(words)

    def __contains__(self, word: str) -> bool:
        """Whether the one word is a phrase."""
        return _END in self._root.get(word, ())


class Patterns:
    """Lines written with "*" for anything, told by their first word so that a line is tried against few."""

    def __init__(self, patterns: Sequence[str]) -> None:
        by_first: dict[str, list[str]] = {}
        for pattern in patterns:
            first = None if pattern.startswith("*") else _FIRST.match(pattern)
            if first is not None and pattern.startswith("*", first.end()):
                first = None
            by_first.setdefault(first[1] if first is not None else "", []).append(pattern)
        self._by_first = {first: _compiled(listed) for first, listed in by_first.items()}

    def match(self, line: str) -> bool:
        """Whether one of the patterns is the whole line; case and marks at both ends don't count."""
        line = line.casefold()[:400]
        first = _FIRST.match(line)
        for key in {first[1], ""} if first else {""}:
            found = self._by_first.get(key)
            if found is not None and found.match(line):
                return True
        return False


def _compiled(listed: Sequence[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(pattern).replace(r"\*", ".{0,300}") for pattern in listed)
    return re.compile(rf"\W{{0,8}}(?:{alternatives})\W{{0,8}}\Z")


@lru_cache(maxsize=32)
def patterns(name: str, title: str) -> Patterns:
    """The patterns of a section of words/NAME.txt."""
    return Patterns(sections(name)[title])


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
