"""Names, addresses, titles and ranks inside a sentence become one neutral word ("someone", "jemand").

So does an assistant or office in the possessive ("the director's assistant"). What is said about the writer's own
standing goes altogether (`standing`).
"""

import re
from collections.abc import Sequence

from daemon.mail.redaction.names import titled
from daemon.mail.redaction.ranks import is_plural, rank_end
from daemon.mail.redaction.sentence import Sentence
from daemon.mail.redaction.standing import without_standing
from daemon.mail.redaction.vocabulary import Vocabulary, frame
from daemon.mail.tokens import Token

_REACHED = frozenset({"address", "url"})
_CREDENTIALS = re.compile(r"(?<=://)[^\s/@]{1,200}@")
_QUERY = re.compile(r"[?#].*", re.DOTALL)
_PHONE = re.compile(
    r"""
    (?<![\w.:/-])(?!\d{1,2}[./]\d{1,2}[./]\d{2,4}\b)(?!\d{4}-\d{2}-\d{2})      # neither a date nor within a word
    (?: (?:\+|00)\d{1,3}[\s./-]{0,2}(?:\(\d{1,4}\)[\s./-]?)?\d(?:[\s./-]{0,2}\d){5,12}  # +44 20 7946 0991
      | \(?0\d{1,5}\)?[\s./-]{1,3}\d(?:[\s./-]?\d){3,10}                        # 0551 123456
      | \(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}                                       # (555) 123-4567
    )(?![\w:])
    | \b(?:tel|phone|mobile|mobil|handy|fax|ext|extension|durchwahl|dw|telefon|cell)\b\.?:?\s{0,2}
      (?:no\.?|nr\.?)?\s?\+?\d[\d\s()/.-]{1,18}\d                               # ext. 4410
    """,
    re.IGNORECASE | re.VERBOSE,
)


def without_contact(text: str) -> str:
    """The text without phone numbers and without what stands before the @ of a URL."""
    return _PHONE.sub(" ", _CREDENTIALS.sub("", text))


class People:
    """Makes the people in one mail's sentences neutral. `names`: single words of the sender's name that mean nothing
    else; `full_names`: his names as they are written."""

    def __init__(self, words: Vocabulary, names: frozenset[str], full_names: Sequence[tuple[str, ...]]) -> None:
        self.words = words
        self.names = names
        self.full_names = full_names
        self.firsts = names | {name[0] for name in full_names} | frame("titles")  # words that names begin with

    def neutral(self, tokens: list[Token]) -> list[Token]:
        """The tokens with people as neutral words and without what the writer says of his standing."""
        sentence = Sentence(tokens)
        starts = self._starts(sentence)
        out: list[Token] = []
        at = 0
        while at < len(tokens):
            end, made = self._made(sentence, at) if at in starts else (at + 1, tokens[at])
            if made.kind == "person":
                end += self._add_person(out, made, sentence.low(end))
            else:
                out.append(made)
            at = end
        return without_standing(out, self.words)

    def _starts(self, sentence: Sentence) -> set[int]:
        """Where a person may begin: most words of most sentences need no closer look."""
        lows, kinds = sentence.lows, (token.kind for token in sentence.tokens)
        found = {
            at for at, (low, kind) in enumerate(zip(lows, kinds, strict=True)) if low in self.firsts or kind in _REACHED
        }
        plurals = {low for low in lows if low.endswith("s") and is_plural(low, self.words)}
        if plurals or not self.words.rank_starts.isdisjoint(lows):
            first, before = self.words.rank_starts, self.words.before_rank
            found.update(at for at, low in enumerate(lows) if low in first or low in before or low in plurals)
        return found

    def _made(self, sentence: Sentence, at: int) -> tuple[int, Token]:
        """(index after what begins at `at`, what stands for it)."""
        token = sentence.tokens[at]
        if token.kind == "address":
            return at + 1, self._person(possessive=False)
        if token.kind == "url":
            return at + 1, Token(_QUERY.sub("", token.low)[:100], False, "url")
        length = self._own_name(sentence, at) or titled(sentence, at, self.words)
        if length:
            return at + length, self._person(possessive=sentence.possessive(at + length - 1))
        end = rank_end(sentence, at, self.words) if token.kind in {"word", "elided", "short"} else at
        if end == at:
            return at + 1, token
        if is_plural(sentence.low(end - 1), self.words) and end - at <= 4:
            return end, Token(self.words.people, False, "person")
        if sentence.possessive(end - 1):
            end += self.words.assistants.match(sentence.lows, end)  # the director's assistant is someone, too
        return end, self._person(possessive=sentence.possessive(end - 1))

    def _person(self, *, possessive: bool) -> Token:
        return Token(self.words.someone + ("'s" if possessive else ""), False, "person")

    def _own_name(self, sentence: Sentence, at: int) -> int:
        """The sender's own name: in full in any spelling, a part of it when it is no common word."""
        for name in self.full_names:
            if tuple(sentence.lows[at : at + len(name)]) == name:
                return len(name)
        return int(sentence.low(at) in self.names)

    def _add_person(self, out: list[Token], made: Token, after: str) -> int:
        """Adds the neutral word, once where it would stand twice; 1 when a comma behind an apposition goes as well."""
        if len(out) > 1 and out[-1].low in self.words.of and out[-2].low in self.words.offices:
            del out[-2:]  # "the office of the dean"
            if out and out[-1].low in self.words.articles:
                out.pop()
        if out and out[-1].kind == "person" and out[-1].low == made.low:
            return 0
        if len(out) > 1 and out[-1].low in self.words.joiners | {","} and out[-2].kind == "person":
            comma = out.pop().low == ","
            out[-1] = made
            return int(comma and after == ",")  # "our dean, Prof. Meier, can't log in"
        out.append(made)
        return 0
