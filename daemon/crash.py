"""Named points at which the fault campaign kills the daemon. In normal use each costs one comparison.

EVENHAND_CRASH_AT=name[:n] kills the process, as `kill -9` does, when the point is reached for the n-th time (default 1).
Every commit, every exchange over IMAP and every step of SMTP lies between two of them.
"""

import os
import signal

_WANTED, _, _COUNT = os.environ.get("EVENHAND_CRASH_AT", "").partition(":")
_left = int(_COUNT) if _COUNT.isdigit() else 1


def point(name: str) -> None:
    """Die here if the campaign asked for it."""
    if name == _WANTED:
        _reached()


def _reached() -> None:
    global _left  # noqa: PLW0603 - one process, one countdown
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
