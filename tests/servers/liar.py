"""A tiny IMAP server in threads that says what a test tells it to: broken, late, half, or nothing.

`Liar(on={"IDLE": handler})`: a handler gets the `Line` to the client, the tag and the rest of the command, and sends
what it likes. Commands without a handler are answered as an honest, nearly empty server would.
"""

import contextlib
import socket
import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from config.settings import Login, Mailbox, Server


class Line:
    """The server's end of one connection."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._file = sock.makefile("rb")
        self.closed = threading.Event()

    def say(self, *pieces: bytes, pause: float = 0.0) -> None:
        """Send the pieces, each in a segment of its own when there is a pause between them."""
        for number, piece in enumerate(pieces):
            if number and pause:
                self.closed.wait(pause)
            self.sock.sendall(piece)

    def hear(self) -> bytes:
        """The next line; b"" when the client has gone."""
        try:
            return self._file.readline()
        except (OSError, ValueError):
            return b""

    def be_silent(self) -> None:
        """Say nothing until the client has gone."""
        while self.hear():
            pass

    def close(self) -> None:
        self.closed.set()
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()


Handler = Callable[[Line, bytes, bytes], None]


def plainly(text: bytes, status: bytes = b"OK done") -> Handler:
    """A handler that sends `text` and then the status."""
    return lambda line, tag, rest: line.say(text + tag + b" " + status + b"\r\n")


class Liar:
    def __init__(
        self,
        on: Mapping[str, Handler] | None = None,
        capability: str = "IMAP4rev1 IDLE UIDPLUS MOVE",
        greeting: bytes = b"* OK ready\r\n",
        mails: int = 1,
    ) -> None:
        self.on = dict(on or {})
        self.capability = capability.encode()
        self.greeting = greeting
        self.mails = mails
        self.heard: list[str] = []  # every command, without its tag
        self._lines: list[Line] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "Liar":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for line in self._lines:
            line.close()

    def mailbox(self, folder: Path, timeout: float = 2.0, **changes: object) -> Mailbox:
        """The configuration of a mailbox on this server."""
        password = folder / "password"
        password.write_text("secret")
        imap = Server("127.0.0.1", self.port, "plain", Login("liar", password), timeout=timedelta(seconds=timeout))
        smtp = Server("127.0.0.1", 25, "plain")
        return Mailbox("liar", "liar@support.example", imap, smtp, **changes)  # type: ignore[arg-type]  # by name

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._socket.accept()
            except OSError:
                return
            line = Line(sock)
            self._lines.append(line)
            threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: Line) -> None:
        with contextlib.suppress(OSError):
            line.say(self.greeting)
            while text := line.hear():
                tag, _, rest = text.strip().partition(b" ")
                self.heard.append(rest.decode("latin-1"))
                word, _, arguments = rest.partition(b" ")
                if word.upper() == b"UID":
                    word, _, arguments = arguments.partition(b" ")
                name = word.decode("latin-1").upper()
                self.on.get(name, self._honest(name))(line, tag, arguments)
        line.close()

    def _honest(self, name: str) -> Handler:
        seen = b"* %d EXISTS\r\n" % self.mails
        ready = b"* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT %d] .\r\n" % (self.mails + 1)
        known: dict[str, Handler] = {
            "CAPABILITY": plainly(b"* CAPABILITY " + self.capability + b"\r\n"),
            "SELECT": plainly(b"* FLAGS (\\Seen)\r\n" + seen + ready, b"OK [READ-WRITE] open"),
            "EXAMINE": plainly(b"* FLAGS (\\Seen)\r\n" + seen + ready, b"OK [READ-ONLY] open"),
            "SEARCH": plainly(b"* SEARCH" + b"".join(b" %d" % n for n in range(1, self.mails + 1)) + b"\r\n"),
            "LIST": plainly(b'* LIST () "/" INBOX\r\n'),
            "LOGOUT": plainly(b"* BYE\r\n"),
            "IDLE": _honest_idle,
        }
        return known.get(name, plainly(b""))


def _honest_idle(line: Line, tag: bytes, rest: bytes) -> None:
    line.say(b"+ idling\r\n")
    line.hear()
    line.say(tag + b" OK done\r\n")
