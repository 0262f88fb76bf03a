"""Greeting, sign-off and signature: the frame around the issue, found by lines."""

import re
from collections.abc import Sequence
from functools import lru_cache

from daemon.mail.own_words.signature import is_contact, is_mobile_footer
from daemon.mail.redaction.farewell import is_farewell
from daemon.mail.salutation import greeting_end, is_greeting
from daemon.mail.tokens import tokens_of
from daemon.mail.wordlists import phrases, sections

TAIL = 25  # lines at the end among which a sign-off is looked for
_POSTSCRIPT = re.compile(r"\s*p\.?\s?s\.?\s?[:.,-]", re.IGNORECASE)
_SIGNED = re.compile(r"\s*([^,(|/\d–—:;?!]{2,40}?)\s?(?:,|\(|\||/|\s[-–—]|\sfor\s|\s?i\.\s?a\.)")
_SMALL = re.compile(r"[a-zß-öø-ÿа-я]")
_LARGE = re.compile(r"[A-ZÀ-ÖØ-ÞА-Я]")
_PROSE_END = re.compile(r"[.?!…]\s*\Z")


def core(lines: Sequence[str], names: frozenset[str]) -> list[str]:
    """The lines between greeting and sign-off; all of them when nothing would be left. `names`: the sender's,
    folded."""
    inner = _without_signature(_to_sign_off(_from_greeting(list(lines))), names)
    return inner if any(line.strip() for line in inner) else list(lines)


def _from_greeting(lines: list[str]) -> list[str]:
    """What follows the greeting; a letterhead above the greeting goes with it."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    for index in filled[1:7]:
        if is_greeting(lines[index]) and all(
            _is_short(lines[above]) and is_contact_line(lines[above]) for above in filled if above < index
        ):
            lines = lines[index:]
            break
    for _ in range(3):
        at = next((index for index, line in enumerate(lines) if line.strip()), None)
        if at is None:
            break
        end = greeting_end(lines[at])
        if end is None:
            break
        lines = [_after(lines[at], end), *lines[at + 1 :]]
        if lines[0]:
            break
    return lines


def _after(line: str, tokens: int) -> str:
    """The rest of the line after that many tokens."""
    seen = tokens_of(line[:300])
    if tokens >= len(seen):
        return line[300:]
    return line[seen[tokens].start :]


def _to_sign_off(lines: list[str]) -> list[str]:
    """What stands above the sign-off, and a postscript below it."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    for index in filled[-TAIL:]:
        if index == filled[0] and len(filled) > 3:
            continue
        if is_farewell(lines[index]) and not any(
            _is_prose(lines[below]) for below in filled if below > index and not _after_postscript(lines, index, below)
        ):
            script = next((below for below in filled if below > index and _POSTSCRIPT.match(lines[below])), None)
            return [*lines[:index], *(lines[script:] if script is not None else [])]
    return lines


def _after_postscript(lines: list[str], sign_off: int, at: int) -> bool:
    return any(_POSTSCRIPT.match(lines[index]) for index in range(sign_off + 1, at + 1))


def _without_signature(lines: list[str], names: frozenset[str]) -> list[str]:
    """Without name, rank and contact lines at the end that no sign-off announces."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    cut = len(lines)
    shouted = _is_shouted(lines)
    strong = False
    for index in reversed(filled[1:][-12:]):
        line = lines[index].rstrip(" !")
        if _is_prose(line) or not _is_short(line):
            break
        named = (
            is_name_line(line, names, shouted=shouted)
            or is_signed_line(line, shouted=shouted)
            or _begins_with(line, names)
        )
        reaches = is_contact_line(line) or is_mobile_footer(line)
        label = _is_label(line) and (strong or _name_above(lines, index, names))
        if not (named or reaches or label):
            break
        strong = strong or named or is_contact_line(line)
        if reaches or strong:
            cut = index
        if named and (index == 0 or not lines[index - 1].strip()):
            break
    return lines[:cut]


def _begins_with(line: str, names: frozenset[str]) -> bool:
    """Whether a short line begins with two of the sender's names, or one that is all there is before a mark."""
    lows = [token.low for token in tokens_of(line[:80])]
    return (
        bool(names)
        and len(lows) <= 10
        and lows[:1] != []
        and lows[0] in names
        and (len(lows) == 1 or lows[1] in names or not lows[1].isalnum())
    )


def _is_shouted(lines: Sequence[str]) -> bool:
    sample = " ".join(lines[:40])[:600]
    small = len(_SMALL.findall(sample))
    return len(_LARGE.findall(sample)) > small * 4


def _name_above(lines: Sequence[str], at: int, names: frozenset[str]) -> bool:
    """Whether a name line stands one to three lines above in the same paragraph."""
    for index in range(at - 1, max(-1, at - 4), -1):
        if not lines[index].strip():
            return False
        if is_name_line(lines[index], names):
            return True
    return False


def is_name_line(line: str, names: frozenset[str], *, shouted: bool = False) -> bool:
    """A line of nothing but a name: the sender's, or capitalised words none of which is a common word, with titles.

    `shouted`: the whole mail is in capitals, so that they neither make nor unmake a name.
    """
    line = line.rstrip(" !*_")
    tokens = [token for token in tokens_of(line[:120]) if token.kind != "mark"]
    if not tokens or len(tokens) > 7:
        return False
    lows = [token.low.rstrip(".") for token in tokens]
    titles = phrases("frame", "titles")
    if (
        names
        and all(low in names or low in titles or len(low) == 1 for low in lows)
        and any(low in names for low in lows)
    ):
        return True
    titled = sum(low in titles for low in lows)
    if (
        line.isupper()
        and len(lows) == 1
        and 2 <= len(lows[0]) <= 3
        and lows[0].isalpha()
        and lows[0] not in _no_names()
    ):
        return True  # initials
    if (
        titled == len(lows)
        or any(token.kind in {"number", "url"} for token in tokens)
        or (line.rstrip().endswith(("?", "!", ".")) and not titled)
    ):
        return False
    plain = [
        token
        for token, low in zip(tokens, lows, strict=True)
        if low not in titles and low not in {"von", "van", "de", "der", "la", "di"}
    ]
    if len(plain) > 4 or not all(token.capital for token in plain):
        return False
    if any(token.low in _no_names() for token in plain):
        return False
    return bool(titled) or (len(plain) >= 1 and (shouted or not line.isupper()))


def is_signed_line(line: str, *, shouted: bool = False) -> bool:
    """A name with what its bearer does behind a comma, bracket or dash: "Moira, welfare", "Kev (process server)"."""
    match = _SIGNED.match(line)
    return (
        match is not None
        and len(line.split()) <= 9
        and not _PROSE_END.search(line)
        and is_name_line(match[1], frozenset(), shouted=shouted)
    )


def is_contact_line(line: str) -> bool:
    """A line that tells rank, place or number of a person, and is no sentence."""
    return _is_short(line) and not _is_prose(line) and is_contact([line])


def _is_short(line: str) -> bool:
    return len(line) <= 110 and len(line.split()) <= 14


def _is_label(line: str) -> bool:
    """A few words that are no sentence and no field of a form."""
    return len(line.split()) <= 7 and ":" not in line and not _PROSE_END.search(line)


def _is_prose(line: str) -> bool:
    return (len(line.split()) > 8 and (_PROSE_END.search(line) is not None or len(line) > 90)) or (
        len(line.split()) > 4 and line.rstrip().endswith(("?", "!", "."))
    )


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    return frozenset(sections("signature")["no names"])
