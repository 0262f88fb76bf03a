"""How the daemon is doing, for `evenhand status` and the metrics file."""

import json
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from config.settings import Settings
from daemon.store.notes import get_note, notes, set_note
from daemon.store.tables import cases, message, outbox, promise

SILENT_AFTER = 5  # poll intervals without a successful look


def read_status(tx: Connection, settings: Settings, now: datetime) -> dict[str, Any]:
    """The fields of `evenhand status --json`; times are ISO 8601, UTC. Each number costs one query on an index."""
    health = notes(tx, "health:")
    mailboxes = [_mailbox(box.name, health.get(f"health:inbox {box.name}")) for box in settings.mailboxes]
    told: dict[str, Any] = {
        "mailboxes": mailboxes,
        "waiting": _count(tx, sa.select(sa.func.count()).where(cases.c.state == "waiting")),
        "overdue": _overdue(tx, now),
        "letters_due": _count(tx, sa.select(sa.func.count()).where(outbox.c.state == "due")),
        "oldest_letter": _oldest(tx, sa.select(sa.func.min(outbox.c.created_at)).where(outbox.c.state == "due")),
        "letters_aside": _count(tx, sa.select(sa.func.count()).where(outbox.c.state == "aside")),
        "mails_waiting": _count(tx, sa.select(sa.func.count()).where(message.c.state == "waiting")),
        "oldest_mail": _oldest(tx, sa.select(sa.func.min(message.c.first_seen_at)).where(message.c.state == "waiting")),
        "mails_aside": _count(tx, sa.select(sa.func.count()).where(message.c.state == "aside")),
        "resent": _count(tx, sa.select(sa.func.coalesce(sa.func.sum(outbox.c.resent), 0)).where(outbox.c.resent > 0)),
    }
    sending = json.loads(health["health:outbox"][0]) if "health:outbox" in health else {}
    told["pace"] = pace[0] if (pace := get_note(tx, "pace")) else ""
    told["troubles"] = list(_troubles(told, settings, sending.get("error", ""), now))
    return told


def note_look(tx: Connection, watch: str, polled_at: datetime | None, handled: int, error: str, now: datetime) -> None:
    """Note how a mailbox's watch ("inbox NAME", "people NAME") is doing; `polled_at`: the last time that went well."""
    told = {"polled_at": polled_at.isoformat() if polled_at else None, "handled": handled, "error": error}
    set_note(tx, f"health:{watch}", json.dumps(told), now)


def _mailbox(name: str, noted: tuple[str, datetime] | None) -> dict[str, Any]:
    told = json.loads(noted[0]) if noted else {}
    return {"name": name, "polled_at": told.get("polled_at"), "error": told.get("error", "")}


def _overdue(tx: Connection, now: datetime) -> int:
    """Waiting cases whose latest promise has passed."""
    latest = (
        sa.select(sa.func.max(promise.c.id)).where(promise.c.case_id == cases.c.id).correlate(cases).scalar_subquery()
    )
    rows = sa.select(sa.func.count()).select_from(cases.join(promise, promise.c.id == latest))
    return _count(tx, rows.where(cases.c.state == "waiting", promise.c.due < now))


def _count(tx: Connection, query: sa.Select[Any]) -> int:
    return int(tx.execute(query).scalar_one())


def _oldest(tx: Connection, query: sa.Select[Any]) -> str | None:
    found = tx.execute(query).scalar()
    return found.isoformat() if found else None


def _troubles(told: dict[str, Any], settings: Settings, sending: str, now: datetime) -> list[str]:
    found = []
    for box, conf in zip(told["mailboxes"], settings.mailboxes, strict=True):
        if box["error"]:
            found.append(f"mailbox {box['name']}: {box['error']}")
        elif box["polled_at"] is None:
            found.append(f"mailbox {box['name']} has not been looked into yet")
        elif now - datetime.fromisoformat(box["polled_at"]) > SILENT_AFTER * conf.poll_every + timedelta(minutes=1):
            found.append(f"mailbox {box['name']} was last looked into at {box['polled_at']}: is the daemon running?")
    if sending and told["letters_due"]:
        found.append(f"sending: {sending}")
    if told["pace"]:
        found.append(told["pace"])
    if told["overdue"]:
        found.append(f"{told['overdue']} promises are overdue")
    aside = told["letters_aside"] + told["mails_aside"]
    if aside:
        found.append(f"{aside} set aside: `evenhand queue` shows them")
    return found
