"""All views of a text together, and the version of the code that makes them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from classifiers.features.cues import Named, cue_ids, head_ids, named_in, pair_ids
from classifiers.features.grams import BITS, char_ids, word_ids
from classifiers.features.text import Words

# The views, and how much each counts beside the others (measured on settings held back).
SCALES: Mapping[str, float] = {"word": 1.2, "char": 1.0, "cue": 0.5, "pair": 0.5, "head": 0.6}
VIEWS = tuple(SCALES)
# Each view has 2**BITS buckets of its own, one view after the other: view v's bucket b is v * 2**BITS + b.
BUCKETS = len(VIEWS) << BITS


@dataclass(frozen=True, slots=True)
class Features:
    """The buckets of one text, ascending, and how often it has each; `named` are the concepts by sentence."""

    ids: NDArray[np.int32]
    counts: NDArray[np.float32]
    named: Named


def features_of(words: Words) -> Features:
    """The features of one text."""
    named = named_in(words)
    views = (word_ids(words), char_ids(words), cue_ids(named), pair_ids(named), head_ids(words, named))
    parts = [np.asarray(ids, np.int32) + np.int32(view << BITS) for view, ids in enumerate(views)]
    ids, counts = np.unique(np.concatenate(parts), return_counts=True)
    return Features(ids, counts.astype(np.float32), named)


@cache
def features_hash() -> str:
    """SHA-256 over the source of this folder: weights fit only the features they were trained on."""
    digest = hashlib.sha256()
    for entry in sorted(files("classifiers.features").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith((".py", ".txt")):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()
