"""The due table of follow-ups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from daemon.store.tables import cases, followup, promise


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    case_id: int
    kind: str
    step: int
    due_at: datetime


def due(tx: Connection, now: datetime, limit: int = 500) -> list[Row]:
    """What has fallen due, oldest first."""
    rows = tx.execute(
        sa.select(followup.c.id, followup.c.case_id, followup.c.kind, followup.c.step, followup.c.due_at)
        .where(followup.c.state == "due", followup.c.due_at <= now)
        .order_by(followup.c.due_at, followup.c.id)
        .limit(limit)
    )
    return [Row(*row) for row in rows]


def overdue(tx: Connection, now: datetime, limit: int) -> list[int]:
    """Cases that wait although the time last named to their writer has passed, the longest overdue first."""
    latest = (
        sa.select(sa.func.max(promise.c.id)).where(promise.c.case_id == cases.c.id).correlate(cases).scalar_subquery()
    )
    found = (
        sa.select(cases.c.id)
        .join(promise, promise.c.id == latest)
        .where(cases.c.state == "waiting", promise.c.due < now)
        .order_by(promise.c.due)
        .limit(limit)
    )
    return list(tx.execute(found).scalars())


def done(tx: Connection, ids: Sequence[int], now: datetime, state: str = "done") -> None:
    tx.execute(sa.update(followup).where(followup.c.id.in_(ids)).values(state=state, done_at=now))


def postpone(tx: Connection, ids: Sequence[int], at: datetime) -> None:
    tx.execute(sa.update(followup).where(followup.c.id.in_(ids)).values(due_at=at))
