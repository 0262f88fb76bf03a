"""Late fusion: how much each source of scores counts, and how likely each label is beforehand.

One weight a source and one bias a label, fitted to the log loss on mails held back. That calibrates at the same time
(temperature scaling is the special case of one source): see Guo et al., "On Calibration of Modern Neural Networks", 2017.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# Pulls biases and weights towards "no opinion", as strongly as this many mails would.
_CAUTION = 4.0


@dataclass(frozen=True, slots=True)
class Fusion:
    """Weight of each source, bias of each label."""

    weights: Floats
    bias: Floats

    def scores(self, sources: Sequence[Floats]) -> Floats:
        """Fused scores, whose softmax is the probability."""
        total: Floats = sum((w * s for w, s in zip(self.weights, sources, strict=True)), np.zeros_like(sources[0]))
        return total + self.bias


def probabilities(scores: Floats) -> Floats:
    """Row-wise softmax."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result


def fit_fusion(sources: Sequence[Floats], labels: Ints, sample: Floats | None = None) -> Fusion:
    """Fits on scores held out. With few labels the result stays near equal weights and no bias."""
    count, classes = len(sources), sources[0].shape[1]
    weight = np.ones(len(labels)) if sample is None else sample
    stack = np.stack(sources)
    rows = np.arange(len(labels))

    def loss(x: Floats) -> tuple[float, Floats]:
        scale, bias = np.exp(x[:count]), x[count:]
        fused = np.tensordot(scale, stack, axes=1) + bias
        probable = probabilities(fused)
        value = -(weight * np.log(probable[rows, labels] + 1e-12)).sum()
        wrong = probable.copy()
        wrong[rows, labels] -= 1
        wrong *= weight[:, None]
        slope = np.concatenate([scale * (stack * wrong).sum(axis=(1, 2)), wrong.sum(axis=0)])
        caution = _CAUTION * np.concatenate([0.1 * x[:count], bias])
        return float(value + 0.5 * (caution @ x)), slope + caution

    start = np.zeros(count + classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(-6, 4)] * count + [(-6, 6)] * classes)
    return Fusion(np.exp(found.x[:count]), found.x[count:])
