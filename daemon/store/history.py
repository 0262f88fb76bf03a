"""What the windows are measured on: the recent slice of the store that `responders.window` says suffices."""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from daemon.store.tables import cases, promise
from responders.replay import Row
from responders.window.outcome import ANSWERS, PROMISES, WAITING, Given, History, Outcome

FRESH_FOR = timedelta(seconds=10)


class Recent:
    """The history, read again when it is older than `FRESH_FOR`. Usable from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read_at: datetime | None = None
        self._history = History()

    def at(self, tx: Connection, now: datetime) -> History:
        """The history as of `now`, or of a few seconds before."""
        with self._lock:
            if self._read_at is None or not timedelta(0) <= now - self._read_at < FRESH_FOR:
                self._history = read_history(tx, now + FRESH_FOR)
                self._read_at = now
            return self._history


def read_history(tx: Connection, now: datetime) -> History:
    """Latest answers, waiting cases and promises due by `now`; each query is bounded and runs on an index."""
    what = (cases.c.opened_at, cases.c.answered_at, cases.c.urgency, cases.c.issue_type)
    answered = tx.execute(
        sa.select(*what).where(cases.c.answered_at.is_not(None)).order_by(cases.c.answered_at.desc()).limit(ANSWERS)
    )
    waiting = tx.execute(
        sa.select(*what)
        .where(cases.c.state == "waiting", cases.c.answered_at.is_(None))
        .order_by(cases.c.opened_at.desc())
        .limit(WAITING)
    )
    return History(
        answered=tuple(Outcome(*row) for row in answered),
        waiting=tuple(Outcome(*row) for row in waiting),
        promises=_promises(tx, now),
    )


def _promises(tx: Connection, now: datetime) -> tuple[Given, ...]:
    """Those that fell due last. Only they teach, so open ones, however many, must never take their places.

    One query for each outcome, because the index begins with it; a promise that has just fallen due has none yet."""
    latest = [
        tx.execute(
            sa.select(promise, cases.c.opened_at, cases.c.answered_at)
            .join(cases, cases.c.id == promise.c.case_id)
            .where(promise.c.outcome.is_(None) if outcome is None else promise.c.outcome == outcome)
            .where(promise.c.due <= now)
            .order_by(promise.c.due.desc())
            .limit(PROMISES)
        )
        for outcome in ("kept", "broken", None)
    ]
    rows = sorted((row for found in latest for row in found), key=lambda row: row.due, reverse=True)[:PROMISES]
    return tuple(
        Given(
            given_at=row.given_at,
            due=row.due,
            urgency=row.urgency,
            issue_type=row.issue_type,
            basis=row.basis,
            level=row.level,
            number=row.number,
            answered_at=row.answered_at,
            opened_at=row.opened_at,
        )
        for row in rows
    )


def all_rows(tx: Connection) -> Iterator[Row]:
    """Every case of the store, for a replay, in order of opening."""
    what = (cases.c.ref, cases.c.opened_at, cases.c.answered_at, cases.c.urgency, cases.c.issue_type)
    for row in tx.execute(sa.select(*what).order_by(cases.c.opened_at)):
        yield Row(row.ref, row.opened_at, row.answered_at, row.urgency, row.issue_type)
