"""Thresholds, taken from decisions on mails held back: when to say "sure", and when to call a mail sensitive."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

PRECISION_WHEN_SURE = 0.93
SENSITIVE_RECALL = 0.97
# Whatever recall would need, below this nothing is called sensitive: else every mail would be, on some corpora.
_SENSITIVE_LOWEST = 0.03
# A threshold that rests on fewer mails than this is luck.
_LEAST = 20


def sure_above(confidence: Floats, right: Bools, wanted: float = PRECISION_WHEN_SURE) -> float:
    """The lowest confidence above which held-out decisions are right often enough; 1.01 when there is none."""
    order = np.argsort(-confidence, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= wanted)
    if not len(enough) or enough[-1] + 1 < min(_LEAST, len(order)):
        return 1.01
    return float(confidence[order[enough[-1]]])


def recall_above(probability: Floats, true: Bools, wanted: float = SENSITIVE_RECALL) -> float:
    """The highest threshold that finds the wanted share of the true ones."""
    found = np.sort(probability[true])
    return float(max(found[int(len(found) * (1 - wanted))], _SENSITIVE_LOWEST))
