"""From probabilities to labels: fusion of model and matrix, floors, thresholds, contenders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.judgement import Label
from classifiers.matrix import FACTS, level_probabilities
from classifiers.model.linear import Floats, softmax

# The sources of a label's scores: its own model, the matrix of facts, the pairs of urgency and type.
DIRECT, MATRIX, PAIRS = "direct", "matrix", "pairs"
# A level or type is still a contender when it holds this share of the likeliest one's probability.
CONTENDER_SHARE = 0.35
# How often a plain statement of harm was meant so (measured: 0.95 on the mails it was written on; held back below that).
FLOOR_TRUST = 0.9
# Missing an emergency costs more than calling one too many: a level is chosen by probability times this, from the rubric's
# highest level down. From 2.5 to 3.5, on 800 mails by other hands: two points more of the critical ones are found for one
# point of their precision, and as many levels are right.
CARE = (3.5, 1.15, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Decision:
    """A label's names, and the confidence from which it is called sure."""

    names: tuple[str, ...]
    sure: float
    temperature: float  # of the scores
    doubt: float  # the share of probability that is spread over all labels

    def probabilities(self, scores: Floats) -> Floats:
        """From fused scores (mails x labels)."""
        probable = softmax(scores / np.float32(self.temperature))
        return probable * np.float32(1 - self.doubt) + np.float32(self.doubt / scores.shape[1])


@dataclass(frozen=True, slots=True)
class Fused:
    """How a label's sources are put together; `sources` are some of DIRECT, MATRIX, PAIRS."""

    sources: tuple[str, ...]
    weights: tuple[float, ...]
    bias: Floats

    def scores(self, told: Mapping[str, Floats]) -> Floats:
        """Fused scores (mails x labels) from those of each source."""
        total = np.zeros_like(told[DIRECT]) + self.bias
        for name, weight in zip(self.sources, self.weights, strict=True):
            total = total + np.float32(weight) * told[name]
        scores: Floats = total.astype(np.float32)
        return scores


@dataclass(frozen=True, slots=True)
class Privacy:
    """How a mail is found to be sensitive: the model's score and plain statements, weighed."""

    weights: tuple[float, float]
    bias: Floats
    above: float  # the probability from which on it is

    def matters(self, scores: Floats, said: Sequence[bool]) -> list[int]:
        """Which matter each mail is, 0 for none: from the scores of the head (mails x none and the matters) and plain statements.

        Each matter has words of its own; what counts is that they are likely together.
        """
        model, statement = (np.float32(weight) for weight in self.weights)
        stated = of_statements(np.array(said, np.bool_), scores.shape[1])
        probable = softmax(model * scores + statement * stated + self.bias)
        likeliest = 1 + probable[:, 1:].argmax(axis=1)
        return [int(matter) for matter in np.where(1 - probable[:, 0] >= self.above, likeliest, 0)]


def of_statements(said: NDArray[np.bool_], labels: int) -> Floats:
    """Plain statements as scores (mails x labels): they speak for every matter and against none."""
    scores = np.repeat(said[:, None], labels, axis=1).astype(np.float32)
    scores[:, 0] = 0
    return scores


def privacy_from(facts: Mapping[str, Any]) -> Privacy:
    """Reads the part of the manifest on sensitive mails. Raises ValueError when it is something else."""
    model, statement = facts["weights"]
    return Privacy((float(model), float(statement)), np.array(facts["bias"], np.float32), float(facts["above"]))


@dataclass(frozen=True, slots=True)
class Levels:
    """The organisation's levels: which they are in the rubric, and how one is chosen."""

    place: tuple[int, ...]  # where each level of the rubric stands among the organisation's
    size: int

    def by_matrix(self, facts: Mapping[str, Floats]) -> Floats:
        """Log probabilities of the levels (mails x levels) from those of the facts."""
        rubric = level_probabilities([facts[name] for name in FACTS])
        own = np.zeros((len(rubric), self.size), np.float32)
        for place, level in enumerate(self.place):
            own[:, level] += rubric[:, place]
        logs: Floats = np.log(own + np.float32(1e-4))
        return logs

    def choose(self, probabilities: Floats) -> int:
        """The level of least expected cost."""
        return int((probabilities * _care(self.place, self.size)).argmax())


@cache
def _care(place: tuple[int, ...], size: int) -> Floats:
    """CARE by the organisation's levels."""
    care = np.ones(size, np.float32)
    for level, weight in zip(place, CARE, strict=True):
        care[level] = max(care[level], weight)
    return care


def fused_from(facts: Mapping[str, Any]) -> Fused:
    """Reads how one label's sources are fused."""
    fusion = facts["fusion"]
    if not {DIRECT} <= set(fusion["sources"]) <= {DIRECT, MATRIX, PAIRS}:
        raise ValueError("an unknown source of scores")
    weights = tuple(float(weight) for weight in fusion["weights"])
    return Fused(tuple(fusion["sources"]), weights, np.array(fusion["bias"], np.float32))


def decision_from(facts: Mapping[str, Any], sure: float) -> Decision:
    """Reads one label of the manifest; a threshold of the settings above 0 replaces the model's own."""
    return Decision(
        tuple(facts["names"]), sure or float(facts["sure"]), float(facts["temperature"]), float(facts["doubt"])
    )


def lifted(probabilities: Floats, level: int, least: float = FLOOR_TRUST) -> Floats:
    """The probabilities with at least `least` for a level, the others keeping their proportions."""
    if probabilities[level] >= least:
        return probabilities
    others = 1 - probabilities[level]
    scaled = probabilities * np.float32((1 - least) / max(float(others), 1e-9))
    scaled[level] = least
    return scaled


def label_of(decision: Decision, probabilities: Floats, chosen: int, because: Sequence[str]) -> Label:
    """The label chosen, with all that hold a fair share beside it."""
    probable: list[float] = probabilities.tolist()
    confidence, least = probable[chosen], CONTENDER_SHARE * max(probable)
    order = sorted(range(len(probable)), key=lambda i: -probable[i])
    contenders = tuple((decision.names[i], probable[i]) for i in order if i == chosen or probable[i] >= least)
    return Label(decision.names[chosen], confidence, confidence >= decision.sure, tuple(because), contenders)
