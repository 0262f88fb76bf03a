"""Texts as one sparse matrix, weighted as `model.linear` weights them when judging."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from classifiers.features.build import VIEWS, Features
from classifiers.features.grams import BITS, View

# A bucket is kept when this many texts of the training have it.
_LEAST_TEXTS = {"word": 2, "char": 3}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The buckets of one view that the model knows, and their inverse document frequency."""

    buckets: NDArray[np.int32]
    idf: NDArray[np.float32]


def counts(features: Sequence[Features]) -> tuple[Any, ...]:
    """One sparse matrix of counts a view: a row for each text, a column for each bucket."""
    return tuple(_counts([f.views[i] for f in features]) for i in range(len(VIEWS)))


def _counts(views: Sequence[View]) -> Any:
    ends = np.cumsum([0, *(len(view.ids) for view in views)])
    data = np.concatenate([view.counts for view in views])
    ids = np.concatenate([view.ids for view in views])
    return sp.csr_matrix((data, ids, ends), shape=(len(views), 1 << BITS), dtype=np.float32)


def vocabulary(matrix: Any, view: str) -> Vocabulary:
    """What a view keeps of the training texts."""
    texts = np.bincount(matrix.indices, minlength=matrix.shape[1])
    kept = np.flatnonzero(texts >= _LEAST_TEXTS[view])
    idf = np.log((1 + matrix.shape[0]) / (1 + texts[kept])) + 1
    return Vocabulary(kept.astype(np.int32), idf.astype(np.float32))


def weighted(matrices: Sequence[Any], vocabularies: Sequence[Vocabulary]) -> Any:
    """The matrix to fit on: tf-idf, each view of length 1, views side by side."""
    blocks = []
    for matrix, known in zip(matrices, vocabularies, strict=True):
        block = matrix[:, known.buckets].copy()
        block.data = (1 + np.log(block.data)).astype(np.float64)
        block = block.multiply(known.idf).tocsr()
        norms = np.sqrt(np.asarray(block.multiply(block).sum(axis=1)).ravel())
        norms[norms == 0] = 1
        blocks.append(sp.diags(1 / norms) @ block)
    return sp.hstack(blocks).tocsr()
