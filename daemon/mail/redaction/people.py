"""Names, addresses, titles and ranks inside a sentence become one neutral word ("someone", "jemand").

A rank is found with all that belongs to it: article, adjectives, the unit after "of", the name behind it, and an
assistant or office in the possessive ("the director's assistant"). What is said about the writer's own standing ("as
the dean of law, …", "I am only an intern and …") goes altogether.
"""

import re
from collections.abc import Sequence

from daemon.mail.redaction.vocabulary import Vocabulary
from daemon.mail.tokens import Token

_CREDENTIALS = re.compile(r"(?<=://)[^\s/@]{1,200}@")
_QUERY = re.compile(r"[?#].*", re.DOTALL)
_PHONE = re.compile(
    r"(?<![\w.:/-])(?!\d{1,2}[./]\d{1,2}[./]\d{2,4}\b)(?!\d{4}-\d{2}-\d{2})(?:(?:\+|00)\d{1,3}[\s./-]{0,2}(?:\(\d{1,4}\)[\s./-]?)?\d(?:[\s./-]{0,2}\d){5,12}|\(?0\d{1,5}\)?[\s./-]{1,3}\d(?:[\s./-]?\d){3,10}|\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4})(?![\w:])"
    r"|\b(?:tel|phone|mobile|mobil|handy|fax|ext|extension|durchwahl|dw|telefon|cell)\b\.?:?\s{0,2}(?:no\.?|nr\.?)?\s?\+?\d[\d\s()/.-]{1,18}\d",
    re.IGNORECASE,
)
# Titles that are also words or units: only with their point.
_ONLY_WITH_POINT = {
    "m",
    "me",
    "d",
    "don",
    "on",
    "fr",
    "hr",
    "mag",
    "med",
    "ing",
    "pan",
    "pd",
    "gen",
    "col",
    "maj",
    "lt",
    "pol",
    "nat",
    "phil",
    "jur",
    "rer",
    "mec",
    "arch",
    "rag",
    "hc",
    "dipl",
    "sig",
    "eng",
    "ir",
    "hab",
    "doctor",
    "miss",
    "lord",
    "lady",
    "dame",
}
_RISKY = {
    "manager",
    "leader",
    "leiter",
    "partner",
    "executive",
    "principal",
    "chief",
    "boss",
    "superior",
    "president",
    "general",
    "capo",
    "ad",
    "general secretary",
    "director",
    "owner",
    "supervisor",
    "responsable",
    "responsabile",
    "direction",
    "dirección",
    "direzione",
    "direção",
}
_PARTICLES = {
    "von",
    "van",
    "de",
    "der",
    "den",
    "zu",
    "di",
    "da",
    "dos",
    "le",
    "la",
    "del",
    "ten",
    "ter",
    "el",
    "al",
    "bin",
    "mc",
}
_SMALL = {
    "just",
    "only",
    "merely",
    "also",
    "very",
    "quite",
    "simply",
    "really",
    "still",
    "currently",
    "both",
    "nur",
    "bloß",
    "auch",
    "sehr",
    "ja",
    "sólo",
    "solo",
    "seulement",
    "juste",
    "maar",
    "slechts",
    "apenas",
    "só",
    "tylko",
    "soltanto",
    "simple",
    "not",
    "nicht",
    "leider",
    "lediglich",
    "unfortunately",
    "übrigens",
    "immerhin",
    "humble",
    "mere",
    "now",
    "here",
    "hier",
    "proud",
}
_AS = {"as", "als", "como", "comme", "come", "jako", "being"}
_STOPS = {",", ";", ":", ".", "?", "!", "-", "(", ")", "/"}
_VERB_ENDS = ("s", "ed", "ing", "t", "en", "n't")  # without capitals, what may be a verb behind a name
NAMES = 3  # words of a name that are taken together


def without_contact(text: str) -> str:
    """The text without phone numbers and without what stands before the @ of a URL."""
    return _PHONE.sub(" ", _CREDENTIALS.sub("", text))


class People:
    """Makes the people in one mail's sentences neutral."""

    def __init__(
        self, words: Vocabulary, titles: frozenset[str], names: frozenset[str], full_names: Sequence[tuple[str, ...]]
    ) -> None:
        self.words = words
        self.titles = titles
        self.names = names
        self.full_names = full_names
        self._someone = Token(words.someone, False, "person")
        self._people = Token(words.people, False, "person")

    def neutral(self, tokens: list[Token]) -> list[Token]:
        """The tokens with people as neutral words and without what the writer says of his standing."""
        shouting = _is_shouting(tokens)
        lows = [self._base(token) for token in tokens]
        out: list[Token] = []
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.kind == "address":
                end, made = at + 1, self._someone
            elif token.kind == "url":
                end, made = at + 1, Token(_QUERY.sub("", token.low)[:100], False, "url")
            elif (length := self._named(lows, at)) or (length := self._titled(tokens, lows, at, shouting)):
                end, made = at + length, self._possessed(tokens, at + length)
            elif token.kind in {"word", "elided", "short"} and (end := self._rank(tokens, lows, at, shouting)) > at:
                plural = self._is_plural(lows[end - 1]) and end - at <= 4
                made = self._people if plural else self._possessed(tokens, end)
                if made.low.endswith("'s"):
                    end, made = self._assistant(lows, tokens, end, made)
            else:
                end, made = at + 1, token
            if (
                made.kind == "person"
                and len(out) > 1
                and out[-1].low in self.words.of
                and out[-2].low in self.words.offices
            ):
                del out[-2:]  # "the office of the dean"
                if out and out[-1].low in self.words.articles:
                    del out[-1]
            if made.kind == "person" and out and (joined := self._same(out, made)):
                out[-1] = made
                if joined == "," and end < len(tokens) and lows[end] == ",":
                    end += 1  # "our dean, Prof. Meier, can't log in"
            else:
                out.append(made)
            at = end
        return self._without_self(out)

    def _base(self, token: Token) -> str:
        low = token.low.rstrip(".") if token.kind == "short" else token.low
        return low[:-2] if low.endswith("'s") and token.kind == "word" else low

    def _possessed(self, tokens: list[Token], end: int) -> Token:
        """The neutral word, in the possessive when the last token was."""
        return (
            Token(f"{self.words.someone}'s", False, "person") if tokens[end - 1].low.endswith("'s") else self._someone
        )

    def _same(self, out: list[Token], made: Token) -> str:
        """What joins the neutral word to the same one before ("someone someone", "someone and someone"); "" when
        nothing does."""
        if out[-1].kind == "person" and out[-1].low == made.low:
            return " "
        if len(out) > 1 and out[-1].low in self.words.joiners | {","} and out[-2].kind == "person":
            return out.pop().low
        return ""

    def _named(self, lows: list[str], at: int) -> int:
        """The sender's own name: in full in any spelling, a part of it when it is no common word."""
        for name in self.full_names:
            if tuple(lows[at : at + len(name)]) == name:
                return len(name)
        return 1 if lows[at] in self.names else 0

    def _titled(self, tokens: list[Token], lows: list[str], at: int, shouting: bool) -> int:
        """A title with the name after it."""
        end = at
        while end < len(tokens) and lows[end] in self.titles and tokens[end].kind != "mark":
            point = end + 1 < len(tokens) and tokens[end + 1].low == "."
            if lows[end] in _ONLY_WITH_POINT and not point and end == at:
                return 0
            end += 2 if point else 1
            if end < len(tokens) and tokens[end].low == "-" and end + 1 < len(tokens) and lows[end + 1] in self.titles:
                end += 1
        if end == at:
            return 0
        length = self._name(tokens, lows, end, shouting)
        return end + length - at if length else 0

    def _name(self, tokens: list[Token], lows: list[str], at: int, shouting: bool) -> int:
        """How many tokens from `at` are a name; without capitals to go by, one that is no common word."""
        end, words = at, 0
        while end < len(tokens) and words < NAMES:
            token = tokens[end]
            if lows[end] in _PARTICLES and words <= 1 and end + 1 < len(tokens) and tokens[end + 1].capital:
                end += 1
                continue
            initial = token.capital and len(token.low) == 1 and end + 1 < len(tokens) and tokens[end + 1].low == "."
            if initial:
                end += 2
                continue
            if token.kind != "word" or lows[end] in self.words.common or lows[end] in self.words.weightless:
                break
            if shouting and words and lows[end].endswith(_VERB_ENDS):
                break
            if not shouting and not token.capital and (words or not _all_low(tokens)):
                break
            words += 1
            end += 1
            if tokens[end - 1].low.endswith("'s"):
                break
        return end - at if words else 0

    def _rank(self, tokens: list[Token], lows: list[str], at: int, shouting: bool) -> int:
        """The index after a rank with all that belongs to it; `at` when there is none."""
        words = self.words
        noun = at
        while noun < len(lows) and noun < at + 2 and lows[noun] in words.articles:
            noun += 1
        article = noun > at or (at > 0 and lows[at - 1] in _AS)
        last = noun
        while last < len(lows) and last < noun + 4 and lows[last] in words.modifiers:
            last += 1
        for start in range(last, noun - 1, -1):
            length = words.ranks.match(lows, start) or self._plural(lows, start)
            if not length and article:
                length = words.ranks_with_article.match(lows, start)
            if length and self._holds(lows, at, start, length, guarded=article or start > noun):
                return self._rank_end(tokens, lows, start + length, shouting)
        return at

    def _plural(self, lows: list[str], at: int) -> int:
        return 1 if at < len(lows) and self._is_plural(lows[at]) else 0

    def _is_plural(self, low: str) -> bool:
        """Directors, jefes: the plural by s of a rank that is one word."""
        return (
            len(low) > 4
            and low.endswith("s")
            and not low.endswith("ss")
            and low not in self.words.ranks
            and low[:-1] in self.words.ranks
        )

    def _holds(self, lows: list[str], at: int, start: int, length: int, *, guarded: bool) -> bool:
        """Whether the words around leave it a person and not a thing (a password manager, the manager app)."""
        before = lows[at - 1] if at else ""
        after = lows[start + length] if start + length < len(lows) else ""
        if before in self.words.not_after or after in self.words.not_before or lows[start] in self.words.not_after:
            return False
        if not guarded and length == 1 and lows[start] in _RISKY:
            return not before or before in self.words.weightless or not before[0].isalpha()
        return True

    def _rank_end(self, tokens: list[Token], lows: list[str], at: int, shouting: bool) -> int:
        """The index after adjectives, unit and name behind a rank."""
        while at < len(lows) and lows[at] in self.words.after_rank:
            at += 1
        if tokens[at - 1].low.endswith("'s"):
            return at
        for _ in range(2):
            unit = self._unit(tokens, lows, at, shouting)
            if not unit:
                break
            at += unit
        if (
            not shouting
            and not _all_low(tokens)
            and (at < len(tokens) and (tokens[at].capital or lows[at] in self.titles))
        ):
            at += self._titled(tokens, lows, at, shouting) or self._name(tokens, lows, at, shouting)
        return at

    def _unit(self, tokens: list[Token], lows: list[str], at: int, shouting: bool) -> int:
        """How many tokens say what a rank is rank of ("of the Faculty of Law")."""
        if at >= len(lows) or lows[at] not in self.words.of or tokens[at - 1].low.endswith("'s"):
            return 0
        end = at + 1
        while (
            end < len(lows)
            and end < at + 4
            and (lows[end] in self.words.of or lows[end] in self.words.articles or lows[end] in self.words.modifiers)
        ):
            end += 1
        first = end
        while (
            end < len(tokens)
            and end < first + 4
            and tokens[end].kind == "word"
            and tokens[end].capital
            and not shouting
            and (lows[end] not in self.words.pronouns or lows[end] == "it")
        ):
            end += 1
            if end + 1 < len(tokens) and lows[end] in self.words.joiners and tokens[end + 1].capital:
                end += 1
        if (
            end == first
            and end < len(tokens)
            and tokens[end].kind == "word"
            and lows[end] not in self.words.pronouns
            and lows[end] not in self.words.common
        ):
            end += 1
            if lows[first] in {
                "human",
                "computer",
                "public",
                "internal",
                "medical",
                "student",
                "information",
                "research",
                "academic",
                "foreign",
            } and end < len(tokens):
                end += 1
        if end < len(tokens) and tokens[end].kind == "number" and end > first:
            end += 1
        return end - at if end > first else 0

    def _assistant(self, lows: list[str], tokens: list[Token], at: int, made: Token) -> tuple[int, Token]:
        """ "The director's personal assistant" is someone, as the director is."""
        length = self.words.assistants.match(lows, at)
        if not length:
            return at, made
        return at + length, self._possessed(tokens, at + length)

    def _without_self(self, tokens: list[Token]) -> list[Token]:
        """Without clauses on the writer's own name and standing."""
        lows = [token.low for token in tokens]
        out: list[Token] = []
        at = 0
        while at < len(tokens):
            opens = at == 0 or lows[at - 1] in _STOPS or lows[at - 1] in self.words.clause_starts
            end = self._self_clause(tokens, lows, at) if opens else at
            if end > at:
                at = end
                while at < len(tokens) and (
                    lows[at] in _STOPS - {"?"}
                    or lows[at] in self.words.joiners
                    or (lows[at] in self.words.clause_starts and lows[at] not in self.words.pronouns)
                ):
                    at += 1
                continue
            out.append(tokens[at])
            at += 1
        return out

    def _self_clause(self, tokens: list[Token], lows: list[str], at: int) -> int:
        """The index after "I am the dean of law", "as a simple student", "my name is …"; `at` when none begins
        there."""
        words = self.words
        length = words.name_openers.match(lows, at)
        if length:
            return self._clause_end(tokens, lows, at + length, named=True)
        length = words.openers.match(lows, at)
        if not length:
            return at
        end = at + length
        while (
            end < len(lows)
            and end < at + length + 6
            and tokens[end].kind != "person"
            and (lows[end] in words.articles or lows[end] in words.modifiers or lows[end] in _SMALL)
            and not words.roles.match(lows, end)
        ):
            end += 1
        if end >= len(lows):
            return at
        if tokens[end].kind == "person" and not tokens[end].low.endswith("'s"):
            return self._clause_end(tokens, lows, end + 1)
        role = words.roles.match(lows, end)
        return self._clause_end(tokens, lows, end + role) if role else at

    def _clause_end(self, tokens: list[Token], lows: list[str], at: int, *, named: bool = False) -> int:
        """Where the clause ends: at a mark, at a conjunction, or where the writer begins to speak ("I", "my")."""
        end = at
        while end < len(tokens) and lows[end] not in _STOPS and end < at + 25:
            if lows[end] in self.words.pronouns and (lows[end] not in self.words.articles or end > at + 1):
                break
            joins = lows[end] in self.words.clause_starts or lows[end] in self.words.joiners
            if joins and not (end + 1 < len(tokens) and tokens[end + 1].kind == "person" and not named):
                break
            end += 1
        return end


def _is_shouting(tokens: Sequence[Token]) -> bool:
    """Mostly capitals at the beginning of words: capitals say nothing about names then."""
    words = [token for token in tokens if token.kind == "word"]
    return len(words) > 2 and sum(token.capital for token in words) > len(words) * 0.7


def _all_low(tokens: Sequence[Token]) -> bool:
    return not any(token.capital for token in tokens)
