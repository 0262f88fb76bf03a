"""The promise of an update: how long those wait who have waited in vain before.

Who is still waiting when an update is due is not like the others: their matters are harder, or forgotten. So this promise
has a curve of its own, from what became of earlier updates: the further wait as a multiple of the wait until then
(waits are long-tailed, and further waits grow with them). Until there are enough of those, the curve of first waits is read under
the condition of having waited so long; it is too hopeful, so no percentage is stated then. Where so many are never answered
that a curve does not come down far enough, it is read for those who were, again without a percentage: a date in a year
would be of no use to anybody.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from responders.calendar.timeline import Timeline
from responders.calendar.wall import HOUR
from responders.window.curve import FROM_THE_START, Spells
from responders.window.method import Method
from responders.window.slice import Ledger

SHORTEST = 1.0  # hours: a wait that lay in closed time still has a length


@dataclass(frozen=True, slots=True)
class Further:
    """The further wait as a multiple of the wait so far; `carried` when a percentage may be stated for it."""

    factor: float
    carried: bool


def further(ledger: Ledger, now: int, clock: Timeline, method: Method) -> Further | None:
    """What earlier updates teach at `now`; None when there are too few of them."""
    updates = ledger.at(np.flatnonzero(~ledger.first & ledger.measured))
    if updates.due.size < method.second_fewest:
        return None
    ended = np.minimum(updates.answered, now)
    order = np.argsort(updates.answered > now, kind="stable")  # answered ones first
    opened, given, until = (clock.readings(at[order]) / HOUR for at in (updates.opened, updates.given, ended))
    multiples = (until - given) / np.maximum(given - opened, SHORTEST)
    spells = Spells(np.full(multiples.size, FROM_THE_START), multiples, updates.answered[order] <= now)
    curve = spells.curve(np.ones(multiples.size), method.least_at_risk)
    kept = updates.kept[-method.second_latest :]
    reached = curve.reaches(method.second_read_at)
    level = method.second_read_at if reached else method.second_read_at * (1 - curve.end)
    return Further(curve.quantile(level), reached and _about(kept, method))


def _about(kept: np.typing.NDArray[np.bool_], method: Method) -> bool:
    """Whether the latest updates were kept as often as would be stated, but for chance (two standard errors)."""
    doubt = 2 * sqrt(method.second_stated * (1 - method.second_stated) / kept.size)
    return abs(float(kept.mean()) - method.second_stated) <= doubt
