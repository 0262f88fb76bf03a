"""What the daemon notes about itself: for `evenhand status`, for the metrics file, and for the alarms.

Alarms go other ways than our own mail, which may be what is broken: by a command, by a second mail server. They tell each new
trouble once, and again after `AGAIN` while it lasts; when nobody was reached they are tried again `SOON`. A store that can't
be used is a trouble too.
"""

import json
import logging
import subprocess
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from config.settings import Settings
from daemon.metrics import write_metrics
from daemon.outbox.alarm import mail_alarm
from daemon.store import Store, StoreError
from daemon.store.notes import set_note
from daemon.store.status import note_look, read_status
from daemon.watch import Watch

log = logging.getLogger("evenhand.health")
AGAIN = timedelta(hours=4)
SOON = timedelta(minutes=5)  # after an alarm that reached nobody
PATIENCE = 30  # seconds that the alarm command may take


class Housekeeper:
    """Called every few seconds in a thread; remembers which troubles were told."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._told: dict[str, datetime] = {}

    def round(self, settings: Settings, watches: Sequence[Watch], sending_error: str, now: datetime) -> None:
        """Note how everything is doing, write the metrics, raise the alarm."""
        try:
            told = self._look(settings, watches, sending_error, now)
        except StoreError as error:
            self._alarm(settings, [f"the store can't be used: {error}"], now)
            raise
        if told is None:
            return
        if settings.health.metrics_file is not None:
            try:
                write_metrics(told, settings.health.metrics_file, now)
            except OSError as error:
                log.error("metrics can't be written: %s", error)
        self._alarm(settings, told["troubles"], now)

    def _look(
        self, settings: Settings, watches: Sequence[Watch], sending_error: str, now: datetime
    ) -> dict[str, Any] | None:
        """Note the state; what `status` tells of it, or None when nobody wants to know."""
        with self.store.write_soon() as tx:
            for watch in watches:
                health = watch.health
                note_look(tx, watch.name, health.polled_at, health.handled, health.error, now)
            set_note(tx, "health:outbox", json.dumps({"error": sending_error}), now)
        ways = settings.health
        if ways.metrics_file is None and not ways.alarm_command and not ways.alarm_mail:
            return None
        with self.store.read() as tx:
            return read_status(tx, settings, now)

    def _alarm(self, settings: Settings, troubles: list[str], now: datetime) -> None:
        kinds = {_kind(trouble): trouble for trouble in troubles}
        self._told = {kind: at for kind, at in self._told.items() if kind in kinds}
        new = [trouble for kind, trouble in kinds.items() if now - self._told.get(kind, now - AGAIN) >= AGAIN]
        if not new:
            return
        ways = [self._by_command(settings.health.alarm_command, new), self._by_mail(settings, new, now)]
        told_at = now if any(ways) else now - AGAIN + SOON
        self._told.update(dict.fromkeys(map(_kind, new), told_at))

    def _by_command(self, command: tuple[str, ...], troubles: list[str]) -> bool:
        if not command:
            return False
        try:
            subprocess.run(command, input="; ".join(troubles), text=True, timeout=PATIENCE, check=True)  # noqa: S603 - the admin's own
        except (OSError, subprocess.SubprocessError) as error:
            log.error("the alarm command failed: %s", error)
            return False
        return True

    def _by_mail(self, settings: Settings, troubles: list[str], now: datetime) -> bool:
        failed = mail_alarm(settings, troubles, now)
        for why in failed:
            log.error("the alarm by mail failed: %s", why)
        return len(failed) < len(settings.health.alarm_mail) and settings.health.smtp is not None


def _kind(trouble: str) -> str:
    """The trouble without its numbers: "3 promises are overdue" is no news after "2 promises are overdue"."""
    return "".join(c for c in trouble if not c.isdigit())
