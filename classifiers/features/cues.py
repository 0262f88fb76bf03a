"""Views made of concepts: which are named, which two in one sentence ("nobody" + "print"), and what stands at the head.

Subject and first sentence are a view of their own: that is where most people say what it is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from classifiers.features.concepts import lexicon
from classifiers.features.grams import BITS, View, bucket, view_of
from classifiers.features.text import Words

# Sentences longer than this many concepts are lists, not statements: only the first ones are paired.
_PAIRED = 14


@dataclass(frozen=True, slots=True)
class Named:
    """The concepts of each sentence, in the order they are named."""

    sentences: tuple[tuple[int, ...], ...]


def named_in(words: Words) -> Named:
    """Looks up the concepts of a text once for all views."""
    known = lexicon()
    return Named(
        tuple(
            tuple(dict.fromkeys(concept for concept, _, _ in known.of_sentence(sentence)))
            for sentence in words.sentences
        )
    )


def cue_view(named: Named) -> View:
    """One bucket a concept, counted by sentence."""
    return view_of([concept for sentence in named.sentences for concept in sentence])


def pair_view(named: Named) -> View:
    """One bucket for each pair of concepts in a sentence."""
    size = len(lexicon().names)
    ids: list[int] = []
    for sentence in named.sentences:
        paired = sorted(sentence[:_PAIRED])
        for place, first in enumerate(paired):
            base = size * first
            ids.extend(base + second for second in paired[place + 1 :])
    return view_of(ids)


def head_view(words: Words, named: Named) -> View:
    """Words and concepts of the subject, and those of the first sentence of the body."""
    ids: list[int] = []
    body = words.source.index("\n")
    for sentence, concepts in zip(words.sentences, named.sentences, strict=True):
        mark = "s" if sentence[0].start < body else "f"
        ids.extend(bucket(f"{mark} {word.form}") for word in sentence)
        ids.extend(_marked(concepts, mark))
        if mark == "f":
            break
    return view_of(ids)


def _marked(concepts: Sequence[int], mark: str) -> list[int]:
    return [bucket(f"{mark}{concept}") for concept in concepts]


def fits() -> bool:
    """Whether all pairs have a bucket of their own."""
    return len(lexicon().names) ** 2 <= 1 << BITS
