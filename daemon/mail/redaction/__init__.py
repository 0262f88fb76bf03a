"""From the writer's own words to the issue alone: the only place where an IssueText is made.

The frame (greeting, sign-off, signature) goes first, by lines; what is left is read sentence by sentence: people
become one neutral word, the writer's standing goes, then demands and courtesy, then clauses without weight; what
remains is written in lower case, one sentence a line. So the same facts under another name, rank or tone, in another
mail program's line breaks, give the same text.
"""

import re
from collections.abc import Sequence

from classifiers.issue_text import IssueText
from daemon.mail.language import language_of
from daemon.mail.own_words import own_words
from daemon.mail.redaction.edges import without_edges, without_frame_parts
from daemon.mail.redaction.frame import core
from daemon.mail.redaction.people import People, without_contact
from daemon.mail.redaction.sentences import FULL, sentences
from daemon.mail.redaction.subject import core_subject, without_urging
from daemon.mail.redaction.tone import is_demanding, weighty, without_phrases, written
from daemon.mail.redaction.vocabulary import Vocabulary, vocabulary
from daemon.mail.salutation import greeting_end
from daemon.mail.tokens import Token, plain_marks, tokens_of
from daemon.mail.wordlists import sections

ROUNDS = 4  # signatures within signatures
LENGTH = 12_000  # characters of own words that are redacted; the judgement needs no more
_INNER_PREFIX = re.compile(r"([^:]{1,40}?)\b(?:re|aw|fw|fwd|wg|sv|tr|rv)\s?:", re.IGNORECASE)
_PART = re.compile(r"[^\W\d_]{2,40}")


def redact(subject: str, words: str, language: str | None, names: tuple[str, ...] = ()) -> IssueText:
    """The issue in a mail. `words`: the writer's own words; `language`: BCP 47, None to find it; `names`: the sender's.

    Total, linear. Never empty when there were words: a mail of nothing but demands keeps them, without the person.
    """
    title = core_subject(subject)
    parts = _parts(names)
    lines = _without_frame(plain_marks(words[:LENGTH]).split("\n"), parts)
    language = language or language_of("\n".join([title, *lines]))
    known = vocabulary(language)
    work = _Redaction(known, _people(known, names, parts))
    lines = work.inner(lines)
    subject_left = " ".join(work.sentences([_title(without_frame_parts(_title(title, known)), known)]))
    body = "\n".join(work.sentences(lines))
    if not subject_left and not body:
        body = "\n".join(work.unpruned([*lines, title]))
    return IssueText.sealed(subject_left, body, language)


def issue_text(subject: str, body: str, language: str | None = None) -> IssueText:
    """The issue in a subject and body as they stand in a label file or a corpus; the language is found when not given.

    It is found on what stands between greeting and sign-off, so that a foreign signature doesn't decide it.
    """
    return redact(subject, own_words(body), language)


def _without_frame(lines: list[str], names: frozenset[str]) -> list[str]:
    """Without greeting, signature and what is said around the issue, in whatever language; they lie within each other."""
    for _ in range(ROUNDS):
        inner = without_edges(core(lines, names))
        if inner == lines:
            break
        lines = inner
    return lines


class _Redaction:
    """The redaction of one mail; a sentence met again is not worked out again."""

    def __init__(self, words: Vocabulary, people: People) -> None:
        self.words = words
        self.people = people
        self._known: dict[str, str] = {}

    def inner(self, lines: list[str]) -> list[str]:
        """What is left when frame and weightless lines at both ends are taken off in turn: signatures stand above
        demands too."""
        for _ in range(ROUNDS):
            inner = self._trimmed(core(lines, self.people.names))
            if inner == lines:
                break
            lines = inner
        return lines

    def sentences(self, lines: Sequence[str]) -> list[str]:
        """What the sentences of these lines say of the issue; those that say nothing are left out."""
        return [line for line in map(self._line, sentences(lines)) if line]

    def unpruned(self, lines: Sequence[str]) -> list[str]:
        """Everything but the person: for a mail that says nothing of weight."""
        made = (written(self.people.neutral(tokens_of(without_contact(sentence)))) for sentence in sentences(lines))
        return [line for line in made if line] or [line.strip().casefold() for line in lines if line.strip()]

    def _line(self, sentence: str) -> str:
        known = self._known.get(sentence)
        if known is None:
            known = self._known[sentence] = self._worked_out(sentence)
        return known

    def _worked_out(self, sentence: str) -> str:
        tokens = tokens_of(without_contact(sentence))
        greeted = greeting_end(sentence) or 0
        demanded = is_demanding(tokens, self.words)
        tokens = without_phrases(self.people.neutral(tokens[greeted:]), self.words)
        return written(weighty(tokens, self.words, demanded=demanded))

    def _trimmed(self, lines: list[str]) -> list[str]:
        """Without the lines at the top and the end that say nothing of weight; all of them when none does."""
        filled = [index for index, line in enumerate(lines) if line]
        while (
            len(filled) > 1
            and (filled[-1] == 0 or _ends_sentence(lines[filled[-1] - 1]))
            and not self.sentences([lines[filled[-1]]])
        ):
            filled.pop()
        while len(filled) > 1 and _ends_sentence(lines[filled[0]]) and not self.sentences([lines[filled[0]]]):
            filled.pop(0)
        return lines[filled[0] : filled[-1] + 1] if filled else lines


def _ends_sentence(line: str) -> bool:
    return not line or len(line) < FULL or line.endswith((".", "!", "?", ":"))


def _title(subject: str, words: Vocabulary) -> str:
    """The subject without prefixes, also those that stand behind a demand ("URGENT: RE: …", "!!! CRITICAL !!! Re: …")."""
    inner = _INNER_PREFIX.match(subject)
    if inner is not None and not any(_weighs(token, words) for token in tokens_of(inner[1])):
        subject = subject[inner.end(1) :]
    for _ in range(6):
        before = subject
        subject = without_urging(core_subject(subject))
        tokens = tokens_of(subject[:200])
        length = words.phrases.match([token.low for token in tokens], 0)
        if length and length < len(tokens):
            subject = subject[tokens[length].start :]
        elif subject == before:
            break
    return subject


def _weighs(token: Token, words: Vocabulary) -> bool:
    """Whether a word before a prefix may say what the mail is about."""
    return token.kind == "word" and token.low not in words.weightless and not words.phrases.match([token.low], 0)


def _parts(names: tuple[str, ...]) -> frozenset[str]:
    """The words of the sender's names and addresses that can't be anything else."""
    found = {part.casefold() for name in names for part in _PART.findall(name.split("@", maxsplit=1)[0])}
    return frozenset(part for part in found if len(part) >= 3).difference(sections("signature")["no sender names"])


def _people(words: Vocabulary, names: tuple[str, ...], parts: frozenset[str]) -> People:
    full = [tuple(part.casefold() for part in _PART.findall(name.split("@", maxsplit=1)[0])) for name in names]
    single = parts - words.common - words.weightless
    return People(words, single, [name for name in full if len(name) > 1])
