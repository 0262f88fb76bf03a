"""One training from beginning to end: features, held-out scores, fusion, thresholds, and the model on disk."""

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
from classifiers.examples import Labels, Task
from classifiers.features.build import VIEWS, features_of
from classifiers.features.text import words_in, words_of
from classifiers.fit import calibrate
from classifiers.fit.folds import HeldOut, folds_of, held_out
from classifiers.fit.fuse import Fusion, fit_fusion, probabilities
from classifiers.fit.heads import fit_members
from classifiers.fit.matrix import counts, vocabularies, weighted
from classifiers.fit.targets import Target, targets
from classifiers.issue_text import IssueText
from classifiers.levels import places
from classifiers.matrix import FACTS, level_probabilities
from classifiers.model.artefact import save
from classifiers.train import Held, Report

Floats = NDArray[np.float64]
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """One label on mails held back: probabilities and truth."""

    probabilities: Floats
    labels: NDArray[np.int64]

    @property
    def right(self) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = self.probabilities.argmax(axis=1) == self.labels
        return found


def fit(task: Task, pairs: Sequence[tuple[IssueText, Labels]], directory: Path, progress: Progress) -> Report:
    """Fits all heads, measures them on held-out groups, and saves the model."""
    described = [(kind.name, text) for kind in task.types for text in kind.texts]
    progress(f"reading {len(pairs)} mails")
    features = [features_of(words_of(text)) for text, _ in pairs]
    features += [features_of(words_in("", text, "und")) for _, text in described]
    labels = [given for _, given in pairs] + [Labels(issue_type=name) for name, _ in described]
    weights = np.array([given.weight for given in labels])
    matrices = counts(features)
    heads = [target for target in targets(task, labels) if len(target.rows)]
    progress("measuring on mail held back")
    measured = held_out(heads, matrices, folds_of([given.group for given in labels], len(pairs)), weights)
    fusions = {head.name: _fused(head, measured[head.name], weights) for head in heads}
    progress("fitting on everything")
    known = vocabularies(matrices)
    matrix = weighted(matrices, known)
    arrays: dict[str, Any] = {}
    for view, vocabulary in zip(VIEWS, known, strict=True):
        arrays[f"{view}_buckets"], arrays[f"{view}_idf"] = vocabulary.buckets, vocabulary.idf
    facts: dict[str, Any] = {"typical": [vocabulary.typical for vocabulary in known], "levels": places(task.levels)}
    facts["columns"], arrays["weights"], arrays["bias"] = _all_columns(heads, matrix, weights, fusions)
    urgency, issue_type = _urgency(heads, measured, fusions, facts), _issue_type(heads, measured, fusions, facts)
    facts["sensitive_above"] = _sensitive(heads, measured, fusions)
    version = save(directory, task, facts, arrays, _made_from(len(pairs)))
    return Report(version, len(pairs), urgency, issue_type)


def _fused(head: Target, scores: HeldOut, weights: Floats) -> Fusion:
    if not len(scores.rows):
        return Fusion(np.ones(len(scores.sources)), np.zeros(len(head.names)))
    sources = [source[scores.rows] for source in scores.sources]
    return fit_fusion(sources, head.labels[scores.rows], weights[scores.rows])


def _all_columns(
    heads: Sequence[Target], matrix: Any, weights: Floats, fusions: dict[str, Fusion]
) -> tuple[dict[str, tuple[int, int]], NDArray[np.float32], NDArray[np.float32]]:
    """The members of each head fused into one block of columns; where each head's block stands."""
    where, blocks, biases, begin = {}, [], [], 0
    for head in heads:
        rows = head.rows
        fusion = fusions[head.name]
        members = fit_members(matrix[rows], head.labels[rows], len(head.names), head.strength, weights[rows])
        blocks.append(sum(w * m.weights for w, m in zip(fusion.weights, members, strict=True)))
        biases.append(sum(w * m.bias for w, m in zip(fusion.weights, members, strict=True)) + fusion.bias)
        where[head.name] = (begin, begin + len(head.names))
        begin += len(head.names)
    return where, np.concatenate(blocks, axis=1).astype(np.float32), np.concatenate(biases).astype(np.float32)


def _head(heads: Sequence[Target], name: str) -> Target | None:
    return next((head for head in heads if head.name == name), None)


def _urgency(
    heads: Sequence[Target], measured: dict[str, HeldOut], fusions: dict[str, Fusion], facts: dict[str, Any]
) -> Held:
    """Direct model and matrix of facts, fused; adds to the manifest's facts and returns what the report tells."""
    head = _head(heads, "urgency")
    if head is None or not len(measured["urgency"].rows):
        facts["urgency"] = {"names": head.names if head else (), "sure": 1.01, "fusion": None}
        return Held(0.0, 1.01, 0.0)
    rows = measured["urgency"].rows
    sources = [fusions["urgency"].scores([source[rows] for source in measured["urgency"].sources])]
    by_facts = _by_matrix(heads, measured, fusions, facts["levels"], len(head.names), rows)
    if by_facts is not None:
        sources.append(by_facts)
    fusion = fit_fusion(sources, head.labels[rows])
    result = Measured(probabilities(fusion.scores(sources)), head.labels[rows])
    sure = calibrate.sure_above(result.probabilities.max(axis=1), result.right)
    facts["urgency"] = {
        "names": head.names,
        "sure": sure,
        "fusion": {"weights": fusion.weights.tolist(), "bias": fusion.bias.tolist()},
    }
    return _told(result, sure)


def _by_matrix(
    heads: Sequence[Target],
    measured: dict[str, HeldOut],
    fusions: dict[str, Fusion],
    place: Sequence[int],
    levels: int,
    rows: NDArray[np.int64],
) -> Floats | None:
    """Log probabilities of the levels from the facts' held-out probabilities; None where no facts were labelled."""
    if any(_head(heads, name) is None for name in FACTS):
        return None
    facts = [
        probabilities(fusions[name].scores([source[rows] for source in measured[name].sources])).astype(np.float32)
        for name in FACTS
    ]
    rubric = np.array([level_probabilities([fact[i] for fact in facts]) for i in range(len(rows))])
    own = np.zeros((len(rows), levels))
    for i, level in enumerate(place):
        own[:, level] += rubric[:, i]
    logs: Floats = np.log(own + 1e-4)
    return logs


def _issue_type(
    heads: Sequence[Target], measured: dict[str, HeldOut], fusions: dict[str, Fusion], facts: dict[str, Any]
) -> Held:
    head = _head(heads, "issue_type")
    if head is None or not len(measured["issue_type"].rows):
        facts["issue_type"] = {"names": head.names if head else (), "sure": 1.01}
        return Held(0.0, 1.01, 0.0)
    rows = measured["issue_type"].rows
    scores = fusions["issue_type"].scores([source[rows] for source in measured["issue_type"].sources])
    result = Measured(probabilities(scores), head.labels[rows])
    sure = calibrate.sure_above(result.probabilities.max(axis=1), result.right)
    facts["issue_type"] = {"names": head.names, "sure": sure}
    return _told(result, sure)


def _sensitive(heads: Sequence[Target], measured: dict[str, HeldOut], fusions: dict[str, Fusion]) -> float:
    head = _head(heads, "sensitive")
    if head is None or not (head.labels[measured["sensitive"].rows] == 1).any():
        return 0.5
    rows = measured["sensitive"].rows
    scores = fusions["sensitive"].scores([source[rows] for source in measured["sensitive"].sources])
    return calibrate.recall_above(probabilities(scores)[:, 1], head.labels[rows] == 1)


def _told(result: Measured, sure: float) -> Held:
    confidence = result.probabilities.max(axis=1)
    return Held(float(result.right.mean()), sure, float((confidence >= sure).mean()))


def _made_from(examples: int) -> dict[str, Any]:
    libraries = {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__}
    return {
        "corpus": corpus_hash(),
        "examples": examples,
        "libraries": {**libraries, "scikit-learn": sklearn.__version__},
    }
