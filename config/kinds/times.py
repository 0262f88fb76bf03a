"""Durations, days, times of day and shifts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from config.kinds.kind import Schema
from config.kinds.plain import ListOf
from config.problems import Findings, Place, Unreadable
from config.toml_text import quote, toml

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SECONDS = {"w": 604800, "d": 86400, "h": 3600, "m": 60, "s": 1}
_DURATION = re.compile(r"(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", re.ASCII)
_SHIFT = re.compile(r"\s*(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})\s*", re.ASCII)
_LONGEST = timedelta(days=36500)


def show_duration(value: timedelta) -> str:
    """ "1h30m"; whole days stay days only from two days on, so that "24h" reads as it is usually written."""
    seconds = int(value.total_seconds())
    units = "dhms" if seconds >= 2 * 86400 and seconds % 86400 == 0 else "hms"
    parts = []
    for unit in units:
        count, seconds = divmod(seconds, _SECONDS[unit])
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0s"


@dataclass(frozen=True, slots=True)
class Duration:
    """ "4h", "90m", "2d", "1h30m": weeks, days of 24 hours, hours, minutes, seconds, larger units first."""

    least: timedelta = timedelta(0)
    most: timedelta = _LONGEST

    @property
    def words(self) -> str:
        if self.least and self.most < _LONGEST:
            bounds = f" from {show_duration(self.least)} to {show_duration(self.most)}"
        elif self.least:
            bounds = f" of at least {show_duration(self.least)}"
        elif self.most < _LONGEST:
            bounds = f" of at most {show_duration(self.most)}"
        else:
            bounds = ""
        return f"a duration{bounds}"

    def read(self, value: object, at: Place) -> timedelta:
        match = _DURATION.fullmatch(value.replace(" ", "")) if isinstance(value, str) else None
        if match is None or not any(match.groups()):
            raise at.refuse(f"{toml(value)} is not a duration", f"write {self._meant(value)}")
        # Digits are bounded first: int() of an endless number would be slow, timedelta of it an OverflowError.
        if any(len(count or "") > 9 for count in match.groups()):
            raise at.refuse(f"{toml(value)} is not {self.words}", f"write at most {quote(show_duration(self.most))}")
        seconds = sum(int(n) * s for n, s in zip(match.groups(), _SECONDS.values(), strict=True) if n)
        if not self.least.total_seconds() <= seconds <= self.most.total_seconds():
            nearest = self.least if seconds < self.least.total_seconds() else self.most
            raise at.refuse(f"{toml(value)} is not {self.words}", f"write for example {quote(show_duration(nearest))}")
        return timedelta(seconds=seconds)

    def _meant(self, value: object) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            return f'a unit too: "{value}s", "{value}m" or "{value}h"'
        words = re.fullmatch(r"\s*(\d{1,9})\s*(w|d|h|m|s)[a-z]*\s*", str(value).casefold(), re.ASCII)
        return quote(words[1] + words[2]) if words else 'it like "4h", "90m", "2d" or "1h30m"'

    def show(self, value: timedelta) -> str:
        return quote(show_duration(value))

    def schema(self) -> Schema:
        return {"type": "string", "pattern": r"^(?=\d)(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?$"}


@dataclass(frozen=True, slots=True)
class Day:
    """A date, as TOML date or text."""

    words: str = "a date such as 2026-12-24"

    def read(self, value: object, at: Place) -> date:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) and len(value) == 10 else "")
        except ValueError:
            raise at.refuse(f"{toml(value)} is not a date", "write year-month-day, such as 2026-12-24") from None

    def show(self, value: date) -> str:
        return value.isoformat()

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class Start:
    """From which mail on a mailbox is served."""

    words: str = '"new", "all" or a date such as 2026-12-24'

    def read(self, value: object, at: Place) -> str | date:
        if value in ("new", "all"):
            return str(value)
        try:
            return Day().read(value, Place(Findings(""), at.base))
        except Unreadable:
            raise at.refuse(
                f"{toml(value)} is not {self.words}", 'write "new" to answer only what arrives from now on'
            ) from None

    def show(self, value: str | date) -> str:
        return quote(value) if isinstance(value, str) else value.isoformat()

    def schema(self) -> Schema:
        return {"anyOf": [{"enum": ["new", "all"]}, {"type": "string", "format": "date"}]}


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """ "20:00", read as minutes since midnight; "24:00" is the end of the day."""

    words: str = 'a time of day such as "20:00"'

    def read(self, value: object, at: Place) -> int:
        minutes = _minutes(value) if isinstance(value, str) else None
        if minutes is None:
            raise at.refuse(
                f"{toml(value)} is not a time of day", 'write hours and minutes, such as "07:30" or "20:00"'
            )
        return minutes

    def show(self, value: int) -> str:
        return quote(_clock(value))

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5][0-9]$|^24:00$"}


@dataclass(frozen=True, slots=True)
class Shift:
    """ "09:00-13:00", read as minutes since midnight; "22:00-06:00" ends on the next day; "24:00" is midnight."""

    words: str = 'a shift such as "09:00-13:00"'

    def read(self, value: object, at: Place) -> tuple[int, int]:
        match = _SHIFT.fullmatch(value) if isinstance(value, str) else None
        start, end = (_minutes(match[1]), _minutes(match[2])) if match else (None, None)
        if start is None or end is None or start == 1440:
            raise at.refuse(
                f"{toml(value)} is not a shift", 'write begin and end, such as "09:00-13:00" or "22:00-06:00"'
            )
        if start == end:
            raise at.refuse(f"{toml(value)} begins when it ends", 'write "00:00-24:00" for a whole day')
        return start, end

    def show(self, value: tuple[int, int]) -> str:
        return quote(f"{_clock(value[0])}-{_clock(value[1])}")

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^ *[0-9]{1,2}:[0-9]{2} *[-–] *[0-9]{1,2}:[0-9]{2} *$"}


@dataclass(frozen=True, slots=True)
class Week:
    """Shifts by day of the week; days left out have none."""

    words: str = "a table; each name is one of mon, tue, wed, thu, fri, sat, sun, each value a list of shifts"
    shifts: ListOf = field(default_factory=lambda: ListOf(Shift()))

    def read(self, value: object, at: Place) -> Mapping[str, tuple[tuple[int, int], ...]]:
        if not isinstance(value, dict):
            raise at.refuse(f"{toml(value)} is not a table", 'write { mon = ["09:00-17:00"], tue = ["09:00-17:00"] }')
        read: dict[str, tuple[tuple[int, int], ...]] = {}
        failed: Unreadable | None = None
        for name, entry in value.items():
            try:
                if name not in DAYS:
                    short = name[:3].casefold()
                    meant = short if short in DAYS else ", ".join(DAYS)
                    raise at.into(name).refuse("is not a day of the week", f"write {meant}")
                read[name] = self.shifts.read(entry, at.into(name))
            except Unreadable as unreadable:
                failed = unreadable
        if failed:
            raise failed
        return {day: read[day] for day in DAYS if read.get(day)}

    def show(self, value: Mapping[str, tuple[tuple[int, int], ...]]) -> str:
        return "{ " + ", ".join(f"{day} = {self.shifts.show(shifts)}" for day, shifts in value.items()) + " }"

    def schema(self) -> Schema:
        return {
            "type": "object",
            "properties": {day: self.shifts.schema() for day in DAYS},
            "additionalProperties": False,
        }


def _minutes(text: str) -> int | None:
    """Minutes since midnight of "9:00" … "24:00"; None when it is no time of day."""
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", text, re.ASCII)
    if not match:
        return None
    minutes = int(match[1]) * 60 + int(match[2])
    return minutes if int(match[2]) < 60 and minutes <= 1440 else None


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
