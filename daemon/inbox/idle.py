"""Waiting for the server's push (RFC 2177)."""

import enum
import re
import threading
import time
from collections.abc import Iterable

from daemon.inbox.client import Client, Lost, Refused
from daemon.inbox.wire import Woken

_HURRY = 1.0  # seconds the server has to end IDLE when somebody wants us to stop
_LITERAL = re.compile(rb"\{\d+\+?\}\r?\n?$")


class IdleEvent(enum.StrEnum):
    """Why waiting ended. After every one of them look for new mail: a push may have been on its way."""

    NEWS = "news"  # the server told of a new mail
    TIMEOUT = "timeout"  # nothing within the time given
    STOP = "stop"  # the stop event is set
    WOKEN = "woken"  # `Inbox.wake` was called
    BYE = "bye"  # the server says good-bye; the connection is gone
    DROPPED = "dropped"  # the connection is gone
    UNSUPPORTED = "unsupported"  # the server has no IDLE: poll


def idle(client: Client, seconds: float, events: Iterable[threading.Event]) -> Woken | None:
    """IDLE until the server tells of a new mail (DATA), an event is set (BELL) or `seconds` have passed (NOTHING).

    None when the server refuses to IDLE; `Lost` when the connection is gone. News told before IDLE began count too, so
    that nothing falls between two commands.
    """
    events = tuple(events)
    if client.told_news():
        return Woken.DATA
    try:
        tag = client.idle_begin()
    except Refused:
        return None
    woken = _listen(client, seconds, events)
    client.idle_end(tag, _HURRY if woken is Woken.BELL else None)
    return Woken.DATA if client.told_news() else woken


def _listen(client: Client, seconds: float, events: tuple[threading.Event, ...]) -> Woken:
    wire = client.raw.wire
    end = time.monotonic() + seconds  # a server that keeps saying "still here" must not keep us from renewing
    try:
        while True:
            alive = wire.pump()
            while (line := wire.line_at_hand()) is not None:
                _hear(client, line)
            if not alive:
                raise Lost("the server closed the connection")
            if client.told_news():
                return Woken.DATA
            woken = wire.await_data(end - time.monotonic(), events)
            if woken is not Woken.DATA:
                return woken
    except OSError as trouble:
        raise Lost(str(trouble)) from None


def _hear(client: Client, line: bytes) -> None:
    if _LITERAL.search(line):
        raise Lost("a literal during IDLE")
    if not line.startswith(b"* "):
        raise Lost(f"not IMAP during IDLE: {line[:80]!r}")
    if line[2:5].upper() == b"BYE":
        raise Lost(line[2:].decode("ascii", "replace").strip(), bye=True)
    client.raw.untagged(line)
