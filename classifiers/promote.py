"""The gate before a new model: it goes live only if it is no step back, and it says why not.

The golden mails are never trained on, by any model: a fixed share chosen by their own text (`is_golden`). Old and new
judge the same mails; the difference is weighed by a paired bootstrap (Efron and Tibshirani 1993, chapter 16; Koehn, EMNLP 2004).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from classifiers.evaluate import Judged, evaluate
from classifiers.examples import Labels
from classifiers.issue_text import IssueText
from classifiers.judgement import Judge, Judgement

GOLDEN_SHARE = 0.04
DRAWS = 2000
WORSE_BEYOND = 0.975  # of the bootstrap draws must show a loss before it counts as one
CALIBRATION_SLACK = 0.05
MOST_CHANGED = 0.2  # share of golden mails whose urgency or type may change


@dataclass(frozen=True, slots=True)
class Gate:
    """The verdict. `reasons` are sentences: what stands against the new model, or what was found in its favour."""

    passed: bool
    reasons: tuple[str, ...]


def is_golden(text: IssueText) -> bool:
    """Whether a mail belongs to the golden set. Decided by its text alone, so copies stay on one side."""
    digest = hashlib.sha256(f"golden\n{text.subject}\n{text.body}".encode()).digest()
    return int.from_bytes(digest[:4]) < GOLDEN_SHARE * 2**32


def gate(
    old: Judge,
    new: Judge,
    golden: Sequence[tuple[IssueText, Labels]],
    wraps: Sequence[tuple[IssueText, IssueText]],
    top: str,
    now: datetime,
) -> Gate:
    """Compare two models. `wraps` are pairs of the same mail without and with rank and noise; `top` the highest level."""
    texts = [text for text, _ in golden]
    before, after = old.judge_many(texts, now), new.judge_many(texts, now)
    against: list[str] = []
    for name in ("urgency", "issue_type"):
        against += _worse(name, golden, before, after)
    against += _critical(golden, before, after, top)
    against += _calibration(golden, before, after)
    flips = sum(_labels(new.judge(plain, now)) != _labels(new.judge(wrapped, now)) for plain, wrapped in wraps)
    if flips:
        against.append(f"rank or noise changed {flips} of {len(wraps)} decisions; none may")
    changed = sum(_labels(a) != _labels(b) for a, b in zip(before, after, strict=True))
    if golden and changed / len(golden) > MOST_CHANGED:
        against.append(f"{changed} of {len(golden)} golden mails were judged otherwise; at most {MOST_CHANGED:.0%} may")
    if against:
        return Gate(False, tuple(against))
    return Gate(
        True, (f"no worse on {len(golden)} golden mails, {changed} judged otherwise, no rank flip in {len(wraps)}",)
    )


def _labels(judgement: Judgement) -> tuple[str, str]:
    return judgement.urgency.label, judgement.issue_type.label


def _worse(
    name: str, golden: Sequence[tuple[IssueText, Labels]], before: list[Judgement], after: list[Judgement]
) -> list[str]:
    """A loss of accuracy beyond chance."""
    pairs = [
        (getattr(b, name).label == true, getattr(a, name).label == true)
        for (_, labels), b, a in zip(golden, before, after, strict=True)
        if (true := getattr(labels, name)) is not None
    ]
    if not pairs:
        return []
    gain = np.array([int(a) - int(b) for b, a in pairs])
    draws = np.random.default_rng(0).choice(gain, (DRAWS, len(gain))).mean(axis=1)
    if float((draws < 0).mean()) < WORSE_BEYOND:
        return []
    was, now = (sum(pair[i] for pair in pairs) / len(pairs) for i in (0, 1))
    return [f"{name} fell from {was:.1%} to {now:.1%} on {len(pairs)} golden mails, which is more than chance"]


def _critical(
    golden: Sequence[tuple[IssueText, Labels]], before: list[Judgement], after: list[Judgement], top: str
) -> list[str]:
    places = [index for index, (_, labels) in enumerate(golden) if labels.urgency == top]
    was = sum(before[index].urgency.label == top for index in places)
    now = sum(after[index].urgency.label == top for index in places)
    return [f"only {now} of {len(places)} {top} mails were found, before it were {was}"] if now < was else []


def _calibration(
    golden: Sequence[tuple[IssueText, Labels]], before: list[Judgement], after: list[Judgement]
) -> list[str]:
    said = []
    for name in ("urgency", "issue_type"):
        was, now = (
            evaluate(Judged(labels.urgency, labels.issue_type, j) for (_, labels), j in zip(golden, some, strict=True))[
                name
            ].ece
            for some in (before, after)
        )
        if was is not None and now is not None and now > was + CALIBRATION_SLACK:
            said.append(f"the stated confidence in the {name} is off by {now:.3f}, before it was {was:.3f}")
    return said
