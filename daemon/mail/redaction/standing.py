"""What a writer says of his own name and standing: "I am the dean of law and …", "as a simple student, …", "my name is …"."""

from collections.abc import Sequence

from daemon.mail.redaction.sentence import STOPS
from daemon.mail.redaction.vocabulary import Vocabulary, frame
from daemon.mail.tokens import Token

CLAUSE = 25  # words of a clause that go at most


def without_standing(tokens: list[Token], words: Vocabulary) -> list[Token]:
    """The tokens, with ranks already neutral, without such clauses and the conjunction behind them."""
    lows = [token.low for token in tokens]
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        opens = at == 0 or lows[at - 1] in STOPS or lows[at - 1] in words.clause_starts
        end = _clause(tokens, lows, at, words) if opens else at
        if end == at:
            out.append(tokens[at])
            at += 1
        else:
            at = _past_joint(lows, end, words)
    return out


def _past_joint(lows: Sequence[str], at: int, words: Vocabulary) -> int:
    """The index after the marks and conjunctions that joined the clause to the next one."""
    while at < len(lows):
        joint = lows[at] in words.joiners or (lows[at] in words.clause_starts and lows[at] not in words.pronouns)
        if not joint and lows[at] not in STOPS - {"?"}:
            break
        at += 1
    return at


def _clause(tokens: Sequence[Token], lows: Sequence[str], at: int, words: Vocabulary) -> int:
    """The index after a clause on the writer's standing; `at` when none begins there."""
    length = words.name_openers.match(lows, at)
    if length:
        return _clause_end(tokens, lows, at + length, words, named=True)
    length = words.openers.match(lows, at)
    if not length:
        return at
    end, most = at + length, min(len(lows), at + length + 6)
    skipped = words.articles | words.modifiers | frame("small words of standing")
    while end < most and tokens[end].kind != "person" and lows[end] in skipped and not words.roles.match(lows, end):
        end += 1
    if end >= len(lows):
        return at
    if tokens[end].kind == "person" and not lows[end].endswith("'s"):
        return _clause_end(tokens, lows, end + 1, words, named=False)
    role = words.roles.match(lows, end)
    if not role and "one" in lows[at:end]:
        role = int(lows[end].removesuffix("s") in words.roles)  # "as one of your oldest customers"
    return _clause_end(tokens, lows, end + role, words, named=False) if role else at


def _clause_end(tokens: Sequence[Token], lows: Sequence[str], at: int, words: Vocabulary, *, named: bool) -> int:
    """Where the clause ends: at a mark, at a conjunction, or where the writer begins to speak ("I", "my")."""
    end = at
    while end < len(tokens) and lows[end] not in STOPS and end < at + CLAUSE:
        if lows[end] in words.pronouns and (lows[end] not in words.articles or end > at + 1):
            break
        joins = lows[end] in words.clause_starts or lows[end] in words.joiners
        another = end + 1 < len(tokens) and tokens[end + 1].kind == "person" and not named  # "dean and chair of …"
        if joins and not another:
            break
        end += 1
    return end
