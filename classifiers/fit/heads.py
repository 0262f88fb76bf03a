"""Linear heads: one column of weights for each label."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import LinearSVC

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_UNSEEN = -10.0


def fit_head(matrix: Any, labels: Ints, classes: int, strength: float, weights: Floats) -> tuple[Floats, Floats]:
    """Weights (features x classes) and bias (classes). A class without an example gets a bias that never wins."""
    coef = np.zeros((matrix.shape[1], classes))
    bias = np.full(classes, _UNSEEN)
    seen = np.unique(labels)
    if len(seen) == 1:
        bias[seen[0]] = 0
        return coef, bias
    machine = LinearSVC(C=strength, random_state=0).fit(matrix, labels, sample_weight=weights)
    if len(seen) == 2:
        coef[:, seen[1]], coef[:, seen[0]] = machine.coef_[0], -machine.coef_[0]
        bias[seen[1]], bias[seen[0]] = machine.intercept_[0], -machine.intercept_[0]
    else:
        coef[:, seen], bias[seen] = machine.coef_.T, machine.intercept_
    return coef, bias
