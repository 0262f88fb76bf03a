"""The matrix that turns facts into urgency, as ITIL's table of impact and urgency does, in words an admin can read.

The first row whose facts all hold decides. It follows the published rubric (docs/judgement.md).
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from classifiers.examples import FACETS
from classifiers.levels import RUBRIC

# What the rubric's facts leave open: whether there is anything to act on at all (a fault, a wrong charge, a right
# to be given), or only a question, a wish, thanks.
FACTS: dict[str, tuple[str, ...]] = {**FACETS, "act": ("no", "yes")}


@dataclass(frozen=True, slots=True)
class Row:
    """`level` when every fact named is one of the values given."""

    level: str
    facts: Mapping[str, tuple[str, ...]]


MATRIX: tuple[Row, ...] = (
    Row("critical", {"harm": ("loss", "security", "safety")}),
    Row("critical", {"reach": ("many",), "work": ("stopped",), "round": ("unsaid", "no")}),
    Row("high", {"reach": ("several", "many"), "work": ("stopped",)}),
    Row("high", {"work": ("stopped",), "time": ("soon",)}),
    Row("normal", {"work": ("slowed", "stopped")}),
    Row("normal", {"act": ("yes",)}),
    Row("low", {}),
)


def level_of(facts: Mapping[str, str], rows: Sequence[Row] = MATRIX) -> str:
    """The level of known facts; "low" when no row holds."""
    for row in rows:
        if all(facts[name] in values for name, values in row.facts.items()):
            return row.level
    return RUBRIC[-1]


@cache
def table() -> NDArray[np.float32]:
    """One axis a fact (in the order of FACTS), one for the level: 1 where the matrix gives that level, 0 elsewhere."""
    sizes = [len(values) for values in FACTS.values()]
    cells = np.zeros((*sizes, len(RUBRIC)), np.float32)
    for place in itertools.product(*(range(size) for size in sizes)):
        facts = {name: values[i] for (name, values), i in zip(FACTS.items(), place, strict=True)}
        cells[(*place, RUBRIC.index(level_of(facts)))] = 1
    return cells


@cache
def _by_level() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The table's cells level by level, and where each level's begin."""
    level = table().reshape(-1, len(RUBRIC)).argmax(axis=1)
    order = np.argsort(level, kind="stable")
    return order, np.searchsorted(level[order], np.arange(len(RUBRIC)))


def level_probabilities(facts: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Probability of each level of the rubric (mails x levels) from those of the facts' values, in the order of FACTS.

    Summed cell by cell, not as a product of matrices: what a mail gets must not depend on the mails beside it.
    """
    joint = facts[0]
    for probable in facts[1:]:
        joint = (joint[:, :, None] * probable[:, None, :]).reshape(len(joint), -1)
    order, starts = _by_level()
    levels: NDArray[np.float32] = np.add.reduceat(joint[:, order], starts, axis=1)
    return levels
