"""How good, how honest and how fast the judgement is, on settings of the starter corpus that the model hasn't learnt from.

    python bench/judgement.py [--hard] [--settings N] [--swapped N] [--curve] [--few] [--chance] [--retrain] [--directory DIR]

Trains leaving out whole settings (N groups of settings, default 4), judges those, and prints the table of the
judgement's targets: accuracy, critical, quiet and loud, sensitive, calibration, rank swaps, speed. `--hard` prints that table
for the settings written to be hard only, each left out once while all others are learnt from. `--curve` adds the
learning curve, `--chance` labels dealt at random, `--retrain` a training with 10,000 corrections, `--few` prints own categories
with few labels only (two sets of our own writing, nothing carried over by name).
Prints figures, asserts nothing. A few minutes on two cores, twenty with everything.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from few_labels import few_labels
from rank_swaps import pairs

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
# Settings by other hands whose mails were written to be hard, in the groups that are left out together.
HARD = (
    {"en/hard", "en/twins"},
    {"en/pasted", "de/zwillinge"},
    {"en/thin", "en/tickets"},
    {"en/voices", "de/nachbarn"},
    {"en/buried", "en/questions"},
    {"en/delicate", "de/verborgen"},
    {"en/unsaid", "en/counter", "de/schalter"},
    {"en/almost", "en/thumbs", "de/beinahe"},
    {"en/hints", "en/elsewhere", "de/querbeet"},
    {"en/benchmark", "en/crossroads", "de/andeutung"},
    {"en/unnamed", "en/verdicts", "de/alltagskram"},
    {"en/longhand", "en/plainday", "de/pruefstein"},
    {"en/panel", "en/nearcrit", "de/probe"},
    {"en/typeborders", "en/loudquiet", "de/schwelle", "de/grenzfall"},
)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail of the corpus, redacted, with its labels."""

    example: Example
    text: IssueText
    labels: Labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--settings", type=int, default=4, help="groups of settings to leave out in turn")
    parser.add_argument("--hard", action="store_true", help="leave out the hard settings only, and judge those")
    parser.add_argument("--swapped", type=int, default=100, help="mails for the rank swaps, thirty wraps each")
    parser.add_argument("--chance", action="store_true")
    parser.add_argument("--retrain", action="store_true")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--directory", type=Path, default=None, help="keep the models here")
    arguments = parser.parse_args()
    settings = defaults()
    mails = corpus(settings)
    print(f"{len(mails)} mails of {len({m.example.setting for m in mails})} settings\n")
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.directory or Path(temporary)
        if arguments.hard:
            hard(mails, settings, folder)
            return
        if arguments.few:
            few_labels([(m.text, m.labels) for m in mails], settings, folder)
            return
        names = sorted({m.example.setting for m in mails})
        groups = [set(names[group :: arguments.settings]) for group in range(arguments.settings)]
        model, judged = left_out(mails, settings, groups, folder)
        quality(judged, "all")
        for language in ("en", "de"):
            quality([(m, j) for m, j in judged if m.example.language == language], language)
        swaps(model, mails, arguments.swapped)
        speed(model, mails)
        if arguments.chance:
            chance(mails, settings, folder)
        if arguments.retrain:
            retraining(mails, settings, folder)
        if arguments.curve:
            curve(mails, settings, folder)


def corpus(settings: Settings) -> list[Mail]:
    pairs = list(starter_labels(task_of(settings)))
    texts = redacted((mail.subject, mail.body, mail.language) for mail, _ in pairs)
    return [Mail(mail, text, labels) for (mail, labels), text in zip(pairs, texts, strict=True)]


def taught(mails: Iterable[Mail], settings: Settings, directory: Path) -> Model:
    train([(m.text, m.labels) for m in mails], settings, directory)
    return load(directory, settings)


def hard(mails: Sequence[Mail], settings: Settings, folder: Path) -> None:
    """The table of the targets on settings written to be hard, together, by language and one by one."""
    _, judged = left_out(mails, settings, HARD, folder)
    quality(judged, "hard")
    for language in ("en", "de"):
        quality([(m, j) for m, j in judged if m.example.language == language], f"hard, {language}")
    for setting in sorted({m.example.setting for m, _ in judged}):
        quality([(m, j) for m, j in judged if m.example.setting == setting], setting)


def left_out(
    mails: Sequence[Mail], settings: Settings, groups: Sequence[set[str]], folder: Path
) -> tuple[Model, list[tuple[Mail, Judgement]]]:
    """Every mail of the groups judged by a model that saw nothing of its group; and the last of those models."""
    judged: list[tuple[Mail, Judgement]] = []
    model: Model | None = None
    for number, out in enumerate(groups):
        begun = time.perf_counter()
        model = taught([m for m in mails if m.example.setting not in out], settings, folder / f"without-{number}")
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


def swaps(model: Model, mails: Sequence[Mail], count: int) -> None:
    """The same mail by other people, in other tones: whose decision changes?"""
    chosen = random.Random(1).sample(list(mails), min(count, len(mails)))
    changed: Counter[str] = Counter()
    texts = differ = 0
    for name, bare, wrapped in pairs([(m.example.subject, m.example.body) for m in chosen]):
        texts += 1
        if (bare.subject, bare.body, bare.language) == (wrapped.subject, wrapped.body, wrapped.language):
            continue
        differ += 1
        one, other = model.judge(bare, NOW), model.judge(wrapped, NOW)
        changed[name] += _said(one) != _said(other)
    total = sum(changed.values())
    part = total / max(texts, 1)
    print(f"\nrank, tone and frame swapped: {total} of {texts} decisions changed ({part:.2%}), {differ} texts differ")
    for name, number in changed.most_common(8):
        if number:
            print(f"  {number:>4}  {name}")


def _said(judgement: Judgement) -> tuple[str, str, bool]:
    return judgement.urgency.label, judgement.issue_type.label, judgement.sensitive.flag


def speed(model: Model, mails: Sequence[Mail]) -> None:
    """Processor time, with that of ten million steps of a loop beside it: machines differ."""
    texts = [m.text for m in mails[:1000]]
    begun = time.process_time()
    sum(range(10**7))
    loop = time.process_time() - begun
    model.judge_many(texts[:200], NOW)
    times = []
    for text in texts:
        begun = time.process_time()
        model.judge(text, NOW)
        times.append(1000 * (time.process_time() - begun))
    begun = time.process_time()
    model.judge_many(texts, NOW)
    each = (time.process_time() - begun) / len(texts)
    cuts = statistics.quantiles(times, n=100)
    print(
        f"\none mail p50 {cuts[49]:.2f} ms, p99 {cuts[98]:.2f} ms; in a batch {1 / each:.0f} a second and core (CPU; "
        f"ten million steps take {loop:.2f} s here)"
    )


def chance(mails: Sequence[Mail], settings: Settings, folder: Path) -> None:
    """Labels dealt at random teach nothing: accuracy stays at what guessing gets."""
    dealt = list(mails)
    order = random.Random(4).sample(range(len(dealt)), len(dealt))
    given = [
        replace(m, labels=replace(dealt[i].labels, group=m.labels.group)) for m, i in zip(dealt, order, strict=True)
    ]
    out = set(sorted({m.example.setting for m in mails})[::4])
    model = taught([m for m in given if m.example.setting not in out], settings, folder / "chance")
    held = [m for m in given if m.example.setting in out]
    for name in ("urgency", "issue_type"):
        judged = model.judge_many([m.text for m in held], NOW)
        right = [getattr(j, name).label == getattr(m.labels, name) for m, j in zip(held, judged, strict=True)]
        commonest = Counter(getattr(m.labels, name) for m in held).most_common(1)[0][1] / len(held)
        sure = share([getattr(j, name).sure for j in judged])
        print(f"  random labels, {name}: right {share(right):.3f} (the commonest: {commonest:.3f}), sure {sure:.3f}")


def retraining(mails: Sequence[Mail], settings: Settings, folder: Path, count: int = 10_000) -> None:
    """A training on the corpus and so many corrections."""
    shuffled = [random.Random(5).choice(mails) for _ in range(count)]
    again = [
        (m.text, replace(m.labels, facets=None, act=None, group=f"correction {i}")) for i, m in enumerate(shuffled)
    ]
    begun, before = time.perf_counter(), os.times()
    train([*((m.text, m.labels) for m in mails), *again], settings, folder / "retrained")
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    clock = time.perf_counter() - begun
    cores = len(os.sched_getaffinity(0))
    print(
        f"\nretrained with {count:,} corrections: {clock:.0f} s by the clock, {used:.0f} s of processor time ({cores} cores)"
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


if __name__ == "__main__":
    main()
