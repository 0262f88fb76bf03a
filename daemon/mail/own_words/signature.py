"""Signatures: what a program adds below the sign-off. The sign-off itself and the name below it are the writer's
words."""

import re
from functools import lru_cache

from daemon.mail.own_words.tidy import has_words
from daemon.mail.salutation import is_sign_off
from daemon.mail.wordlists import patterns, sections

SIGNATURE_LINES = 30  # a longer tail below "-- " is text
_DELIMITER = re.compile(r"\s{0,3}(?:--|—|– ?–|- -|\*--\*)\s*\Z")
_RULE = re.compile(r"\s{0,3}[-_=*~+#—–.]{3,120}\s*\Z")
_DASHED_NAME = re.compile(r"\s{0,3}(?:[-–—~]|--)\s?[^\W\d_][\w.'’-]{0,25}(?:\s[^\W\d_][\w.'’-]{0,25}){0,2}\s*\Z")
_REACHED = re.compile(
    r"@\S{1,60}\.\w|www\.|https?:|\b(?:tel|phone|fax|mobile?|telefon|t|m|p|f|e|w|tél)\.?\s?:|\+\d[\d\s()/.-]{6,24}\d",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d\s()/.-]{6,24}\d|\b\d{5}\b|\b[A-Z]{1,2}\d{1,2} ?\d[A-Z]{2}\b")
_BARRED = re.compile(r"\s[|•·∙]\s")  # "Ana Ruiz | Head of Finance | 555-0101"
_NAME = re.compile(r"\s{0,3}[^\W\d_][\w.'’-]{0,20}(?:\s[^\W\d_][\w.'’-]{0,20}){1,3}\s*\Z")
_PHONE = re.compile(r"\s{0,3}(?:\(?[+0]\d[\d\s()/.-]{6,20}\d)\s*\Z")
_SMALL = re.compile(r"(?<![\w.@'’])[^\W\d_A-ZÀ-ÖØ-Þ][\w'’-]*")
_PARTICLES = frozenset(sections("signature")["particles"])
_WORDS = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|but|because|so|ist|war|sind|aber|weil|which|that)\b", re.IGNORECASE
)  # then it is a sentence
_PROSE_END = re.compile(r"[.?!…]\s*\Z")


def without_signature(lines: list[str]) -> list[str]:
    """The lines without what looks added below the sign-off; unchanged when nothing would be left."""
    for _ in range(3):  # a footer below a signature below a footer
        before = len(lines)
        for find in (_at_delimiter, _at_mobile_footer, _at_contact_block, _at_dashed_name):
            cut = find(lines)
            if cut is not None and cut < len(lines) and has_words("\n".join(lines[:cut])):
                lines = lines[:cut]
        if len(lines) == before:
            break
    return lines


def is_signature(lines: list[str]) -> bool:
    """Whether the lines begin with "-- " and are no longer than signatures are, or are what a list adds below a rule."""
    at = next((index for index, line in enumerate(lines) if line), len(lines))
    first = lines[at] if at < len(lines) else ""
    if _DELIMITER.match(first):
        return len(lines) <= SIGNATURE_LINES
    return _RULE.match(first) is not None and _is_list_footer(lines[at + 1 :])


def without_end_rules(lines: list[str]) -> list[str]:
    """The lines without rules (____, ----) at the end, which belonged to what was dropped below them."""
    end = len(lines)
    while end and (not lines[end - 1] or _RULE.match(lines[end - 1])):
        end -= 1
    return lines[:end]


def _at_delimiter(lines: list[str]) -> int | None:
    """Index of "-- " (RFC 3676 section 4.3), or of a rule with nothing but contact lines below."""
    for at, line in enumerate(lines):
        if _DELIMITER.match(line) and len(lines) - at <= SIGNATURE_LINES:
            return at
        if _RULE.match(line) and (is_contact(lines[at + 1 :]) or _is_list_footer(lines[at + 1 :])):
            return at
    return None


def _is_list_footer(lines: list[str]) -> bool:
    """What a mailing list adds below a rule."""
    filled = [line.casefold() for line in lines if line]
    return 0 < len(filled) <= 12 and any(
        sign in line for line in filled[:5] for sign in sections("added")["list footers"]
    )


def _at_mobile_footer(lines: list[str]) -> int | None:
    for at in range(len(lines) - 1, max(-1, len(lines) - 12), -1):
        if is_mobile_footer(lines[at]) and sum(1 for line in lines[at + 1 :] if line) <= 3:
            return at
    return None


def is_mobile_footer(line: str) -> bool:
    """Sent from my iPhone, and the like in other languages."""
    return 5 < len(line) < 120 and patterns("added", "mobile footers").match(line) and not _CLAUSE.search(line)


def _at_contact_block(lines: list[str]) -> int | None:
    """Below a sign-off: the line after the name, when all that follows are contact lines."""
    for at in range(len(lines) - 1, max(-1, len(lines) - SIGNATURE_LINES), -1):
        if not is_sign_off(lines[at]):
            continue
        name = next((index for index in range(at + 1, len(lines)) if lines[index]), None)
        if name is None or len(_BARRED.split(lines[name])[0].split()) > 6:
            return None
        if is_contact(lines[name:]) and (
            _names_again(lines[at], lines[name]) or _BARRED.search(lines[name]) or _is_firm(lines[name])
        ):
            return at + 1
        return name + 1 if is_contact(lines[name + 1 :]) else None
    return _below_a_name(lines)


def _names_again(sign_off: str, name: str) -> bool:
    """Whether the name stood beside the sign-off already ("Many thanks, Ana" above "Ana Ruiz")."""
    first = name.split(maxsplit=1)[0].strip(",").casefold()
    return len(first) > 1 and first in sign_off.casefold().replace(",", " ").split()


def _is_firm(line: str) -> bool:
    """Whether a line is a firm's name, by the legal form at its end."""
    words = line.casefold().replace(",", " ").split()
    return len(words) > 1 and words[-1].rstrip(".") in sections("signature")["legal forms"]


def _below_a_name(lines: list[str]) -> int | None:
    """Without sign-off: the last paragraph is a name and below it nothing but ways to reach its bearer."""
    end = next((index for index in range(len(lines), 0, -1) if lines[index - 1]), 0)
    start = next((index for index in range(end - 1, -1, -1) if not lines[index]), -1) + 1
    if not 0 < start < end - 1 or end - start > 10 or not _NAME.match(lines[start]):
        return None
    below = lines[start + 1 : end]
    reached = sum(_REACHED.search(line) is not None or _PHONE.match(line) is not None for line in below)
    if not reached or not is_contact(below):
        return None
    told_twice = reached > 1 or len(below) > 2
    told = [tells_where(line) or (told_twice and _is_titled(lines[start]) and _is_titled(line)) for line in below]
    if len(below) > 2 and not told[0]:  # a post in small letters, as most languages write it
        told[0] = len(below[0].split()) <= 4 and _PROSE_END.search(below[0]) is None and _is_titled(lines[start])
    return start + 1 if all(told) else None


def _is_titled(line: str) -> bool:
    """Whether a line is a few words that begin with capitals, as those of names and firms do."""
    small = [word for word in _SMALL.findall(line[:200]) if not word[0].isupper() and word not in _PARTICLES]
    return not small and len(line.split()) <= 6 and _PROSE_END.search(line) is None


def _at_dashed_name(lines: list[str]) -> int | None:
    """ "-Ana" with nothing below but ways to reach Ana, when the line before is no item of a list."""
    filled = [index for index in range(len(lines) - 1, -1, -1) if lines[index]][:5]
    last = next((index for index in filled if index and _DASHED_NAME.match(lines[index])), None)
    if last is None or (last != filled[0] and not all(map(_REACHED.search, filter(None, lines[last + 1 :])))):
        return None
    spaced, _, name = lines[last].lstrip().partition(" ")
    if not spaced.strip("-–—~") and name[:1].islower() and " " in name:  # "- but not today"; "- ana" is a name
        return None
    before = next((line for line in reversed(lines[:last]) if line), "")
    return None if before.lstrip().startswith(("-", "*", "•", "–")) else last


def is_contact(lines: list[str]) -> bool:
    """Short lines, few of them prose, at least one that tells where to find a person."""
    filled = [line for line in lines if line]
    if not filled or len(filled) > 16:
        return False
    prose = sum(1 for line in filled if len(line) > 90 or (_PROSE_END.search(line) and len(line.split()) > 7))
    return prose == 0 and any(tells_where(line) for line in filled)


def tells_where(line: str) -> bool:
    """Whether a line is a way to reach a person, or names a body or a rank (Tel., GmbH, Dean) as signatures do: in
    capitals."""
    line = line[:200]
    if _REACHED.search(line):
        return True
    if sum(1 for word in _SMALL.findall(line) if word not in _PARTICLES) > 1:
        return False
    return _NUMBER.search(line) is not None or not _contact_words().isdisjoint(_WORDS.findall(line.casefold()))


@lru_cache(maxsize=1)
def _contact_words() -> frozenset[str]:
    return frozenset(sections("signature")["words"])
