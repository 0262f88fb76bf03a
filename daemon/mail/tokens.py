"""A line of text as words and marks: enough for phrases, names and clauses."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]{1,60}(?=[\s,;!?)]|\.(?:\s|\Z)|\Z))"  # most words: only letters, then a blank or a mark
    r"|(?P<url>(?:https?://|ftp://|www\.)[^\s<>\"]{1,300}(?<![.,;:!?)]))"
    r"|(?P<address>(?:mailto:)?[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8})"
    r"|(?P<number>[£€$+-]?\d+(?:[.,:/-]\d+)*(?:[^\W\d_]{1,12}|[%€°])?|[^\W\d_]{1,12}-?\d[\w-]{0,20})"
    r"|(?P<short>(?:[^\W\d_]\.){2,6}(?![^\W_])|[^\W\d_]\.[^\W\d_]\b)"
    r"|(?P<elided>\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|nell|sull|all|dall|un|quest|quell|d)'(?=[^\W\d_]{2,}))(?!'hui)"
    r"|(?P<joined>[^\W\d_](?:[\w]|['-](?=\w)){0,60})"
    r"|(?P<mark>\.\.\.|[^\w\s])",
    re.IGNORECASE,
)
SHORT = 500  # characters of a text that is remembered for the next who asks
_CURLY = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "´": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "…": ".",
        "–": "-",
        "—": "-",
        "‑": "-",
        "\u2212": "-",
    }
)


class Token(NamedTuple):
    """`low`: case folded; `capital`: begins with a capital; `kind`: url, address, number, short, elided, word, mark;
    `person` for a neutral word."""

    low: str
    capital: bool
    kind: str
    start: int = 0  # offset in the line


def plain_marks(text: str) -> str:
    """Typographic quotes, dashes and dots as plain ones."""
    return text if text.isascii() else text.translate(_CURLY)


def tokens_of(text: str) -> list[Token]:
    """The tokens of a line, in order. Linear."""
    return list(_remembered(text) if len(text) <= SHORT else _cut(text))


def _cut(text: str) -> list[Token]:
    out: list[Token] = []
    made, add = tuple.__new__, out.append  # a named tuple's own constructor takes twice as long, and there are many
    for match in _TOKEN.finditer(plain_marks(text)):
        shown = match[0]
        kind = match.lastgroup or "mark"
        add(made(Token, (shown.casefold(), shown[0].isupper(), "word" if kind == "joined" else kind, match.start())))
    return out


@lru_cache(maxsize=256)
def _remembered(text: str) -> tuple[Token, ...]:
    """The same sentence is looked at from many sides."""
    return tuple(_cut(text))


def lows_of(tokens: Sequence[Token]) -> list[str]:
    """Each token in small letters and without the point of an abbreviation; a mark stays."""
    return [token.low.rstrip(".") or token.low for token in tokens]


def words_of(phrase: str) -> list[str]:
    """The folded words of a phrase from a word list, cut as `tokens_of` cuts a line."""
    if phrase.replace(" ", "").isalpha():
        return phrase.casefold().split()  # most phrases, and there are tens of thousands
    return [
        token.low.rstrip(".") if token.kind == "short" else token.low
        for token in tokens_of(phrase)
        if token.low != "." or len(phrase) < 3
    ]
