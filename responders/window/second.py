"""When the second promise, the one of an update, may state a percentage: when its own outcomes carry one."""

from responders.window.method import Method
from responders.window.slice import Ledger

NEAR = 0.03  # how far the share kept may fall short of the stated one


def carries_percentage(ledger: Ledger, method: Method) -> bool:
    """Whether enough second promises have fallen due, and about as many were kept as would be stated."""
    kept = ledger.kept[ledger.measured & ~ledger.first]
    return kept.size >= method.second_fewest and float(kept.mean()) >= method.stated - NEAR
