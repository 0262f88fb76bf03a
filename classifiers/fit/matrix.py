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


def vocabulary(matrix: Any) -> Vocabulary:
    """What is kept of the training texts."""
    texts = np.bincount(matrix.indices, minlength=matrix.shape[1])
    buckets = np.concatenate([_kept(texts, number, matrix.shape[0]) for number in range(len(VIEWS))])
    idf = (np.log((1 + matrix.shape[0]) / (1 + texts[buckets])) + 1).astype(np.float32)
    known = Vocabulary(buckets.astype(np.int32), idf, (1.0,) * len(VIEWS))
    return Vocabulary(known.buckets, idf, tuple(_typical(block) for block in _blocks(matrix, known)))


def _kept(texts: NDArray[Any], view: int, size: int) -> NDArray[Any]:
    name, begin = VIEWS[view], view << BITS
    mine = texts[begin : begin + (1 << BITS)]
    kept = np.flatnonzero(mine >= (_LEAST_TEXTS[name] if size >= _SMALL else 1))
    most = _MOST_BUCKETS[name] * max(1, size // _LARGE)
    if len(kept) > most:
        commonest = np.argsort(-mine[kept], kind="stable")[:most]
        kept = np.sort(kept[commonest])
    return kept + begin


def weighted(matrix: Any, known: Vocabulary) -> Any:
    """The matrix to fit on: tf-idf, the length of each view evened out."""
    blocks = []
    for block, scale, typical in zip(_blocks(matrix, known), SCALES.values(), known.typical, strict=True):
        lengths = np.maximum(_lengths(block), 1e-6)
        blocks.append(sp.diags((lengths / typical) ** -NORM_POWER * (scale / typical)) @ block)
    return sp.hstack(blocks).tocsr()


def _blocks(matrix: Any, known: Vocabulary) -> list[Any]:
    """The tf-idf matrix of each view."""
    whole = matrix[:, known.buckets].astype(np.float64)
    whole.data = 1 + np.log(whole.data)
    whole = (whole @ sp.diags(known.idf)).tocsc()
    ends = np.searchsorted(known.buckets, [view << BITS for view in range(len(VIEWS) + 1)])
    return [whole[:, a:b].tocsr() for a, b in pairwise(ends)]


def _typical(block: Any) -> float:
    lengths = _lengths(block)
    return float(np.exp(np.log(lengths[lengths > 0]).mean())) if (lengths > 0).any() else 1.0


def _lengths(block: Any) -> NDArray[np.float64]:
    lengths: NDArray[np.float64] = np.sqrt(np.asarray(block.multiply(block).sum(axis=1)).ravel())
    return lengths
