"""Ledgers of promises, written straight into a store."""

from datetime import timedelta

import sqlalchemy as sa

from daemon.store.tables import cases, promise
from tests.daemon.kit import Desk


def fill(desk: Desk, kept: int, broken: int) -> None:
    """Measured promises of the last weeks, the broken ones latest."""
    with desk.handler.store.write() as tx:
        for number in range(kept + broken):
            given = desk.now - timedelta(hours=3 * (kept + broken - number) + 8)
            due = given + timedelta(hours=4)
            answered = given + timedelta(hours=3 if number < kept else 6)
            case = {
                "ref": f"P{number:05}",
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
            case_id = tx.execute(sa.insert(cases).values(**case)).inserted_primary_key
            assert case_id is not None
            row = {
                "case_id": case_id[0],
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
