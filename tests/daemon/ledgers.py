"""Ledgers of promises, written straight into a store."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from daemon.store.tables import cases, promise
from tests.daemon.kit import Desk


def fill(desk: Desk, kept: int, broken: int, until: datetime | None = None, refs: str = "P", hours: float = 3) -> None:
    """Measured promises before `until` (now), one every few `hours`, the broken ones latest; `refs` begins their refs."""
    end = until or desk.now
    with desk.handler.store.write() as tx:
        for number in range(kept + broken):
            given = end - timedelta(hours=hours * (kept + broken - number) + 8)
            due = given + timedelta(hours=4)
            answered = given + timedelta(hours=3 if number < kept else 6)
            case = {
                "ref": f"{refs}{number:05}",
                "mailbox": "support",
                "writer": f"writer{number}@example.net",
                "subject": "a matter",
                "language": "en",
                "opened_at": given,
                "urgency": "normal",
                "issue_type": "network",
                "urgency_sure": True,
                "type_sure": True,
                "sensitive": False,
                "state": "answered",
                "answered_at": answered,
            }
            made = tx.execute(sa.insert(cases).values(**case)).inserted_primary_key
            assert made is not None
            row = {
                "case_id": made[0],
                "number": 1,
                "given_at": given,
                "due": due,
                "basis": "measured",
                "level": 0.9,
                "cases": 200,
                "urgency": "normal",
                "issue_type": "network",
                "outcome": "kept" if answered <= due else "broken",
                "outcome_at": answered,
            }
            tx.execute(sa.insert(promise).values(**row))
