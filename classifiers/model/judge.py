"""The judge that the daemon asks: a model's scores made into a judgement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from classifiers.features.build import features_of
from classifiers.features.text import words_of
from classifiers.issue_text import IssueText
from classifiers.judgement import Judgement, Label, Sensitive
from classifiers.model.linear import Floats, Linear, softmax

# A level or type is still a contender when it holds this share of the likeliest one's probability.
_CONTENDER_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class Head:
    """How one label's scores are read."""

    names: tuple[str, ...]
    temperature: float
    sure: float


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model; see `classifiers.judgement.Judge`."""

    version: str
    linear: Linear
    urgency: Head
    issue_type: Head
    sensitive_above: float

    def judge(self, text: IssueText, now: datetime) -> Judgement:
        """Judges one issue as of `now` (aware, in the reader's zone)."""
        if now.tzinfo is None:
            raise ValueError("`now` must know its zone")
        scores = self.linear.scores(features_of(words_of(text)))
        sensitive = softmax(self.linear.head(scores, "sensitive"))
        return Judgement(
            urgency=_label(self.urgency, self.linear.head(scores, "urgency")),
            issue_type=_label(self.issue_type, self.linear.head(scores, "issue_type")),
            sensitive=Sensitive(bool(sensitive[1] >= self.sensitive_above)),
            model=self.version,
        )

    def judge_many(self, texts: list[IssueText], now: datetime) -> list[Judgement]:
        """Judges several; the same as one by one."""
        return [self.judge(text, now) for text in texts]


def head_from(facts: Mapping[str, Any], sure: float) -> Head:
    """Reads one head from the manifest; a threshold of the settings above 0 replaces the model's own."""
    return Head(tuple(facts["names"]), float(facts["temperature"]), sure or float(facts["sure"]))


def _label(head: Head, scores: Floats) -> Label:
    probabilities = softmax(scores, head.temperature)
    order = np.argsort(-probabilities, kind="stable")
    best = float(probabilities[order[0]])
    contenders = tuple(
        (head.names[i], float(probabilities[i])) for i in order if probabilities[i] >= _CONTENDER_SHARE * best
    )
    return Label(head.names[order[0]], best, best >= head.sure, (), contenders)
