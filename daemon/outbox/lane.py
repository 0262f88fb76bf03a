"""One kept-open SMTP connection."""

import contextlib
import os
import ssl
from datetime import timedelta

import aiosmtplib

from config.secrets import SecretError, reveal
from config.settings import Server
from daemon.crash import point
from daemon.outbox.failures import Stage


class DeliveryError(Exception):
    """A letter was not accepted; `stage` says how far it came, `error` is aiosmtplib's own exception."""

    def __init__(self, error: Exception, stage: Stage) -> None:
        super().__init__(f"{stage}: {error}")
        self.error = error
        self.stage: Stage = stage


class Lane:
    """Connects when first needed, verifies certificate and host name, and never falls back to plain."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._client: aiosmtplib.SMTP | None = None

    async def send(self, sender: str, recipient: str, payload: bytes) -> None:
        """Hand over one mail; returns after the server's 250 to the end of DATA. Raises DeliveryError."""
        stage: Stage = "connect"
        point("before-connect")
        try:
            client = await self._connected()
            stage = "mail"
            point("before-mail")
            # RFC 6531: an address beyond ASCII needs a server that says it can.
            plain = sender.isascii() and recipient.isascii()
            await client.mail(sender, options=() if plain else ("SMTPUTF8",), encoding="ascii" if plain else "utf-8")
            stage = "rcpt"
            point("before-rcpt")
            await client.rcpt(recipient, encoding="ascii" if plain else "utf-8")
            stage = "data"
            point("before-data")
            await client.data(payload)
            point("after-data")
        except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError, SecretError) as error:
            await self._after(error, stage)
            raise DeliveryError(error, stage) from error

    async def connect(self) -> None:
        """Connect and log in, and send nothing. Raises DeliveryError."""
        try:
            await self._connected()
        except (aiosmtplib.SMTPException, OSError, TimeoutError, ValueError) as error:
            raise DeliveryError(error, "connect") from error

    async def _connected(self) -> aiosmtplib.SMTP:
        if self._client is not None and self._client.is_connected:
            return self._client
        server = self.server
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            timeout=server.timeout.total_seconds(),
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
            tls_context=None if server.security == "plain" else trust(server),
        )
        await client.connect()
        if server.login.given:
            secret = reveal(server.login, environ=os.environ, purpose=f"SMTP at {server.host}")
            if server.login.oauth:
                await client.auth_xoauth2(server.login.user, secret.reveal())
            else:
                await client.login(server.login.user, secret.reveal())
        self._client = client
        return client

    async def _after(self, error: BaseException, stage: Stage) -> None:
        """Ready the connection for the next letter, or drop it."""
        # Refused before RCPT the server refuses us, perhaps this connection alone: the next try is made on a new one.
        answered = isinstance(error, aiosmtplib.SMTPResponseException) and error.code != 421
        letter_alone = answered and stage in ("rcpt", "data")
        if letter_alone and self._client is not None:
            try:
                await self._client.rset()
            except (aiosmtplib.SMTPException, OSError, TimeoutError):
                self.drop()
        else:
            self.drop()

    def drop(self) -> None:
        """Close without a word; a half-open connection can't hold us up."""
        if self._client is not None:
            self._client.close()
            self._client = None

    async def close(self, patience: timedelta = timedelta(seconds=2)) -> None:
        """Say QUIT, but don't wait long."""
        if self._client is not None and self._client.is_connected:
            with contextlib.suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
                await self._client.quit(timeout=patience.total_seconds())
        self.drop()


def trust(server: Server) -> ssl.SSLContext:
    """The system's trust, or the configured CA file alone; certificate and host name are always verified."""
    return ssl.create_default_context(cafile=str(server.ca_file) if server.ca_file else None)
