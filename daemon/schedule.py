"""The only apscheduler: it ticks, and remembers nothing. What is due, and when, stands in our own table."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from daemon.clock import Clock

A_LOOK = 1.0  # seconds between two looks at the clock
A_JUMP = timedelta(seconds=30)  # back, from one look to the next


class Ticker:
    """Calls functions at intervals in the running loop; a late or missed tick is made up for by one.

    The scheduler plans by the clock on the wall and would be silent for a day when that is set back by a day. So the
    ticker compares it with the loop's own clock, and moves the plan along.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def every(self, interval: timedelta, call: Callable[[], object]) -> None:
        self._scheduler.add_job(call, "interval", seconds=interval.total_seconds())

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._scheduler.start()
        self._look()

    def stop(self) -> None:
        self._next.cancel()
        self._scheduler.shutdown(wait=False)

    def _look(self, before: tuple[datetime, float] | None = None) -> None:
        now = self._clock(), self._loop.time()
        if before is not None:
            ahead = now[0] - before[0] - timedelta(seconds=now[1] - before[1])
            if ahead < -A_JUMP:
                self._move(ahead)
        self._next = self._loop.call_later(A_LOOK, self._look, now)

    def _move(self, step: timedelta) -> None:
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=job.next_run_time + step)
