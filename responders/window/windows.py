"""The windows of one installation, and a desk: the windows at one moment."""

from dataclasses import dataclass
from datetime import datetime

from config.settings import Level, Settings
from responders.calendar import Calendar
from responders.calendar.wall import MICROSECOND, instant, moment
from responders.promise import Promise
from responders.window.outcome import History


@dataclass(frozen=True, slots=True)
class Slow:
    """More promises are overdue than chance allows: `overdue` of `open` where `expected` would be usual."""

    overdue: int
    of: int
    expected: float
    level: float  # the chance of so many at a usual pace is below this


class Desk:
    """What can be promised at one moment."""

    def __init__(self, settings: Settings, calendar: Calendar, now: datetime) -> None:
        self._settings = settings
        self._calendar = calendar
        self._now = now

    @property
    def slow(self) -> Slow | None:
        return None

    def promise(self, urgencies: tuple[str, ...], issue_type: str) -> Promise:
        """The promise for a new matter; of several possible urgencies the one with the longest window."""
        return max((self._policy(name, issue_type) for name in urgencies), key=lambda given: given.due)

    def second(self, urgency: str, issue_type: str, opened_at: datetime) -> Promise:
        """The promise of an update, to a writer who has waited since `opened_at`."""
        return self._policy(urgency, issue_type)

    def _policy(self, urgency: str, issue_type: str) -> Promise:
        level = self._level(urgency)
        clock = self._calendar.stretched(level.clock)
        now = instant(self._now)
        due = moment(clock.when(clock.reading(now) + level.reply_within // MICROSECOND, now))
        opens = self._calendar.next_open(self._now)
        return Promise(
            given_at=self._now,
            due=self._calendar.round_up(due, level.clock),
            basis="policy",
            level=None,
            cases=0,
            urgency=urgency,
            issue_type=issue_type,
            opens_at=opens if opens > self._now else None,
            because="",
        )

    def _level(self, urgency: str) -> Level:
        return self._settings.level(urgency)


class Windows:
    """Prepares desks. Pure but for a memory of the last desk."""

    def __init__(self, settings: Settings, calendar: Calendar) -> None:
        self._settings = settings
        self._calendar = calendar

    def at(self, now: datetime, history: History) -> Desk:
        """The windows at `now`, to be used for a whole batch of mails."""
        return Desk(self._settings, self._calendar, now)
