"""Texts as one sparse matrix, weighted as `model.linear` weights them when judging."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from classifiers.features.build import SCALES, VIEWS, Features
from classifiers.features.grams import BITS, View
from classifiers.model.linear import NORM_POWER

# A bucket is kept when this many texts of the training have it; small collections keep more.
_LEAST_TEXTS = {"word": 2, "char": 5, "cue": 3, "pair": 3, "head": 2}
_SMALL = 1000
# At most so many buckets a view are kept, those in most texts: bounds the size of a model.
_MOST_BUCKETS = {"word": 30_000, "char": 36_000, "cue": 1_000, "pair": 8_000, "head": 10_000}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The buckets of one view that the model knows, their inverse document frequency, and the typical vector length."""

    buckets: NDArray[np.int32]
    idf: NDArray[np.float32]
    typical: float


def counts(features: Sequence[Features]) -> tuple[Any, ...]:
    """One sparse matrix of counts a view: a row for each text, a column for each bucket."""
    return tuple(_counts([f.views[i] for f in features]) for i in range(len(VIEWS)))


def _counts(views: Sequence[View]) -> Any:
    ends = np.cumsum([0, *(len(view.ids) for view in views)])
    data = np.concatenate([view.counts for view in views])
    ids = np.concatenate([view.ids for view in views])
    return sp.csr_matrix((data, ids, ends), shape=(len(views), 1 << BITS), dtype=np.float32)


def vocabularies(matrices: Sequence[Any]) -> tuple[Vocabulary, ...]:
    """What each view keeps of the training texts."""
    return tuple(_vocabulary(matrix, view) for matrix, view in zip(matrices, VIEWS, strict=True))


def _vocabulary(matrix: Any, view: str) -> Vocabulary:
    texts = np.bincount(matrix.indices, minlength=matrix.shape[1])
    least = _LEAST_TEXTS[view] if matrix.shape[0] >= _SMALL else 1
    kept = np.flatnonzero(texts >= least)
    if len(kept) > _MOST_BUCKETS[view]:
        commonest = np.argsort(-texts[kept], kind="stable")[: _MOST_BUCKETS[view]]
        kept = np.sort(kept[commonest])
    idf = (np.log((1 + matrix.shape[0]) / (1 + texts[kept])) + 1).astype(np.float32)
    lengths = _lengths(_tf_idf(matrix, kept, idf))
    typical = float(np.exp(np.log(lengths[lengths > 0]).mean())) if (lengths > 0).any() else 1.0
    return Vocabulary(kept.astype(np.int32), idf, typical)


def weighted(matrices: Sequence[Any], known: Sequence[Vocabulary]) -> Any:
    """The matrix to fit on: tf-idf, the length of each view evened out, views side by side."""
    blocks = []
    for matrix, vocabulary, scale in zip(matrices, known, SCALES.values(), strict=True):
        block = _tf_idf(matrix, vocabulary.buckets, vocabulary.idf)
        lengths = np.maximum(_lengths(block), 1e-6)
        blocks.append(sp.diags((lengths / vocabulary.typical) ** -NORM_POWER * (scale / vocabulary.typical)) @ block)
    return sp.hstack(blocks).tocsr()


def _tf_idf(matrix: Any, buckets: NDArray[Any], idf: NDArray[np.float32]) -> Any:
    block = matrix[:, buckets].astype(np.float64)
    block.data = 1 + np.log(block.data)
    return (block @ sp.diags(idf)).tocsr()


def _lengths(block: Any) -> NDArray[np.float64]:
    lengths: NDArray[np.float64] = np.sqrt(np.asarray(block.multiply(block).sum(axis=1)).ravel())
    return lengths
