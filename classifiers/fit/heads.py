"""Linear heads: kinds of learners that err differently, each a column of weights for each label.

A linear support vector machine (one against the rest, squared hinge) and complement naive Bayes (Rennie et al., "Tackling the
Poor Assumptions of Naive Bayes Text Classifiers", 2003). Their sum beats either on settings held back, and a sum of
linear scores is linear again: judging costs nothing more. Where labels are few, a logistic regression on what the words mean
(`meaning`) is the third.
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.svm import LinearSVC

from classifiers.fit.meaning import Meaning
from classifiers.fit.side_by_side import side_by_side
from classifiers.fit.targets import Target

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
T = TypeVar("T")

_UNSEEN = -10.0
_SMOOTHING = 0.3
# Texts that show the scale of a member's scores well enough.
_SCALED_ON = 1000
# Memory for each number of the rows that are fitted on: liblinear keeps 16 bytes, the part of the matrix 12.
_BYTES = 28
# Inverse regularisation of the regression on vectors.
_STRENGTH_OF_MEANING = 3.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Weights (features x labels) and bias (labels)."""

    weights: Floats
    bias: Floats

    def scores(self, matrix: Any) -> Floats:
        scores: Floats = matrix @ self.weights + self.bias
        return scores


def members_of(target: Target) -> int:
    """How many learners a head has."""
    return 2 + (target.meaning is not None)


def fit_each(
    matrix: Any, wanted: Sequence[tuple[Target, Ints]], made: Callable[[int, tuple[Columns, ...]], T]
) -> list[T]:
    """What `made` makes of the members of each target, fitted on its rows side by side; its number comes with them."""
    most = max((len(rows) for _, rows in wanted), default=0)
    return side_by_side(
        lambda place: made(place, fit_members(matrix, *wanted[place])),
        [len(target.names) * len(rows) for target, rows in wanted],
        int(matrix.nnz / matrix.shape[0] * most * _BYTES),
    )


def fit_members(matrix: Any, target: Target, rows: Ints) -> tuple[Columns, ...]:
    """The learners, fitted on some labelled rows, each brought to the scale 1, centred over the labels."""
    part = matrix if len(rows) == matrix.shape[0] else matrix[rows]  # rows ascend: all of them are the matrix itself
    labels, weights = target.labels[rows], target.weights[rows]
    members = [_machine(part, labels, target, weights), _bayes(part, labels, len(target.names), weights)]
    if target.meaning is not None:
        members.append(_meant(part, labels, target, target.meaning, weights))
    matrix = part[:: max(1, len(rows) // _SCALED_ON)]
    return tuple(_evened(member, matrix) for member in members)


def _blank(matrix: Any, classes: int) -> Columns:
    return Columns(np.zeros((matrix.shape[1], classes)), np.full(classes, _UNSEEN))


def _machine(matrix: Any, labels: Ints, target: Target, weights: Floats) -> Columns:
    made = _blank(matrix, len(target.names))
    seen = np.unique(labels)
    if len(seen) == 1:
        made.bias[seen[0]] = 0
        return made
    machine = LinearSVC(C=target.strength, tol=target.tolerance, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # good enough is measured, not assumed
        machine.fit(matrix, labels, sample_weight=weights)
    if len(seen) == 2:
        made.weights[:, seen] = np.column_stack([-machine.coef_[0], machine.coef_[0]])
        made.bias[seen] = -machine.intercept_[0], machine.intercept_[0]
    else:
        made.weights[:, seen], made.bias[seen] = machine.coef_.T, machine.intercept_
    return made


def _bayes(matrix: Any, labels: Ints, classes: int, weights: Floats) -> Columns:
    made = _blank(matrix, classes)
    seen = np.unique(labels)
    if len(seen) == 1:
        made.bias[seen[0]] = 0
        return made
    bayes = ComplementNB(alpha=_SMOOTHING).fit(matrix, labels, sample_weight=weights)
    made.weights[:, seen] = bayes.feature_log_prob_.T
    made.bias[seen] = 0
    return made


def _meant(matrix: Any, labels: Ints, target: Target, meaning: Meaning, weights: Floats) -> Columns:
    made = _blank(matrix, len(target.names))
    seen = np.unique(labels)
    if len(seen) == 1:
        made.bias[seen[0]] = 0
        return made
    texts = meaning.of(matrix)
    # Each text counts alike, however long, and nothing is said of how likely a label is: a description of five words teaches
    # as much as a mail, which is what carries a type without any labelled mail.
    texts /= np.maximum(np.linalg.norm(texts, axis=1, keepdims=True), 1e-9)
    regression = LogisticRegression(C=_STRENGTH_OF_MEANING, fit_intercept=False, max_iter=500)
    regression.fit(texts, labels, sample_weight=weights)
    coefficients = regression.coef_
    if len(seen) == 2:
        coefficients = np.vstack([-coefficients, coefficients])
    # Added, not set: words that share a bucket have one column.
    np.add.at(made.weights, np.ix_(meaning.columns, seen), meaning.vectors @ coefficients.T)
    made.bias[seen] = 0
    return made


def _evened(columns: Columns, matrix: Any) -> Columns:
    """The member centred over the labels, its scores of some texts at the scale 1."""
    weights = columns.weights - columns.weights.mean(axis=1, keepdims=True)
    bias = columns.bias - columns.bias.mean()
    scores = matrix @ weights + bias
    scale = float(scores.std()) or 1.0
    return Columns(weights / scale, bias / scale)
