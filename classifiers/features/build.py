"""All views of a text together, and the version of the code that makes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from classifiers.features.cues import Named, cue_ids, head_ids, named_in, pair_ids
from classifiers.features.grams import BITS, char_ids, word_ids
from classifiers.features.text import Words
from classifiers.source import source_hash

# The views, and how much each counts beside the others (measured on settings held back).
SCALES: Mapping[str, float] = {"word": 1.2, "char": 1.0, "cue": 0.5, "pair": 0.5, "head": 0.6}
VIEWS = tuple(SCALES)
# Each view has 2**BITS buckets of its own, one view after the other: view v's bucket b is v * 2**BITS + b.
BUCKETS = len(VIEWS) << BITS
_BEGINS = np.array([VIEWS.index(name) << BITS for name in ("word", "cue", "pair", "head")], np.int32)
_CHARS = np.int32(VIEWS.index("char") << BITS)
_TRUE = np.array([True])


@dataclass(frozen=True, slots=True)
class Features:
    """The buckets of one text, ascending, and how often it has each; `named` are the concepts by sentence."""

    ids: NDArray[np.int32]
    counts: NDArray[np.float32]
    named: Named


def features_of(words: Words) -> Features:
    """The features of one text."""
    named = named_in(words)
    word, cue, pair, head = word_ids(words), cue_ids(named), pair_ids(named), head_ids(words, named)
    joined = np.array([*word, *cue, *pair, *head], np.int32)
    joined += np.repeat(_BEGINS, [len(word), len(cue), len(pair), len(head)])
    ids, counts = _counted(np.concatenate([joined, char_ids(words) + _CHARS]))
    return Features(ids, counts, named)


def _counted(buckets: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Each bucket once, ascending, and how often it is there; as `numpy.unique` does, without its detours."""
    buckets.sort()
    if not len(buckets):
        return buckets, np.zeros(0, np.float32)
    begins = np.flatnonzero(np.concatenate([_TRUE, buckets[1:] != buckets[:-1], _TRUE]))
    return buckets[begins[:-1]], (begins[1:] - begins[:-1]).astype(np.float32)


@cache
def features_hash() -> str:
    """SHA-256 over the source of this folder: weights fit only the features they were trained on."""
    return source_hash("classifiers.features")
