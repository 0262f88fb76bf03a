"""What a replay knows at a moment: the latest answers and the cases that wait, kept up as time goes on."""

import numpy as np

from responders.replay.rows import Rows
from responders.window.outcome import ANSWERS, WAITING
from responders.window.slice import NEVER, Cases


class Known:
    """Moves forward only. Cases that were answered when they were opened never come into it."""

    def __init__(self, rows: Rows) -> None:
        self._opened, self._answered = rows.opened, rows.answered
        self._urgency, self._kind = rows.urgency, rows.kind
        counted = np.flatnonzero(self._answered > self._opened)
        self._by_opening = counted
        by_answer = counted[np.lexsort((self._opened[counted], self._answered[counted]))]
        self._by_answer = by_answer[self._answered[by_answer] < NEVER]
        self._answer_times = self._answered[self._by_answer]
        self._waiting = np.zeros(0, np.int64)
        self._entered = 0

    def cases(self, now: int) -> Cases:
        """As of `now`, which must not be earlier than that of the last call."""
        end = int(np.searchsorted(self._answer_times, now, "right"))
        done = self._by_answer[max(end - ANSWERS, 0) : end]
        entered = int(np.searchsorted(self._opened[self._by_opening], now, "right"))
        waiting = np.concatenate([self._waiting, self._by_opening[self._entered : entered]])
        self._waiting, self._entered = waiting[self._answered[waiting] > now], entered
        latest = self._waiting[-WAITING:]
        picked = np.concatenate([done, latest])
        answered = self._answered[picked]
        return Cases(
            opened=self._opened[picked],
            answered=np.where(answered > now, NEVER, answered),
            urgency=self._urgency[picked],
            kind=self._kind[picked],
            answers=done.size,
            complete_from=int(self._opened[latest[0]]) if latest.size == WAITING else 0,
        )
