"""Which language a short mail is written in, from its commonest words and its script.

A small scorer of our own: language identification packages cost 75 MB of memory and are unsure on ten words. The
listed words are the commonest function words of each language, and words that helpdesk mails always hold; a word that
several languages share counts for each by its share. Two or three of them decide; otherwise the answer is "und" (BCP
47: undetermined).
"""

import re
from functools import lru_cache

from daemon.mail.wordlists import sections

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


# Letters in a row that one language writes often and the others hardly.
_CUES = tuple(
    (language, re.compile(pattern))
    for language, pattern in (
        ("en", r"\bth|ing\b|\bwh|ght|tion\b|n't\b|\bsh|ee|oo|ck\b"),
        ("de", r"sch|ung\b|cht\b|\bge\w+t\b|eit\b|ieß|\bei|ä|ö\b|pf|tz|ich\b|zu\b|ckt?\b|icht"),
        ("fr", r"eau|aux\b|oux|ç|è|ê|\bqu|tion\b|ais\b|ait\b|\b[dljn]'|é\b|ée\b|eux|oi"),
        ("es", r"ción|ñ|[áéíóú]n?\b|\bll|ado\b|iendo|\bqu|dad\b|ente\b|¿|¡"),
        ("it", r"zion|gli|che\b|\bdell|\bnell|\bsull|zz|mente\b|ato\b|tta\b|cch|[èòà]\b|are\b|ere\b"),
        ("nl", r"ij|aa|uu|\bge\w+d\b|oe|\bv|sch|lijk|heid\b|eert\b|uit|ie\b"),
        ("pt", r"ção|ões|[ãõ]|nh|lh|\bn[ãa]o\b|ê|ar\b|agem\b|mente\b"),
        ("pl", r"sz|cz|rz|ą|ę|ł|ść|\bw\b|nie\b|dz|ow[aeiy]|ż"),
    )
)
_COMMON_HERE = frozenset(language for language, _ in _CUES)


def language_of(text: str) -> str:
    """BCP 47 of the language that most of `text` is in, "und" when it is too short or unclear. Linear; total."""
    sample = text[:8000]
    script = None if sample.isascii() else _by_script(sample)
    if script is not None:
        return script
    found = _WORD.findall(sample.casefold().replace("’", "'"))[:WORDS]
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
    ranked = sorted(scores.values(), reverse=True)
    if len(ranked) > 1 and ranked[0] > 4 and ranked[0] > 2 * ranked[1]:
        return max(scores, key=lambda language: scores[language])
    sample = sample[:600].casefold()
    for language, pattern in _CUES:
        scores[language] = scores.get(language, 0.0) + 0.12 * min(len(pattern.findall(sample)), 8)
    scores = {
        language: score * (1.0 if language in _COMMON_HERE else 0.85) for language, score in scores.items() if score
    }
    if not scores:
        return "und"
    (best, top), *rest = sorted(scores.items(), key=lambda item: -item[1])[:2]
    second = rest[0][1] if rest else 0.0
    needed, clear = (0.75, 1.3) if len(found) <= 12 else (1.2, 1.15)
    if top < needed or top < second * clear or top < len(found) * 0.03:
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
                if low.count("ъ") > 1 or " е " in low or (" на " in low and " и " not in low and "щ" in low)
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
    for language, listed in sections("languages").items():
        for word in listed:
            owners.setdefault(word, []).append(language)
    return {word: tuple((name, 1.0 / len(names)) for name in names) for word, names in owners.items()}
