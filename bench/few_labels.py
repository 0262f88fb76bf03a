"""Own categories with few labels: the eight groups of a service desk and forty fine intents, our own writing (own_categories/).

Part of `bench/judgement.py --few`. Nothing of the corpus carries over by name; beside our figure stands a plain regression's.
"""

import csv
import random
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline

from classifiers.evaluate import Judged, Measure, evaluate
from classifiers.examples import Labels
from classifiers.issue_text import IssueText
from classifiers.model import load
from classifiers.train import train
from config.settings import IssueType, Settings
from daemon.redacting import redacted

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
Pair = tuple[IssueText, Labels]


def few_labels(starter: Sequence[Pair], settings: Settings, folder: Path) -> None:
    """A table: macro-F1 by labels a class, of what the starter corpus and these labels teach."""
    print("\nown categories, labels a class (macro-F1, mean of two draws; beside it a plain tf-idf regression)")
    for name, counts in (("tickets", (0, 5, 10, 25, 50)), ("intents", (0, 5, 10, 20))):
        rows = _own_rows(name)
        kinds = {category: described for category, described, _ in rows}
        types = tuple(IssueType(kind, {"en": what or kind}, ()) for kind, what in kinds.items())
        own = replace(settings, issue_types=types)
        texts = list(redacted(("", text, "en") for _, _, text in rows))
        for count in counts:
            draws = [_draw([kind for kind, _, _ in rows], count, seed) for seed in (1, 2)[: 2 if count else 1]]
            found = [
                _own(texts, rows, own, draw, folder / f"{name}-{count}-{i}", starter) for i, draw in enumerate(draws)
            ]
            plain = statistics.mean(_plain(rows, draw) for draw in draws) if count else 0.0
            f1, ece = (statistics.mean(getattr(one, what) for one in found) for what in ("macro_f1", "ece"))
            print(f"  {name}  {count:>4}  {f1:.3f}  (plain {plain:.3f})  ECE {ece:.3f}")


def _own_rows(name: str) -> list[tuple[str, str, str]]:
    with (Path(__file__).parent / "own_categories" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["category"], row["description"], row["text"]) for row in csv.DictReader(file)]


def _draw(kinds: Sequence[str], count: int, seed: int) -> set[int]:
    """The rows to learn from: so many of each kind."""
    order = random.Random(seed).sample(range(len(kinds)), len(kinds))
    met: Counter[str] = Counter()
    drawn = set()
    for row in order:
        met[kinds[row]] += 1
        if met[kinds[row]] <= count:
            drawn.add(row)
    return drawn


def _own(
    texts: Sequence[IssueText],
    rows: Sequence[tuple[str, str, str]],
    own: Settings,
    drawn: set[int],
    directory: Path,
    starter: Sequence[Pair],
) -> Measure:
    unnamed = [(text, replace(labels, issue_type=None)) for text, labels in starter[::4]]
    labelled = [(texts[row], Labels(issue_type=rows[row][0], group=f"row {row}")) for row in sorted(drawn)]
    train([*unnamed, *labelled], own, directory)
    held = [row for row in range(len(rows)) if row not in drawn]
    judged = load(directory, own).judge_many([texts[row] for row in held], NOW)
    return evaluate(Judged(None, rows[row][0], one) for row, one in zip(held, judged, strict=True))["issue_type"]


def _plain(rows: Sequence[tuple[str, str, str]], drawn: set[int]) -> float:
    """Macro-F1 of a logistic regression on words and pairs of words."""
    held = [row for row in range(len(rows)) if row not in drawn]
    learner = make_pipeline(
        TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)), LogisticRegression(C=10, max_iter=1000)
    )
    learner.fit([rows[row][2] for row in sorted(drawn)], [rows[row][0] for row in sorted(drawn)])
    return float(
        f1_score([rows[row][0] for row in held], learner.predict([rows[row][2] for row in held]), average="macro")
    )
