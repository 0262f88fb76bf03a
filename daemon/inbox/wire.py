"""The socket below IMAP: bounded in time and in size, and able to wait for a bell at the same time.

Python's own buffered reader can't go on after a time-out in the middle of a line, and a line during IDLE often arrives
in two pieces; so the buffer is ours. Three bounds hold: `timeout` seconds of silence, `PATIENCE` times as long for one
answer that trickles, and the sizes of a line and of a literal.
"""

import contextlib
import enum
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator

from daemon.inbox.bell import Bell

PATIENCE = 10  # times `timeout`: the longest one answer may take altogether
LONGEST_LINE = 32 * 1024 * 1024  # bytes; a SEARCH in a mailbox of a million mails answers with 8 MB
LARGEST_LITERAL = 64 * 1024 * 1024  # bytes; we never ask for anything near it
_PIECE = 64 * 1024  # bytes a read
_SLICE = 0.05  # seconds between looks at an event that is not a Bell


class Woken(enum.Enum):
    DATA = enum.auto()
    BELL = enum.auto()
    NOTHING = enum.auto()


class TooLarge(OSError):
    """The server announced or sent more than any honest answer holds."""


class Wire:
    """One TCP connection, with or without TLS. Errors are OSError (TimeoutError, ssl.SSLError, TooLarge)."""

    def __init__(self, host: str, port: int, timeout: float) -> None:
        """Connect; OSError when nobody answers within `timeout` seconds."""
        self.host = host
        self.port = port
        self.timeout = timeout
        self.sock: socket.socket = socket.create_connection((host, port), timeout)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._buffer = bytearray()
        self._scanned = 0  # bytes of the buffer known to hold no line end
        self._patience = PATIENCE
        self._deadline = time.monotonic() + timeout * PATIENCE

    def start_tls(self, context: ssl.SSLContext) -> None:
        """Shake hands; ssl.SSLError when the other side can't be trusted."""
        if self._buffer:
            # Whatever somebody slipped in before the handshake must not be read as if it had come encrypted.
            raise ssl.SSLError(f"{len(self._buffer)} bytes came in before the TLS handshake")
        self.sock.settimeout(self.timeout)
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

    def send(self, data: bytes) -> None:
        self._deadline = time.monotonic() + self.timeout * self._patience
        self.sock.settimeout(self.timeout)
        self.sock.sendall(data)

    @contextlib.contextmanager
    def within(self, seconds: float | None) -> Iterator[None]:
        """Be less patient for a while: everything inside takes at most `seconds` altogether."""
        patient = self.timeout, self._patience
        if seconds is not None:
            self.timeout, self._patience = min(self.timeout, seconds), 1
        try:
            yield
        finally:
            self.timeout, self._patience = patient

    def readline(self) -> bytes:
        """A whole line with its end, or b"" when the connection has ended."""
        while (line := self.line_at_hand()) is None:
            if not self._fill():
                return b""
        return line

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes, or fewer when the connection has ended."""
        if size > LARGEST_LITERAL:
            raise TooLarge(f"a literal of {size} bytes")
        while len(self._buffer) < size and self._fill():
            pass
        return self._take(size)

    def line_at_hand(self) -> bytes | None:
        """A whole line if the buffer holds one, without waiting."""
        end = self._buffer.find(b"\n", self._scanned)
        if end >= 0:
            return self._take(end + 1)
        self._scanned = len(self._buffer)
        if self._scanned > LONGEST_LINE:
            raise TooLarge(f"a line of more than {LONGEST_LINE} bytes")
        return None

    def pump(self) -> bool:
        """Read into the buffer what has arrived, without waiting; False when the connection has ended."""
        self.sock.settimeout(0)
        try:
            while piece := self.sock.recv(_PIECE):
                self._buffer += piece
        except (BlockingIOError, ssl.SSLWantReadError):
            return True
        return False

    def await_data(self, seconds: float, events: Iterable[threading.Event]) -> Woken:
        """Wait until something arrives, one of the events is set, or `seconds` have passed.

        Call `pump` first: bytes that TLS has already decrypted do not make the socket readable.
        """
        events = tuple(events)
        deaf = any(not isinstance(event, Bell) for event in events)
        end = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self.sock, selectors.EVENT_READ, Woken.DATA)
            for event in events:
                if isinstance(event, Bell):
                    selector.register(event, selectors.EVENT_READ, Woken.BELL)
            while True:
                left = end - time.monotonic()
                ready = selector.select(max(0.0, min(left, _SLICE) if deaf else left))
                if any(event.is_set() for event in events):
                    return Woken.BELL
                if ready:
                    return Woken.DATA
                if left <= 0:
                    return Woken.NOTHING

    def interrupt(self) -> None:
        """Make a read or write of another thread end at once. Never waits, never raises."""
        with contextlib.suppress(OSError):
            # Not SSLSocket.shutdown: it would take the TLS state away from the thread that is using it.
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def close(self) -> None:
        """Close without ceremony; never waits, never raises."""
        self.interrupt()
        with contextlib.suppress(OSError):
            self.sock.close()

    def _fill(self) -> bool:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"the answer took more than {self.timeout * self._patience:.0f} s")
        self.sock.settimeout(min(self.timeout, left))
        piece = self.sock.recv(_PIECE)
        self._buffer += piece
        return bool(piece)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._scanned = 0
        return taken
