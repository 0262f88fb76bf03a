"""The working-hours calendar of a desk. Aware datetimes in, UTC out; no clock is read."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from config.settings import CalendarSettings, Settings
from responders.calendar.cover import overworked, uncovered
from responders.calendar.days import WEEKDAYS, Days, always, week_of
from responders.calendar.errors import CalendarError
from responders.calendar.timeline import Timeline
from responders.calendar.wall import MICROSECOND, first_reading, instant, moment

Clock = Literal["business", "always"]

HALF_HOUR = 30
LOOK_AHEAD = 31  # days within which there has to be working time
OUT_OF_HOURS = "out of hours"


class Calendar:
    """Shifts with everything that interrupts, adds to or slows them.

    `staff`: the addresses of `staff.addresses`, so that declared absences can be weighed; patterns stand for people
    who cannot be counted, and then an absence alone changes nothing.
    """

    def __init__(self, settings: CalendarSettings, timezone: str, staff: tuple[str, ...] = ()) -> None:
        try:
            self.zone = ZoneInfo(timezone)
        except (ZoneInfoNotFoundError, ValueError) as problem:
            raise CalendarError(f"no time zone is called {timezone!r}: write one such as Europe/London") from problem
        self.settings = settings
        self.days = Days(settings, staff)
        slowed = bool(settings.busy or settings.absent)
        self.business = Timeline(self.zone, self.days.pieces)
        self._stretched: dict[Clock, Timeline] = {
            "business": Timeline(self.zone, self.days.pieces, self.days.factor) if slowed else self.business,
            "always": Timeline(self.zone, always, self.days.factor if slowed else None),
        }

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The calendar of an installation."""
        return cls(settings.calendar, settings.organisation.timezone, settings.staff.addresses)

    def stretched(self, clock: Clock) -> Timeline:
        """The clock that windows run on: busy times pass more slowly. "always" never stops for the night."""
        return self._stretched[clock]

    def is_open(self, at: datetime) -> bool:
        return self.business.piece(instant(at)) is not None

    def next_open(self, at: datetime) -> datetime:
        """`at` itself when the desk is open, its next opening otherwise. CalendarError when there is none."""
        return moment(max(self.business.next_piece(instant(at))[0], instant(at)))

    def add(self, at: datetime, business: timedelta) -> datetime:
        """The first moment at which so much working time has passed since `at`. ValueError for a negative time."""
        if business < timedelta(0):
            raise ValueError(f"cannot add {business} of working time")
        start = instant(at)
        return moment(self.business.when(self.business.reading(start) + business // MICROSECOND, start))

    def between(self, a: datetime, b: datetime) -> timedelta:
        """The working time from `a` to `b`; negative when `b` is earlier."""
        return (self.business.reading(instant(b)) - self.business.reading(instant(a))) * MICROSECOND

    def round_up(self, at: datetime, clock: Clock = "business") -> datetime:
        """The next full or half hour on the wall that a shift contains or ends at; for "always" any half hour."""
        us = instant(at)
        if clock == "always":
            return moment(self._half_hour(us))
        first = start, end = self.business.next_piece(us - 1)  # one that ends at `at` counts
        for _ in range(LOOK_AHEAD):
            due = self._half_hour(max(start, us))
            if due <= end:
                return moment(due)
            start, end = self.business.next_piece(end)
        # Shifts too short to contain a half hour: the end of the first one is as round as it gets.
        return moment(first[1])

    def closed_because(self, at: datetime) -> str:
        """A holiday's name, the words of a closure, "out of hours"; "" while the desk is open."""
        if self.is_open(at):
            return ""
        return self.days.closed(at.astimezone(self.zone).date()) or OUT_OF_HOURS

    def closures(self, a: datetime, b: datetime) -> tuple[tuple[date, str], ...]:
        """The days from `a` to `b` on which people would expect an open desk and find it closed, and why."""
        return tuple(
            (day, why)
            for day in self._dates(a, b)
            if (why := self.days.closed(day)) and self.settings.hours.get(WEEKDAYS[day.weekday()])
        )

    def busy_factor(self, at: datetime) -> float:
        """How many times longer work takes at that time than usual (1 = as usual)."""
        return self.days.factor(at.astimezone(self.zone).date())

    def check(self, now: datetime) -> list[str]:
        """What makes the calendar unusable from `now` on, in sentences for an admin. Empty when nothing does."""
        horizon = now + timedelta(days=LOOK_AHEAD)
        if self.between(now, horizon) > timedelta(0):
            return []
        weeks = dict.fromkeys(week_of(day) for day in self._dates(now, horizon))
        return [f"no working time in the next {LOOK_AHEAD} days: {', '.join(weeks)}"]

    def doubts(self, now: datetime) -> list[str]:
        """What an admin should know of the next months: shifts that nobody covers, or too few."""
        today = now.astimezone(self.zone).date()
        return [*uncovered(self.days, today), *overworked(self.days, today)]

    def require(self, now: datetime) -> None:
        """Raise CalendarError with what `check` found."""
        problems = self.check(now)
        if problems:
            raise CalendarError("; ".join(problems))

    def _half_hour(self, us: int) -> int:
        wall = moment(us).astimezone(self.zone).replace(tzinfo=None)
        past = wall.minute % HALF_HOUR
        if not (past or wall.second or wall.microsecond):
            return us
        up = wall.replace(second=0, microsecond=0) + timedelta(minutes=HALF_HOUR - past)
        return max(first_reading(up, self.zone), us)

    def _dates(self, a: datetime, b: datetime) -> Iterator[date]:
        first, last = a.astimezone(self.zone).date(), b.astimezone(self.zone).date()
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            yield date.fromordinal(ordinal)
