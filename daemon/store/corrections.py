"""What people say a case should have been. Append-only: what was said stays, the latest word counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Marked:
    """A judged mail in the mailbox, with the flags it had when we last looked (case folded)."""

    id: int
    uid: int
    case_id: int
    urgency: str
    issue_type: str
    flags: frozenset[str]


def marked(tx: Connection, mailbox: str, folder: str, uidvalidity: int, since: datetime) -> list[Marked]:
    """The first mails of recent cases that carry our marks."""
    rows = tx.execute(
        _MARKED.where(
            message.c.mailbox == mailbox,
            message.c.folder == folder,
            message.c.uidvalidity == uidvalidity,
            message.c.marked_at > since,
        )
    )
    return [_marked(row) for row in rows if row.marks]


def by_message_ids(tx: Connection, mailbox: str, ids: Sequence[str]) -> list[Marked]:
    """The judged mails with these Message-IDs, wherever they lie now."""
    rows = tx.execute(_MARKED.where(message.c.mailbox == mailbox, message.c.message_id.in_(ids)))
    return [_marked(row) for row in rows if row.marks]


_MARKED = (
    sa.select(message.c.id, message.c.uid, message.c.case_id, cases.c.urgency, cases.c.issue_type, message.c.marks)
    .join(cases, cases.c.id == message.c.case_id)
    .where(message.c.role == "writer", message.c.judgement.is_not(sa.null()), message.c.state == "handled")
)


def _marked(row: Any) -> Marked:
    flags = frozenset(flag.casefold() for flag in row.marks["flags"])
    return Marked(row.id, row.uid, row.case_id, row.urgency, row.issue_type, flags)


def agree(tx: Connection, message_id: int, flags: Sequence[str]) -> None:
    """Remember the flags as they are now, so that a change counts once."""
    marks = {"flags": list(flags), "move": None}
    tx.execute(sa.update(message).where(message.c.id == message_id).values(marks=marks))


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


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person said of one mail, their latest word on each label."""

    ref: str  # of the case
    by: str
    subject: str
    own_words: str
    language: str
    labels: Mapping[str, str]


def last(tx: Connection) -> int:
    """The id of the latest correction, 0 when there is none."""
    return int(tx.execute(sa.select(sa.func.max(correction.c.id))).scalar() or 0)


def standing(tx: Connection, after: int) -> tuple[int, int]:
    """What stands since correction `after`: the id of the latest one, and how many have a text. Changes when they change."""
    texts = sa.func.count(message.c.own_words)
    query = sa.select(sa.func.max(correction.c.id), texts).join(message, message.c.id == correction.c.message_id)
    latest, number = tx.execute(query.where(correction.c.id > after)).one()
    return int(latest or after), int(number)


def voices(tx: Connection, after: int) -> list[Voice]:
    """What people said since correction `after` of mails whose text is still kept, by their last word, oldest first."""
    rows = tx.execute(
        sa.select(correction, message.c.subject, message.c.own_words, message.c.language, cases.c.ref)
        .join(message, message.c.id == correction.c.message_id)
        .join(cases, cases.c.id == correction.c.case_id)
        .where(correction.c.id > after, message.c.own_words.is_not(None))
        .order_by(correction.c.id)
    )
    found: dict[tuple[int, str], Voice] = {}
    for row in rows:
        before = found.pop((row.message_id, row.by), None)
        labels = {**(before.labels if before else {}), row.field: row.now}
        found[row.message_id, row.by] = Voice(
            row.ref, row.by, row.subject or "", row.own_words, row.language or "und", labels
        )
    return list(found.values())


def count(tx: Connection, since: datetime | None = None) -> int:
    """How many corrections were made, after `since` if given."""
    query = sa.select(sa.func.count()).select_from(correction)
    return int(tx.execute(query if since is None else query.where(correction.c.at > since)).scalar_one())
