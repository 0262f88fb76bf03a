"""The daemon's own state: one value a key."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from daemon.store.tables import note


def set_note(tx: Connection, key: str, value: str, now: datetime) -> None:
    changed = tx.execute(sa.update(note).where(note.c.key == key).values(value=value, at=now)).rowcount
    if not changed:
        tx.execute(sa.insert(note).values(key=key, value=value, at=now))


def get_note(tx: Connection, key: str) -> tuple[str, datetime] | None:
    row = tx.execute(sa.select(note.c.value, note.c.at).where(note.c.key == key)).first()
    return None if row is None else (row.value, row.at)


def notes(tx: Connection, prefix: str) -> dict[str, tuple[str, datetime]]:
    """All notes whose key starts with `prefix`."""
    rows = tx.execute(sa.select(note).where(note.c.key.startswith(prefix, autoescape=True)))
    return {row.key: (row.value, row.at) for row in rows}
