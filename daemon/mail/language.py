"""Which language a short mail is written in, from its commonest words and its script.

A small scorer of our own: language identification packages cost 75 MB of memory and are unsure on ten words. The listed words
are the commonest function words of each language, and words that helpdesk mails always hold; a word that several languages share
counts for each by its share. Two or three of them decide; otherwise the answer is "und" (BCP 47: undetermined).
"""

import re
from functools import lru_cache

from daemon.mail.language_words import COMMON

WORDS = 400  # words looked at
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
# Letters that settle it among neighbours.
_TELLING = (
    ("uk", "іїєґ"),
    ("pl", "ąęłńśźż"),
    ("cs", "ěřů"),
    ("hu", "őű"),
    ("ro", "țășţ"),
    ("tr", "ğış"),
    ("pt", "ãõ"),
    ("es", "ñ¿¡"),
    ("de", "ß"),
    ("sv", "å"),
    ("da", "æø"),
    ("fi", "ää"),
    ("sk", "ľĺŕ"),
    ("vi", "ạảấầẩậắằẹẻẽếềểễệọốồổỗộớờởỡợụủứừửữựđ"),
)


def language_of(text: str) -> str:
    """BCP 47 of the language that most of `text` is in, "und" when it is too short or unclear. Linear; total."""
    sample = text[:8000]
    script = None if sample.isascii() else _by_script(sample)
    if script is not None:
        return script
    found = [word.casefold().replace("’", "'") for word in _WORD.findall(sample)[:WORDS]]
    scores: dict[str, float] = {}
    for word in found:
        for language, weight in _weights().get(word, ()):
            scores[language] = scores.get(language, 0.0) + weight
    if not sample.isascii():
        low = sample.casefold()
        for language, letters in _TELLING:
            hits = sum(low.count(letter) for letter in letters)
            if hits:
                scores[language] = scores.get(language, 0.0) + min(hits, 4) * 0.35
    if not scores:
        return "und"
    (best, top), *rest = sorted(scores.items(), key=lambda item: -item[1])[:2]
    second = rest[0][1] if rest else 0.0
    needed = 0.8 if len(found) <= 6 else 1.2
    if top < needed or top < second * 1.15 or top < len(found) * 0.03:
        return "und"
    return best


def _by_script(sample: str) -> str | None:
    """The language of a script that stands for one, when most letters are of it."""
    letters = sum(1 for char in sample if char.isalpha())
    for language, pattern in _SCRIPTS:
        hits = len(pattern.findall(sample))
        if hits * (12 if language == "ja" else 3) > letters and hits:
            return language
    if len(_CYRILLIC.findall(sample)) * 2 > letters > 0:
        low = sample.casefold()
        if any(char in low for char in "іїєґ"):
            return "uk"
        if "ы" in low or "э" in low or "ё" in low:
            return "ru"
        return (
            "sr"
            if any(char in low for char in "ђћљњџј")
            else (
                "bg"
                if low.count("ъ") > 1 or " е " in low or " на " in low and " и " not in low and "щ" in low
                else "ru"
            )
        )
    if len(_ARABIC.findall(sample)) * 2 > letters > 0:
        return "fa" if any(char in sample for char in "پچژگی") else "ar"
    return None


@lru_cache(maxsize=1)
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """Word -> ((language, weight), …): a word of one language counts 1, a shared one less for each."""
    owners: dict[str, list[str]] = {}
    for language, listed in COMMON.items():
        for word in listed.split():
            owners.setdefault(word, []).append(language)
    return {word: tuple((name, 1.0 / len(names)) for name in names) for word, names in owners.items()}
