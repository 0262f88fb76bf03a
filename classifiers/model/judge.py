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
from classifiers.matrix import FACTS, level_probabilities
from classifiers.model.linear import Floats, Linear, softmax

# A level or type is still a contender when it holds this share of the likeliest one's probability.
_CONTENDER_SHARE = 0.35


@dataclass(frozen=True, slots=True)
class Head:
    """A label's names and the confidence from which it is called sure."""

    names: tuple[str, ...]
    sure: float


@dataclass(frozen=True, slots=True)
class Levels:
    """How direct model and matrix of facts are fused into an urgency."""

    head: Head
    place: tuple[int, ...]  # where each level of the rubric stands among the organisation's
    weights: tuple[float, ...]  # of the direct model, and of the matrix when it has a say
    bias: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model; see `classifiers.judgement.Judge`."""

    version: str
    linear: Linear
    levels: Levels
    issue_type: Head
    sensitive_above: float

    def judge(self, text: IssueText, now: datetime) -> Judgement:
        """Judges one issue as of `now` (aware, in the reader's zone)."""
        if now.tzinfo is None:
            raise ValueError("`now` must know its zone")
        scores = self.linear.scores(features_of(words_of(text)))
        return Judgement(
            urgency=_label(self.levels.head, self._urgency(scores)),
            issue_type=_label(self.issue_type, softmax(self.linear.head(scores, "issue_type"))),
            sensitive=Sensitive(bool(softmax(self.linear.head(scores, "sensitive"))[1] >= self.sensitive_above)),
            model=self.version,
        )

    def judge_many(self, texts: list[IssueText], now: datetime) -> list[Judgement]:
        """Judges several; the same as one by one."""
        return [self.judge(text, now) for text in texts]

    def _urgency(self, scores: Floats) -> Floats:
        fused = self.levels.weights[0] * self.linear.head(scores, "urgency") + self.levels.bias
        if len(self.levels.weights) > 1:
            rubric = level_probabilities([softmax(self.linear.head(scores, name)) for name in FACTS])
            own = np.zeros(len(self.levels.head.names), np.float32)
            np.add.at(own, list(self.levels.place), rubric)
            fused = fused + self.levels.weights[1] * np.log(own + 1e-4)
        return softmax(fused.astype(np.float32))


def head_from(facts: Mapping[str, Any], sure: float) -> Head:
    """Reads one head from the manifest; a threshold of the settings above 0 replaces the model's own."""
    return Head(tuple(facts["names"]), sure or float(facts["sure"]))


def levels_from(facts: Mapping[str, Any], sure: float) -> Levels:
    """Reads how urgency is put together."""
    fusion = facts["urgency"]["fusion"]
    return Levels(
        head_from(facts["urgency"], sure),
        tuple(facts["levels"]),
        tuple(float(weight) for weight in fusion["weights"]),
        np.array(fusion["bias"], np.float32),
    )


def _label(head: Head, probabilities: Floats) -> Label:
    order = np.argsort(-probabilities, kind="stable")
    best = float(probabilities[order[0]])
    contenders = tuple(
        (head.names[i], float(probabilities[i])) for i in order if probabilities[i] >= _CONTENDER_SHARE * best
    )
    return Label(head.names[order[0]], best, best >= head.sure, (), contenders)
