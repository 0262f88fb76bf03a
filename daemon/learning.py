"""Learning from corrections: what a new model is trained on, the gate before it goes live, and when it is time.

Trained on the starter corpus and on every correction whose text is still kept; one person's corrections together weigh no more
than `MOST_OF_ONE` of them. The golden mails are left out of every training.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from classifiers.corpus import starter
from classifiers.examples import Labels
from classifiers.issue_text import IssueText
from classifiers.model import ModelError, load
from classifiers.promote import Gate, gate, is_golden
from config.settings import Settings
from daemon.at_once import TAUGHT, labels_today
from daemon.model import Pair, Progress, current_dir, models_dir, put_in_force, starter_pairs, train_new
from daemon.redacting import redacted
from daemon.store import Store, corrections
from daemon.store.corrections import Corrected
from daemon.store.notes import get_note, set_note

log = logging.getLogger("evenhand.learning")
CORRECTION_WEIGHT = 3.0  # a correction is about this organisation; a mail of the corpus is about anybody
MOST_OF_ONE = 0.3  # share of all corrections' weight that one person may have
WRAPPED = 60  # mails of the corpus that are wrapped in rank and noise for the gate

_WRAPS = (
    (
        "URGENT!!! {subject}",
        "I am the Director and I expect this IMMEDIATELY.\n\n{body}\n\nProf. Dr. R. Thornbury\nDirector",
    ),
    ("{subject}", "Dear all,\n\n{body}\n\nKind regards\nSir Edmund Vale\nChairman of the Board\nTel. +44 20 7946 0000"),
    ("Re: {subject}", "Sorry to bother you, no rush at all, I am only the intern.\n\n{body}\n\nSent from my phone"),
)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What became of a training."""

    name: str
    examples: int
    in_force: bool
    reasons: tuple[str, ...]


def learn(
    settings: Settings, state: Path, pairs: Iterable[Pair], now: datetime, progress: Progress, force: bool = False
) -> Learnt:
    """Train on `pairs` and let the gate decide; `force` puts the model in force whatever the gate says."""
    everything = list(pairs)
    taught = [pair for pair in everything if not is_golden(pair[0])]
    golden = [pair for pair in everything if is_golden(pair[0])]
    name, report = train_new(taught, settings, state, progress)
    verdict = _gate(settings, state, name, golden, now)
    if verdict.passed or force:
        put_in_force(state, name)
    reasons = (*verdict.reasons, *(("put in force all the same",) if force and not verdict.passed else ()))
    return Learnt(name, report.examples, verdict.passed or force, reasons)


def _gate(settings: Settings, state: Path, name: str, golden: list[Pair], now: datetime) -> Gate:
    try:
        old = load(current_dir(state), settings)
    except ModelError:
        return Gate(True, ("there was no model before",))
    new = load(models_dir(state) / name, settings)
    local = now.astimezone(ZoneInfo(settings.organisation.timezone))
    return gate(old, new, golden, list(_wraps()), settings.urgency[0].name, local)


def _wraps() -> Iterable[tuple[IssueText, IssueText]]:
    """The same mail plain, and wrapped in rank and noise."""
    for number, mail in enumerate(starter()[:: max(len(starter()) // WRAPPED, 1)][:WRAPPED]):
        subject, body = _WRAPS[number % len(_WRAPS)]
        wrapped = (subject.format(subject=mail.subject), body.format(body=mail.body), mail.language)
        plain, noisy = redacted([(mail.subject, mail.body, mail.language), wrapped])
        yield plain, noisy


def examples(settings: Settings, state: Path, said: Iterable[Corrected]) -> list[Pair]:
    """The starter corpus and people's corrections."""
    corrected = list(said)
    texts = redacted((one.subject, one.own_words, one.language) for one in corrected)
    weights = _fair_weights([one.by for one in corrected])
    pairs = starter_pairs(settings, state)
    for one, text, weight in zip(corrected, texts, weights, strict=True):
        urgency, kind, private = labels_today(one.labels, settings)
        labels = Labels(
            urgency=urgency,
            issue_type=kind,
            sensitive=private,
            group=f"correction {one.message_id}",
            weight=weight,
        )
        pairs.append((text, labels))
    return pairs


def _fair_weights(people: list[str]) -> list[float]:
    """Everybody's corrections weigh alike until one person's would be more than `MOST_OF_ONE` of all."""
    counts = Counter(people)
    if len(counts) < 2:
        return [CORRECTION_WEIGHT] * len(people)
    most = MOST_OF_ONE * len(people)
    return [CORRECTION_WEIGHT * min(1.0, most / counts[by]) for by in people]


def due(store: Store, settings: Settings, now: datetime) -> bool:
    """Whether it is time: enough corrections since the last training, or some and long enough ago."""
    with store.read() as tx:
        last = get_note(tx, "learnt")
        new = corrections.count(tx, last[1] if last else None)
    if not new:
        return False
    conf = settings.judgement
    return new >= conf.retrain_after or last is None or now - last[1] >= conf.retrain_every


def learn_from_store(store: Store, settings: Settings, state: Path, now: datetime) -> Learnt:
    """A training on what people corrected; noted in the store, whatever came of it."""
    with store.read() as tx:
        said, upto = corrections.corrected(tx), corrections.last(tx)
    learnt = learn(settings, state, examples(settings, state, said), now, log.debug)
    with store.write() as tx:
        set_note(tx, "learnt", f"{learnt.name}: {'; '.join(learnt.reasons)}", now)
        if learnt.in_force:
            set_note(tx, TAUGHT, str(upto), now)
    what = "is in force" if learnt.in_force else "is not put in force"
    log.info("model %s, from %d examples, %s: %s", learnt.name, learnt.examples, what, "; ".join(learnt.reasons))
    return learnt
