"""What people say a case should have been. Append-only: what was said stays, the latest word counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from daemon.store.tables import cases, correction, message


@dataclass(frozen=True, slots=True)
class Corrected:
    """One mail and what people say of it: an example for the next model."""

    message_id: int
    subject: str
    own_words: str
    language: str
    labels: Mapping[str, str]  # field -> label, the latest word
    by: str


def correct(
    tx: Connection, case_id: int, given: Mapping[str, str], by: str, source: str, now: datetime
) -> dict[str, tuple[str, str]]:
    """Note corrections and change the case; returns field -> (was, is now)."""
    case = tx.execute(sa.select(cases).where(cases.c.id == case_id)).one()
    first = tx.execute(
        sa.select(sa.func.min(message.c.id)).where(message.c.case_id == case_id, message.c.role == "writer")
    ).scalar()
    had = {"urgency": case.urgency, "issue_type": case.issue_type, "sensitive": "yes" if case.sensitive else "no"}
    changed = {field: (had[field], label) for field, label in given.items()}
    tx.execute(
        sa.insert(correction),
        [
            {
                "at": now,
                "case_id": case_id,
                "message_id": first,
                "field": field,
                "was": was,
                "now": label,
                "by": by,
                "source": source,
            }
            for field, (was, label) in changed.items()
        ],
    )
    values: dict[str, object] = {}
    if "urgency" in given:
        values |= {"urgency": given["urgency"], "urgency_sure": True}
    if "issue_type" in given:
        values |= {"issue_type": given["issue_type"], "type_sure": True}
    if "sensitive" in given:
        values["sensitive"] = given["sensitive"] == "yes"
    tx.execute(sa.update(cases).where(cases.c.id == case_id).values(**values))
    return changed


def corrected(tx: Connection) -> list[Corrected]:
    """Every mail that was corrected and whose text is still kept, with the latest word on each label."""
    rows = tx.execute(
        sa.select(correction, message.c.subject, message.c.own_words, message.c.language)
        .join(message, message.c.id == correction.c.message_id)
        .where(message.c.own_words.is_not(None))
        .order_by(correction.c.id)
    )
    found: dict[int, Corrected] = {}
    for row in rows:
        before = found[row.message_id].labels if row.message_id in found else {}
        labels = {**before, row.field: row.now}
        found[row.message_id] = Corrected(
            row.message_id, row.subject or "", row.own_words, row.language or "und", labels, row.by
        )
    return list(found.values())


def count(tx: Connection, since: datetime | None = None) -> int:
    """How many corrections were made, after `since` if given."""
    query = sa.select(sa.func.count()).select_from(correction)
    return int(tx.execute(query if since is None else query.where(correction.c.at > since)).scalar_one())
