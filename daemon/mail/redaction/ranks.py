"""Ranks with all that belongs to them: article, adjectives, the unit after "of", the name behind."""

from daemon.mail.redaction.names import name, titled
from daemon.mail.redaction.sentence import Sentence
from daemon.mail.redaction.vocabulary import Vocabulary, frame


def rank_end(sentence: Sentence, at: int, words: Vocabulary) -> int:
    """The index after the rank that begins at `at` ("the deputy head of the Faculty of Law"); `at` when none does."""
    noun = _past(sentence, at, 2, words.articles)
    article = noun > at or sentence.low(at - 1) in frame("as")
    last = _past(sentence, noun, 4, words.modifiers)
    for start in range(last, noun - 1, -1):
        length = words.ranks.match(sentence.lows, start) or int(is_plural(sentence.low(start), words))
        if not length and article:
            length = words.ranks_with_article.match(sentence.lows, start)
        if length and _is_person(sentence, at, start, length, words, guarded=article or start > noun):
            return _with_rest(sentence, start + length, words)
    return at


def is_plural(low: str, words: Vocabulary) -> bool:
    """Directors, jefes: the plural by s of a rank that is one word."""
    long_enough = len(low) > 4 and low.endswith("s") and not low.endswith("ss")
    return long_enough and low not in words.ranks and low[:-1] in words.ranks


def _past(sentence: Sentence, at: int, most: int, listed: frozenset[str]) -> int:
    """The index after at most `most` words of a list."""
    end = at
    while end < at + most and sentence.low(end) in listed:
        end += 1
    return end


def _is_person(sentence: Sentence, at: int, start: int, length: int, words: Vocabulary, *, guarded: bool) -> bool:
    """Whether the words around leave it a person and not a thing (a password manager, the manager app)."""
    before = sentence.low(at - 1)
    if before in words.not_after or sentence.low(start) in words.not_after:
        return False
    if sentence.low(start + length) in words.not_before:
        return False
    if not guarded and length == 1 and sentence.low(start) in frame("ranks that are also things"):
        return not before or before in words.weightless or not before[0].isalpha()
    return True


def _with_rest(sentence: Sentence, at: int, words: Vocabulary) -> int:
    """The index after adjectives, units and name behind a rank."""
    at = _past(sentence, at, 6, words.after_rank)
    if sentence.possessive(at - 1):
        return at
    for _ in range(2):
        at += _unit(sentence, at, words)
    if not sentence.shouting and (sentence.capital(at) or sentence.low(at) in frame("titles")):
        at += titled(sentence, at, words) or name(sentence, at, words)
    return at


def _unit(sentence: Sentence, at: int, words: Vocabulary) -> int:
    """How many tokens say what a rank is rank of ("of the Faculty of Law"); 0 when none do."""
    if sentence.low(at) not in words.of or sentence.possessive(at - 1):
        return 0
    first = _past(sentence, at + 1, 3, words.of | words.articles | words.modifiers)
    end = _capitalised(sentence, first, words)
    if end == first and sentence.kind(end) == "word":
        low = sentence.low(end)
        if low not in words.pronouns and low not in words.common:
            end += 2 if low in frame("units of two words") and end + 1 < len(sentence) else 1
    if end > first and sentence.kind(end) == "number":
        end += 1
    return end - at if end > first else 0


def _capitalised(sentence: Sentence, at: int, words: Vocabulary) -> int:
    """The index after up to four capitalised words, joined or not ("Law and Economics")."""
    end = at
    while end < at + 4 and not sentence.shouting and sentence.kind(end) == "word" and sentence.capital(end):
        if sentence.low(end) in words.pronouns and sentence.low(end) != "it":
            break
        end += 1
        if sentence.low(end) in words.joiners and sentence.capital(end + 1):
            end += 1
    return end
