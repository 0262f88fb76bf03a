"""What each head has to learn, read from the labels."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifiers.examples import FACETS, MATTERS, Labels, Task
from classifiers.fit.meaning import Meaning

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_STRENGTH = 0.2
# When the fitting stops: looser than the library's, for the same decisions in a fraction of the time (measured).
# Of few labels, that would be before it has begun; there it costs nothing to go on.
_TOLERANCE, _FINE_TOLERANCE = 2.0, 0.05
_MANY = 4000
# A sensitive mail of which nobody said why: corrections say no more than that it is.
_UNNAMED = "unnamed"
_DISPUTED = 0.6
_TRUST = 0.3
# Pairs of urgency and issue type are learnt when so many mails have both, as far as so many have the pair.
_ENOUGH = 1000
_LEAST_OF_A_PAIR = 4
_MOST_PAIRS = 64


@dataclass(frozen=True, slots=True)
class Target:
    """One head: its labels' names, and each row's label (-1 where nobody said)."""

    name: str
    names: tuple[str, ...]
    labels: Ints
    weights: Floats  # in learning
    trust: Floats  # in measuring: less where readers differed on the label
    strength: float  # inverse regularisation of the support vector machine
    tolerance: float  # when its fitting stops
    meaning: Meaning | None = None  # what words mean, where a head has few labels to learn it from

    @property
    def rows(self) -> Ints:
        """The rows with a label."""
        return np.flatnonzero(self.labels >= 0)


def targets(task: Task, labels: Sequence[Labels]) -> tuple[Target, ...]:
    """Urgency, issue type, sensitive, the facets, and whether there is anything to act on, in this order."""
    made = [
        _target("urgency", task.levels, [given.urgency for given in labels], labels),
        _target("issue_type", task.type_names, [given.issue_type for given in labels], labels),
        _target("sensitive", ("no", *MATTERS, _UNNAMED), [_matter(given) for given in labels], labels),
    ]
    for name, values in FACETS.items():
        facet = [getattr(given.facets, name) if given.facets else None for given in labels]
        made.append(_target(name, values, facet, labels))
    made.append(_target("act", ("no", "yes"), [_flag(given.act) for given in labels], labels))
    together = _pairs(made[0], made[1])
    return (*made, together) if together else tuple(made)


def pair(name: str) -> tuple[int, int]:
    """The level's and the type's number in the name of a pair."""
    level, _, kind = name.partition("/")
    return int(level), int(kind)


def _pairs(urgency: Target, issue_type: Target) -> Target | None:
    """Both labels as one; None where too few mails have both, or where there would be too many."""
    both = (urgency.labels >= 0) & (issue_type.labels >= 0)
    numbers = urgency.labels * len(issue_type.names) + issue_type.labels
    found, counts = np.unique(numbers[both], return_counts=True)
    kept = found[counts >= _LEAST_OF_A_PAIR]
    if both.sum() < _ENOUGH or not 2 <= len(kept) <= _MOST_PAIRS:
        return None
    place = np.searchsorted(kept, numbers).clip(max=len(kept) - 1)
    return Target(
        "pair",
        tuple("/".join(map(str, divmod(int(number), len(issue_type.names)))) for number in kept),
        np.where(both & (kept[place] == numbers), place, -1),
        np.minimum(urgency.weights, issue_type.weights),
        np.minimum(urgency.trust, issue_type.trust),
        _STRENGTH,
        _TOLERANCE,
    )


def _matter(given: Labels) -> str | None:
    """What makes a mail sensitive; "no" when nothing does."""
    if given.sensitive is None:
        return None
    return given.matter or _UNNAMED if given.sensitive else "no"


def _flag(value: bool | None) -> str | None:
    return None if value is None else ("yes" if value else "no")


def _target(name: str, names: Sequence[str], values: Sequence[str | None], given: Sequence[Labels]) -> Target:
    weights = np.array([labels.weight for labels in given])
    trusted = np.array([name not in labels.disputed for labels in given])
    place = {label: i for i, label in enumerate(names)}
    known = np.array([place.get(value or "", -1) for value in values], np.int64)
    return Target(
        name,
        tuple(names),
        known,
        weights * np.where(trusted, 1, _DISPUTED),
        weights * np.where(trusted, 1, _TRUST),
        _STRENGTH,
        _TOLERANCE if (known >= 0).sum() >= _MANY else _FINE_TOLERANCE,
    )
