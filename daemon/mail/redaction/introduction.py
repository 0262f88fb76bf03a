"""Sentences in which somebody says who writes, or for whom: "I'm Ines, the new clerk in Payroll".

No list holds them all, but they have a shape: they begin as introductions do, and then hold nothing but names, posts,
departments, newness and modesty (words/edges.txt). One word of anything else, a number or a question, and the
sentence stays: who is new here may want an account.
"""

from collections.abc import Sequence
from functools import lru_cache

from daemon.mail.redaction.matter import listed, listed_words, names_matter, posts
from daemon.mail.redaction.vocabulary import frame
from daemon.mail.tokens import Token, lows_of, tokens_of
from daemon.mail.wordlists import phrases, sections

LENGTH = 300  # characters of such a sentence at most
NAMES = 4  # words of a name
_MARKS = frozenset(",.!:;-()/&+\"'")


def introduces(sentence: str) -> bool:
    """Whether a whole sentence says who writes or for whom, and nothing else."""
    if not sentence or len(sentence) > LENGTH or sentence.isupper():
        return False
    tokens = tokens_of(sentence)
    lows = lows_of(tokens)
    at = _after_marks(lows, phrases("edges", "before introduction").match(lows, 0))
    passed = phrases("edges", "passes on").match(lows, at)
    if passed:
        return _after_marks(lows, at + passed) == len(lows)
    start = at
    behalf = at = _after_marks(lows, at + phrases("edges", "on behalf").match(lows, at))
    for _ in range(2):  # "Je me présente : je suis Ines"
        at = _after_marks(lows, at + phrases("edges", "introduces").match(lows, at))
    if at == start:
        return _lets_write(tokens, lows)
    large = {token.low for token in tokens if _is_large(sentence[token.start :], token.low)}
    return large.isdisjoint(lows[at:]) and _is_of_persons(tokens[at:], lows[at:], bare_name=behalf > start)


def _is_large(text: str, low: str) -> bool:
    """Whether a word is shouted or an abbreviation: neither is a name."""
    word = text[: len(low)]
    return len(word) > 1 and word.isupper() and low not in _plain()


def _after_marks(lows: Sequence[str], at: int) -> int:
    while at < len(lows) and lows[at] in _MARKS:
        at += 1
    return at


def _lets_write(tokens: Sequence[Token], lows: Sequence[str]) -> bool:
    """ "Frau Moll said I may write to you directly": a title, a name, and that one may write."""
    if not lows or lows[0] not in frame("titles"):
        return False
    at = 1
    while at < min(len(tokens), NAMES) and tokens[at].capital and lows[at] not in listed_words("may write"):
        at += 1
    rest = [low for low, token in zip(lows[at:], tokens[at:], strict=True) if token.kind != "mark"]
    return at > 1 and len(rest) > 2 and "?" not in lows and all(low in listed_words("may write") for low in rest)


def _is_of_persons(tokens: Sequence[Token], lows: Sequence[str], *, bare_name: bool) -> bool:
    """Whether a name or post comes first, and then only more of them, departments, newness and modesty follow.

    `bare_name`: a name alone is enough; it isn't behind "ich bin", where any German noun would look like one.
    A word in capitals is a name at the beginning, behind a title, post or department, or behind another name.
    """
    modesty, plain = phrases("edges", "modesty"), _plain()
    at, run, seen, placed, unit = 0, NAMES, False, bare_name, False
    while at < len(tokens):
        token, low = tokens[at], lows[at]
        length = modesty.match(lows, at)
        if length:
            at, run, placed = at + length, NAMES, True
            if not seen:
                return False
            continue
        at += 1
        if token.kind == "mark":
            if low not in _MARKS:
                return False
        elif token.kind in {"number", "url", "address"}:
            return False
        elif low in frame("titles") or low in _posts():
            seen, run, unit = True, NAMES, False
            placed = placed or low in _posts()
        elif seen and listed(low, "departments"):
            run, placed, unit = NAMES, True, True
        elif token.capital and run and _is_name(token, low):
            seen, run = True, run - 1
        elif low not in plain or (not seen and low not in _before_name()):
            return False
        elif seen and not (unit or bare_name):
            run = 0  # "Ines von der Nachtwache" tells a place
    return seen and placed


def _is_name(token: Token, low: str) -> bool:
    return low not in sections("signature")["no names"] and not names_matter(low, [token], [low])


@lru_cache(maxsize=1)
def _before_name() -> frozenset[str]:
    """Articles and particles, and newness: what may stand before the first name or post."""
    return frame("name particles") | listed_words("before name")


@lru_cache(maxsize=1)
def _posts() -> frozenset[str]:
    return posts() | listed_words("newcomers")


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    return frame("name particles") | listed_words("introduction words") | listed_words("before name")
