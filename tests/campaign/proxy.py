"""A TCP proxy that breaks a conversation at a command: it cuts, falls silent, slows down, garbles or answers itself.

with Proxy(IMAP, port) as proxy:
    proxy.arm("UID FETCH", "cut")      # once, at the next such command
    proxy.fired.wait(10)

A proxy in front of TLS can only be cut, frozen and led elsewhere (`proxy.upstream = other_port`).
"""

import asyncio
import contextlib
import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

# What a line of the client says, as the name of a command; "" for other lines.
Kind = Callable[[bytes], str]
HOWS = ("cut", "cut-answer", "lose-answer", "no", "bye", "silent", "garble", "trickle", "late")
A_LINE = 64 * 1024 * 1024

_IMAP = re.compile(rb"^[A-Z]{4}\d+ ((?:UID )?[A-Z]+)", re.IGNORECASE)
_SMTP = re.compile(rb"^(EHLO|HELO|MAIL|RCPT|DATA|RSET|QUIT|NOOP|AUTH)\b|^\.\r\n", re.IGNORECASE)


def IMAP(line: bytes) -> str:
    """The command of an IMAP line, such as "UID FETCH"; "DONE" ends IDLE."""
    if line.upper().startswith(b"DONE\r"):
        return "DONE"
    found = _IMAP.match(line)
    return found[1].decode().upper() if found else ""


def SMTP(line: bytes) -> str:
    """The command of an SMTP line; "." is the end of DATA."""
    found = _SMTP.match(line)
    return found[0].strip().decode().upper() if found else ""


@dataclass(eq=False)
class _Pair:
    """One connection through the proxy."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    how: str = ""  # what happens to the server's next answer
    silent: bool = False

    def cut(self) -> None:
        for writer in (self.client, self.server):
            writer.transport.abort()


@dataclass
class Proxy:
    """Listens on `port` of the loopback interface once entered; `kind` None passes bytes without looking at them."""

    kind: Kind | None
    upstream: int
    port: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    fired: threading.Event = field(default_factory=threading.Event)
    refusing: bool = False  # connections are closed at once
    logins_refused: int = 0  # how many LOGINs are still to be refused

    def __enter__(self) -> "Proxy":
        self._armed: tuple[str, str, int] | None = None
        self._pairs: set[_Pair] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._started = threading.Event()
        self._thread.start()
        assert self._started.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def arm(self, command: str, how: str, skip: int = 0) -> None:
        """Break the next such command (after `skip` of them) in one of the HOWS; "connect" is a new connection."""
        self.fired.clear()
        self._armed = (command, how, skip)

    def disarm(self) -> None:
        self._armed = None

    def cut(self) -> None:
        """Cut all connections."""
        self._loop.call_soon_threadsafe(self._cut)

    def bye(self) -> None:
        """Let the server say good-bye on all connections, whatever they are at, and hang up."""
        self._loop.call_soon_threadsafe(self._say_bye)

    def freeze(self) -> None:
        """Let the connections that are open now stay open, and carry nothing any more: a machine that was suspended."""
        for pair in list(self._pairs):
            pair.silent = True

    def _cut(self) -> None:
        for pair in list(self._pairs):
            pair.cut()

    def _say_bye(self) -> None:
        for pair in list(self._pairs):
            pair.client.write(b"* BYE going down\r\n" if self.kind is IMAP else b"421 4.3.2 going down\r\n")
            pair.client.close()
            pair.server.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._serve, "127.0.0.1", 0, limit=A_LINE, backlog=200)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.01))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        how = self._due("connect")
        if self.refusing or how == "cut":
            writer.transport.abort()
            return
        if how == "garble":
            writer.write(b"\x16\x03\x01 nobody speaks this\r\n")
        if how == "bye":
            writer.write(b"* BYE not now\r\n" if self.kind is IMAP else b"421 4.3.2 not now\r\n")
            await _drained(writer)
            writer.close()
            return
        try:
            upstream, back = await asyncio.open_connection("127.0.0.1", self.upstream, limit=A_LINE)
        except OSError:
            writer.transport.abort()
            return
        pair = _Pair(writer, back, silent=how == "silent")
        self._pairs.add(pair)
        try:
            await asyncio.gather(self._to_server(pair, reader), self._to_client(pair, upstream))
        except (OSError, asyncio.IncompleteReadError, ValueError, asyncio.CancelledError):
            pass
        finally:
            self._pairs.discard(pair)
            pair.cut()

    async def _to_server(self, pair: _Pair, reader: asyncio.StreamReader) -> None:
        while line := await (reader.readline() if self.kind else reader.read(65536)):
            if self.kind and (command := self.kind(line)):
                self.seen[command] += 1
                if self.kind is IMAP and command in ("LOGIN", "AUTHENTICATE") and self.logins_refused:
                    self.logins_refused -= 1
                    pair.client.write(line.split()[0] + b" NO [AUTHENTICATIONFAILED] wrong password\r\n")
                    continue
                how = self._due(command)
                if how and not self._break(pair, command, how, line):
                    continue
            if pair.silent:
                continue
            pair.server.write(line)
            await _drained(pair.server)
        pair.cut()

    def _due(self, command: str) -> str:
        """How to break this command; "" when it goes through."""
        if self._armed is None or self._armed[0] != command:
            return ""
        _, how, skip = self._armed
        if skip:
            self._armed = (command, how, skip - 1)
            return ""
        self._armed = None
        self.fired.set()
        return how

    def _break(self, pair: _Pair, command: str, how: str, line: bytes) -> bool:
        """Do it; whether the command goes on to the server."""
        if how == "cut":
            pair.cut()
        elif how == "silent":
            pair.silent = True
        elif how == "no":
            said = line.split()[0] + b" NO [UNAVAILABLE] not now\r\n" if self.kind is IMAP else b"451 4.3.0 not now\r\n"
            pair.client.write(said)
        elif how == "bye":
            pair.client.write(b"* BYE going down\r\n" if self.kind is IMAP else b"421 4.3.2 going down\r\n")
            pair.client.close()
        else:
            pair.how = how
            return True
        return False

    async def _to_client(self, pair: _Pair, upstream: asyncio.StreamReader) -> None:
        while piece := await upstream.read(65536):
            if pair.silent:
                continue
            how, pair.how = pair.how, ""
            if how == "cut-answer":
                pair.client.write(piece[: len(piece) // 2])
                await _drained(pair.client)
                pair.cut()
                return
            if how == "lose-answer":
                pair.cut()
                return
            if how == "garble":
                pair.client.write(b"* \xff\x00 )) nobody {speaks this\r\n")
            if how == "trickle":
                for byte in piece[:200]:
                    pair.client.write(bytes([byte]))
                    await asyncio.sleep(0.002)
                piece = piece[200:]
            if how == "late":
                await asyncio.sleep(1.0)
            pair.client.write(piece)
            await _drained(pair.client)
        pair.cut()


async def _drained(writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        await writer.drain()
