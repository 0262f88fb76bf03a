"""Promises kept, chases, corrections: what a team wants to know of itself. Rows in, numbers out; no clock."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import groupby
from math import sqrt
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from daemon.store.tables import cases, correction, message, outbox, promise
from responders.window.because import SLOW_TIMES

Z95 = 1.959964  # of the 95 % Wilson interval


@dataclass(frozen=True, slots=True)
class Given:
    """One promise and what became of it."""

    given_at: datetime
    due: datetime
    urgency: str
    issue_type: str
    basis: str
    number: int
    outcome: str | None  # kept | broken | None: still open
    because: str = ""

    @property
    def in_slow_times(self) -> bool:
        return self.because.startswith(SLOW_TIMES)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some promises were kept, with the 95 % interval (Wilson 1927) and the median window in hours."""

    name: str
    promised: int
    kept: int
    coverage: float | None
    low: float | None
    high: float | None
    median_hours: float | None
    slow: int = 0  # by month: how many of them were promised in slow times


@dataclass(frozen=True, slots=True)
class SlowTime:
    """From the first promise that was given in slow times to the last before one at a usual pace."""

    begin: datetime
    end: datetime
    promised: int


@dataclass(frozen=True, slots=True)
class Report:
    promises: Share
    by_urgency: tuple[Share, ...]
    by_issue_type: tuple[Share, ...]
    by_month: tuple[Share, ...]
    later_promises: Share  # those of updates, counted apart
    slow_times: tuple[SlowTime, ...]
    open: int
    by_policy: int
    cases: int
    answered: int
    mails: dict[str, int]  # reason -> how many mails got that verdict
    chases: int
    corrections: dict[str, int]  # "field: was -> now" -> how often
    resent: int  # letters that met the one instant nobody can know
    letters_aside: int

    def to_json(self) -> dict[str, Any]:
        times = [{"begin": one.begin.isoformat(), "end": one.end.isoformat()} for one in self.slow_times]
        told = asdict(self)
        told["slow_times"] = [{**one, **at} for one, at in zip(told["slow_times"], times, strict=True)]
        return told


def make_report(tx: Connection, zone: ZoneInfo, levels: Sequence[str] = ()) -> Report:
    """Everything the store can prove. Months are those of the organisation's zone; urgencies come in the order of
    `levels`, those that the configuration no longer has after them."""
    rows = [Given(*row) for row in tx.execute(_PROMISES)]
    first = [row for row in rows if row.number == 1]
    settled = [row for row in first if row.outcome is not None]
    return Report(
        promises=share("all", settled),
        by_urgency=_ordered(_grouped(settled, lambda row: row.urgency), levels),
        by_issue_type=_grouped(settled, lambda row: row.issue_type),
        by_month=_by_month(settled, zone),
        later_promises=share("later", [row for row in rows if row.number > 1 and row.outcome is not None]),
        slow_times=slow_times(first, zone),
        open=sum(row.outcome is None for row in first),
        by_policy=sum(row.basis == "policy" for row in first),
        cases=_count(tx, sa.select(sa.func.count()).select_from(cases)),
        answered=_count(tx, sa.select(sa.func.count()).where(cases.c.answered_at.is_not(None))),
        mails=_tally(tx, sa.select(message.c.reason, sa.func.count()).where(message.c.role != "ours")),
        chases=_count(tx, sa.select(sa.func.count()).where(outbox.c.kind == "chase")),
        corrections=_corrections(tx),
        resent=_count(tx, sa.select(sa.func.coalesce(sa.func.sum(outbox.c.resent), 0))),
        letters_aside=_count(tx, sa.select(sa.func.count()).where(outbox.c.state == "aside")),
    )


_PROMISES = sa.select(
    promise.c.given_at,
    promise.c.due,
    promise.c.urgency,
    promise.c.issue_type,
    promise.c.basis,
    promise.c.number,
    promise.c.outcome,
    promise.c.because,
).order_by(promise.c.given_at)


def share(name: str, rows: Iterable[Given]) -> Share:
    """Coverage of settled promises; None where there are none."""
    some = list(rows)
    kept = sum(row.outcome == "kept" for row in some)
    if not some:
        return Share(name, 0, 0, None, None, None, None)
    low, high = wilson(kept, len(some))
    hours = median((row.due - row.given_at).total_seconds() / 3600 for row in some)
    return Share(name, len(some), kept, kept / len(some), low, high, round(hours, 2))


def slow_times(rows: Iterable[Given], zone: ZoneInfo) -> tuple[SlowTime, ...]:
    """The runs of promises, in order of giving, that were given in slow times."""
    found = []
    for slow, run in groupby(rows, key=lambda row: row.in_slow_times):
        if slow:
            given = [row.given_at.astimezone(zone) for row in run]
            found.append(SlowTime(given[0], given[-1], len(given)))
    return tuple(found)


def wilson(kept: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson, JASA 22, 1927): honest also for few and for all."""
    p = kept / of
    middle = (p + Z95**2 / (2 * of)) / (1 + Z95**2 / of)
    half = Z95 * sqrt(p * (1 - p) / of + Z95**2 / (4 * of**2)) / (1 + Z95**2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def _grouped(rows: list[Given], key: Callable[[Given], str]) -> tuple[Share, ...]:
    groups: dict[str, list[Given]] = {}
    for row in rows:
        groups.setdefault(key(row) or "unknown", []).append(row)
    return tuple(share(name, groups[name]) for name in sorted(groups))


def _by_month(rows: list[Given], zone: ZoneInfo) -> tuple[Share, ...]:
    def month(row: Given) -> str:
        return f"{row.given_at.astimezone(zone):%Y-%m}"

    slow = Counter(month(row) for row in rows if row.in_slow_times)
    return tuple(replace(one, slow=slow[one.name]) for one in _grouped(rows, month))


def _ordered(shares: tuple[Share, ...], levels: Sequence[str]) -> tuple[Share, ...]:
    place = {name: number for number, name in enumerate(levels)}
    return tuple(sorted(shares, key=lambda one: (place.get(one.name, len(place)), one.name)))


def _count(tx: Connection, query: sa.Select[Any]) -> int:
    return int(tx.execute(query).scalar_one())


def _tally(tx: Connection, query: sa.Select[Any]) -> dict[str, int]:
    rows = tx.execute(query.where(message.c.reason.is_not(None)).group_by(message.c.reason))
    return {row[0]: row[1] for row in sorted(rows, key=lambda row: -row[1])}


def _corrections(tx: Connection) -> dict[str, int]:
    what = (correction.c.field, correction.c.was, correction.c.now)
    rows = tx.execute(sa.select(*what, sa.func.count()).where(correction.c.was != correction.c.now).group_by(*what))
    return {f"{row[0]}: {row[1]} -> {row[2]}": row[3] for row in rows}
