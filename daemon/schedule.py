"""The only apscheduler: it ticks, and remembers nothing. What is due, and when, stands in our own table."""

from collections.abc import Callable
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler


class Ticker:
    """Calls functions at intervals in the running loop; a late or missed tick is made up for by one."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def every(self, interval: timedelta, call: Callable[[], object]) -> None:
        self._scheduler.add_job(call, "interval", seconds=interval.total_seconds())

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)
