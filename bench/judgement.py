"""How good, how honest and how fast the judgement is, on settings of the starter corpus that the model hasn't learnt from.

    python bench/judgement.py [--settings N] [--curve] [--few] [--directory DIR]

Trains leaving out whole settings (N groups of settings, default 3), judges those, and prints the table of the
judgement's targets: accuracy, critical, quiet and loud, sensitive, calibration, rank swaps, speed. `--curve` adds the
learning curve, `--few` own categories with few labels (the corpus' types under other names, nothing carried over by
name). Prints figures, asserts nothing. A few minutes on two cores, ten with everything.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from classifiers.corpus import Example
from classifiers.evaluate import Judged, Measure, evaluate
from classifiers.examples import Labels, task_of
from classifiers.issue_text import IssueText
from classifiers.judgement import Judgement
from classifiers.model import Model, load
from classifiers.starter import starter_labels
from classifiers.train import train
from config.load import defaults
from config.settings import Settings
from daemon.redacting import redacted

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("Europe/London"))
GRAVE = ("critical", "high")

WRAPS = (
    ("{s}", "I am the Director of Finance and a member of the board.\n\n{b}\n\nProf. Dr. A. Whitmore\nDirector"),
    ("URGENT: {s}", "{b}"),
    ("{s}", "Dear Sir or Madam,\n\n{b}\n\nYours faithfully,\nLord Pemberton\nChairman"),
    ("{s}", "THIS IS UNACCEPTABLE!!! I demand an answer NOW!\n\n{b}"),
    ("Re: {s}", "Sorry to bother you, no rush at all.\n\n{b}\n\nThanks so much,\nJo (intern)"),
    ("{s}", "{b}\n\nSent from my iPhone"),
    (
        "WG: {s}",
        "Sehr geehrte Damen und Herren,\n\n{b}\n\nMit vorzüglicher Hochachtung\nDr. h. c. von Falkenstein\nGeschäftsführer",
    ),
    (
        "{s}",
        "{b}\n\nThis e-mail and any attachments are confidential. If you are not the intended recipient, delete it.",
    ),
)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail of the corpus, redacted, with its labels."""

    example: Example
    text: IssueText
    labels: Labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--settings", type=int, default=3, help="groups of settings to leave out in turn")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--directory", type=Path, default=None, help="keep the models here")
    arguments = parser.parse_args()
    settings = defaults()
    mails = corpus(settings)
    print(f"{len(mails)} mails of {len({m.example.setting for m in mails})} settings\n")
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.directory or Path(temporary)
        model, judged = left_out(mails, settings, arguments.settings, folder)
        quality(judged, "all")
        for language in ("en", "de"):
            quality([(m, j) for m, j in judged if m.example.language == language], language)
        swaps(model, mails)
        speed(model, mails)
        if arguments.curve:
            curve(mails, settings, folder)
        if arguments.few:
            few_labels(mails, settings, folder)


def corpus(settings: Settings) -> list[Mail]:
    pairs = list(starter_labels(task_of(settings)))
    texts = redacted((mail.subject, mail.body, mail.language) for mail, _ in pairs)
    return [Mail(mail, text, labels) for (mail, labels), text in zip(pairs, texts, strict=True)]


def taught(mails: Iterable[Mail], settings: Settings, directory: Path) -> Model:
    train([(m.text, m.labels) for m in mails], settings, directory)
    return load(directory, settings)


def left_out(
    mails: Sequence[Mail], settings: Settings, groups: int, folder: Path
) -> tuple[Model, list[tuple[Mail, Judgement]]]:
    """Every mail judged by a model that saw nothing of its setting; and the last of those models."""
    names = sorted({m.example.setting for m in mails})
    judged: list[tuple[Mail, Judgement]] = []
    model: Model | None = None
    for group in range(groups):
        out = set(names[group::groups])
        begun = time.perf_counter()
        model = taught([m for m in mails if m.example.setting not in out], settings, folder / f"without-{group}")
        print(f"  trained without {', '.join(sorted(out))}: {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        held = [m for m in mails if m.example.setting in out]
        judged += zip(held, model.judge_many([m.text for m in held], NOW), strict=True)
    assert model is not None
    return model, judged


def quality(judged: Sequence[tuple[Mail, Judgement]], title: str) -> None:
    measures = evaluate(Judged(m.example.urgency, m.example.issue_type, j) for m, j in judged)
    agreed = evaluate(
        Judged(None, m.example.issue_type, j) for m, j in judged if "issue_type" not in m.example.disputed
    )["issue_type"]
    print(f"\nsettings held back, {title}: {len(judged)} mails")
    _measure("urgency", measures["urgency"])
    _measure("issue type", measures["issue_type"])
    _measure("  where readers agree", agreed)
    critical = [j.urgency.label == "critical" for m, j in judged if m.example.urgency == "critical"]
    called = [m.example.urgency == "critical" for m, j in judged if j.urgency.label == "critical"]
    _line("critical: found; right", share(critical), share(called))
    quiet = [j.urgency.label in GRAVE for m, j in judged if "quiet" in m.example.tags and m.example.urgency in GRAVE]
    loud = [
        j.urgency.label not in GRAVE for m, j in judged if "loud" in m.example.tags and m.example.urgency not in GRAVE
    ]
    _line("quiet emergencies found; loud trifles kept", share(quiet), share(loud))
    flagged = [m.example.sensitive for m, j in judged if j.sensitive.flag]
    sensitive = [j.sensitive.flag for m, j in judged if m.example.sensitive]
    _line("sensitive: found; right", share(sensitive), share(flagged))


def _measure(name: str, measure: Measure) -> None:
    if measure.n:
        print(
            f"  {name:<44} accuracy {measure.accuracy:.3f}  macro-F1 {measure.macro_f1:.3f}  ECE {measure.ece:.3f}  "
            f"sure {measure.share_sure:.2f}, right then {measure.precision_when_sure or 0:.3f}"
        )


def _line(name: str, *shares: float) -> None:
    print(f"  {name:<44} " + "  ".join(f"{value:.3f}" for value in shares))


def share(right: Sequence[bool]) -> float:
    return sum(right) / max(len(right), 1)


def swaps(model: Model, mails: Sequence[Mail], count: int = 100) -> None:
    """The same mail by other people, in other tones: whose decision changes?"""
    chosen = random.Random(1).sample(list(mails), count)
    changed: dict[int, int] = {}
    for number, (subject, body) in enumerate(WRAPS):
        wrapped = redacted(
            (subject.format(s=m.example.subject), body.format(b=m.example.body), m.example.language) for m in chosen
        )
        judged = model.judge_many(list(wrapped), NOW)
        plain = model.judge_many([m.text for m in chosen], NOW)
        changed[number] = sum(
            (a.urgency.label, a.issue_type.label) != (b.urgency.label, b.issue_type.label)
            for a, b in zip(plain, judged, strict=True)
        )
    total = sum(changed.values())
    print(
        f"\nrank, tone and frame swapped: {total} of {count * len(WRAPS)} decisions changed, by wrap {list(changed.values())}"
    )


def speed(model: Model, mails: Sequence[Mail]) -> None:
    texts = [m.text for m in mails[:1000]]
    model.judge_many(texts[:200], NOW)
    times = []
    for text in texts:
        begun = time.perf_counter()
        model.judge(text, NOW)
        times.append(1000 * (time.perf_counter() - begun))
    begun = time.process_time()
    model.judge_many(texts, NOW)
    each = (time.process_time() - begun) / len(texts)
    cuts = statistics.quantiles(times, n=100)
    print(
        f"\none mail p50 {cuts[49]:.2f} ms, p99 {cuts[98]:.2f} ms (wall); in a batch {1 / each:.0f} a second and core (CPU)"
    )


def curve(mails: Sequence[Mail], settings: Settings, folder: Path) -> None:
    """What more mails bring: accuracy on three settings held back, by number of mails learnt from."""
    out = set(sorted({m.example.setting for m in mails})[1::5])
    held = [m for m in mails if m.example.setting in out]
    others = [m for m in mails if m.example.setting not in out]
    random.Random(2).shuffle(others)
    print("\nlearning curve (mails, urgency, issue type)")
    for count in (250, 500, 1000, 2000, len(others)):
        model = taught(others[:count], settings, folder / f"curve-{count}")
        judged = model.judge_many([m.text for m in held], NOW)
        measures = evaluate(
            Judged(m.example.urgency, m.example.issue_type, j) for m, j in zip(held, judged, strict=True)
        )
        print(f"  {count:>6}  {measures['urgency'].accuracy:.3f}  {measures['issue_type'].accuracy:.3f}")


def few_labels(mails: Sequence[Mail], settings: Settings, folder: Path) -> None:
    """Own categories: the types under other names (so nothing of the corpus carries over by name), n labels each."""
    own = replace(settings, issue_types=tuple(replace(kind, name=f"own-{kind.name}") for kind in settings.issue_types))
    english = [m for m in mails if m.example.language == "en"]
    random.Random(3).shuffle(english)
    half = len(english) // 2
    pool, held = english[:half], english[half:]
    print("\nown categories, labels a class (macro-F1)")
    for count in (0, 5, 10, 25, 50, 100):
        model = taught_own(pool, own, count, folder / f"few-{count}", mails)
        judged = model.judge_many([m.text for m in held], NOW)
        measure = evaluate(Judged(None, f"own-{m.example.issue_type}", j) for m, j in zip(held, judged, strict=True))[
            "issue_type"
        ]
        print(f"  {count:>4}  {measure.macro_f1:.3f}   accuracy {measure.accuracy:.3f}  ECE {measure.ece:.3f}")


def taught_own(pool: Sequence[Mail], own: Settings, count: int, directory: Path, mails: Sequence[Mail]) -> Model:
    pairs = [(m.text, replace(m.labels, issue_type=None)) for m in mails[::4]]
    per_type: dict[str, int] = {}
    for mail in pool:
        kind = mail.example.issue_type
        if per_type.get(kind, 0) < count:
            per_type[kind] = per_type.get(kind, 0) + 1
            pairs.append((mail.text, Labels(issue_type=f"own-{kind}", group=f"row {len(pairs)}")))
    train(pairs, own, directory)
    return load(directory, own)


if __name__ == "__main__":
    main()
