"""A promise: by when a person will answer, and on what basis."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Promise:
    """All times UTC. `level` is the stated probability, None when no percentage is claimed."""

    given_at: datetime
    due: datetime
    basis: Literal["policy", "measured"]
    level: float | None
    cases: int  # human answers the measurement rests on; 0 for the policy
    urgency: str
    issue_type: str
    opens_at: datetime | None = None  # when the desk is closed at `given_at`: its next opening
    because: str = ""  # settings or slow times the window rests on, for staff
