"""Greetings and sign-offs, in every language at once."""

from collections.abc import Sequence
from functools import lru_cache

from daemon.mail.tokens import Token, tokens_of
from daemon.mail.wordlists import Phrases, phrases, sections

_STOPS = {",", "!", ":", ".", ";", "-"}
_JOINERS = {"and", "und", "&", ",", "!", ".", "-", "et", "y", "e", "en", "i", "+", "/", ":"}
_ANDS = {"and", "und", "&", "et", "y", "e", "en", "i", "+"}
_PARTICLES = {"von", "van", "de", "der", "den", "la", "di", "da", "and", "und", "aus", "from", "vom", "dem"}
_NAMED = 5  # words of a name with its titles


def _greetings() -> Phrases:
    return phrases("frame", "greetings")


def greeting_end(text: str) -> int | None:
    """How many tokens of the line are a greeting; None when it begins with none. All of them: nothing else is
    there."""
    if not _greetings().may_begin(text):
        return None
    if text.lstrip()[:1] == "¡":
        end = greeting_end(text.replace("¡", "", 1))
        return None if end is None else end + 1
    tokens = tokens_of(text[:300])
    words = _lows(tokens)
    length = _greetings().match(words, 0)
    if not length:
        return None
    at = length
    while (more := _greetings().match(words, at)) and at < 8:
        at += more
    at += _audience(words, at)
    stop = next(
        (
            index
            for index in range(at, min(len(words), at + _NAMED + 2))
            if words[index] in _STOPS and not _abbreviated(words, index)
        ),
        None,
    )
    if stop is not None and (
        stop == at or _named(tokens[at : _before_audience(words, at, stop)], shouted=text.isupper())
    ):
        end = _after_marks(words, stop)
        rest = _after_marks(words, end + _audience(words, end))  # "Geachte heer, mevrouw,"
        return rest if rest == len(words) else end
    if len(tokens) - at <= _NAMED and _named(tokens[at:], shouted=text.isupper()):
        return len(tokens)
    if len(tokens) - at <= 2 and words[at - 1] in phrases("frame", "titles"):
        return len(tokens)  # "hallo herr müller"
    return (
        at
        if at > length or tokens[0].low in {"hi", "hello", "hey", "hallo", "bonjour", "hola", "olá", "buongiorno"}
        else None
    )


def _audience(words: Sequence[str], at: int) -> int:
    """How many words say who is greeted ("lovely people", "all and friends")."""
    listed, kind = phrases("frame", "after greeting"), phrases("frame", "kind words")
    end = at
    while end < at + 8:
        step = listed.match(words, end) or kind.match(words, end)
        if not step and at < end < len(words) and words[end] in _ANDS:
            step = 1 if listed.match(words, end + 1) else 0
        if not step:
            break
        end += step
    return end - at


def _before_audience(words: Sequence[str], at: int, stop: int) -> int:
    """Where "and team" begins behind a name; `stop` when it doesn't follow."""
    joined = next((index for index in range(at + 1, stop - 1) if words[index] in _ANDS), stop)
    return joined if joined < stop and joined + 1 + _audience(words, joined + 1) == stop else stop


def is_greeting(text: str) -> bool:
    """Whether the line is nothing but a greeting."""
    end = greeting_end(text) if len(text) < 120 else None
    return end is not None and end >= len(tokens_of(text[:300]))


def is_sign_off(text: str) -> bool:
    """Whether the line is a sign-off, alone or with the name after it ("Thanks, Ana")."""
    if not text or len(text) > 160:
        return False
    listed = phrases("frame", "sign-offs")
    if not listed.may_begin(text):
        return False
    tokens = [token for token in tokens_of(text) if token.low not in {"*", "_", ">", "~"}]
    words = _lows(tokens)
    at, matched = 0, 0
    while at < len(words):
        length = listed.match(words, at)
        if length:
            at += length
            matched += length
        elif matched and words[at] in _JOINERS:
            at += 1
        else:
            break
    rest = tokens[at:]
    if not matched:
        return False
    if not rest:
        return True
    return (
        len(rest) <= 4
        and matched + 2 >= len(rest)
        and (_named(rest, shouted=text.isupper()) or phrases("frame", "after greeting").match(words, at) == len(rest))
    )


def _lows(tokens: Sequence[Token]) -> list[str]:
    return [token.low.rstrip(".") if token.kind == "short" else token.low for token in tokens]


def _abbreviated(words: Sequence[str], at: int) -> bool:
    """A point that belongs to a title ("Dr.", "Prof.")."""
    return words[at] == "." and at > 0 and words[at - 1] in phrases("frame", "titles")


def _after_marks(words: Sequence[str], at: int) -> int:
    while at < len(words) and words[at] in _STOPS:
        at += 1
    return at


def _named(tokens: Sequence[Token], *, shouted: bool = False) -> bool:
    """Whether the tokens may be a name with titles: capitals, titles, initials, nothing that ends a sentence but marks.

    `shouted`: the line is in capitals, so that common words have to be told from names by what they are.
    """
    titles = phrases("frame", "titles")
    if shouted and any(token.low in _common() for token in tokens):
        return False
    return all(
        token.capital or token.kind in {"mark", "short"} or token.low in titles or token.low in _PARTICLES
        for token in tokens
    )


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(word for words in sections("languages").values() for word in words)
