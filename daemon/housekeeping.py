"""What the daemon notes about itself: for `evenhand status`, for the metrics file, and for the alarm command.

The alarm goes another way than mail, because mail may be what is broken. It is given each new trouble once, and again after
`AGAIN` while it lasts.
"""

import json
import logging
import subprocess
from collections.abc import Sequence
from datetime import datetime, timedelta

from config.settings import Settings
from daemon.metrics import write_metrics
from daemon.store import Store
from daemon.store.notes import set_note
from daemon.store.status import read_status
from daemon.watch import Watch

log = logging.getLogger("evenhand.health")
AGAIN = timedelta(hours=4)
PATIENCE = 30  # seconds that the alarm command may take


class Housekeeper:
    """Called every few seconds in a thread; remembers which troubles were told."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._told: dict[str, datetime] = {}

    def round(self, settings: Settings, watches: Sequence[Watch], sending_error: str, now: datetime) -> None:
        """Note how everything is doing, write the metrics, raise the alarm."""
        with self.store.write_soon() as tx:
            for watch in watches:
                health = {
                    "polled_at": watch.health.polled_at.isoformat() if watch.health.polled_at else None,
                    "handled": watch.health.handled,
                    "error": watch.health.error,
                }
                set_note(tx, f"health:{watch.name}", json.dumps(health), now)
            set_note(tx, "health:outbox", json.dumps({"error": sending_error}), now)
        if settings.health.metrics_file is None and not settings.health.alarm_command:
            return
        with self.store.read() as tx:
            told = read_status(tx, settings, now)
        if settings.health.metrics_file is not None:
            try:
                write_metrics(told, settings.health.metrics_file, now)
            except OSError as error:
                log.error("metrics can't be written: %s", error)
        self._alarm(settings.health.alarm_command, told["troubles"], now)

    def _alarm(self, command: tuple[str, ...], troubles: list[str], now: datetime) -> None:
        kinds = {_kind(trouble): trouble for trouble in troubles}
        self._told = {kind: at for kind, at in self._told.items() if kind in kinds}
        new = [trouble for kind, trouble in kinds.items() if now - self._told.get(kind, now - AGAIN) >= AGAIN]
        if not command or not new:
            return
        self._told.update(dict.fromkeys(map(_kind, new), now))
        try:
            subprocess.run(command, input="; ".join(new), text=True, timeout=PATIENCE, check=True)  # noqa: S603 - the admin's own
        except (OSError, subprocess.SubprocessError) as error:
            log.error("the alarm command failed: %s", error)


def _kind(trouble: str) -> str:
    """The trouble without its numbers: "3 promises are overdue" is no news after "2 promises are overdue"."""
    return "".join(c for c in trouble if not c.isdigit())
