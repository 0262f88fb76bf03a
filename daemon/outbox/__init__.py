"""The only aiosmtplib: what is due goes out, once."""

from daemon.outbox.outbox import Outbox

__all__ = ["Outbox"]
