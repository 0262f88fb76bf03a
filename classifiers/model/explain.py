"""Which words of a mail carried a decision: each word's share in the score of one column, and the best short passage."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifiers.features.build import BUCKETS, VIEWS
from classifiers.features.concepts import lexicon
from classifiers.features.grams import BITS, form_of
from classifiers.features.memory import Remembered
from classifiers.features.text import Words
from classifiers.model.linear import Floats, Reading

_CHAR = np.int32(VIEWS.index("char") << BITS)
_CUE = VIEWS.index("cue") << BITS
_LONGEST = 7  # words in a quoted passage

# A column and its rivals: a word speaks for a column by what it adds to it and not to its rivals.
Column = tuple[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of every word (rows, in reading order over all sentences) in every column asked for."""

    words: Words
    table: Floats

    def passage(self, column: int) -> str:
        """The passage of up to seven words that speaks most for a column; "" when nothing does."""
        best, place, begin = 0.0, (0, 0, 0), 0
        shares = self.table[:, column].tolist()
        for number, sentence in enumerate(self.words.sentences):
            part = shares[begin : begin + len(sentence.forms)]
            begin += len(sentence.forms)
            if sum(share for share in part if share > 0) <= best:
                continue  # no passage of it can be better
            first, last, total = _window(part)
            if total > best:
                best, place = total, (number, first, last)
        if best <= 0:
            return ""
        places = self.words.places(self.words.sentences[place[0]])
        return " ".join(self.words.source[places[place[1]][0] : places[place[2]][1]].split())


def _window(shares: list[float]) -> tuple[int, int, float]:
    """From the strongest word outwards, as long as neighbours help: (first, last, sum)."""
    total = max(shares)
    first = last = shares.index(total)
    while last - first + 1 < _LONGEST:
        left = shares[first - 1] if first > 0 else -1.0
        right = shares[last + 1] if last + 1 < len(shares) else -1.0
        if max(left, right) <= 0:
            break
        if left > right:
            first, total = first - 1, total + left
        else:
            last, total = last + 1, total + right
    return first, last, total


def shares_of(words: Words, reading: Reading, columns: Sequence[Column]) -> Shares:
    """How every word speaks for the columns given: as a word, by its runs of characters, by the concepts it names."""
    forms = words.forms()
    if not forms or not len(reading.ids):
        return Shares(words, np.zeros((len(forms), len(columns)), np.float32))
    chosen = np.zeros((reading.weights.shape[1], len(columns)), np.float32)
    for place, (column, rivals) in enumerate(columns):
        chosen[list(rivals), place] = -1 / len(rivals)
        chosen[column, place] = 1
    # One row more, of zeros, last, for buckets that the model doesn't know.
    each = np.zeros((len(reading.ids) + 1, len(columns)), np.float32)
    each[:-1] = (reading.weights @ chosen) * (reading.values / reading.counts)[:, None]
    ids, starts = _buckets(forms)
    table = np.add.reduceat(each.take(_places(reading.ids, ids), axis=0), starts, axis=0)
    table[[at for at, form in enumerate(forms) if not form[0].isalnum()]] = 0  # a mark alone explains nothing
    return Shares(words, table)


# Where each bucket stands among those of the mail at hand; as it was again after each use. Looking up is eight times faster
# than searching, and a mail's words have thousands of buckets.
_place = np.full(BUCKETS, -1, np.int32)


def _places(known: NDArray[np.int32], asked: NDArray[np.int32]) -> NDArray[np.int32]:
    """Where the buckets asked for stand among the known ones; -1 for others."""
    _place[known] = np.arange(len(known), dtype=np.int32)
    found = _place.take(asked)
    _place[known] = -1
    return found


def _of_form(form: str) -> NDArray[np.int32]:
    """The buckets by which one word speaks, wherever it stands."""
    buckets = form_of(form)
    own = [buckets.word, *(concept + _CUE for concept in lexicon().of_word(form))]
    return np.concatenate([np.array(own, np.int32), buckets.characters + _CHAR])


_speaking = Remembered(_of_form)


def _buckets(forms: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """The buckets of all words one after the other, and where each word's begin."""
    parts = [_speaking[form] for form in forms]
    starts = np.zeros(len(parts), np.intp)
    np.cumsum([len(part) for part in parts[:-1]], out=starts[1:])
    return np.concatenate(parts), starts
