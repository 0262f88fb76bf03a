"""The one place that reads the clock. Everything else takes `now` as an argument or a `Clock`."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

# Returns the moment as an aware datetime in UTC.
Clock = Callable[[], datetime]


def system() -> datetime:
    """The machine's clock, UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one place


class Steered:
    """A clock that tests and `--now` set and move by hand."""

    def __init__(self, start: datetime) -> None:
        self.moment = start.astimezone(UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, step: timedelta) -> None:
        self.moment += step
