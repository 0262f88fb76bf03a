"""Hashed n-grams: single words and pairs of words, and runs of 3 to 5 characters inside a word.

Everything that depends on one word alone is computed once per word and remembered (a bounded memory), which makes
the features of a typical mail cost well under half a millisecond.
"""

from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifiers.features.memory import Remembered
from classifiers.features.text import Words

Ids = NDArray[np.int32]

BITS = 18
_MASK = (1 << BITS) - 1


@dataclass(frozen=True, slots=True)
class Form:
    """What one word contributes wherever it stands: its own bucket, and those of its runs of characters."""

    word: int
    characters: Ids


def bucket(text: str) -> int:
    """The bucket of a string."""
    return crc32(text.encode()) & _MASK


def form_of(form: str) -> Form:
    """The buckets of one word."""
    padded = f" {form[:60]} "
    runs = [padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)]
    return Form(bucket(form), np.array([bucket(run) for run in runs], np.int32))


_forms = Remembered(form_of)


def word_ids(words: Words) -> list[int]:
    """Words and pairs of neighbours in a sentence."""
    ids: list[int] = []
    for sentence in words.sentences:
        ids += [_forms[form].word for form in sentence.forms]
        ids += [bucket(f"{a} {b}") for a, b in pairwise(sentence.forms)]
    return ids


def char_ids(words: Words) -> Ids:
    """Runs of 3 to 5 characters within words, their edges included."""
    parts = [_forms[form].characters for form in words.forms()]
    return np.concatenate(parts) if parts else np.zeros(0, np.int32)
