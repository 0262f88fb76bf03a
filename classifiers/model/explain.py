"""Which words of a mail carried a decision: each word's share in the score of one column, and the best short passage."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifiers.features.build import Features
from classifiers.features.concepts import lexicon
from classifiers.features.grams import View, word_buckets
from classifiers.features.text import Words
from classifiers.model.linear import Floats, Reading, ViewTable

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
        for number, sentence in enumerate(self.words.sentences):
            shares = self.table[begin : begin + len(sentence), column]
            begin += len(sentence)
            first, last, total = _window(shares)
            if total > best:
                best, place = total, (number, first, last)
        if best <= 0:
            return ""
        sentence = self.words.sentences[place[0]]
        return " ".join(self.words.source[sentence[place[1]].start : sentence[place[2]].end].split())


def _window(shares: Floats) -> tuple[int, int, float]:
    """From the strongest word outwards, as long as neighbours help: (first, last, sum)."""
    first = last = int(np.argmax(shares))
    total = float(shares[first])
    while last - first + 1 < _LONGEST:
        left = float(shares[first - 1]) if first > 0 else -1.0
        right = float(shares[last + 1]) if last + 1 < len(shares) else -1.0
        if max(left, right) <= 0:
            break
        if left > right:
            first, total = first - 1, total + left
        else:
            last, total = last + 1, total + right
    return first, last, total


def shares_of(words: Words, reading: Reading, tables: Sequence[ViewTable], columns: Sequence[Column]) -> Shares:
    """How every word speaks for the columns given."""
    chosen = np.zeros((reading.weights.shape[1], len(columns)), np.float32)
    for place, (column, rivals) in enumerate(columns):
        chosen[list(rivals), place] = -1 / len(rivals)
        chosen[column, place] = 1
    weights = (reading.weights @ chosen) * reading.values[:, None]
    word_part, char_part, cue_part, *_ = _split(weights, reading.features, tables)
    forms = [word.form for sentence in words.sentences for word in sentence]
    table = np.zeros((len(forms), len(columns)), np.float32)
    buckets = [word_buckets(form) for form in forms]
    if not forms:
        return Shares(words, table)
    table += word_part.at(np.array([bucket for bucket, _ in buckets], np.int32))
    lengths = np.array([len(ids) for _, ids in buckets])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    table += np.add.reduceat(char_part.at(np.concatenate([ids for _, ids in buckets])), starts, axis=0)
    known = lexicon()
    named = [(place, c) for place, form in enumerate(forms) for c in known.of_word(form)]
    if named:
        places = np.array([place for place, _ in named])
        np.add.at(table, places, cue_part.at(np.array([concept for _, concept in named], np.int32)))
    table[[place for place, form in enumerate(forms) if not form[0].isalnum()]] = 0  # a mark alone explains nothing
    return Shares(words, table)


@dataclass(frozen=True, slots=True)
class _Part:
    """One view's shares by bucket, per mention."""

    view: View
    known: NDArray[np.int64]  # for each bucket of the view its row in `shares`, the last (zeros) when unknown
    shares: Floats

    def at(self, ids: NDArray[np.int32]) -> Floats:
        """The shares of the buckets given; zeros for buckets that the text or the model doesn't have."""
        if not len(self.view.ids):
            return np.zeros((len(ids), self.shares.shape[1]), np.float32)
        place = np.minimum(np.searchsorted(self.view.ids, ids), len(self.view.ids) - 1)
        row = np.where(self.view.ids[place] == ids, self.known[place], len(self.shares) - 1)
        found: Floats = self.shares[row]
        return found


def _split(weights: Floats, features: Features, tables: Sequence[ViewTable]) -> list[_Part]:
    parts, begin = [], 0
    nothing = np.zeros((1, weights.shape[1]), np.float32)
    for view, table in zip(features.views, tables, strict=True):
        inside = table.row[view.ids] >= 0
        count = int(inside.sum())
        known = np.where(inside, np.cumsum(inside) - 1, count)
        block = weights[begin : begin + count] / view.counts[inside][:, None]
        parts.append(_Part(view, known, np.concatenate([block, nothing])))
        begin += count
    return parts
