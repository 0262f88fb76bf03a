"""Scores on mails held back: whole groups (settings, writers) at a time, so that nothing is known of the group."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.fit.heads import fit_members, members_of, room
from classifiers.fit.side_by_side import side_by_side
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
    pieces = [(fold, target) for fold in range(FOLDS) for target in targets if fold in measured[target.name]]
    outer = {fold: np.flatnonzero(folds == fold) for fold in range(FOLDS)}
    held = {fold: matrix[outer[fold]] for fold, _ in pieces}

    def scored(place: int) -> list[Floats]:
        """The members' scores of the fold, fitted on the others; nothing where there is none to fit on."""
        fold, target = pieces[place]
        inner = np.flatnonzero(folds != fold)
        part = some(inner, _MOST_FITTED) if len(measured[target.name]) == 1 else inner
        rows = part[target.labels[part] >= 0]
        return [member.scores(held[fold]) for member in fit_members(matrix, target, rows)] if len(rows) else []

    costs = [len(target.names) * len(target.rows) for _, target in pieces]
    most = min(len(folds), _MOST_FITTED) if len(pieces) == len(targets) else len(folds)
    for (fold, target), members in zip(pieces, side_by_side(scored, costs, room(matrix, most)), strict=True):
        for score, member in zip(scores[target.name], members, strict=False):
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
