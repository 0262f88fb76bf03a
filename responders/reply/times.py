"""Times, days and durations as a person would say them, in the writer's language and the desk's time zone.

A mail is read later than it was written, perhaps on another day and in another zone: so a date always stands beside
"today", the zone is always named, midnight is said without doubt, and so is an hour that a change of clocks repeats.
Names of days, months and cities are those of Unicode CLDR, by way of Babel.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_timedelta, get_timezone_location

from responders.reply.phrases import Phrases, phrases_for

_UNITS: tuple[tuple[timedelta, Literal["day", "hour", "minute"]], ...] = (
    (timedelta(days=1), "day"),
    (timedelta(hours=1), "hour"),
    (timedelta(minutes=1), "minute"),
)
_UNPLACED = "Unknown"  # what CLDR's exemplar city starts with where a zone has none


class Times:
    """Says moments in one language and one zone. `now` decides what "today" is and when a year must be named."""

    def __init__(self, zone: ZoneInfo, language: str) -> None:
        self._zone = zone
        self._language = language
        self._words: Phrases = phrases_for(language)
        self.zone_name = _zone_name(zone.key, language, self._words)

    def by(self, at: datetime, now: datetime) -> str:
        """An end: "by Tuesday 24 November, 14:00 (London time)", "today, Monday 23 November, by 14:00 (London time)"."""
        local = at.astimezone(self._zone)
        if local.hour == local.minute == 0:
            ended = (local - timedelta(days=1)).date()
            return self._zoned(self._words.by_midnight.format(day=self.day(ended, now)), at)
        pattern = self._words.by_today if local.date() == self._today(now) else self._words.by
        return self._zoned(pattern.format(day=self.day(local.date(), now), time=self.clock(local)), at)

    def at(self, at: datetime, now: datetime) -> str:
        """A moment that was: "at 10:42 (London time)" on the same day, else "on Monday 23 November at 10:42 (…)"."""
        local = at.astimezone(self._zone)
        pattern = self._words.at_today if local.date() == self._today(now) else self._words.at
        return self._zoned(pattern.format(day=self.day(local.date(), now), time=self.clock(local)), at)

    def opening(self, at: datetime, now: datetime) -> str:
        """The next opening, without preposition or zone: "Monday 23 November at 8:00"."""
        local = at.astimezone(self._zone)
        return self._words.opening.format(day=self.day(local.date(), now), time=self.clock(local))

    def on(self, at: datetime, now: datetime) -> str:
        """A day: "today", "on Monday 23 November"."""
        local = at.astimezone(self._zone).date()
        if local == self._today(now):
            return self._words.today
        return self._words.on.format(day=self.day(local, now))

    def day(self, day: date, now: datetime) -> str:
        """ "Tuesday 24 November", with the year when it is not this one."""
        return _day(day, self._language, day.year != self._today(now).year)

    def clock(self, local: datetime) -> str:
        """ "14:00", "8:00"; in German with "Uhr"."""
        return self._words.clock.format(time=f"{local.hour}:{local.minute:02d}")

    def lasting(self, length: timedelta) -> str:
        """A length, rounded down: minutes below two hours, hours below two days, then days ("3 hours", "2 Tage")."""
        unit, name = next((one for one in _UNITS if length >= 2 * one[0]), _UNITS[-1])
        return format_timedelta(
            length // unit * unit, granularity=name, threshold=10**9, locale=_locale(self._language)
        )

    def _today(self, now: datetime) -> date:
        return now.astimezone(self._zone).date()

    def _zoned(self, said: str, at: datetime) -> str:
        local = at.astimezone(self._zone)
        twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
        return f"{said} ({self.zone_name}{', ' + _offset(local) if twice else ''})"


def _offset(local: datetime) -> str:
    minutes = int((local.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02d}' if rest else ''}"


@lru_cache(maxsize=64)
def _zone_name(key: str, language: str, words: Phrases) -> str:
    if key == "UTC" or key.startswith("Etc/") or "/" not in key:
        return key.removeprefix("Etc/")
    city = get_timezone_location(key, locale=_locale(language), return_city=True)
    named = key if city.startswith(_UNPLACED) else city
    return words.zone.format(city=named.rpartition("/")[2].replace("_", " "))


@lru_cache(maxsize=1024)
def _day(day: date, language: str, year: bool) -> str:
    pattern = phrases_for(language).day
    if not pattern:
        return format_date(day, "full", locale=_locale(language))
    if year:
        pattern += " y"
    return format_date(day, pattern, locale=_locale(language))


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    """CLDR's locale; English days and months where it has none for a language."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
