"""From the clock on the wall to UTC, through every change of the clocks.

One definition is used everywhere: a wall time is reached at the *first* instant at which the clock shows it or a
later time. A time that a change to summer time skips is reached at the change; of a time that occurs twice, the first
counts, so that a shift goes on through the repeated hour instead of pausing in it. Instants are whole microseconds
since 1970-01-01 UTC.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


def instant(at: datetime) -> int:
    """Microseconds since the epoch of an aware datetime."""
    return (at - EPOCH) // MICROSECOND


def moment(us: int) -> datetime:
    """The UTC datetime of an instant."""
    return EPOCH + us * MICROSECOND


def reached(day: date, minute: int, zone: ZoneInfo) -> int:
    """The instant at which the clock in `zone` first reads `minute` (0–1440) of `day` or later."""
    return first_reading(datetime.combine(day, time()) + timedelta(minutes=minute), zone)


def first_reading(wall: datetime, zone: ZoneInfo) -> int:
    """The first instant at which the clock in `zone` reads the naive `wall` or later."""
    first = instant(wall.replace(tzinfo=zone, fold=0))
    if _reads(first, zone) == wall:
        return first
    # The clocks skip `wall`. Read with the offset before the change it lies after it, and the other way round.
    low, high = instant(wall.replace(tzinfo=zone, fold=1)) // SECOND, first // SECOND
    while high - low > 1:
        middle = (low + high) // 2
        if _reads(middle * SECOND, zone) >= wall:
            high = middle
        else:
            low = middle
    return high * SECOND


def local_date(us: int, zone: ZoneInfo) -> date:
    return moment(us).astimezone(zone).date()


def _reads(us: int, zone: ZoneInfo) -> datetime:
    return moment(us).astimezone(zone).replace(tzinfo=None)
