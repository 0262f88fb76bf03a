"""One training from beginning to end: features, held-out scores, fusion, thresholds, and the model on disk."""

import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import scipy
import scipy.sparse as sp
import sklearn
from numpy.typing import NDArray

from classifiers.corpus import corpus_hash
from classifiers.delicate import delicate
from classifiers.examples import Labels, Task
from classifiers.features.build import features_of
from classifiers.features.grams import bucket
from classifiers.features.text import words_in
from classifiers.fit.calibrate import PRECISION_WHEN_SURE, Outcomes, recall_above, sure_above
from classifiers.fit.folds import HeldOut, folds_of, held_out, rows_measured, some
from classifiers.fit.fuse import Fusion, fit_doubt, fit_fusion, probabilities
from classifiers.fit.heads import Columns, fit_each
from classifiers.fit.matrix import counts, weighted
from classifiers.fit.meaning import meaning_of, tables
from classifiers.fit.side_by_side import side_by_side
from classifiers.fit.targets import Target, pair, targets
from classifiers.issue_text import IssueText
from classifiers.joint import Joint
from classifiers.levels import places
from classifiers.matrix import FACTS, level_probabilities
from classifiers.model.artefact import save
from classifiers.model.decide import DIRECT, MATRIX, PAIRS, of_statements
from classifiers.model.linear import halved
from classifiers.train import Held, Report

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Progress = Callable[[str], None]
_NOTHING = Held(0.0, 1.01, 0.0)
# Mails that the pairs are learnt from: forty classes cost more than all other heads together.
_MOST_PAIRED = 9000
_READ_AT_ONCE = 500
# Labels of the type: more teach by themselves what their words mean.
_FEW = 5000
_UNSURE = {"sure": 1.01, "temperature": 1.0, "doubt": 0.0}


@dataclass(frozen=True, slots=True)
class Heads:
    """All heads with their scores on mails held back, and how each head's members are fused."""

    targets: Mapping[str, Target]
    measured: Mapping[str, HeldOut]
    fusions: Mapping[str, Fusion]
    joint: Joint | None  # of the pairs, where they are learnt

    def scores(self, name: str, rows: Ints) -> Floats:
        """Fused held-out scores of one head."""
        return self.fusions[name].scores([source[rows] for source in self.measured[name].sources])


def fit(task: Task, pairs: Sequence[tuple[IssueText, Labels]], directory: Path, progress: Progress) -> Report:
    """Fits all heads, measures them on held-out groups, and saves the model."""
    described = [(kind.name, text) for kind in task.types for text in kind.texts]
    progress(f"reading {len(pairs)} mails")
    given = [labels for _, labels in pairs] + [Labels(issue_type=name) for name, _ in described]
    folds = folds_of([labels.group for labels in given], len(pairs))
    asked = rows_measured(folds, np.array([labels.sensitive is not None for labels in given]))
    few = sum(labels.issue_type is not None for labels in given) < _FEW
    vectors = tables() if few else None
    texts = [(text.subject, text.body, text.language) for text, _ in pairs]
    texts += [("", text, "und") for _, text in described]
    counted, said, forms = _read(texts, asked, forms=vectors is not None)
    known, matrix = weighted(counted, [bucket(form) for form in forms])
    del counted
    progress("measuring on mail held back")
    chosen = [target for target in targets(task, given) if len(target.rows)]
    if vectors is not None and forms:
        meaning = meaning_of(forms, known, vectors)
        chosen = [replace(target, meaning=meaning) if target.name == "issue_type" else target for target in chosen]
    heads = _measured(chosen, matrix, folds)
    progress("fitting on everything")
    arrays: dict[str, Any] = {"buckets": known.buckets, "idf": known.idf}
    facts: dict[str, Any] = {"typical": known.typical, "levels": places(task.levels)}
    facts["columns"], weights, arrays["bias"] = _columns(heads, matrix)
    arrays["weights"] = halved(weights)
    facts["urgency"], urgency = _urgency(heads, task.levels, facts["levels"])
    facts["issue_type"], issue_type = _issue_type(heads, task.type_names)
    facts["pairs"] = [pair(name) for name in heads.targets["pair"].names] if heads.joint is not None else []
    facts["sensitive"] = _sensitive(heads, said)
    version = save(directory, task, facts, arrays, _made_from(len(pairs)))
    return Report(version, len(pairs), urgency, issue_type)


def _read(
    texts: Sequence[tuple[str, str, str]], asked: NDArray[np.bool_], *, forms: bool
) -> tuple[Any, NDArray[np.bool_], list[str]]:
    """Counted features of texts (subject, body, language), of those asked for whether they say something delicate, and all
    words (if `forms`).
    """
    begins = range(0, len(texts), _READ_AT_ONCE)

    def some_read(place: int) -> tuple[Any, list[bool], set[str]]:
        begin = begins[place]
        read = [words_in(*text) for text in texts[begin : begin + _READ_AT_ONCE]]
        said = [bool(ask and delicate(words)) for words, ask in zip(read, asked[begin:], strict=False)]
        met = {form for words in read for form in words.forms()} if forms else set[str]()
        return counts([features_of(words) for words in read]), said, met

    parts, said, met = zip(*side_by_side(some_read, [1.0] * len(begins)), strict=True)
    return sp.vstack(parts, format="csr"), np.concatenate(said), sorted(set[str]().union(*met))


def _measured(chosen: Sequence[Target], matrix: Any, folds: Ints) -> Heads:
    measured = held_out(chosen, matrix, folds)
    fusions = {}
    for target in chosen:
        scores = measured[target.name]
        if len(scores.rows):
            sources = [source[scores.rows] for source in scores.sources]
            fusions[target.name] = fit_fusion(sources, target.labels[scores.rows], target.trust[scores.rows])
        else:
            fusions[target.name] = Fusion(np.ones(len(scores.sources)), np.zeros(len(target.names)))
    named = {target.name: target for target in chosen}
    joint = None
    if "pair" in named:
        pairs = [pair(name) for name in named["pair"].names]
        joint = Joint.of(pairs, len(named["urgency"].names), len(named["issue_type"].names))
    return Heads(named, measured, fusions, joint)


def _columns(heads: Heads, matrix: Any) -> tuple[dict[str, tuple[int, int]], NDArray[np.float32], NDArray[np.float32]]:
    """The members of each head, fitted on everything and fused into one block of columns; where each block stands."""
    wanted = [
        (target, some(target.rows, _MOST_PAIRED) if name == "pair" else target.rows)
        for name, target in heads.targets.items()
    ]

    def block(place: int, members: tuple[Columns, ...]) -> tuple[NDArray[np.float32], Floats]:
        fusion = heads.fusions[wanted[place][0].name]
        weights = sum(w * m.weights for w, m in zip(fusion.weights, members, strict=True))
        bias = sum(w * m.bias for w, m in zip(fusion.weights, members, strict=True)) + fusion.bias
        return np.asarray(weights, np.float32), bias

    blocks, biases = zip(*fit_each(matrix, wanted, block), strict=True)
    ends = np.cumsum([0, *(len(target.names) for target, _ in wanted)]).tolist()
    where = dict(zip(heads.targets, pairwise(ends), strict=True))
    return where, np.concatenate(blocks, axis=1), np.concatenate(biases).astype(np.float32)


def _urgency(heads: Heads, levels: Sequence[str], place: Sequence[int]) -> tuple[dict[str, Any], Held]:
    """Direct model, matrix of facts and pairs, fused: the manifest's facts, and what the report tells."""
    target = heads.targets.get("urgency")
    rows = heads.measured["urgency"].rows if target else np.zeros(0, np.int64)
    if target is None or not len(rows):
        return {"names": levels, "fusion": _alone(len(levels)), **_UNSURE}, _NOTHING
    sources = {DIRECT: heads.scores("urgency", rows)}
    if all(name in heads.targets for name in FACTS):
        sources[MATRIX] = _by_matrix(heads, place, len(levels), rows)
    if heads.joint is not None:
        sources[PAIRS] = heads.joint.levels.logs(probabilities(heads.scores("pair", rows)))
    return _fused(levels, sources, target, rows)


def _fused(
    names: Sequence[str], sources: Mapping[str, Floats], target: Target, rows: Ints
) -> tuple[dict[str, Any], Held]:
    fusion = fit_fusion(list(sources.values()), target.labels[rows], target.trust[rows])
    told = {"sources": list(sources), "weights": fusion.weights.tolist(), "bias": fusion.bias.tolist()}
    facts, held = _decision(fusion.scores(list(sources.values())), target, rows)
    return {"names": names, "fusion": told, **facts}, held


def _alone(labels: int) -> dict[str, Any]:
    """The direct model as it is."""
    return {"sources": [DIRECT], "weights": [1.0], "bias": [0.0] * labels}


def _by_matrix(heads: Heads, place: Sequence[int], levels: int, rows: Ints) -> Floats:
    """Log probabilities of the levels from the facts' held-out probabilities."""
    rubric = level_probabilities([probabilities(heads.scores(name, rows)).astype(np.float32) for name in FACTS])
    own = np.zeros((len(rows), levels))
    for i, level in enumerate(place):
        own[:, level] += rubric[:, i]
    logs: Floats = np.log(own + 1e-4)
    return logs


def _issue_type(heads: Heads, names: Sequence[str]) -> tuple[dict[str, Any], Held]:
    target = heads.targets.get("issue_type")
    rows = heads.measured["issue_type"].rows if target else np.zeros(0, np.int64)
    if target is None or not len(rows):
        return {"names": names, "fusion": _alone(len(names)), **_UNSURE}, _NOTHING
    sources = {DIRECT: heads.scores("issue_type", rows)}
    if heads.joint is not None:
        sources[PAIRS] = heads.joint.types.logs(probabilities(heads.scores("pair", rows)))
    return _fused(names, sources, target, rows)


def _sensitive(heads: Heads, said: NDArray[np.bool_]) -> dict[str, Any]:
    """How much the model and a plain statement count, and from which probability on a mail is sensitive."""
    target = heads.targets.get("sensitive")
    if target is None or not target.labels[heads.measured["sensitive"].rows].any():
        return {"weights": [1.0, 1.0], "bias": [0.0] * (len(target.names) if target else 2), "above": 0.5}
    rows = heads.measured["sensitive"].rows
    scores = heads.scores("sensitive", rows)
    sources: list[Floats] = [scores, of_statements(said[rows], scores.shape[1]).astype(np.float64)]
    fusion = fit_fusion(sources, target.labels[rows], target.trust[rows])
    above = recall_above(1 - probabilities(fusion.scores(sources))[:, 0], target.labels[rows] > 0)
    return {"weights": fusion.weights.tolist(), "bias": fusion.bias.tolist(), "above": above}


def _decision(scores: Floats, target: Target, rows: Ints) -> tuple[dict[str, Any], Held]:
    """How fused scores are read as probabilities, and from where on a decision is sure."""
    labels, trust = target.labels[rows], target.trust[rows]
    doubt = fit_doubt(scores, labels, trust)
    outcomes = Outcomes.of(doubt.probabilities(scores), labels, trust)
    sure = sure_above(outcomes, PRECISION_WHEN_SURE[target.name])
    facts = {"sure": sure, "temperature": doubt.temperature, "doubt": doubt.share}
    return facts, Held(outcomes.accuracy, sure, outcomes.share_above(sure))


def _made_from(examples: int) -> dict[str, Any]:
    libraries = {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__}
    return {
        "corpus": corpus_hash(),
        "examples": examples,
        "libraries": {**libraries, "scikit-learn": sklearn.__version__},
    }
