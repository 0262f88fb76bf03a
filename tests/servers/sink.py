"""A counting SMTP server in a thread: keeps every mail with its envelope, and refuses or falls silent where told to.

with Sink() as sink:
    sink.refuse["rcpt"] = "451 4.7.1 later"      # at "connect", "ehlo", "mail", "rcpt", "data", "after-data"
    sink.hang.add("after-data")                  # takes the mail and never says so
    sink.wait_for(1)
"""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from config.settings import Login, Server
from tests.servers.certs import Authority
from tests.servers.tools import until

# An answer, or what makes one of (sender or recipient); None accepts.
Refusal = str | Callable[[str], str | None]


@dataclass(frozen=True)
class Received:
    """One mail that was handed over completely."""

    sender: str  # MAIL FROM without brackets; "" is the null sender
    recipients: tuple[str, ...]
    payload: bytes
    connection: int  # counts from 1
    accepted: bool  # False: taken, but answered with a refusal or not at all

    @property
    def message(self) -> Message:
        return message_from_bytes(self.payload, policy=default)


class Sink:
    """`security` as in the configuration; `login` makes a log-in necessary."""

    def __init__(
        self, authority: Authority | None = None, security: str = "plain", login: tuple[str, str] | None = None
    ) -> None:
        self.refuse: dict[str, Refusal] = {}
        self.hang: set[str] = set()
        self.received: list[Received] = []  # all that came completely, accepted or not
        self.connections = 0
        self.port = 0
        self.security = security
        self.authority = authority
        self.login = login
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self._tls = self._context() if security != "plain" else None

    def __enter__(self) -> "Sink":
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    @property
    def accepted(self) -> list[Received]:
        """The mails that were answered with 250."""
        return [one for one in self.received if one.accepted]

    def server(self, **changes: Any) -> Server:
        """The sink as the product's configuration has it."""
        ca = self.authority.ca if self.authority is not None else None
        known: dict[str, Any] = {"login": Login(), "ca_file": ca, **changes}
        return Server("localhost" if self._tls else "127.0.0.1", self.port, self.security, **known)  # type: ignore[arg-type]

    def wait_for(self, count: int, seconds: float = 20.0) -> list[Received]:
        """The accepted mails, once there are `count` of them."""
        until(lambda: len(self.accepted) >= count, f"{count} mails at the sink, {len(self.accepted)} came", seconds)
        return self.accepted

    def cut(self) -> None:
        """Close all connections, and go on listening."""
        for one in list(self._open):
            self._loop.call_soon_threadsafe(one.abort)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._open: set[_Conversation] = set()
        implicit = self._tls if self.security == "tls" else None
        listening = self._loop.create_server(lambda: _Conversation(self), "127.0.0.1", 0, ssl=implicit, backlog=200)
        server = self._loop.run_until_complete(listening)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def _context(self) -> ssl.SSLContext:
        assert self.authority is not None, "TLS needs an authority"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.authority.issue(f"sink-{id(self)}", "localhost", "127.0.0.1"))
        return context


class _Conversation(SMTP):
    """One connection; its own handler."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        sink.connections += 1
        self.number = sink.connections
        options: dict[str, Any] = {"enable_SMTPUTF8": True, "hostname": "sink.example", "loop": sink._loop}
        if sink.security == "starttls":
            options |= {"tls_context": sink._tls, "require_starttls": True}
        if sink.login is not None:
            options |= {"authenticator": self._check, "auth_required": True, "auth_require_tls": False}
        super().__init__(self, data_size_limit=64 * 1024 * 1024, **options)

    def connection_made(self, transport: Any) -> None:
        self.sink._open.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.sink._open.discard(self)
        super().connection_lost(error)

    def abort(self) -> None:
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()

    async def push(self, status: Any) -> None:
        # aiosmtpd has no hook for the greeting.
        if isinstance(status, str) and status.startswith("220 sink.example") and (said := await self._said("connect")):
            await super().push(said)
            assert self.transport is not None
            self.transport.close()
            return
        await super().push(status)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, host: str, lines: list[str]
    ) -> list[str]:
        session.host_name = host
        said = await self._said("ehlo")
        return [said] if said else lines

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, sender: str, options: list[str]
    ) -> str:
        if said := await self._said("mail", sender):
            return said
        envelope.mail_from = sender
        return "250 2.1.0 ok"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, to: str, options: list[str]) -> str:
        if said := await self._said("rcpt", to):
            return said
        envelope.rcpt_tos.append(to)
        return "250 2.1.5 ok"

    async def smtp_DATA(self, arg: str) -> None:
        if said := await self._said("data"):
            await self.push(said)
        else:
            await super().smtp_DATA(arg)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        payload = content if isinstance(content, bytes) else (content or "").encode()
        silent, said = "after-data" in self.sink.hang, self._refusal("after-data")
        sender = (envelope.mail_from or "").strip("<>")
        one = (sender, tuple(envelope.rcpt_tos), payload, self.number)
        self.sink.received.append(Received(*one, accepted=not silent and not said))
        return await self._said("after-data") or "250 2.0.0 kept"

    def _refusal(self, stage: str, about: str = "") -> str | None:
        refusal = self.sink.refuse.get(stage)
        return refusal(about) if callable(refusal) else refusal

    async def _said(self, stage: str, about: str = "") -> str | None:
        if stage in self.sink.hang:
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.get_running_loop().create_future()
            raise asyncio.CancelledError
        return self._refusal(stage, about)

    def _check(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        given = (data.login.decode(), data.password.decode()) if isinstance(data, LoginPassword) else None
        return AuthResult(success=given == self.sink.login, handled=False)
