"""Forgetting in time: texts go after `store.keep_text`; decisions, promises and what was sent to whom stay."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from daemon.store.tables import message, outbox


def prune(tx: Connection, keep_text: timedelta, now: datetime) -> int:
    """Blank old texts; returns how many rows were touched."""
    before = now - keep_text
    old_words = sa.update(message).where(message.c.first_seen_at < before, message.c.own_words.is_not(None))
    old_letters = sa.update(outbox).where(outbox.c.sent_at < before, outbox.c.payload != b"")
    words = tx.execute(old_words.values(own_words=None)).rowcount
    return words + tx.execute(old_letters.values(payload=b"")).rowcount
