"""What each day of the calendar looks like: its shifts, why it is closed, how busy it is. Days are local dates."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from config.settings import CalendarSettings, Span
from responders.calendar.errors import CalendarError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Written out, because strftime follows the locale of the process.
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WHOLE_DAY = (0, 1440)
NOBODY = "nobody is on duty"
Shift = tuple[int, int]  # minutes since midnight; within one day once it has been cut


class Holidays(Protocol):
    def get(self, key: date) -> str | None: ...


class Days:
    """Answers for one date at a time. `staff` are the addresses or patterns of the configuration.

    An opening beats everything else of its day; then closures, holidays and an absence of everybody close it whole:
    no shift begins on a closed day, and a night shift that began the day before ends at its midnight.
    """

    def __init__(self, settings: CalendarSettings, staff: tuple[str, ...] = ()) -> None:
        self.settings = settings
        self._people = _people(staff)
        self._holidays = regional(settings.holidays)

    def pieces(self, day: date) -> list[Shift]:
        """The working minutes of `day` as disjoint (start, end), in order."""
        found = [(start, end if end > start else 1440) for start, end in self.shifts(day)]
        if not self.closed(day):
            before = self.shifts(day - timedelta(days=1))
            found += [(0, end) for start, end in before if 0 < end <= start]
        return _merged(found)

    def shifts(self, day: date) -> tuple[Shift, ...]:
        """The shifts that begin on `day`; end <= start goes on into the next day."""
        usual = self.settings.hours.get(WEEKDAYS[day.weekday()], ())
        opened = _on(self.settings.open, day)
        if opened is not None:
            return opened.hours or usual
        return () if self.closed(day) else usual

    def closed(self, day: date) -> str:
        """Why the whole of `day` is closed, in the admin's or the holiday's own words; "" when it is not."""
        if _on(self.settings.open, day) is not None:
            return ""
        closure = _on(self.settings.closed, day)
        if closure is not None:
            return closure.why or "closed"
        return self.holiday(day) or (NOBODY if self._all_absent(day) else "")

    def holiday(self, day: date) -> str:
        return self._holidays.get(day) or ""

    def uncovered(self, day: date) -> bool:
        """Whether shifts are planned on `day` and all staff are away."""
        opened = _on(self.settings.open, day) is not None
        planned = self.settings.hours.get(WEEKDAYS[day.weekday()], ())
        shut = _on(self.settings.closed, day) is not None or bool(self.holiday(day))
        return bool(planned) and not opened and not shut and self._all_absent(day)

    def factor(self, day: date) -> float:
        """How many times longer things take on `day` than usual: the busiest span, and people who are away."""
        busy = max((span.factor for span in self.settings.busy if span.start <= day <= span.end), default=1.0)
        return busy * self._missing(day)

    def busy_because(self, day: date) -> str:
        """What makes `day` busier than usual, for staff; "" when nothing does."""
        words = [span.why or "busy" for span in self.settings.busy if span.start <= day <= span.end]
        away = sorted(self._absent(day))
        return "; ".join(words + ([f"away: {', '.join(away)}"] if away and self._missing(day) > 1 else []))

    def _absent(self, day: date) -> set[str]:
        return {span.who.casefold() for span in self.settings.absent if span.start <= day <= span.end}

    def _all_absent(self, day: date) -> bool:
        away = self._absent(day)
        if not away:
            return False
        return bool(away & {"", "*"}) or (bool(self._people) and self._people <= away)

    def _missing(self, day: date) -> float:
        """Everybody's share of the work when some are away; 1 when the staff is not known by name."""
        away = len(self._people & self._absent(day)) if self.settings.absent else 0
        present = len(self._people) - away
        return len(self._people) / present if away and present else 1.0


def regional(code: str) -> Holidays:
    """The public holidays of "GB", "GB-ENG" …; nothing for "". Raises CalendarError for an unknown region."""
    if not code:
        return {}  # a dict answers `get`
    # Imported late: most of its load time is spent on countries, and many desks have no holidays configured.
    import holidays

    country, _, region = code.partition("-")
    try:
        return holidays.country_holidays(country, subdiv=region or None)
    except (NotImplementedError, AttributeError) as problem:
        raise CalendarError(f"no public holidays are known for {code!r}: write a code such as GB-ENG") from problem


def _on(spans: Iterable[Span], day: date) -> Span | None:
    return next((span for span in spans if span.start <= day <= span.end), None)


def _merged(pieces: list[Shift]) -> list[Shift]:
    merged: list[Shift] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _people(staff: tuple[str, ...]) -> frozenset[str]:
    """The staff by name; nobody when a pattern stands for people we cannot count."""
    folded = frozenset(address.casefold() for address in staff)
    return frozenset() if any(set(address) & set("*?[") for address in folded) else folded


def always(_day: date) -> list[Shift]:
    """The pieces of a clock that never stops."""
    return [WHOLE_DAY]


def date_of(day: date) -> str:
    """ "Thursday 4 June 2026" in any locale."""
    return f"{day_of(day)} {day.year}"


def day_of(day: date) -> str:
    """ "Thursday 4 June" in any locale."""
    return f"{WEEKDAY_NAMES[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def week_of(day: date) -> str:
    """An ISO 8601 week as people write it: "2026-W52 (21–27 December)"."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    sunday = monday + timedelta(days=6)
    first = f"{monday.day}" if monday.month == sunday.month else f"{monday.day} {MONTHS[monday.month - 1]}"
    return f"{year}-W{week:02d} ({first}–{sunday.day} {MONTHS[sunday.month - 1]})"
