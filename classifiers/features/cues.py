"""Views made of concepts: which are named, which two in one sentence ("nobody" + "print"), and what stands at the head.

Subject and first sentence are a view of their own: that is where most people say what it is about.
"""

from classifiers.features.concepts import lexicon
from classifiers.features.grams import BITS, bucket
from classifiers.features.text import Words

# The concepts of each sentence, each once, in the order they are named.
Named = tuple[tuple[int, ...], ...]

# Sentences longer than this many concepts are lists, not statements: only the first ones are paired.
_PAIRED = 14


def named_in(words: Words) -> Named:
    """Looks up the concepts of a text, once for all views."""
    known = lexicon()
    return tuple(known.concepts_of(sentence.forms) for sentence in words.sentences)


def cue_ids(named: Named) -> list[int]:
    """One bucket a concept, counted by sentence."""
    return [concept for sentence in named for concept in sentence]


def pair_ids(named: Named) -> list[int]:
    """One bucket for each pair of concepts in a sentence."""
    size = len(lexicon().names)
    ids: list[int] = []
    for sentence in named:
        paired = sorted(sentence[:_PAIRED])
        for place, first in enumerate(paired):
            base = size * first
            ids += [base + second for second in paired[place + 1 :]]
    return ids


def head_ids(words: Words, named: Named) -> list[int]:
    """Words and concepts of the subject, and those of the first sentence of the body."""
    ids: list[int] = []
    body = words.source.index("\n")
    for sentence, concepts in zip(words.sentences, named, strict=True):
        mark = "s" if sentence.start < body else "f"
        ids += [bucket(f"{mark} {form}") for form in sentence.forms]
        ids += [bucket(f"{mark}{concept}") for concept in concepts]
        if mark == "f":
            break
    return ids


def fits() -> bool:
    """Whether all pairs have a bucket of their own."""
    return len(lexicon().names) ** 2 <= 1 << BITS
