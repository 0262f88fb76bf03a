"""How long to wait before the next attempt at a server that does not answer.

Contract: the first new attempt comes within `first` seconds of the fault, every later one within `longest` seconds of
the one before, however long the fault lasts: when it ends, the next attempt is never further away than `longest`.
Waits are drawn evenly from zero to the bound ("full jitter"), so that many daemons do not return in step.
"""

import random
import threading
from collections.abc import Callable

# System randomness: not for secrecy, but several daemons started by one image must not share a seed.
_chance: Callable[[], float] = random.SystemRandom().random


class Backoff:
    """The growing bound of the waits between attempts; `reset` after each success."""

    def __init__(self, first: float = 1.0, longest: float = 30.0, chance: Callable[[], float] = _chance) -> None:
        """`first` and `longest` are seconds; `chance` gives numbers from 0 to 1."""
        self.first = first
        self.longest = longest
        self.attempts = 0
        self._chance = chance

    def next(self) -> float:
        """Seconds to wait now; counts the attempt."""
        # The exponent is capped so that a fault of a month does not overflow.
        bound = min(self.longest, self.first * 2.0 ** min(self.attempts, 30))
        self.attempts += 1
        return float(bound * self._chance())

    def reset(self) -> None:
        self.attempts = 0


def wait(stop: threading.Event, seconds: float) -> bool:
    """Wait `seconds`, or until `stop` is set; True when it was."""
    return stop.wait(max(0.0, seconds))
