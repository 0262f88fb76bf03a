"""What a window rests on beside measured waits, in plain words for staff."""

from datetime import datetime

from responders.calendar import Calendar
from responders.window.slow import Slow

SLOW_TIMES = "slow times"  # begins the words that mark a promise given in slow times; the report looks for it


def because(calendar: Calendar, now: datetime, slow: Slow | None) -> str:
    """ "" when nothing is out of the ordinary."""
    reasons = []
    if slow is not None:
        reasons.append(f"{SLOW_TIMES}: {slow.broken} of the last {slow.of} promises were broken")
    busy = calendar.days.busy_because(now.astimezone(calendar.zone).date())
    if busy:
        reasons.append(f"{busy} (windows count {calendar.busy_factor(now):.3g} times)")
    return "; ".join(reasons)
