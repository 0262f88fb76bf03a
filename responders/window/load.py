"""How many waited when a case was opened: where people stand in a queue, those who join a long one wait longer.

The load of a case is the log of that number against the mean of the recent period, and what it does to the speed is fitted
(`responders.window.pace`): nothing at a desk that answers by other rules.
"""

import numpy as np

from responders.window.curve import Floats

_A_FEW = 5.0  # waiting cases that hardly count
_FORGOTTEN = 8 * 5  # days of working time after which a case stands in nobody's way
_BEYOND = 0.3  # so far beyond the loads that were seen, on the log scale, the fit is still believed


def load(begun: Floats, ended: Floats, inside: Floats, now: float, since: float, day: float) -> tuple[Floats, float]:
    """The load under which each of the cases opened at `inside` was opened, and that of now. Hours of a clock.

    `begun` and `ended` (infinite: still waiting) are all cases known. Cases opened before `since` have the mean load:
    of those who had waited with them not all are known."""
    begins, ends = np.sort(begun), np.sort(np.minimum(ended, begun + _FORGOTTEN * day))
    seen = inside >= since
    loads = _logs(begins, ends, inside)
    if not seen.any():
        return np.zeros(inside.size), 0.0
    mean = float(loads[seen].mean())
    loads = np.where(seen, loads - mean, 0.0)
    furthest = float(np.abs(loads).max()) + _BEYOND
    present = float(_logs(begins, ends, np.array([now]))[0]) - mean
    return loads, min(max(present, -furthest), furthest)


def _logs(begins: Floats, ends: Floats, at: Floats) -> Floats:
    """The log of how many wait just before each moment."""
    waiting = np.searchsorted(begins, at, "left") - np.searchsorted(ends, at, "right")
    logs: Floats = np.log(np.maximum(waiting, 0) + _A_FEW)
    return logs
