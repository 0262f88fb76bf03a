"""All views of a text together, and the version of the code that makes them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from classifiers.features.cues import cue_view, head_view, named_in, pair_view
from classifiers.features.grams import View, char_view, word_view
from classifiers.features.text import Words

# The views, and how much each counts beside the others (measured on settings held back).
SCALES: Mapping[str, float] = {"word": 1.2, "char": 1.0, "cue": 0.5, "pair": 0.5, "head": 0.6}
VIEWS = tuple(SCALES)


@dataclass(frozen=True, slots=True)
class Features:
    """The views of one text, in the order of VIEWS."""

    views: tuple[View, ...]


def features_of(words: Words) -> Features:
    """The features of one text."""
    named = named_in(words)
    return Features((word_view(words), char_view(words), cue_view(named), pair_view(named), head_view(words, named)))


@cache
def features_hash() -> str:
    """SHA-256 over the source of this folder: weights fit only the features they were trained on."""
    digest = hashlib.sha256()
    for entry in sorted(files("classifiers.features").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith((".py", ".txt")):
            digest.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()
