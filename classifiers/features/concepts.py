"""Which concepts the words of a text name: hand-written word lists that bridge synonyms and the two languages."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from classifiers.features.text import Word, words_in

_FILES = ("concepts.txt", "circumstances.txt")
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that must follow one another; the last one may be a beginning only."""

    rest: tuple[str, ...]
    open_end: bool
    concept: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists, arranged for look-up by word."""

    names: tuple[str, ...]
    whole: dict[str, list[int]]
    begin: dict[str, list[int]]
    within: list[tuple[str, bool, int]]  # (piece, at the end only, concept)
    phrases: dict[str, list[_Phrase]]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def of_word(self, form: str) -> tuple[int, ...]:
        """Concepts that a word names by itself."""
        known = self._known.get(form)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[form] = self._look_up(form)
        return known

    def _look_up(self, form: str) -> tuple[int, ...]:
        found = set(self.whole.get(form, ()))
        for length in range(2, len(form) + 1):
            found.update(self.begin.get(form[:length], ()))
        for piece, at_end, concept in self.within:
            if form.endswith(piece) if at_end else piece in form:
                found.add(concept)
        return tuple(sorted(found))

    def of_sentence(self, words: tuple[Word, ...]) -> list[tuple[int, Word, Word]]:
        """All mentions in a sentence: concept, first and last word."""
        mentions: list[tuple[int, Word, Word]] = []
        for place, word in enumerate(words):
            mentions.extend((concept, word, word) for concept in self.of_word(word.form))
            for phrase in self.phrases.get(word.form, ()):
                end = place + len(phrase.rest)
                if end < len(words) and _follows(words, place, phrase):
                    mentions.append((phrase.concept, word, words[end]))
        return mentions


def _follows(words: tuple[Word, ...], place: int, phrase: _Phrase) -> bool:
    *middle, last = phrase.rest
    for offset, form in enumerate(middle, 1):
        if words[place + offset].form != form:
            return False
    final = words[place + len(phrase.rest)].form
    return final.startswith(last) if phrase.open_end else final == last


@cache
def lexicon() -> Lexicon:
    """The lists of this folder."""
    made = Lexicon((), {}, {}, [], {})
    names: list[str] = []
    for name in _FILES:
        for line in (files("classifiers.features") / name).read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                concept, _, entries = line.partition(":")
                for entry in entries.split(","):
                    _enter(made, entry.strip(), len(names))
                names.append(concept)
    return Lexicon(tuple(names), made.whole, made.begin, made.within, made.phrases)


def _enter(lexicon: Lexicon, entry: str, concept: int) -> None:
    open_start, open_end = entry.startswith("*"), entry.endswith("*")
    forms = [word.form for sentence in words_in("", entry.strip("*"), "").sentences for word in sentence]
    forms = forms or [entry]  # a mark such as "?"
    if len(forms) > 1:
        lexicon.phrases.setdefault(forms[0], []).append(_Phrase(tuple(forms[1:]), open_end, concept))
    elif open_start:
        lexicon.within.append((forms[0], not open_end, concept))
    elif open_end:
        lexicon.begin.setdefault(forms[0], []).append(concept)
    else:
        lexicon.whole.setdefault(forms[0], []).append(concept)
