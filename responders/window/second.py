"""When the second promise, the one of an update, may state a percentage: when its own outcomes carry one."""

import numpy as np

from responders.window.method import Method
from responders.window.slice import Ledger

NEAR = 0.03  # how far the share kept may fall short of the stated one


def carries_percentage(ledger: Ledger, now: int, method: Method) -> bool:
    """Whether enough second promises have fallen due, and about as many were kept as would be stated."""
    due = np.flatnonzero(ledger.measured & ~ledger.first & (ledger.due < now))
    if due.size < method.second_fewest:
        return False
    kept = float((ledger.answered[due] <= ledger.due[due]).mean())
    return kept >= method.stated - NEAR
