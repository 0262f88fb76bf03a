"""The breaker: far more automatic mails to people than is usual, and sending to people stops until that has passed.

It is the last line against a loop or a flood that no rule foresaw. Mails to staff go on, since they tell of it. What is held
stays due and goes out later, never faster than the bound allows; nothing is dropped.
"""

import logging
from collections import Counter, deque
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import get_args

from daemon.store import Store
from daemon.store import outbox as rows
from responders.reply.reply import ReplyKind

log = logging.getLogger("evenhand.outbox")
TO_PEOPLE: frozenset[str] = frozenset(get_args(ReplyKind))
TIMES = 10  # as many as in a usual day's busiest hour
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
LATELY = timedelta(days=28)
ENOUGH = 5  # days with mail before anything is called usual


class Breaker:
    """Counts what servers have accepted within the last hour. `least`: as many are never too many."""

    def __init__(self, store: Store, least: int) -> None:
        self.least = least
        self.tripped = ""  # what to tell people while sending is stopped
        self._store = store
        self._sent: deque[datetime] | None = None

    def accepted(self, kind: str, now: datetime) -> None:
        """A server has taken a mail."""
        if kind in TO_PEOPLE:
            self._lately(now).append(now)

    def holds(self, now: datetime) -> bool:
        """Whether mails to people wait now. Raises StoreError."""
        sent = self._lately(now)
        if self.tripped and len(sent) < self._bound // 2:
            log.warning("sending to people goes on")
            self.tripped = ""
        elif not self.tripped and len(sent) >= self.least:
            self._look(len(sent), now)
        return bool(self.tripped)

    def _look(self, count: int, now: datetime) -> None:
        with self._store.read() as tx:
            usual = usual_hour(rows.sent_between(tx, TO_PEOPLE, now - LATELY, now - A_DAY))
        self._bound = max(self.least, TIMES * usual)
        if count >= self._bound:
            self.tripped = (
                f"stopped: {count} automatic mails went to people within an hour, and {usual} are usual in a busy one. "
                "Is there a loop? What waits goes out when fewer have gone within the hour; outbox.breaker sets the bound"
            )
            log.critical("%s", self.tripped)

    def _lately(self, now: datetime) -> deque[datetime]:
        """When mails were accepted within the last hour; from the store after a start."""
        if self._sent is None:
            with self._store.read() as tx:
                self._sent = deque(rows.sent_between(tx, TO_PEOPLE, now - AN_HOUR, now))
        while self._sent and not now - AN_HOUR < self._sent[0] <= now:
            self._sent.popleft()  # too long ago, or the clock was set back
        return self._sent


def usual_hour(sent: Iterable[datetime]) -> int:
    """How many mails the busiest hour of a usual day has: the median over the days on which any was sent.

    One day of flood among others changes nothing; 0 while there are too few days to say.
    """
    hours = Counter(moment.replace(minute=0, second=0, microsecond=0) for moment in sent)
    busiest: dict[date, int] = {}
    for hour, count in hours.items():
        busiest[hour.date()] = max(busiest.get(hour.date(), 0), count)
    return median_low(busiest.values()) if len(busiest) >= ENOUGH else 0
