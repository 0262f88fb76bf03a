"""Demands, shouting and courtesy, which say nothing about the issue.

Two steps. Phrases that are nothing else ("as soon as possible", "sorry to bother you", "top priority") go wherever
they stand. Then a clause that holds no word with any weight for the issue ("I expect an answer", "or I will
complain") goes as a whole; the words without weight are listed by language, every word not listed has weight, and so
has every number: a deadline with a time of day stays.
"""

from daemon.mail.redaction.vocabulary import Vocabulary
from daemon.mail.tokens import Token

_STOPS = {",", ";", ":", "-", "(", ")", ".", "/", "!"}
_KEPT = {",", ":", "?"}


def without_phrases(tokens: list[Token], words: Vocabulary) -> list[Token]:
    """Without the phrases that are demand or courtesy and nothing else."""
    lows = [token.low.rstrip(".") if token.kind == "short" else token.low for token in tokens]
    firsts = words.phrases.firsts
    if firsts.isdisjoint(lows):
        return tokens
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        length = words.phrases.match(lows, at) if lows[at] in firsts else 0
        if length:
            at += length
            continue
        out.append(tokens[at])
        at += 1
    return out


def is_demanding(tokens: list[Token], words: Vocabulary) -> bool:
    """Whether a sentence asks or orders: then "fixed" in it is what is wanted, not what has happened."""
    return any(token.low in words.demanding for token in tokens)


def weighty(tokens: list[Token], words: Vocabulary, *, demanded: bool) -> list[Token]:
    """Only the clauses that say something about the issue, with their conjunctions. `demanded`: the sentence
    `is_demanding`."""
    out: list[Token] = []
    for clause in _clauses(tokens, words):
        kept = _in_clause(clause, words, demanded=demanded)
        if kept:
            out.extend(kept)
    while out and ((out[0].low in words.leading and len(out) > 1) or out[0].kind == "mark"):
        out.pop(0)
    while out and (out[-1].low in words.splitters or (out[-1].kind == "mark" and out[-1].low != "?")):
        out.pop()
    return out


def _clauses(tokens: list[Token], words: Vocabulary) -> list[list[Token]]:
    """Cut before conjunctions and after marks."""
    out: list[list[Token]] = [[]]
    for token in tokens:
        if token.low in words.splitters and token.kind == "word" and out[-1]:
            out.append([])
        out[-1].append(token)
        if token.kind == "mark" and token.low in _STOPS:
            out.append([])
    return [clause for clause in out if clause]


def _in_clause(clause: list[Token], words: Vocabulary, *, demanded: bool) -> list[Token]:
    """The clause as far as it has weight; empty when it has none."""
    if not any(_weighs(token, words, demanded=demanded) for token in clause) and not _fails(clause, words):
        return []
    if demanded:
        return [token for token in clause if token.low not in words.demand_adverbs]
    return clause


def _fails(clause: list[Token], words: Vocabulary) -> bool:
    """Whether light words say that something fails: "it doesn't respond", "I can't see it", but not "you never answer"."""
    lows = [token.low for token in clause]
    return not words.negations.isdisjoint(lows) and not words.fails_when_negated.isdisjoint(lows) and "you" not in lows


def _weighs(token: Token, words: Vocabulary, *, demanded: bool) -> bool:
    if token.kind in {"mark", "person"}:
        return False
    if token.kind in {"number", "url"}:
        return True
    if demanded and token.low in words.when_demanded:
        return False
    return token.low.rstrip(".") not in words.weightless


def written(tokens: list[Token]) -> str:
    """The tokens as a line in lower case, with only the marks that carry meaning."""
    out: list[str] = []
    for token in tokens:
        if token.kind == "mark":
            mark = "," if token.low in {";", "-", "."} else token.low
            if mark in _KEPT and out and out[-1] not in _KEPT:
                out.append(mark)
            continue
        out.append(token.low)
    text = " ".join(out)
    for mark in _KEPT:
        text = text.replace(f" {mark}", mark)
    return text.replace("' ", "'").strip(" ,:")
