"""Thresholds, taken from decisions on mails held back: when to say "sure", and when to call a mail sensitive."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

# Above what is promised, 0.93: other people's mail is harder than the corpus. (On 1,150 mails that nobody had seen, urgencies
# said to be right in 96 % were so in 93.7; types said to be so in 95.5 % were so in 96.6, and too few were said.)
PRECISION_WHEN_SURE = {"urgency": 0.96, "issue_type": 0.945}
# Of the corpus, where a sixth of the sensitive mails tell it in passing; of hard mails that nobody had seen it was 97 %.
SENSITIVE_RECALL = 0.93
# Whatever recall would need, below this nothing is called sensitive: else every mail would be, on some corpora.
_SENSITIVE_LOWEST = 0.03
# A threshold that rests on fewer mails than this is luck.
_LEAST = 20


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Decisions on mails held back: confidence of each, whether it was right, its weight."""

    confidence: Floats
    right: Bools
    weights: Floats

    @classmethod
    def of(cls, probabilities: Floats, labels: NDArray[np.int64], weights: Floats) -> Self:
        """The likeliest label of each row is the decision."""
        return cls(probabilities.max(axis=1), probabilities.argmax(axis=1) == labels, weights)

    @property
    def accuracy(self) -> float:
        return float(np.average(self.right, weights=self.weights))

    def share_above(self, confidence: float) -> float:
        """The share of decisions at least so confident."""
        return float(np.average(self.confidence >= confidence, weights=self.weights))


def sure_above(outcomes: Outcomes, wanted: float) -> float:
    """The lowest confidence above which held-out decisions are right often enough; 1.01 when there is none."""
    order = np.argsort(-outcomes.confidence, kind="stable")
    weights = outcomes.weights[order]
    share = np.cumsum(weights * outcomes.right[order]) / np.cumsum(weights)
    enough = np.flatnonzero(share >= wanted)
    if not len(enough) or enough[-1] + 1 < min(_LEAST, len(order)):
        return 1.01
    return float(outcomes.confidence[order[enough[-1]]])


def recall_above(probability: Floats, true: Bools, wanted: float = SENSITIVE_RECALL) -> float:
    """The highest threshold that finds the wanted share of the true ones."""
    found = np.sort(probability[true])
    return float(max(found[int(len(found) * (1 - wanted))], _SENSITIVE_LOWEST))
