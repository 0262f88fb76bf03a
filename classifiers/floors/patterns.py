"""The patterns of a language, each with the words that it can't do without.

A mail is searched for a pattern only when it has, for each of the pattern's groups at a word's beginning, a word that begins
like one of the group: a few set operations instead of eighty searches, and exactly the same finds.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, reduce
from importlib.resources import files
from operator import or_
from typing import Literal

Kind = Literal["safety", "security", "loss"]
KINDS: tuple[Kind, ...] = ("safety", "security", "loss")

_LENGTHS = (6, 4, 3)  # letters of a word's beginning that are compared
_WHOLE = " "  # marks a word as a whole one
_WORD = re.compile(r"\w+")
_LITERAL = re.compile(r"\w+")
_OPTIONAL = re.compile(r"[?*]|\{0")
_BEGUN = re.compile(r"\\b| (?![?*{])")  # where a word begins
_END = re.compile(r"\\b|[ '’-](?![?*])")


@dataclass(frozen=True)
class Pattern:
    """One way of stating a harm. `needs`: of each set, a word of the text must be or begin so; as bits of `Patterns.meets`."""

    kind: str
    expression: str
    needs: int

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a text first has what it needs: most of the hundreds never meet one."""
        return re.compile(self.expression)


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns of a language."""

    harms: tuple[Pattern, ...]
    meets: Mapping[str, int]  # beginning of a word -> the needs that it meets, a bit each
    not_so: re.Pattern[str]  # in the same sentence
    over: re.Pattern[str]  # anywhere in the mail

    def possible(self, text: str) -> list[Pattern]:
        """The patterns that can match a text (in lower case), in their order."""
        met = 0
        for one in beginnings(text) & self.meets.keys():
            met |= self.meets[one]
        return [harm for harm in self.harms if harm.needs & met == harm.needs]


@cache
def patterns(language: str, folder: str = "classifiers.floors", kinds: tuple[str, ...] = KINDS) -> Patterns:
    """Those of a language in a package's lists; languages other than German are read as English."""
    name = "de.txt" if language == "de" else "en.txt"
    sections = _sections((files(folder) / name).read_text(encoding="utf-8"))
    lists = {word: "|".join(sections.get(word, ())) for word in ("device", "dead")}
    harms = []
    bits: dict[frozenset[str], int] = {}
    for kind in kinds:
        for line in sections[kind]:
            whole = re.sub(r"\{(device|dead)\}", lambda found: lists[found.group(1)], line)
            for way in _ways(whole):
                own = [bits.setdefault(need, 1 << len(bits)) for need in needs(way)]
                harms.append(Pattern(kind, way, reduce(or_, own, 0)))
    meets: dict[str, int] = {}
    for need, bit in bits.items():
        for one in need:
            meets[one] = meets.get(one, 0) | bit
    not_so, over = (_any_of(sections.get(name, ())) for name in ("not-so", "over"))
    return Patterns(tuple(harms), meets, not_so, over)


def _any_of(lines: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in lines) or r"(?!)")


@lru_cache(maxsize=4)
def beginnings(text: str) -> Set[str]:
    """How the words of a text begin, and the words themselves, marked as whole. The same text is asked about twice."""
    words = set(_WORD.findall(text))
    there = {word + _WHOLE for word in words}
    for length in _LENGTHS:
        there.update(word[:length] for word in words)
    return there


def _sections(text: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if re.fullmatch(r"\[[a-z-]+\]", line):
            lines = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return sections


def needs(pattern: str) -> Iterator[frozenset[str]]:
    """For each word boundary and blank outside of groups, how the word there must begin; nothing where that can't be told."""
    depth = place = 0
    while place < len(pattern):
        begun = _BEGUN.match(pattern, place)
        if depth == 0 and begun:
            found = _starts(pattern[begun.end() :], "")
            if found:
                yield found
        depth += _step(pattern, place)
        place += _width(pattern, place)


def _starts(pattern: str, after: str) -> frozenset[str]:
    """How the word must begin that a match begins with; empty when that can't be told. `after` follows the pattern."""
    if pattern.startswith("(?:"):
        inside, rest = _group(pattern)
        optional = _OPTIONAL.match(rest)
        if optional and optional.group() != "?":
            return frozenset()
        rest = rest.removeprefix("?")
        each = [_starts(way.removeprefix(r"\b"), rest or after) for way in alternatives(inside)]
        if optional:
            each.append(_starts(rest or after, ""))
        return frozenset().union(*each) if all(each) else frozenset()
    literal = _LITERAL.match(pattern)
    if literal is None:
        return frozenset()
    word, rest = literal.group(), pattern[literal.end() :] or after
    if _END.match(rest):
        return frozenset({word + _WHOLE})
    if _OPTIONAL.match(rest):
        word = word[:-1]
    length = next((length for length in _LENGTHS if len(word) >= length), 0)
    return frozenset({word[:length]} if length else ())


def _ways(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern one by one, also those of a group that is all of it: each has needs of its own."""
    for way in alternatives(pattern):
        if not way.startswith(r"\b(?:"):
            yield way
            continue
        inside, rest = _group(way[2:])
        yield from (rf"\b{one}{rest}" for one in alternatives(inside)) if rest in ("", r"\b") else (way,)


def alternatives(pattern: str) -> list[str]:
    """Splits at the bars outside of groups."""
    ways, depth, place, begin = [], 0, 0, 0
    while place < len(pattern):
        if depth == 0 and pattern[place] == "|":
            ways.append(pattern[begin:place])
            begin = place + 1
        depth += _step(pattern, place)
        place += _width(pattern, place)
    return [*ways, pattern[begin:]]


def _group(pattern: str) -> tuple[str, str]:
    """The inside of the group that a pattern begins with, and what comes after it."""
    depth = place = 0
    while True:
        depth += _step(pattern, place)
        place += _width(pattern, place)
        if depth == 0:
            return pattern[3 : place - 1], pattern[place:]


def _step(pattern: str, place: int) -> int:
    return {"(": 1, ")": -1}.get(pattern[place], 0)


def _width(pattern: str, place: int) -> int:
    """How far the next piece reaches: an escape and a class of characters are read as one."""
    if pattern[place] == "\\":
        return 2
    return pattern.index("]", place) - place + 1 if pattern[place] == "[" else 1
