"""The cue view: concepts that are named, and which two are named in one sentence ("nobody" + "print")."""

from collections import Counter

import numpy as np

from classifiers.features.concepts import lexicon
from classifiers.features.grams import BITS, View
from classifiers.features.text import Words

# Sentences longer than this many concepts are lists, not statements: only the first ones are paired.
_PAIRED = 14


def cue_view(words: Words) -> View:
    """Bucket `c` for concept c, a bucket of its own for each pair of concepts in a sentence."""
    known = lexicon()
    size = len(known.names)
    counts: Counter[int] = Counter()
    for sentence in words.sentences:
        named = list(dict.fromkeys(concept for concept, _, _ in known.of_sentence(sentence)))
        counts.update(named)
        paired = sorted(named[:_PAIRED])
        for place, first in enumerate(paired):
            base = size * (first + 1)
            counts.update(base + second for second in paired[place + 1 :])
    ids = sorted(counts)
    return View(np.array(ids, np.int32), np.array([counts[i] for i in ids], np.float32))


def fits() -> bool:
    """Whether all pairs have a bucket of their own."""
    size = len(lexicon().names)
    return size * (size + 1) < 1 << BITS
