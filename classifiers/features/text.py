"""From an issue's text to words: case, accents and numbers evened out, tone left aside, places in the text kept."""

import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

from classifiers.features.memory import Remembered
from classifiers.issue_text import IssueText

# Longest text looked at, in characters: what a person has to say stands at the beginning; bounds the time per mail.
LONGEST = 12_000

_WORD = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)|[^\W_]+(?:['’][^\W\d_]+)?", re.UNICODE)
# A full stop after one or two figures belongs to a date ("3. Dezember").
_STOP = re.compile(r"(?<!\b\d)(?<!\b\d\d)[.!?…]+(?=\s|$)|[\n;]|:(?!\d)|\s[-–—]+\s", re.UNICODE)

_ASKED = "?"
_TONE_FILE = files("classifiers.features") / "tone.txt"
TONE = frozenset(
    word
    for line in _TONE_FILE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)


class Sentence(NamedTuple):
    """The evened forms of a sentence's words, and the part of the text where it stands."""

    forms: list[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an issue by sentence; `source` is the text that `start` and `end` count in."""

    source: str
    sentences: tuple[Sentence, ...]
    language: str

    def forms(self) -> list[str]:
        """Of all sentences, in reading order."""
        return [form for sentence in self.sentences for form in sentence.forms]

    def places(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Where each of a sentence's words begins and ends: looked up for the few sentences of which it is asked."""
        found = _WORD.finditer(self.source, sentence.start, sentence.end)
        spans = [match.span() for match in found if _evened[match.group()]]
        if sentence.forms[-1] == _ASKED:
            spans.append((sentence.end, sentence.end + 1))
        return spans

    def told(self, sentence: Sentence) -> str:
        """A sentence from its first to its last word, case folded.

        One character more: "p.m." and "24.11." end with what is no word.
        """
        places = self.places(sentence)
        return self.source[places[0][0] : places[-1][1] + 1].casefold()


def even(word: str) -> str:
    """The evened form: case folded, no typographic apostrophes, numbers by their length; "" for a word of tone."""
    form = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
    if form[0].isdigit():
        if ":" in form or "." in form:
            return "0:00"
        if form.isdigit():
            return "0" * min(len(form), 5)
    return "" if form in TONE else form


_evened = Remembered(even)


def words_of(text: IssueText) -> Words:
    """Splits subject and body into sentences of words."""
    return words_in(text.subject, text.body, text.language)


def words_in(subject: str, body: str, language: str) -> Words:
    """As `words_of`, for texts that are no mail (a type's description)."""
    source = f"{subject[:500]}\n{body[:LONGEST]}"
    sentences: list[Sentence] = []
    begin = 0
    for stop in _STOP.finditer(source):
        _add(sentences, source, begin, stop.start(), "?" in stop.group())
        begin = stop.end()
    _add(sentences, source, begin, len(source), False)
    return Words(source, tuple(sentences), language)


def _add(sentences: list[Sentence], source: str, begin: int, end: int, asked: bool) -> None:
    forms = [form for word in _WORD.findall(source, begin, end) if (form := _evened[word])]
    if forms:
        if asked:
            forms.append(_ASKED)
        sentences.append(Sentence(forms, begin, end))
