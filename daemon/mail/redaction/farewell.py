"""Farewells that no list holds whole: "Reciban un cordial saludo", "lg jonas".

A farewell has a shape: it is made of nothing but the words farewells are made of (words/frame.txt), one of them a
greeting, a wish or thanks, with at most a name behind. Abbreviated ones may have the name in small letters.
"""

from collections.abc import Sequence
from functools import lru_cache

from daemon.mail.redaction.vocabulary import LANGUAGES, frame, vocabulary
from daemon.mail.salutation import is_sign_off
from daemon.mail.tokens import Token, lows_of, tokens_of
from daemon.mail.wordlists import sections

LENGTH = 120  # characters of such a line at most
_MARKS = frozenset(",.!-:;&+/*_~")


def is_farewell(line: str) -> bool:
    """Whether the line is a sign-off, alone or with the name after it, listed or by its shape."""
    if is_sign_off(line):
        return True
    if not line.strip() or len(line) > LENGTH:
        return False
    tokens = tokens_of(line)
    lows = lows_of(tokens)
    nouns, words = frame("farewell nouns"), frame("farewell words")
    end = 0
    while end < len(lows) and (lows[end] in nouns or lows[end] in words or _is_mark(tokens[end])):
        end += 1
    if any(low in nouns for low in lows[:end]) and (end == len(lows) or _is_name(tokens[end:])):
        return True
    return _is_short_with_name(tokens, lows)


def _is_short_with_name(tokens: Sequence[Token], lows: Sequence[str]) -> bool:
    """ "lg jonas": an abbreviated farewell and one or two words that are no common ones."""
    rest = [token for token in tokens[1:] if not _is_mark(token)]
    return (
        bool(lows)
        and lows[0] in frame("short farewells")
        and len(rest) <= 2
        and all(token.kind == "word" and token.low.isalpha() and token.low not in _no_names() for token in rest)
    )


def _is_name(tokens: Sequence[Token]) -> bool:
    """Up to four words in capitals, with titles and particles."""
    words = [token for token in tokens if not _is_mark(token)]
    small = frame("titles") | frame("name particles")
    return len(words) <= 4 and all(token.capital or token.low.rstrip(".") in small for token in words)


def _is_mark(token: Token) -> bool:
    return token.kind == "mark" and token.low in _MARKS


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    """Words that are no name, be they written small: the common and light ones of every language."""
    found = set(sections("signature")["no names"])
    for name in LANGUAGES:
        known = vocabulary(name)
        found |= known.weightless | known.common | known.demanding
    return frozenset(found)
