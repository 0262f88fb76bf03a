"""What people have corrected holds at once for the very same trouble, until the next training has learnt it.

A mail that says nearly the same as a corrected one gets the corrected labels. Needs no model: two mails are compared by their
words of content (cosine of the sets), so that it works wherever the judgement is used.

- On one trouble each person has one voice, their latest word; the label most people gave decides, and an even vote nothing.
- News that it is mended is not the trouble, nor the other way about.
- An admin's rule stays above a correction, and a plain statement of harm is never lowered by one.
- Of more corrections than `MOST` nobody's own take more than `MOST_OF_ONE`, as long as others have some to hold.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from math import sqrt
from typing import Self

from classifiers.features.concepts import lexicon
from classifiers.features.text import words_of
from classifiers.floors import floor_of
from classifiers.issue_text import IssueText
from classifiers.judgement import Judgement, Label, Sensitive

MOST = 500  # corrected mails held, the latest; older ones wait for the training
MOST_OF_ONE = 0.3  # the share of them that one person may have when there are more
# Cosine from which two mails are about the very same trouble. Of 4,850 mails of the corpus four have such a neighbour among
# all others, and those say the same.
SAME = 0.55
LEAST_SHARED = 3  # words of content in common; two mails of one word each are no same trouble
_CONFIDENCE = 0.9
_FILLERS = frozenset((files("classifiers") / "fillers.txt").read_text(encoding="utf-8").split())


@dataclass(frozen=True, slots=True)
class Said:
    """One corrected mail: what one person says of it (None where they said nothing), and the case it belongs to."""

    case: str
    by: str
    text: IssueText
    urgency: str | None = None
    issue_type: str | None = None
    sensitive: bool | None = None


@dataclass(frozen=True, slots=True)
class Overlay:
    """The latest corrections, found by the words of the corrected mails."""

    levels: tuple[str, ...]  # highest first
    said: tuple[Said, ...]  # latest first
    sizes: tuple[int, ...]  # words of content of each
    having: dict[str, list[int]]  # word -> which have it

    @classmethod
    def of(cls, said: Sequence[Said], levels: Sequence[str]) -> Self:
        """`said`: oldest first, as it is stored."""
        held = tuple(_fair(said[::-1]))
        contents = [_content(one.text) for one in held]
        having: dict[str, list[int]] = {}
        for place, words in enumerate(contents):
            for word in words:
                having.setdefault(word, []).append(place)
        return cls(tuple(levels), held, tuple(map(len, contents)), having)

    def apply(self, judgement: Judgement, text: IssueText) -> Judgement:
        """The judgement with what was corrected for the same trouble; `because` names the case."""
        same = self._same(text) if self.said else []
        if not same:
            return judgement
        # An admin's rule stays above a correction.
        urgency = None if _by_rule(judgement.urgency.because) else _voted([(s.by, s.urgency, s.case) for s in same])
        issue_type = (
            None if _by_rule(judgement.issue_type.because) else _voted([(s.by, s.issue_type, s.case) for s in same])
        )
        private = any(s.sensitive for s in same) and not _by_rule(judgement.sensitive.because)
        if urgency and not self._lowers(urgency[0], judgement, text):
            judgement = replace(judgement, urgency=_given(*urgency, text.language))
        if issue_type:
            judgement = replace(judgement, issue_type=_given(*issue_type, text.language))
        if private and not judgement.sensitive.flag:
            case = next(s.case for s in same if s.sensitive)
            judgement = replace(judgement, sensitive=Sensitive(True, (_because(case, text.language),)))
        return judgement

    def _same(self, text: IssueText) -> list[Said]:
        """The corrections on the same trouble, latest first."""
        words = _content(text)
        shared = Counter(place for word in words for place in self.having.get(word, ()))
        near = [
            self.said[place]
            for place, count in sorted(shared.items())
            if count >= LEAST_SHARED and count >= SAME * sqrt(len(words) * self.sizes[place])
        ]
        return [one for one in near if _mended(one.text) == _mended(text)]

    def _lowers(self, level: str, judgement: Judgement, text: IssueText) -> bool:
        """Whether a correction would lower what is a plain statement of harm."""
        has = judgement.urgency.label
        if level not in self.levels or has not in self.levels or self.levels.index(level) <= self.levels.index(has):
            return False
        return judgement.danger or floor_of(words_of(text)) is not None


def _fair(said: Iterable[Said]) -> list[Said]:
    """The latest `MOST`; of too many, first those within each person's share."""
    latest = list(said)
    if len(latest) <= MOST:
        return latest
    had: Counter[str] = Counter()
    within: list[Said] = []
    beyond: list[Said] = []
    for one in latest:
        had[one.by] += 1
        (within if had[one.by] <= MOST_OF_ONE * MOST else beyond).append(one)
    return (within + beyond)[:MOST]


def _content(text: IssueText) -> frozenset[str]:
    """The words that say what it is about."""
    return frozenset(words_of(text).forms()) - _FILLERS


def _mended(text: IssueText) -> bool:
    known = lexicon()
    solved = known.numbers("solved")
    return any(known.first_of(sentence.forms, solved) for sentence in words_of(text).sentences)


def _voted(voices: Sequence[tuple[str, str | None, str]]) -> tuple[str, str] | None:
    """The label that most people gave as their latest word, and the latest case where it was; None at an even vote."""
    latest: dict[str, tuple[str, str]] = {}
    for by, label, case in voices:
        if label is not None:
            latest.setdefault(by, (label, case))
    counts = Counter(label for label, _ in latest.values()).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return None
    winner = counts[0][0]
    return next((label, case) for label, case in latest.values() if label == winner)


def _by_rule(because: Sequence[str]) -> bool:
    return any(reason.startswith("rule ") for reason in because)


def _given(name: str, case: str, language: str) -> Label:
    return Label(name, _CONFIDENCE, True, (_because(case, language),), ((name, _CONFIDENCE),))


def _because(case: str, language: str) -> str:
    return f"wie zu Fall {case} berichtigt" if language.startswith("de") else f"as corrected on case {case}"
