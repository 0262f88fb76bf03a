"""From scores to honest probabilities: one temperature a label, and the threshold above which we say "sure"."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PRECISION_WHEN_SURE = 0.93


def probabilities(scores: Floats, temperature: float) -> Floats:
    """Row-wise softmax."""
    scaled = scores / temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result


def temperature(scores: Floats, labels: Ints) -> float:
    """The temperature of least log loss (Guo et al., "On Calibration of Modern Neural Networks", 2017)."""
    grid = np.exp(np.linspace(np.log(0.02), np.log(20), 140))
    rows = np.arange(len(labels))
    losses = [-np.log(probabilities(scores, t)[rows, labels] + 1e-12).mean() for t in grid]
    return float(grid[int(np.argmin(losses))])


def sure_above(confidence: Floats, right: NDArray[np.bool_], wanted: float = PRECISION_WHEN_SURE) -> float:
    """The lowest confidence above which out-of-fold decisions are right often enough; above 1 when there is none."""
    order = np.argsort(-confidence)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= wanted)
    enough = enough[enough >= min(20, len(order) - 1)]
    return float(confidence[order[enough[-1]]]) if len(enough) else 1.01
