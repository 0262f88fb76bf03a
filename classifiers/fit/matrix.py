"""Texts as one sparse matrix, weighted as `model.linear` weights them when judging."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from classifiers.features.build import BUCKETS, SCALES, VIEWS, Features
from classifiers.features.grams import BITS
from classifiers.model.linear import NORM_POWER

# A bucket is kept when this many texts of the training have it; small collections keep more.
_LEAST_TEXTS = {"word": 2, "char": 5, "cue": 3, "pair": 3, "head": 2}
_SMALL = 1000
# At most so many buckets a view are kept for each so many texts, those in most texts: bounds the size of a model.
_LARGE = 10_000
_MOST_BUCKETS = {"word": 30_000, "char": 36_000, "cue": 1_000, "pair": 8_000, "head": 10_000}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The buckets that the model knows, ascending, their inverse document frequency, and each view's typical length."""

    buckets: NDArray[np.int32]
    idf: NDArray[np.float32]
    typical: tuple[float, ...]


def counts(features: Sequence[Features]) -> Any:
    """A sparse matrix of counts: a row for each text, a column for each bucket."""
    ends = np.cumsum([0, *(len(text.ids) for text in features)])
    data = np.concatenate([text.counts for text in features])
    ids = np.concatenate([text.ids for text in features])
    return sp.csr_matrix((data, ids, ends), shape=(len(features), BUCKETS), dtype=np.float32)


def weighted(matrix: Any, always: Sequence[int] = ()) -> tuple[Vocabulary, Any]:
    """What is kept of the training texts, and the matrix to fit on: tf-idf, the length of each view evened out.

    `always`: buckets that are kept however rare they are.
    """
    texts = np.bincount(matrix.indices, minlength=matrix.shape[1])
    buckets = np.concatenate([_kept(texts, number, matrix.shape[0]) for number in range(len(VIEWS))])
    buckets = np.union1d(buckets, np.array(always, buckets.dtype))
    idf = (np.log((1 + matrix.shape[0]) / (1 + texts[buckets])) + 1).astype(np.float32)
    ends = np.searchsorted(buckets, [view << BITS for view in range(len(VIEWS) + 1)])
    typical, blocks = [], []
    for (begin, end), scale in zip(pairwise(ends), SCALES.values(), strict=True):
        block = _tf_idf(matrix, buckets[begin:end], idf[begin:end])
        lengths = _lengths(block)
        typical.append(_typical(lengths))
        evened = (np.maximum(lengths, 1e-6) / typical[-1]) ** -NORM_POWER * (scale / typical[-1])
        block.data *= np.repeat(evened, np.diff(block.indptr)).astype(np.float32)
        blocks.append(block)
    # 64 bits here: liblinear wants them, and would copy the whole for each fit.
    return Vocabulary(buckets.astype(np.int32), idf, tuple(typical)), sp.hstack(blocks, format="csr", dtype=np.float64)


def _kept(texts: NDArray[Any], view: int, size: int) -> NDArray[Any]:
    name, begin = VIEWS[view], view << BITS
    mine = texts[begin : begin + (1 << BITS)]
    kept = np.flatnonzero(mine >= (_LEAST_TEXTS[name] if size >= _SMALL else 1))
    most = _MOST_BUCKETS[name] * max(1, size // _LARGE)
    if len(kept) > most:
        commonest = np.argsort(-mine[kept], kind="stable")[:most]
        kept = np.sort(kept[commonest])
    return kept + begin


def _tf_idf(matrix: Any, buckets: NDArray[Any], idf: NDArray[np.float32]) -> Any:
    """One view's columns, 32 bits a number: a training's memory is mostly these."""
    block = matrix[:, buckets]
    block.data = (1 + np.log(block.data)) * idf[block.indices]
    return block


def _typical(lengths: NDArray[np.float64]) -> float:
    return float(np.exp(np.log(lengths[lengths > 0]).mean())) if (lengths > 0).any() else 1.0


def _lengths(block: Any) -> NDArray[np.float64]:
    """Euclidean, of each row."""
    squares = np.concatenate([[0.0], np.cumsum(np.square(block.data, dtype=np.float64))])
    lengths: NDArray[np.float64] = np.sqrt(np.maximum(np.diff(squares[block.indptr]), 0))
    return lengths
