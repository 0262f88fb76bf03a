"""What the daemon notes about itself, and what it forgets in time."""

import json
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from config.settings import Settings
from daemon.store import Store
from daemon.store.notes import set_note
from daemon.store.tables import message, outbox
from daemon.watch import Watch


def note_health(store: Store, watches: Sequence[Watch], sending_error: str, now: datetime) -> None:
    """Write down how each mailbox is doing, for `evenhand status`."""
    with store.write() as tx:
        for watch in watches:
            health = {
                "polled_at": watch.health.polled_at.isoformat() if watch.health.polled_at else None,
                "handled": watch.health.handled,
                "error": watch.health.error,
            }
            set_note(tx, f"health:{watch.name}", json.dumps(health), now)
        set_note(tx, "health:outbox", json.dumps({"error": sending_error}), now)


def prune(store: Store, settings: Settings, now: datetime) -> None:
    """Forget texts of mails after `store.keep_text`; decisions, promises and what was sent to whom stay."""
    before = now - settings.store.keep_text
    with store.write() as tx:
        tx.execute(
            sa.update(message)
            .where(message.c.first_seen_at < before, message.c.own_words.is_not(None))
            .values(own_words=None)
        )
        tx.execute(sa.update(outbox).where(outbox.c.sent_at < before, outbox.c.payload != b"").values(payload=b""))
