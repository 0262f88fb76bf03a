"""An alarm by mail over a second route. Not through the outbox: that, the store or the first server may be what is broken."""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import datetime

from config.settings import Settings
from daemon.outbox.failures import understand
from daemon.outbox.lane import DeliveryError, Lane
from responders.reply.reply import Reply
from responders.reply.wire import to_bytes


def mail_alarm(settings: Settings, troubles: Sequence[str], now: datetime) -> list[str]:
    """Tell the addresses of `health.alarm_mail`; returns why it failed, an entry for each that did not get it."""
    route, sender = settings.health.smtp, next((box.address for box in settings.mailboxes), "")
    if route is None or not settings.health.alarm_mail:
        return []

    async def all_of_them() -> list[str]:
        lane = Lane(route)
        failed = []
        for to in settings.health.alarm_mail:
            try:
                await lane.send("", to, _mail(settings, sender, to, troubles, now))
            except DeliveryError as error:
                failed.append(f"{to}: {understand(error.error, error.stage).text}")
        await lane.close()
        return failed

    return asyncio.run(all_of_them())


def _mail(settings: Settings, sender: str, to: str, troubles: Sequence[str], now: datetime) -> bytes:
    """The mail; it says that it is one of a machine (RFC 3834), so that nobody's absence note answers."""
    text = "evenhand needs a person:\n\n" + "\n".join(f"- {one}" for one in troubles) + "\n\nevenhand status\n"
    headers = {
        "From": sender or to,
        "To": to,
        "Subject": f"Alarm: evenhand at {settings.organisation.name} needs a person",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
    }
    told = hashlib.sha256(f"{now.isoformat()} {to} {troubles}".encode()).hexdigest()[:24]
    domain = (sender or to).rpartition("@")[2]
    reply = Reply("alert", to, headers["Subject"], text, "en", headers)
    return to_bytes(reply, f"<evenhand.alarm.{told}@{domain}>", now)
