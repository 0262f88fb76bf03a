"""One sentence with what is asked of it again and again."""

from collections.abc import Sequence

from daemon.mail.tokens import Token

STOPS = frozenset(",;:.?!-()/")


class Sentence:
    """The tokens of a sentence. `lows`: folded, without the point of an abbreviation and without a possessive 's."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.length = len(tokens)
        self.lows = [token.low if token.kind == "mark" or token.low.isalpha() else _base(token) for token in tokens]
        words = [token for token in tokens if token.kind == "word"]
        capitals = sum(token.capital for token in words)
        # Mostly capitals, or none at all: then capitals say nothing about names.
        self.shouting = len(words) > 2 and capitals > len(words) * 0.7
        self.all_low = not any(token.capital for token in tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def low(self, at: int) -> str:
        """The folded word there; "" outside of the sentence."""
        return self.lows[at] if 0 <= at < self.length else ""

    def capital(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].capital

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if 0 <= at < len(self.tokens) else ""

    def possessive(self, at: int) -> bool:
        """Whether the word there ends in 's."""
        return 0 <= at < len(self.tokens) and self.tokens[at].low.endswith("'s")


def _base(token: Token) -> str:
    if token.kind == "short":
        return token.low.rstrip(".")
    return token.low[:-2] if token.kind == "word" and token.low.endswith("'s") else token.low
