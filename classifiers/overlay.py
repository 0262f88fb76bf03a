"""What people have corrected holds at once for the very same trouble, until the next training has learnt it.

A mail that says nearly the same as a corrected one (cosine of the tf-idf vectors of the model) gets the corrected labels.
Later corrections come before earlier ones; corrections that contradict each other on the same trouble decide nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

import numpy as np
from numpy.typing import NDArray

from classifiers.examples import Labels
from classifiers.features.build import features_of
from classifiers.features.text import words_of
from classifiers.issue_text import IssueText
from classifiers.judgement import Judgement, Label
from classifiers.model import Model

MOST = 500  # corrections held; older ones wait for the training
SAME = 0.6  # cosine from which two mails are about the very same trouble
_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class _Corrected:
    subject: str
    labels: Labels
    rows: NDArray[np.int32]
    values: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Overlay:
    """A judge that knows the latest corrections; see `classifiers.judgement.Judge`."""

    model: Model
    corrected: tuple[_Corrected, ...]

    @classmethod
    def of(cls, model: Model, corrections: Sequence[tuple[IssueText, Labels]]) -> Self:
        """`corrections`: oldest first, as they are stored."""
        latest = list(corrections)[-MOST:][::-1]
        return cls(model, tuple(_Corrected(text.subject, labels, *_vector(model, text)) for text, labels in latest))

    def judge(self, text: IssueText, now: datetime) -> Judgement:
        """As the model, with what was corrected for the same trouble."""
        judgement = self.model.judge(text, now)
        if not self.corrected:
            return judgement
        rows, values = _vector(self.model, text)
        same = [one for one in self.corrected if _cosine(one, rows, values) >= SAME]
        because = f'corrected for the same trouble: "{same[0].subject}"' if same else ""
        urgency = _agreed([one.labels.urgency for one in same])
        issue_type = _agreed([one.labels.issue_type for one in same])
        # An admin's rule stays above a correction.
        if urgency and not _by_rule(judgement.urgency):
            judgement = replace(judgement, urgency=_given(urgency, because))
        if issue_type and not _by_rule(judgement.issue_type):
            judgement = replace(judgement, issue_type=_given(issue_type, because))
        return judgement

    def judge_many(self, texts: list[IssueText], now: datetime) -> list[Judgement]:
        """Judges several; the same as one by one."""
        return [self.judge(text, now) for text in texts]


def _vector(model: Model, text: IssueText) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    _, rows, values = model.linear.vector(features_of(words_of(text)))
    return rows, values / max(float(np.sqrt(values @ values)), 1e-9)


def _cosine(one: _Corrected, rows: NDArray[np.int32], values: NDArray[np.float32]) -> float:
    _, mine, theirs = np.intersect1d(rows, one.rows, assume_unique=True, return_indices=True)
    return float(values[mine] @ one.values[theirs])


def _agreed(labels: Sequence[str | None]) -> str | None:
    given = {label for label in labels if label is not None}
    return given.pop() if len(given) == 1 else None


def _by_rule(label: Label) -> bool:
    return any(reason.startswith("rule ") for reason in label.because)


def _given(name: str, because: str) -> Label:
    return Label(name, _CONFIDENCE, True, (because,), ((name, _CONFIDENCE),))
