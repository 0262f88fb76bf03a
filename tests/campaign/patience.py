"""How long to wait on this machine, now: on a busy or slow one everything takes longer, and that is nobody's fault."""

import time
from collections.abc import Callable

from tests.servers.tools import until

REFERENCE = 0.25  # seconds that the loop takes on one quiet core of a small server
STEPS = 3_000_000
MOST = 20.0
_measured = [1.0]  # how slow the machine was when `measure` was last called


def slowness() -> float:
    """How many times longer than on the quiet reference a fixed piece of work takes just now; 1 to MOST."""
    began = time.monotonic()
    number = 0
    for step in range(STEPS):
        number ^= step
    return min(MOST, max(1.0, (time.monotonic() - began) / REFERENCE))


def measure() -> float:
    """Measure the machine, at the start of each fault."""
    _measured[0] = slowness()
    return _measured[0]


def patience(seconds: float) -> float:
    """So many seconds of a quiet machine, on this one."""
    return seconds * _measured[0]


def patiently(condition: Callable[[], bool], what: str, seconds: float) -> None:
    """Wait for something to come true; AssertionError naming it when it does not."""
    until(condition, what, patience(seconds))
