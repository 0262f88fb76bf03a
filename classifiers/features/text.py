"""From an issue's text to words: case, accents and numbers evened out, tone left aside, places in the text kept."""

import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

from classifiers.features.memory import Memory
from classifiers.issue_text import IssueText

# Longest text looked at, in characters: what a person has to say stands at the beginning; bounds the time per mail.
LONGEST = 12_000

_WORD = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)|[^\W_]+(?:['’][^\W\d_]+)?", re.UNICODE)
# A full stop after one or two figures belongs to a date ("3. Dezember").
_STOP = re.compile(r"(?<!\b\d)(?<!\b\d\d)[.!?…]+(?=\s|$)|[\n;]|:(?!\d)|\s[-–—]+\s", re.UNICODE)

_TONE_FILE = files("classifiers.features") / "tone.txt"
TONE = frozenset(
    word
    for line in _TONE_FILE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)


class Word(NamedTuple):
    """One word: its evened form, and where it stands in the text."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an issue by sentence; `source` is the text that `start` and `end` count in."""

    source: str
    sentences: tuple[tuple[Word, ...], ...]
    language: str


_made = tuple.__new__  # what a named tuple's own constructor comes down to, without the detour: there are millions
_evened: dict[str, str] = {}


def even(word: str) -> str:
    """The evened form: case folded, no typographic apostrophes, numbers by their length; "" for a word of tone."""
    form = _evened.get(word)
    if form is None:
        if len(_evened) >= Memory.most:
            _evened.clear()
        form = _even(word)
        form = _evened[word] = "" if form in TONE else form
    return form


def _even(word: str) -> str:
    form = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
    if form[0].isdigit():
        if ":" in form or "." in form:
            return "0:00"
        if form.isdigit():
            return "0" * min(len(form), 5)
    return form


def words_of(text: IssueText) -> Words:
    """Splits subject and body into sentences of words."""
    return words_in(text.subject, text.body, text.language)


def words_in(subject: str, body: str, language: str) -> Words:
    """As `words_of`, for texts that are no mail (a type's description)."""
    source = f"{subject[:500]}\n{body[:LONGEST]}"
    sentences: list[tuple[Word, ...]] = []
    begin = 0
    for stop in _STOP.finditer(source):
        _add(sentences, source, begin, stop.start(), "?" in stop.group())
        begin = stop.end()
    _add(sentences, source, begin, len(source), False)
    return Words(source, tuple(sentences), language)


def _add(sentences: list[tuple[Word, ...]], source: str, begin: int, end: int, asked: bool) -> None:
    found: list[Word] = []
    for match in _WORD.finditer(source, begin, end):
        word = match.group()
        form = _evened.get(word)
        if form is None:
            form = even(word)
        if form:
            found.append(_made(Word, (form, *match.span())))
    if found and asked:
        found.append(Word("?", end, end + 1))
    if found:
        sentences.append(tuple(found))
