"""The daemon with a clock that is set from outside, as `date -s` would: the file named by EVENHAND_CAMPAIGN_CLOCK holds by
how many seconds it is ahead. Both readers of the clock on the wall see it: `daemon.clock` and the scheduler."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import apscheduler.schedulers.base

import daemon.clock

_true = daemon.clock.system


def _ahead() -> timedelta:
    return timedelta(seconds=float(Path(os.environ["EVENHAND_CAMPAIGN_CLOCK"]).read_text()))


def _skewed() -> datetime:
    return _true() + _ahead()


class _Wall(datetime):
    """What the scheduler takes for `datetime`."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return datetime.now(tz) + _ahead()


if __name__ == "__main__":
    daemon.clock.system = _skewed
    apscheduler.schedulers.base.datetime = _Wall
    from daemon.main import main  # only now, as modules take the clock over when they are imported

    main()
