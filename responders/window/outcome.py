"""What a window is computed from: how long people really waited, and how earlier promises turned out."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

# The slice of the store that suffices; more changes nothing, so the cost does not grow with the age of the store.
ANSWERS = 1500  # cases with the latest human answers
WAITING = 3000  # cases that still wait, latest opened
PROMISES = 1000  # promises that have fallen due, latest due


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: when the writer began to wait and when a human answered (None: still waiting). Aware datetimes."""

    opened_at: datetime
    answered_at: datetime | None
    urgency: str
    issue_type: str


@dataclass(frozen=True, slots=True)
class Given:
    """One promise of the ledger. `number` 1 is that of the acknowledgement; later ones follow updates."""

    given_at: datetime
    due: datetime
    urgency: str
    issue_type: str
    basis: Literal["policy", "measured"]
    level: float | None
    number: int = 1
    answered_at: datetime | None = None  # by a human, kept or not; None: nobody has answered yet
    opened_at: datetime | None = None  # of the case


@dataclass(frozen=True, slots=True)
class History:
    """The recent past as the store knows it; order does not matter. Whatever lies after `now` is ignored."""

    answered: tuple[Outcome, ...] = ()
    waiting: tuple[Outcome, ...] = ()
    promises: tuple[Given, ...] = field(default=())
