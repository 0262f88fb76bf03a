"""Talking to systemd (sd_notify(3)): a datagram to $NOTIFY_SOCKET. Does nothing when systemd didn't start us."""

import os
import socket
import time
from contextlib import suppress


def notify(*fields: str) -> None:
    """Send fields such as "READY=1" or "STATUS=…"; a lost datagram is no reason to fail."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as channel:
        channel.sendto("\n".join(fields).encode(), address)


def reloading() -> None:
    """RELOADING=1 with the monotonic time that systemd wants beside it."""
    notify("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")


def watchdog_seconds() -> float | None:
    """How often systemd expects WATCHDOG=1, already halved; None when it doesn't watch this process."""
    micros, pid = os.environ.get("WATCHDOG_USEC", ""), os.environ.get("WATCHDOG_PID", "")
    if not micros.isdigit() or (pid and pid != str(os.getpid())):
        return None
    return int(micros) / 2_000_000
