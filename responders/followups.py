"""When a promise is followed up: before it passes, and step by step up the chain once it has. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from config.settings import FollowupSettings, Level
from responders.promise import Promise


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up: `remind` staff, `update` the writer, tell the chain of what is `overdue`, ask if it is `settled`."""

    kind: Literal["remind", "update", "overdue", "settled"]
    at: datetime  # UTC
    step: int = 0  # overdue: the rung of the chain


def follow(promise: Promise, level: Level, settings: FollowupSettings, zone: ZoneInfo) -> tuple[Due, ...]:
    """What falls due for a promise that has just been given, in time order."""
    window = promise.due - promise.given_at
    remind = promise.due - min(level.remind_before, window / 2)
    update = promise.due - min(level.update_before, window / 3)
    update = awake_before(update, promise.given_at, settings, zone)
    rows = (Due("remind", remind), Due("update", update), Due("overdue", promise.due + timedelta(minutes=1)))
    return tuple(sorted(rows, key=lambda row: row.at))


def awake_before(at: datetime, earliest: datetime, settings: FollowupSettings, zone: ZoneInfo) -> datetime:
    """`at`, or the end of the waking hours before it when it falls into the night; never before `earliest`.

    An update has to come before the promise passes, so it moves forward in time only when there is no waking moment
    left: a promise given and due in one night is followed up at night.
    """
    if not asleep(at, settings, zone):
        return at
    local = at.astimezone(zone)
    evening = _at_minute(local, settings.quiet_from) - timedelta(minutes=1)
    if evening > local:
        evening = _at_minute(local - timedelta(days=1), settings.quiet_from) - timedelta(minutes=1)
    return evening.astimezone(at.tzinfo) if evening > earliest else at


def awake_after(at: datetime, settings: FollowupSettings, zone: ZoneInfo) -> datetime:
    """`at`, or the next morning when it falls into the night."""
    if not asleep(at, settings, zone):
        return at
    local = at.astimezone(zone)
    morning = _at_minute(local, settings.quiet_to)
    if morning < local:
        morning = _at_minute(local + timedelta(days=1), settings.quiet_to)
    return morning.astimezone(at.tzinfo)


def asleep(at: datetime, settings: FollowupSettings, zone: ZoneInfo) -> bool:
    """Whether `at` lies in the configured quiet hours, which may span midnight."""
    local = at.astimezone(zone)
    minute = local.hour * 60 + local.minute
    start, end = settings.quiet_from, settings.quiet_to
    if start == end:
        return False
    return start <= minute < end if start < end else minute >= start or minute < end


def _at_minute(day: datetime, minute: int) -> datetime:
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(minutes=minute)
