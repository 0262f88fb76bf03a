"""Looks for a floor: sentence by sentence, passing over what is supposed, long past, mended, denied or hearsay."""

from collections.abc import Sequence
from dataclasses import dataclass

from classifiers.features.text import Words
from classifiers.floors.patterns import KINDS, Kind, Pattern, patterns


@dataclass(frozen=True, slots=True)
class Floor:
    """What the writer plainly states; `kind` is the harm it is, `words` their own."""

    kind: Kind
    words: str


def floor_of(words: Words) -> Floor | None:
    """The first plain statement of harm; None when there is none. Languages other than German are read as English."""
    known = patterns(words.language[:2])
    whole = words.source.casefold()
    found = [harm for harm in known.possible(whole) if harm.regex.search(whole)]
    if not found or known.over.search(whole):
        return None
    for sentence in words.sentences:
        text = words.told(sentence)
        for kind in KINDS:
            said = first_said([harm for harm in found if harm.kind == kind], text)
            if said and not known.not_so.search(text):
                return Floor(kind, said.strip(" ,.;"))
    return None


def first_said(harms: Sequence[Pattern], text: str) -> str:
    """What is said first in a sentence; "" when none of the patterns is there."""
    matches = [match for harm in harms if (match := harm.regex.search(text))]
    return min(matches, key=lambda match: match.start()).group() if matches else ""
