"""Scores on mails held back: whole groups (settings, writers) at a time, so that nothing is known of the group."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.fit.heads import Columns, fit_each, members_of
from classifiers.fit.targets import Target

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

FOLDS = 4
# From so many labels on, half of the folds are measured, and from so many on one: that is thousands still.
_MANY, _VERY_MANY = 4000, 16_000
# Mails that a fit for measuring learns from: what more would bring is gained by the model in force, and not claimed.
_MOST_FITTED = 5000


def folds_of(groups: Sequence[str], mails: int) -> Ints:
    """A fold for each row, groups kept whole; a row of no group stands alone. Rows from `mails` on are in no fold."""
    named = [group or f"\0{row}" for row, group in enumerate(groups[:mails])]
    sizes: dict[str, int] = {}
    for group in named:
        sizes[group] = sizes.get(group, 0) + 1
    folds = np.full(len(groups), -1, np.int64)
    if len(sizes) < FOLDS:  # no groups to speak of: one mail after the other
        folds[:mails] = np.arange(mails) % FOLDS
        return folds
    load = [0] * FOLDS
    fold_of: dict[str, int] = {}
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        fold_of[name] = load.index(min(load))
        load[fold_of[name]] += sizes[name]
    folds[:mails] = [fold_of[group] for group in named]
    return folds


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Each member's scores of one head for the rows with a label and a fold."""

    rows: Ints
    sources: tuple[Floats, ...]


def held_out(targets: Sequence[Target], matrix: Any, folds: Ints) -> dict[str, HeldOut]:
    """Scores of all heads for the rows of the folds that are measured; where there are very many, fitted on a part."""
    measured = {target.name: _measured(folds, target.labels >= 0) for target in targets}
    scores = {
        target.name: tuple(np.zeros((len(folds), len(target.names))) for _ in range(members_of(target)))
        for target in targets
    }
    pieces = []
    for fold in range(FOLDS):
        inner = np.flatnonzero(folds != fold)
        for target in targets:
            part = some(inner, _MOST_FITTED) if len(measured[target.name]) == 1 else inner
            rows = part[target.labels[part] >= 0]
            if fold in measured[target.name] and len(rows):
                pieces.append((fold, target, rows))
    outer = {fold: np.flatnonzero(folds == fold) for fold in range(FOLDS)}
    held = {fold: matrix[outer[fold]] for fold in {fold for fold, *_ in pieces}}

    def scored(place: int, members: tuple[Columns, ...]) -> list[Floats]:
        return [member.scores(held[pieces[place][0]]) for member in members]

    found = fit_each(matrix, [(target, rows) for _, target, rows in pieces], scored)
    for (fold, target, _), members in zip(pieces, found, strict=True):
        for score, member in zip(scores[target.name], members, strict=True):
            score[outer[fold]] = member
    return {
        target.name: HeldOut(np.flatnonzero(rows_measured(folds, target.labels >= 0)), scores[target.name])
        for target in targets
    }


def rows_measured(folds: Ints, labelled: Bools) -> Bools:
    """Which of the labelled rows are in a fold that is measured."""
    return labelled & np.isin(folds, _measured(folds, labelled))


def _measured(folds: Ints, labelled: Bools) -> range:
    """The folds that are measured: of many mails a part tells as much as all do, of few labels every one counts."""
    inside = folds >= 0
    if (labelled & inside).sum() < _MANY:
        return range(FOLDS)
    return range(FOLDS // 2 if inside.sum() < _VERY_MANY else 1)


def some(rows: Ints, most: int) -> Ints:
    """At most so many of the rows, chosen by chance, the same ones each time."""
    if len(rows) <= most:
        return rows
    return np.sort(np.random.default_rng(0).choice(rows, most, replace=False))
