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
_BINS = 15
# Mails; fewer don't show the shape of the error.
_ENOUGH = 800
_STEPS = 40


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
    bounds = [(-6, 4)] * count + [(-6, 6)] * classes
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": _STEPS})
    return Fusion(np.exp(found.x[:count]), found.x[count:])


@dataclass(frozen=True, slots=True)
class Doubt:
    """How fused scores become honest probabilities: softmax(scores / temperature), and a share spread over all labels.

    The share stands for what no score shows: a label that another reader would have given otherwise.
    """

    temperature: float = 1.0
    share: float = 0.0

    def probabilities(self, scores: Floats) -> Floats:
        """Row-wise."""
        mixed: Floats = (1 - self.share) * probabilities(scores / self.temperature) + self.share / scores.shape[1]
        return mixed


def fit_doubt(scores: Floats, labels: Ints, weights: Floats) -> Doubt:
    """The doubt of least expected calibration error on mails held back; none where there are too few to tell."""
    if len(labels) < _ENOUGH:
        return Doubt()
    choices = [Doubt(t, s) for t in (0.8, 0.85, 0.9, 0.95, 1.0, 1.1) for s in (0.0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06)]
    return min(choices, key=lambda doubt: calibration_error(doubt.probabilities(scores), labels, weights))


def calibration_error(probable: Floats, labels: Ints, weights: Floats) -> float:
    """Expected calibration error of the likeliest label, fifteen bins of equal width (Naeini et al., 2015)."""
    confidence, right = probable.max(axis=1), probable.argmax(axis=1) == labels
    place = np.minimum((confidence * _BINS).astype(np.int64), _BINS - 1)
    said = np.bincount(place, weights=weights * confidence, minlength=_BINS)
    true = np.bincount(place, weights=weights * right, minlength=_BINS)
    return float(np.abs(said - true).sum() / weights.sum())
