"""What our own promises teach: windows stretch after broken ones and shrink slowly while promises are kept.

Adaptive conformal inference (Gibbs and Candès 2021, NeurIPS 34) on the log of the window, with forgetting: a break
moves it up, a keep down by so much less that both balance a little above the stated percentage, and every outcome fades as later
ones come. Outcomes count when they become known: a keep when the answer comes, a break when the due time passes. One
part is shared by all urgencies, one is each urgency's own. It is worked out anew from the ledger each time, so it
depends on nothing but the ledger.
"""

import numpy as np

from responders.window.curve import Floats
from responders.window.method import Method
from responders.window.slice import Ledger

_LATEST = 400  # outcomes; what the leak has left of earlier ones moves no window by a minute


def stretch(ledger: Ledger, urgencies: int, balance: float, method: Method) -> Floats:
    """The log of the factor for each urgency, from first promises; ups and downs cancel out at the share `balance` kept."""
    counted = np.flatnonzero(ledger.measured & ledger.first)[-_LATEST:]
    down = method.up * (1 - balance) / balance
    steps = np.where(ledger.kept[counted], -down, method.up)
    whose = ledger.urgency[counted]
    shared = _faded(steps, method.leak) * method.shared
    own = np.zeros(urgencies)
    for urgency in np.unique(whose):
        own[urgency] = _faded(steps[whose == urgency], method.leak)
    return np.clip(shared + own * (1 - method.shared), method.lowest, method.highest)


def _faded(steps: Floats, leak: float) -> float:
    """The sum of the steps, the newest whole and each earlier one by `leak` less."""
    return float(steps @ leak ** np.arange(steps.size - 1, -1, -1.0))
