"""The words that redaction knows in one language, with the English ones beside them, since English demands are used
everywhere."""

from dataclasses import dataclass
from functools import lru_cache

from daemon.mail.wordlists import Phrases, sections

LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pt", "pl")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases and words by what they do in a sentence; `someone` and `people` are the neutral words."""

    language: str
    someone: str
    people: str
    articles: frozenset[str]
    modifiers: frozenset[str]
    after_rank: frozenset[str]
    ranks: Phrases
    ranks_with_article: Phrases
    rank_starts: frozenset[str]  # first words of ranks
    before_rank: frozenset[str]  # articles and adjectives: a rank may begin with them
    not_after: frozenset[str]
    not_before: frozenset[str]
    assistants: Phrases
    of: frozenset[str]
    roles: Phrases
    openers: Phrases
    name_openers: Phrases
    phrases: Phrases  # demands and courtesy: taken out wherever they stand
    weightless: frozenset[str]  # a clause of nothing else says nothing about the issue
    when_demanded: frozenset[str]
    demanding: frozenset[str]
    demand_adverbs: frozenset[str]
    clause_starts: frozenset[str]
    pronouns: frozenset[str]
    joiners: frozenset[str]
    splitters: frozenset[str]
    leading: frozenset[str]
    negations: frozenset[str]
    fails_when_negated: frozenset[str]  # "it doesn't respond" is a fault, "please respond" is none
    offices: frozenset[str]
    common: frozenset[str]


@lru_cache(maxsize=32)
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary for a BCP 47 language; an unknown one gets English and German together."""
    code = language.split("-", maxsplit=1)[0]
    codes = ("en",) if code == "en" else (code, "en") if code in LANGUAGES else ("en", "de")

    def listed(*titles: str) -> list[str]:
        return [phrase for name in codes for title in titles for phrase in sections(name).get(title, ())]

    def words(*titles: str) -> frozenset[str]:
        return frozenset(listed(*titles))

    first = sections(codes[0])
    ranks, with_article = Phrases(listed("ranks")), Phrases(listed("ranks only with article"))
    neutral = {sections(name)[title][0] for name in LANGUAGES for title in ("someone", "people")}
    return Vocabulary(
        language=code,
        someone=first["someone"][0],
        people=first["people"][0],
        articles=words("articles"),
        modifiers=words("modifiers"),
        after_rank=words("after rank", "after rank nouns"),
        ranks=ranks,
        ranks_with_article=with_article,
        rank_starts=ranks.firsts | with_article.firsts,
        before_rank=words("articles", "modifiers"),
        not_after=words("not a rank after"),
        not_before=words("not a rank before"),
        assistants=Phrases(listed("assistants")),
        of=words("of"),
        roles=Phrases(listed("roles")),
        openers=Phrases(listed("self openers")),
        name_openers=Phrases(listed("name openers")),
        phrases=Phrases(listed("demands", "courtesy")),
        weightless=words("weightless", "demand adverbs") | neutral,
        when_demanded=words("weightless when demanded"),
        demanding=words("demanding"),
        demand_adverbs=words("demand adverbs"),
        clause_starts=words("clause starts"),
        pronouns=words("pronouns"),
        joiners=words("joiners"),
        splitters=words("splitters"),
        leading=words("leading"),
        negations=words("negations"),
        fails_when_negated=words("fails when negated"),
        offices=words("offices"),
        common=frozenset(word for name in codes for word in sections("languages")[name]),
    )


@lru_cache(maxsize=16)
def frame(title: str) -> frozenset[str]:
    """Words of a section that counts for every language (words/frame.txt), without their points."""
    return frozenset(word.rstrip(".") for word in sections("frame")[title] if " " not in word)


@lru_cache(maxsize=1)
def light_words() -> frozenset[str]:
    """Words that say nothing about an issue, in any of the languages, and the commonest words of all."""
    found = {word for words in sections("languages").values() for word in words}
    found.update(word for word in sections("edges")["you"] if not word.endswith("*"))
    for name in LANGUAGES:
        known = vocabulary(name)
        found |= known.weightless | known.common | known.demanding | known.pronouns | known.demand_adverbs
        found.update(word for phrase in sections(name)["courtesy"] for word in phrase.split())
    return frozenset(found)
