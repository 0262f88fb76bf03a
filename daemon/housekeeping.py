"""What the daemon notes about itself, for `evenhand status`."""

import json
from collections.abc import Sequence
from datetime import datetime

from daemon.store import Store
from daemon.store.notes import set_note
from daemon.watch import Watch


def note_health(store: Store, watches: Sequence[Watch], sending_error: str, now: datetime) -> None:
    """Write down how each mailbox is doing."""
    with store.write() as tx:
        for watch in watches:
            health = {
                "polled_at": watch.health.polled_at.isoformat() if watch.health.polled_at else None,
                "handled": watch.health.handled,
                "error": watch.health.error,
            }
            set_note(tx, f"health:{watch.name}", json.dumps(health), now)
        set_note(tx, "health:outbox", json.dumps({"error": sending_error}), now)
