"""One training from beginning to end."""

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy
import sklearn
from numpy.typing import NDArray

from classifiers.corpus import corpus_hash
from classifiers.examples import FACETS, Labels, Task
from classifiers.features.build import VIEWS, Features, features_of
from classifiers.features.text import words_in, words_of
from classifiers.fit import calibrate
from classifiers.fit.heads import fit_head
from classifiers.fit.matrix import counts, vocabulary, weighted
from classifiers.issue_text import IssueText
from classifiers.model.artefact import save
from classifiers.train import Report

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_FOLDS = 4


@dataclass(frozen=True, slots=True)
class Target:
    """One head's labels; -1 where unknown."""

    name: str
    names: tuple[str, ...]
    labels: Ints
    strength: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Out-of-fold scores of one head, for the rows of real mail that have the label."""

    scores: Floats
    labels: Ints


def fit(
    task: Task, pairs: Sequence[tuple[IssueText, Labels]], directory: Path, progress: Callable[[str], None]
) -> Report:
    """Fits all heads, measures them on held-out groups, and saves the model."""
    pseudo = [(name, text) for name, texts in ((t.name, t.texts) for t in task.types) for text in texts]
    progress(f"reading {len(pairs)} mails")
    features = [features_of(words_of(text)) for text, _ in pairs]
    features += [features_of(words_in("", text, "und")) for _, text in pseudo]
    labels = [given for _, given in pairs] + [Labels(issue_type=name, group="settings") for name, _ in pseudo]
    targets = _targets(task, labels)
    weights = np.array([given.weight for given in labels])
    groups = _folds([given.group for given in labels], len(pairs))
    measured = {}
    for target in targets[:2]:
        progress(f"measuring {target.name} on mail held back")
        measured[target.name] = _held_out(target, features, weights, groups)
    progress("fitting")
    matrices = counts(features)
    known = [vocabulary(matrix, view) for matrix, view in zip(matrices, VIEWS, strict=True)]
    matrix = weighted(matrices, known)
    arrays: dict[str, Any] = {}
    for view, vocab in zip(VIEWS, known, strict=True):
        arrays[f"{view}_buckets"], arrays[f"{view}_idf"] = vocab.buckets, vocab.idf
    heads: dict[str, tuple[int, int]] = {}
    columns, biases, begin = [], [], 0
    for target in targets:
        rows = np.flatnonzero(target.labels >= 0)
        if not len(rows):
            continue
        coef, bias = fit_head(matrix[rows], target.labels[rows], len(target.names), target.strength, weights[rows])
        heads[target.name] = (begin, begin + len(target.names))
        begin += len(target.names)
        columns.append(coef)
        biases.append(bias)
    arrays["weights"] = np.concatenate(columns, axis=1).astype(np.float32)
    arrays["bias"] = np.concatenate(biases).astype(np.float32)
    facts: dict[str, Any] = {"heads": heads, "sensitive_above": 0.5}
    told: dict[str, tuple[float, float, float]] = {}
    for target in targets[:2]:
        facts[target.name], told[target.name] = _calibrated(target, measured[target.name])
    version = save(directory, task, facts, arrays, _made_from(len(pairs)))
    (u_right, u_sure, u_share), (t_right, t_sure, t_share) = told["urgency"], told["issue_type"]
    return Report(version, len(pairs), u_right, t_right, u_sure, t_sure, u_share, t_share)


def _targets(task: Task, labels: Sequence[Labels]) -> list[Target]:
    def index(names: Sequence[str], values: Sequence[str | None]) -> Ints:
        place = {name: i for i, name in enumerate(names)}
        return np.array([place.get(value, -1) if value is not None else -1 for value in values], np.int64)

    targets = [
        Target("urgency", task.levels, index(task.levels, [given.urgency for given in labels]), 0.1),
        Target("issue_type", task.type_names, index(task.type_names, [given.issue_type for given in labels]), 0.1),
    ]
    flags = [None if given.sensitive is None else str(given.sensitive) for given in labels]
    targets.append(Target("sensitive", ("False", "True"), index(("False", "True"), flags), 0.3))
    for name, values in FACETS.items():
        facet = [getattr(given.facets, name) if given.facets else None for given in labels]
        targets.append(Target(name, values, index(values, facet), 0.1))
    return targets


def _folds(groups: Sequence[str], mails: int) -> Ints:
    """A fold for each row, whole groups together; pseudo-examples stand after the mails and are in no fold."""
    names = sorted({group for group in groups[:mails] if group})
    place = {name: i % _FOLDS for i, name in enumerate(names)}
    folds = np.array([place.get(group, i % _FOLDS) for i, group in enumerate(groups)], np.int64)
    folds[mails:] = -1
    return folds


def _held_out(target: Target, features: Sequence[Features], weights: Floats, folds: Ints) -> Measured:
    scores, labels = [], []
    for fold in range(_FOLDS):
        inner = np.flatnonzero((folds != fold) & (target.labels >= 0))
        outer = np.flatnonzero((folds == fold) & (target.labels >= 0))
        if not len(inner) or not len(outer):
            continue
        train = counts([features[int(i)] for i in inner])
        known = [vocabulary(matrix, view) for matrix, view in zip(train, VIEWS, strict=True)]
        coef, bias = fit_head(
            weighted(train, known), target.labels[inner], len(target.names), target.strength, weights[inner]
        )
        scores.append(weighted(counts([features[int(i)] for i in outer]), known) @ coef + bias)
        labels.append(target.labels[outer])
    if not scores:
        return Measured(np.zeros((0, len(target.names))), np.zeros(0, np.int64))
    return Measured(np.concatenate(scores), np.concatenate(labels))


def _calibrated(target: Target, measured: Measured) -> tuple[dict[str, Any], tuple[float, float, float]]:
    """The manifest's facts of one label, and (accuracy, threshold, share sure)."""
    if not len(measured.labels):
        return {"names": target.names, "temperature": 1.0, "sure": 1.01}, (0.0, 1.01, 0.0)
    degree = calibrate.temperature(measured.scores, measured.labels)
    probable = calibrate.probabilities(measured.scores, degree)
    right = probable.argmax(axis=1) == measured.labels
    sure = calibrate.sure_above(probable.max(axis=1), right)
    facts = {"names": target.names, "temperature": degree, "sure": sure}
    return facts, (float(right.mean()), sure, float((probable.max(axis=1) >= sure).mean()))


def _made_from(examples: int) -> dict[str, Any]:
    libraries = {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__}
    return {
        "corpus": corpus_hash(),
        "examples": examples,
        "libraries": {**libraries, "scikit-learn": sklearn.__version__},
    }
