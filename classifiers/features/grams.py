"""Hashed n-grams: single words and pairs of words, and runs of 3 to 5 characters inside a word.

Everything that depends on one word alone is computed once per word and remembered (a bounded memory), which makes
the features of a typical mail cost about half a millisecond.
"""

from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifiers.features.text import Words

Ids = NDArray[np.int32]
Counts = NDArray[np.float32]

BITS = 18
_MASK = (1 << BITS) - 1
_REMEMBERED = 20_000
_EMPTY: Ids = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True)
class View:
    """One view of a text: which buckets, and how often each."""

    ids: Ids
    counts: Counts


@dataclass(frozen=True, slots=True)
class _Form:
    """What one word contributes wherever it stands."""

    word: int
    characters: Ids


_forms: dict[str, _Form] = {}


def bucket(text: str) -> int:
    """The bucket of a string."""
    return crc32(text.encode()) & _MASK


def _form(form: str) -> _Form:
    known = _forms.get(form)
    if known is None:
        if len(_forms) >= _REMEMBERED:
            _forms.clear()
        padded = f" {form[:60]} "
        runs = [padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)]
        known = _forms[form] = _Form(bucket(form), np.array([bucket(run) for run in runs], np.int32))
    return known


def view_of(ids: list[int] | Ids) -> View:
    """Counts the buckets."""
    unique, counts = np.unique(np.asarray(ids, np.int32), return_counts=True)
    return View(unique, counts.astype(np.float32))


def word_view(words: Words) -> View:
    """Words and pairs of neighbours in a sentence."""
    ids: list[int] = []
    for sentence in words.sentences:
        ids.extend(_form(word.form).word for word in sentence)
        ids.extend(bucket(f"{a.form} {b.form}") for a, b in pairwise(sentence))
    return view_of(ids)


def char_view(words: Words) -> View:
    """Runs of 3 to 5 characters within words, their edges included."""
    parts = [_form(word.form).characters for sentence in words.sentences for word in sentence]
    return view_of(np.concatenate(parts) if parts else _EMPTY)


def word_buckets(form: str) -> tuple[int, Ids]:
    """The buckets of one word in the word and the character view: to say which words carried a decision."""
    known = _form(form)
    return known.word, known.characters
