"""Folding of text so that spellings of the same phrase compare equal."""

import re
import unicodedata
from functools import lru_cache

_LONE = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "’": "'", "‘": "'", "´": "'", "`": "'", "_": " "}
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_DASHES = re.compile(r"[-‐-―]")
LONGEST = 400  # characters of a subject or name that are looked at: nothing machines write is longer


@lru_cache(maxsize=1024)  # rules ask for the same few names again and again
def fold(text: str) -> str:
    """Case, accents, widths, underscores and runs of white space removed: "Réponse_automatique :" -> "reponse automatique :".

    Accents go because old systems lose them, and because the same word comes composed and decomposed.
    """
    text = text[:LONGEST].casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.translate(_LONE).split())


@lru_cache(maxsize=1024)
def phrase(text: str) -> str:
    """Folded, hyphens as spaces, without punctuation at the ends: how phrases of a table are looked up."""
    return " ".join(_DASHES.sub(" ", fold(text)).split()).strip(" .:;,!*\"'<>[](){}|")


def phrases(table: str) -> frozenset[str]:
    """The phrases of a table: one language a line, `|` between phrases, an optional `xx:` names the language."""
    found: set[str] = set()
    for line in table.strip().splitlines():
        _, _, rest = line.partition("=")
        found.update(phrase(part) for part in rest.split("|"))
    return frozenset(found - {""})


def shown(text: str, longest: int = 100) -> str:
    """What was seen, on one line and short enough for a sentence to an admin."""
    clean = "".join(c if c.isprintable() else " " for c in text[: longest + 1])
    clean = " ".join(clean.split())
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"
