"""Why: the facts a decision rests on, in plain words, each with the writer's words that carry it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from classifiers.deadline import Deadline
from classifiers.features.text import Words
from classifiers.floors import Floor
from classifiers.matrix import FACTS
from classifiers.model import phrases
from classifiers.model.explain import Column, Shares, shares_of
from classifiers.model.linear import Floats, Linear, Reading

_LIKELY = 0.5
_MOST = 4
# Facts worth telling for a grave matter, and for one that can wait.
_GRAVE = {
    "harm": ("loss", "security", "safety"),
    "reach": ("several", "many"),
    "work": ("stopped", "slowed"),
    "time": ("soon",),
    "round": ("no",),
}
_MILD = {"act": ("no",), "work": ("slowed", "stopped", "no"), "time": ("later",), "round": ("yes",)}


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasons for each of the three labels, strongest first."""

    urgency: tuple[str, ...]
    issue_type: tuple[str, ...]
    sensitive: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What has been decided and is to be explained."""

    facts: Mapping[str, Floats]
    level: int
    grave: bool  # in the upper half of the levels
    issue_type: int | None
    matter: int  # what makes it sensitive, 0 for nothing
    floor: Floor | None
    deadlines: Sequence[Deadline]
    said: str  # the plain statement that makes it sensitive, if any


def reasons(words: Words, reading: Reading, linear: Linear, judged: Judged, now: datetime) -> Reasons:
    """Explains a judgement in the language of the mail."""
    told = _facts(judged)
    columns = [_column(linear, name, list(FACTS[name]).index(value)) for name, value in told]
    columns.append(_column(linear, "urgency", judged.level))
    if judged.issue_type is not None:
        columns.append(_column(linear, "issue_type", judged.issue_type))
    if judged.matter:
        columns.append(_column(linear, "sensitive", judged.matter))
    shares = shares_of(words, reading, columns)
    language = words.language
    return Reasons(
        _urgency(told, shares, judged, now, language),
        _carried(shares, len(told) + 1, "type", language) if judged.issue_type is not None else (),
        _private(shares, len(columns) - 1, judged.said, language) if judged.matter else (),
    )


def _private(shares: Shares, column: int, said: str, language: str) -> tuple[str, ...]:
    if said:
        return (phrases.quoted(phrases.fact("sensitive", "", language), said, language),)
    return _carried(shares, column, "sensitive", language)


def _facts(judged: Judged) -> list[tuple[str, str]]:
    """The facts that are likely and matter at this level."""
    told = []
    for name, values in (_GRAVE if judged.grave else _MILD).items():
        probable = judged.facts.get(name)
        if probable is None:
            continue
        best = int(probable.argmax())
        if FACTS[name][best] in values and probable[best] >= _LIKELY:
            told.append((name, FACTS[name][best]))
    return told


def _column(linear: Linear, head: str, label: int) -> Column:
    begin, end = linear.heads[head]
    return begin + label, [column for column in range(begin, end) if column != begin + label]


def _urgency(
    told: Sequence[tuple[str, str]], shares: Shares, judged: Judged, now: datetime, language: str
) -> tuple[str, ...]:
    said = []
    if judged.floor is not None:
        said.append(phrases.quoted(phrases.fact("harm", judged.floor.kind, language), judged.floor.words, language))
    near = next((deadline for deadline in judged.deadlines if deadline.soon(now)), None)
    for place, (name, value) in enumerate(told):
        if name == "harm" and judged.floor is not None:
            continue
        if name == "time" and value == "soon" and near is not None:
            continue  # told below, with its hour
        said.append(phrases.quoted(phrases.fact(name, value, language), shares.passage(place), language))
    if near is not None and judged.grave:
        said.insert(min(1, len(said)), phrases.deadline(near.when, now, near.consequence, language))
    return tuple(said[:_MOST]) or _carried(shares, len(told), "type", language)


def _carried(shares: Shares, column: int, name: str, language: str) -> tuple[str, ...]:
    passage = shares.passage(column)
    return (phrases.quoted(phrases.fact(name, "", language), passage, language),) if passage else ()
