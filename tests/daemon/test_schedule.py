"""Ticks by a clock on the wall that people may set."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import apscheduler.schedulers.base
import pytest

from daemon.clock import Steered, system
from daemon.schedule import Ticker


def test_a_clock_that_is_set_back_by_a_day_does_not_silence_what_is_done_every_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Steered(system())
    offset = timedelta(0)

    class Wall(datetime):
        """The scheduler's own view of the same wall."""

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(UTC) + offset

    monkeypatch.setattr(apscheduler.schedulers.base, "datetime", Wall)
    ticks = []

    async def story() -> int:
        nonlocal offset
        ticker = Ticker(lambda: clock() + offset)
        ticker.every(timedelta(seconds=0.5), lambda: ticks.append(1))
        ticker.start()
        while not ticks:
            await asyncio.sleep(0.05)
        offset = timedelta(days=-1)
        before = len(ticks)
        for _ in range(100):
            await asyncio.sleep(0.05)
            if len(ticks) > before + 2:
                break
        ticker.stop()
        return len(ticks) - before

    assert asyncio.run(story()) > 2
