"""Measuring a judge on labelled mails. Pure numbers; the page with pictures is `classifiers.evaluate_page`.

ECE is the expected calibration error of the top label over fifteen bins of equal width (Naeini et al., AAAI 2015).
Macro-F1 is the mean over the classes that occur among the true labels.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from classifiers.judgement import Judgement, Label

BINS = 15


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled mail and what was said of it."""

    urgency: str | None  # the true labels; None where unknown
    issue_type: str | None
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Measure:
    """One label measured. Shares are between 0 and 1; None where there was nothing to measure."""

    n: int
    accuracy: float | None
    macro_f1: float | None
    ece: float | None
    share_sure: float | None
    precision_when_sure: float | None
    confusion: dict[str, dict[str, int]]  # true -> judged -> how often
    calibration: tuple[tuple[float, float, int], ...]  # (mean confidence, accuracy, n) of each bin that holds any
    coverage: tuple[tuple[float, float], ...]  # (share of mails, accuracy among them), surest first

    def to_json(self) -> dict[str, Any]:
        """The fields that scripts depend on."""
        return {
            "n": self.n,
            "accuracy": _round(self.accuracy),
            "macro_f1": _round(self.macro_f1),
            "ece": _round(self.ece),
            "share_sure": _round(self.share_sure),
            "precision_when_sure": _round(self.precision_when_sure),
            "confusion": self.confusion,
        }


def evaluate(judged: Iterable[Judged]) -> dict[str, Measure]:
    """Both labels, by the names "urgency" and "issue_type"."""
    rows = list(judged)
    return {
        "urgency": measure([(row.urgency, row.judgement.urgency) for row in rows if row.urgency is not None]),
        "issue_type": measure(
            [(row.issue_type, row.judgement.issue_type) for row in rows if row.issue_type is not None]
        ),
    }


def measure(rows: Sequence[tuple[str, Label]]) -> Measure:
    """Accuracy, calibration and coverage of (true label, judged label) pairs."""
    if not rows:
        return Measure(0, None, None, None, None, None, {}, (), ())
    right = [true == label.label for true, label in rows]
    sure = [ok for ok, (_, label) in zip(right, rows, strict=True) if label.sure]
    bins = _bins([(label.confidence, ok) for ok, (_, label) in zip(right, rows, strict=True)])
    return Measure(
        n=len(rows),
        accuracy=sum(right) / len(rows),
        macro_f1=_macro_f1(rows),
        ece=sum(n * abs(confidence - accuracy) for confidence, accuracy, n in bins) / len(rows),
        share_sure=len(sure) / len(rows),
        precision_when_sure=sum(sure) / len(sure) if sure else None,
        confusion=_confusion(rows),
        calibration=bins,
        coverage=_coverage(rows),
    )


def _macro_f1(rows: Sequence[tuple[str, Label]]) -> float:
    scores = []
    for name in {true for true, _ in rows}:
        hit = sum(true == name and label.label == name for true, label in rows)
        total = sum(true == name for true, _ in rows) + sum(label.label == name for _, label in rows)
        scores.append(2 * hit / total)
    return sum(scores) / len(scores)


def _bins(rows: Iterable[tuple[float, bool]]) -> tuple[tuple[float, float, int], ...]:
    held: dict[int, list[tuple[float, bool]]] = {}
    for confidence, ok in rows:
        held.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, ok))
    return tuple(
        (sum(c for c, _ in some) / len(some), sum(ok for _, ok in some) / len(some), len(some))
        for _, some in sorted(held.items())
    )


def _confusion(rows: Sequence[tuple[str, Label]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for true, label in rows:
        row = found.setdefault(true, {})
        row[label.label] = row.get(label.label, 0) + 1
    return {true: dict(sorted(row.items())) for true, row in sorted(found.items())}


def _coverage(rows: Sequence[tuple[str, Label]]) -> tuple[tuple[float, float], ...]:
    ordered = sorted(rows, key=lambda row: -row[1].confidence)
    points, right = [], 0
    for number, (true, label) in enumerate(ordered, 1):
        right += true == label.label
        if number == len(ordered) or number % max(len(ordered) // 50, 1) == 0:
            points.append((number / len(ordered), right / number))
    return tuple(points)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
