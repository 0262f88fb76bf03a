"""Whether a sentence names what a support desk looks after, and the word lists by which that is told from letters' talk."""

from collections.abc import Sequence
from functools import lru_cache

from classifiers.features.concepts import lexicon
from classifiers.features.text import words_in
from classifiers.floors.patterns import patterns
from daemon.mail.language import language_of
from daemon.mail.redaction.people import without_contact
from daemon.mail.redaction.vocabulary import LANGUAGES, vocabulary
from daemon.mail.tokens import Token, tokens_of
from daemon.mail.wordlists import Phrases, sections

CORPUS = frozenset({"en", "de", "und"})  # languages for which a corpus taught the judgement what words mean
# What a threat, and a word on how little one knows, may name.
_BESIDES = {
    "threat": ("legal", "press", "conduct", "consequence", "mail", "website"),
    "lowly": ("computer", "wrongdata", "facility", "app", "system", "opsys"),
}


def names_matter(sentence: str, tokens: Sequence[Token], lows: Sequence[str]) -> bool:
    """Whether it names what a support desk looks after, a number, or harm."""
    if any(token.kind in {"number", "url"} for token in tokens_of(without_contact(sentence))):
        return True
    if not _negations().isdisjoint(lows) and not listed_words("able").isdisjoint(lows):
        return True  # "ich kann sie nicht zurücknehmen"
    taught = language(sentence) in CORPUS
    besides = besides_of(lows) or ("" if taught else "lowly")
    lowly = besides == "lowly"
    if besides != "threat" and any(
        listed(low, "matter") and not (lowly and listed(low, "lowly matters")) for low in lows
    ):
        return True
    light = _light(besides)
    told_of_oneself = "bin" in lows and not posts().isdisjoint(lows[lows.index("bin") + 1 :][:3])
    spoken = listed_words("no english words") if told_of_oneself else frozenset()
    bare = " ".join(
        low
        for low in _without_talk(lows)
        if low not in posts() and low not in spoken and (taught or not listed(low, "writing"))
    )
    shortest = 1 if taught else 4  # "op" is an operation in English only
    for words in words_in("", bare, "en").sentences:
        told = [form for form in words.forms if len(form) >= shortest]
        if any(concept not in light for concept in lexicon().concepts_of(told)):
            return True
    return states_harm(sentence)


def states_harm(sentence: str) -> bool:
    """Whether the judgement's statements of harm know it."""
    folded = sentence.casefold()
    return any(harm.regex.search(folded) for code in ("en", "de") for harm in patterns(code).possible(folded))


def _without_talk(lows: Sequence[str]) -> list[str]:
    """The words without phrases of letters' talk, of which single words may look like something: "logo que possível"."""
    talk, out, at = _talk(), list[str](), 0
    while at < len(lows):
        length = talk.match(lows, at)
        if not length:
            out.append(lows[at])
        at += length or 1
    return out


@lru_cache(maxsize=1)
def _talk() -> Phrases:
    """Demands and courtesy of two words or more, and what says that one may be in the wrong place.

    Not in English and German, for which the judgement's own lists are made.
    """
    found = [phrase for name in LANGUAGES[2:] for title in ("demands", "courtesy") for phrase in sections(name)[title]]
    return Phrases([phrase for phrase in found if " " in phrase] + list(sections("edges")["unsure"]))


def besides_of(lows: Sequence[str]) -> str:
    """Whether it threatens with somebody's ear, or says how little its writer is or knows; "" for neither."""
    for name, needed in (("threat", "heard"), ("lowly", "")):
        if any(_phrases(name).match(lows, at) for at in range(len(lows))) and (
            not needed or any(listed(low, needed) for low in lows)
        ):
            return name
    return ""


def listed(low: str, title: str) -> bool:
    """Whether a word or its beginning is listed."""
    if low in listed_words(title):
        return True
    begun = _begun(title)
    return any(low[:length] in begun for length in range(3, min(len(low), 12) + 1))


@lru_cache(maxsize=16)
def listed_words(title: str) -> frozenset[str]:
    return frozenset(word for word in sections("edges")[title] if not word.endswith("*"))


@lru_cache(maxsize=16)
def _begun(title: str) -> frozenset[str]:
    return frozenset(word[:-1] for word in sections("edges")[title] if word.endswith("*"))


@lru_cache(maxsize=16)
def _phrases(title: str) -> Phrases:
    return Phrases([phrase.rstrip("*") for phrase in sections("edges")[title]])


@lru_cache(maxsize=1)
def _negations() -> frozenset[str]:
    return frozenset(word for name in LANGUAGES for word in vocabulary(name).negations)


@lru_cache(maxsize=1)
def posts() -> frozenset[str]:
    """Ranks, roles and titles of all languages, as far as they are one word."""
    listed = (phrase for name in LANGUAGES for title in ("ranks", "roles") for phrase in sections(name).get(title, ()))
    return frozenset(phrase for phrase in listed if " " not in phrase and len(phrase) > 2)


@lru_cache(maxsize=3)
def _light(besides: str) -> frozenset[int]:
    return lexicon().numbers(*listed_words("light concepts"), *_BESIDES.get(besides, ()))


@lru_cache(maxsize=64)
def language(sentence: str) -> str:
    return language_of(sentence)
