"""Slow times: more promises broken than chance allows."""

from dataclasses import dataclass
from math import comb

from responders.window.method import Method
from responders.window.slice import Ledger


@dataclass(frozen=True, slots=True)
class Slow:
    """Of the `of` promises that last fell due, `broken` were not kept, where `expected` would be usual."""

    broken: int
    of: int
    expected: float
    chance: float  # that so many or more are broken at the usual pace
    level: float  # the chance of a false alarm at each look


def slow(ledger: Ledger, method: Method) -> Slow | None:
    """The strongest sign of a slowdown, when it is stronger than `alarm_level` allows; exact binomial, with the level
    shared out over the spans that are looked at (Bonferroni). Only promises that stated a percentage count."""
    broken = ~ledger.kept[ledger.measured & ledger.first]
    found = [
        Slow(int(broken[-span:].sum()), span, span * (1 - method.stated), 0.0, method.alarm_level)
        for span in method.alarm_spans
        if span <= broken.size
    ]
    judged = [
        Slow(one.broken, one.of, one.expected, at_least(one.broken, one.of, 1 - method.stated), one.level)
        for one in found
    ]
    worst = min(judged, key=lambda one: one.chance, default=None)
    alarming = worst is not None and worst.chance < method.alarm_level / len(method.alarm_spans)
    return worst if alarming else None


def at_least(count: int, of: int, share: float) -> float:
    """The chance of `count` or more out of `of` when each has the chance `share`."""
    return sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(count, of + 1))
