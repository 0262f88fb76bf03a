"""Scores of all heads for one text: look up the rows of its buckets, weigh, add. Numpy only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.features.build import BUCKETS, SCALES, VIEWS, Features
from classifiers.features.grams import BITS

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Halves = NDArray[np.uint16]  # the upper halves of float32 ("bfloat16"): half the memory, and to widen them is a shift

# A long mail has a longer vector than a short one, but not by as much as it is longer (measured: 0.5 beats 0 and 1).
NORM_POWER = 0.5
_VIEW_ENDS = np.array([view << BITS for view in range(1, len(VIEWS))], np.int32)


def halved(weights: Floats) -> Halves:
    """Weights as they are kept, rounded to the nearest: two to three figures, which is enough for sums of hundreds."""
    bits = np.ascontiguousarray(weights, np.float32).view(np.uint32)
    return ((bits + 0x7FFF + (bits >> 16 & 1)) >> 16).astype(np.uint16)


def _widened(halves: Halves) -> Floats:
    """The weights as numbers again."""
    return np.left_shift(halves, 16, dtype=np.uint32).view(np.float32)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the weights say of one text: its known buckets, the value of each, their weights (all columns), the scores."""

    ids: Ints
    counts: Floats
    values: Floats
    weights: Floats
    scores: Floats


@dataclass(frozen=True, slots=True)
class Linear:
    """One weight matrix for all heads; `heads` says which columns belong to which."""

    row: Ints  # each bucket's row in the weights, -1 for unknown ones
    idf: Floats  # by row
    scale: Floats  # by view: what a text's vector of typical length is multiplied with
    weights: Halves
    bias: Floats
    heads: Mapping[str, tuple[int, int]]

    def vector(self, features: Features) -> tuple[NDArray[np.bool_], Ints, Floats]:
        """Which buckets are known, their rows, and their values (tf-idf, lengths evened out view by view)."""
        rows = self.row.take(features.ids)
        known = rows >= 0
        rows = rows[known]
        values = (1 + np.log(features.counts[known])) * self.idf.take(rows)
        view = np.searchsorted(_VIEW_ENDS, features.ids[known], side="right")
        squares = np.bincount(view, weights=values * values, minlength=len(VIEWS))
        factors = self.scale * np.maximum(squares, 1e-12).astype(np.float32) ** np.float32(-NORM_POWER / 2)
        return known, rows, values * factors.take(view)

    def read(self, features: Features) -> Reading:
        """The scores of all heads."""
        known, rows, values = self.vector(features)
        weights = _widened(self.weights.take(rows, axis=0))
        return Reading(features.ids[known], features.counts[known], values, weights, values @ weights + self.bias)

    def head(self, scores: Floats, name: str) -> Floats:
        """One head's labels in the scores of some mails (mails x labels)."""
        begin, end = self.heads[name]
        return scores[:, begin:end]


def linear_from(
    arrays: Mapping[str, NDArray[Any]], heads: Mapping[str, Sequence[int]], typical: Sequence[float]
) -> Linear:
    """Builds the scorer from stored arrays: buckets, idf, weights (halved), bias. Raises ValueError when they don't fit."""
    buckets, weights = arrays["buckets"], arrays["weights"]
    if weights.dtype != np.uint16:
        raise ValueError("the weights are stored in another way")
    if not len(buckets) == len(arrays["idf"]) == len(weights) or len(typical) != len(VIEWS):
        raise ValueError("as many rows of weights as buckets are needed")
    row = np.full(BUCKETS, -1, np.int32)
    row[buckets] = np.arange(len(buckets), dtype=np.int32)
    # value * (length / typical) ** -power * (scale / typical), with what doesn't depend on the text taken together
    scale = [s * t ** (NORM_POWER - 1) for s, t in zip(SCALES.values(), typical, strict=True)]
    columns = {name: (int(begin), int(end)) for name, (begin, end) in heads.items()}
    idf, bias = arrays["idf"].astype(np.float32), arrays["bias"].astype(np.float32)
    return Linear(row, idf, np.array(scale, np.float32), weights, bias, columns)


def softmax(scores: Floats) -> Floats:
    """Probabilities from scores, row by row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities: Floats = powers / powers.sum(axis=1, keepdims=True)
    return probabilities
