"""Which concepts the words of a text name: hand-written word lists that bridge synonyms and the two languages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from classifiers.features.memory import Remembered
from classifiers.features.text import words_in

_FILES = ("concepts.txt", "circumstances.txt")
_TOGETHER = "together.txt"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The words of a phrase after its first; the last one may be a beginning only."""

    words: tuple[str, ...]
    open_end: bool
    concept: int

    def after(self, forms: list[str], place: int) -> bool:
        """Whether the phrase goes on after the word there."""
        end = place + len(self.words)
        if end >= len(forms):
            return False
        *firm, last = self.words
        if firm and forms[place + 1 : end] != firm:
            return False
        return forms[end].startswith(last) if self.open_end else forms[end] == last


class _Together(NamedTuple):
    """A concept made of two, one at most so many words after the other."""

    firsts: frozenset[int]
    seconds: frozenset[int]
    apart: int
    concept: int


class _Entry(NamedTuple):
    """What a word may say: by itself, and as the first of a phrase."""

    concepts: tuple[int, ...]
    phrases: dict[str, list[_Phrase]]  # by their second word
    open_phrases: tuple[_Phrase, ...]  # of two words, the second one a beginning
    begins: bool  # whether there are phrases
    first_of: tuple[int, ...]  # the concepts made of two whose first part the word is
    second_of: tuple[tuple[int, int], ...]  # those whose second part it is, and how far apart the parts may be

    def said(self, forms: list[str], place: int) -> Iterator[_Phrase]:
        """The phrases that begin with the word there."""
        if place + 1 < len(forms):
            for phrase in self.phrases.get(forms[place + 1], ()):
                if phrase.after(forms, place):
                    yield phrase
            for phrase in self.open_phrases:
                if phrase.after(forms, place):
                    yield phrase

    @classmethod
    def of(cls, concepts: tuple[int, ...], phrases: Sequence[_Phrase], pairs: Sequence[_Together]) -> "_Entry | None":
        """None for a word that says nothing."""
        if not concepts and not phrases:
            return None
        loose = tuple(phrase for phrase in phrases if phrase.open_end and len(phrase.words) == 1)
        by_second: dict[str, list[_Phrase]] = {}
        for phrase in phrases:
            if phrase not in loose:
                by_second.setdefault(phrase.words[0], []).append(phrase)
        first_of = tuple(pair.concept for pair in pairs if not pair.firsts.isdisjoint(concepts))
        second_of = tuple((pair.concept, pair.apart) for pair in pairs if not pair.seconds.isdisjoint(concepts))
        return cls(concepts, by_second, loose, bool(phrases), first_of, second_of)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists, arranged for look-up by word."""

    names: tuple[str, ...]
    whole: dict[str, list[int]]
    begin: dict[str, list[int]]
    within: list[tuple[str, bool, int]]  # (piece, at the end only, concept)
    phrases: dict[str, list[_Phrase]]  # by first word
    pairs: tuple[_Together, ...]
    known: Remembered[_Entry | None] = field(init=False)  # None for most words: they say nothing

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", Remembered(self._entry))

    def of_word(self, form: str) -> tuple[int, ...]:
        """Concepts that a word names by itself."""
        entry = self.known[form]
        return entry.concepts if entry else ()

    def _entry(self, form: str) -> _Entry | None:
        return _Entry.of(self._look_up(form), self.phrases.get(form, ()), self.pairs)

    def _look_up(self, form: str) -> tuple[int, ...]:
        found = set(self.whole.get(form, ()))
        for length in range(2, len(form) + 1):
            found.update(self.begin.get(form[:length], ()))
        for piece, at_end, concept in self.within:
            if form.endswith(piece) if at_end else piece in form:
                found.add(concept)
        return tuple(sorted(found))

    def concepts_of(self, forms: list[str]) -> tuple[int, ...]:
        """The concepts named in a sentence, each once."""
        found: dict[int, None] = {}
        begun: dict[int, int] = {}  # where the first part of each concept made of two was last said
        known = self.known
        for place, form in enumerate(forms):
            entry = known[form]
            if entry is None:
                continue
            for concept in entry.concepts:
                found[concept] = None
            for concept, apart in entry.second_of:
                if place - begun.get(concept, -apart - 1) <= apart:
                    found[concept] = None
            for concept in entry.first_of:
                begun[concept] = place
            if entry.begins:
                for phrase in entry.said(forms, place):
                    found[phrase.concept] = None
        return tuple(found)

    def first_of(self, forms: list[str], concepts: frozenset[int]) -> tuple[int, int] | None:
        """Numbers of the first and last word of a sentence's first mention of one of some concepts."""
        for place, form in enumerate(forms):
            entry = self.known[form]
            if entry is None:
                continue
            if not concepts.isdisjoint(entry.concepts):
                return place, place
            for phrase in entry.said(forms, place):
                if phrase.concept in concepts:
                    return place, place + len(phrase.words)
        return None

    def numbers(self, *names: str) -> frozenset[int]:
        """The numbers of concepts by name; ValueError for a name that no list has."""
        return frozenset(self.names.index(name) for name in names)


@cache
def lexicon() -> Lexicon:
    """The lists of this folder."""
    made = Lexicon((), {}, {}, [], {}, ())
    names: list[str] = []
    for name in _FILES:
        for line in (files("classifiers.features") / name).read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                concept, _, entries = line.partition(":")
                for entry in entries.split(","):
                    _enter(made, entry.strip(), len(names))
                names.append(concept)
    pairs = tuple(_together(names))
    return Lexicon(tuple(names), made.whole, made.begin, made.within, made.phrases, pairs)


def _together(names: list[str]) -> list[_Together]:
    """The concepts made of two; their names are added to the others."""
    pairs = []
    for line in (files("classifiers.features") / _TOGETHER).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, firsts, seconds, apart = line.replace(":", ">").split(">")
            first, second = (frozenset(names.index(one) for one in part.split()) for part in (firsts, seconds))
            pairs.append(_Together(first, second, int(apart), len(names)))
            names.append(name.strip())
    return pairs


def _enter(lexicon: Lexicon, entry: str, concept: int) -> None:
    open_start, open_end = entry.startswith("*"), entry.endswith("*")
    forms = words_in("", entry.strip("*"), "").forms() or [entry]  # a mark such as "?"
    if len(forms) > 1:
        lexicon.phrases.setdefault(forms[0], []).append(_Phrase(tuple(forms[1:]), open_end, concept))
    elif open_start:
        lexicon.within.append((forms[0], not open_end, concept))
    elif open_end:
        lexicon.begin.setdefault(forms[0], []).append(concept)
    else:
        lexicon.whole.setdefault(forms[0], []).append(concept)
