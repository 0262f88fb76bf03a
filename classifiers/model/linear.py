"""Scores of all heads for one text: look up the rows of its buckets, weigh, add. Numpy only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.features.build import SCALES, VIEWS, Features
from classifiers.features.grams import BITS

Floats = NDArray[np.float32]

# A long mail has a longer vector than a short one, but not by as much as it is longer (measured: 0.5 beats 0 and 1).
NORM_POWER = 0.5


@dataclass(frozen=True, slots=True)
class ViewTable:
    """The buckets a view knows: `row` gives each bucket's row in the weights, -1 for unknown ones."""

    row: NDArray[np.int32]
    idf: Floats
    offset: int
    typical: float  # the usual length of a text's vector


@dataclass(frozen=True, slots=True)
class Linear:
    """One weight matrix for all heads; `heads` says which columns belong to which."""

    tables: tuple[ViewTable, ...]
    weights: Floats
    bias: Floats
    heads: Mapping[str, tuple[int, int]]

    def vector(self, features: Features) -> tuple[NDArray[np.int32], Floats]:
        """The rows of the weights that a text touches, and their values (tf-idf, lengths evened out)."""
        rows, values = [], []
        for view, table, scale in zip(features.views, self.tables, SCALES.values(), strict=True):
            row = table.row[view.ids]
            known = row >= 0
            row = row[known]
            value = (1 + np.log(view.counts[known])) * table.idf[row]
            length = max(float(np.sqrt(value @ value)), 1e-6)
            rows.append(row + np.int32(table.offset))
            values.append(value * np.float32((length / table.typical) ** -NORM_POWER * (scale / table.typical)))
        return np.concatenate(rows), np.concatenate(values)

    def read(self, features: Features) -> "Reading":
        """The scores of all heads."""
        rows, values = self.vector(features)
        weights = self.weights[rows]
        return Reading(features, values, weights, values @ weights + self.bias)

    def head(self, reading: "Reading", name: str) -> Floats:
        """The scores of one head's labels."""
        begin, end = self.heads[name]
        return reading.scores[begin:end]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the weights say of one text: value and weights of each bucket it has (all columns), and the scores."""

    features: Features
    values: Floats
    weights: Floats
    scores: Floats


def linear_from(
    arrays: Mapping[str, NDArray[Any]], heads: Mapping[str, Sequence[int]], typical: Sequence[float]
) -> Linear:
    """Builds the scorer from stored arrays: NAME_buckets and NAME_idf for each view, weights, bias."""
    tables, offset = [], 0
    for name, length in zip(VIEWS, typical, strict=True):
        buckets = arrays[f"{name}_buckets"]
        row = np.full(1 << BITS, -1, np.int32)
        row[buckets] = np.arange(len(buckets), dtype=np.int32)
        tables.append(ViewTable(row, arrays[f"{name}_idf"].astype(np.float32), offset, float(length)))
        offset += len(buckets)
    weights = arrays["weights"].astype(np.float32)
    if weights.shape[0] != offset:
        raise ValueError("as many rows of weights as buckets are needed")
    columns = {name: (int(begin), int(end)) for name, (begin, end) in heads.items()}
    return Linear(tuple(tables), weights, arrays["bias"].astype(np.float32), columns)


def softmax(scores: Floats) -> Floats:
    """Probabilities from scores."""
    powers = np.exp(scores - scores.max())
    probabilities: Floats = powers / powers.sum()
    return probabilities
