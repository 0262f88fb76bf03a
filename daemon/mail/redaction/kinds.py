"""Sentences around an issue by their kind: "a reply from a human being would be nice", "should I hear nothing, I'll complain".

A kind (words/kinds.txt) is told by a phrase of its own, some by two ("if nobody answers" and "your director"), in
whatever language. All other words must be such as these sentences are made of, or say nothing; only what is left is
asked whether it names a matter. So "automated reply" is no fault of a machine where somebody wishes for none, and
"sorry, I deleted the wrong file" stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from daemon.mail.redaction.matter import listed, names_matter, posts, states_harm
from daemon.mail.redaction.vocabulary import light_words
from daemon.mail.tokens import Token
from daemon.mail.wordlists import Phrases, sections

STRANGE = 0.12  # share of words that the kind doesn't know
_WISHING = frozenset({"closing", "praise"})  # "have a nice Friday" is no deadline
_BEGUN = (3, 12)  # letters of a listed beginning


@dataclass(frozen=True, slots=True)
class _Words:
    """Phrases and beginnings of words."""

    phrases: Phrases
    begun: frozenset[str]

    @classmethod
    def of(cls, listed_phrases: Sequence[str]) -> "_Words":
        begun = frozenset(phrase[:-1] for phrase in listed_phrases if phrase.endswith("*"))
        return cls(Phrases([phrase for phrase in listed_phrases if not phrase.endswith("*")]), begun)

    def match(self, lows: Sequence[str], at: int) -> int:
        """How many words from there are listed."""
        low = lows[at]
        return self.phrases.match(lows, at) or int(
            any(low[:length] in self.begun for length in range(_BEGUN[0], min(len(low), _BEGUN[1]) + 1))
        )

    def may_begin(self, low: str) -> bool:
        """Whether a phrase begins with the word."""
        return low in self.phrases.firsts or self.match([low], 0) > 0

    def places(self, lows: Sequence[str]) -> set[int]:
        """The indices of all words that belong to one of the phrases."""
        return {index for at in range(len(lows)) for index in range(at, at + self.match(lows, at))}


@dataclass(frozen=True, slots=True)
class _Kind:
    shown_by: _Words
    beside: _Words | None
    words: _Words
    never: _Words


def is_of_a_kind(sentence: str, tokens: Sequence[Token], lows: Sequence[str]) -> bool:
    """Whether a sentence is of one of the kinds and says nothing besides. `lows`: of its `tokens`."""
    if any(token.kind in {"number", "url", "address"} for token in tokens):
        return False
    shown: dict[int, set[int]] = {}  # by kind, the indices of the words that tell it
    for at, low in enumerate(lows):
        for number in _begun_by(low):
            length = _kinds()[number].shown_by.match(lows, at)
            if length:
                shown.setdefault(number, set()).update(range(at, at + length))
    return any(_is_of(_kinds()[number], known, tokens, lows) for number, known in shown.items()) and not states_harm(
        sentence
    )


@lru_cache(maxsize=8192)
def _begun_by(low: str) -> tuple[int, ...]:
    """The kinds of which a telling phrase may begin with the word: most words begin none."""
    return tuple(number for number, kind in enumerate(_kinds()) if kind.shown_by.may_begin(low))


def _is_of(kind: _Kind, known: set[int], tokens: Sequence[Token], lows: Sequence[str]) -> bool:
    """Whether nothing is said besides. `known`: the indices of the words that show the kind."""
    if kind.never.places(lows):
        return False
    if kind.beside is not None:
        beside = kind.beside.places(lows)
        if not beside - known:
            return False
        known = known | beside
    known = known | kind.words.places(lows)
    rest = [token for at, token in enumerate(tokens) if at not in known and token.kind != "mark"]
    rest = [token for token in rest if not _says_nothing(token.low)]
    strange = [token for token in rest if token.kind != "elided" and not listed(token.low, "writing")]
    if len(strange) > len(tokens) * STRANGE:
        return False
    left = [token.low for token in rest]
    return not left or not names_matter(" ".join(left), rest, left)


def _says_nothing(low: str) -> bool:
    """Whether it is a light word or a post, and not one of the commonest words of support mails besides ("wachtwoord")."""
    return low in posts() or (low in light_words() and not listed(low, "matter"))


@lru_cache(maxsize=1)
def _kinds() -> tuple[_Kind, ...]:
    found = sections("kinds")
    return tuple(
        _Kind(
            _Words.of(found[name]),
            _Words.of(found[f"{name} with"]) if f"{name} with" in found else None,
            _Words.of(found[f"{name} words"]),
            _Words.of([*found.get(f"{name} never", ()), *(() if name in _WISHING else found["deadlines"])]),
        )
        for name in found
        if f"{name} words" in found
    )
