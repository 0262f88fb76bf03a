"""imapclient, which carries no type marks, behind one typed class; the only module that imports it.

`Client` speaks one command a call and knows no policy. Its errors: `Lost` when the connection is gone, `Refused` when
the server said NO or BAD, `Garbled` when the answer could not be understood while the connection stays usable.
"""

import contextlib
import imaplib
import re
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import ProtocolError

from daemon.inbox.wire import Wire

# One mail's data items by their upper-case names; values are ints, bytes, None, datetimes and nested tuples.
Answer = Mapping[bytes, Any]

_APPENDED = re.compile(rb"\[APPENDUID (\d{1,10}) (\d{1,10})\]", re.IGNORECASE)
_RESPONSE_CODE = re.compile(r"\[([A-Z][A-Z0-9-]*)")
# What imapclient's parser may raise on an answer that is no IMAP.
_UNPARSABLE = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


class Lost(Exception):
    """The connection is gone; `bye` says that the server took its leave."""

    def __init__(self, text: str, bye: bool = False) -> None:
        super().__init__(text)
        self.bye = bye


class Refused(Exception):
    """NO or BAD; `code` is the response code of RFC 9051 section 7.1 (RFC 5530) or ""."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        found = _RESPONSE_CODE.search(text)
        self.code = found[1] if found else ""


class Garbled(Exception):
    """The answer ended properly but makes no sense."""


class Connection(imaplib.IMAP4):
    """imaplib on our own wire, which also notices what the server tells in passing about new mail."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.exists = 0  # mails in the selected folder, as last told
        self.news = False  # told of a new mail since somebody last looked
        super().__init__(wire.host, wire.port)

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        self.host, self.port, self.sock = self.wire.host, self.wire.port, self.wire.sock

    def read(self, size: int) -> bytes:
        return self.wire.read(size)

    def readline(self) -> bytes:
        return self.wire.readline()

    def send(self, data: Any) -> None:
        self.wire.send(data)

    def shutdown(self) -> None:
        self.wire.close()

    def upgrade(self, context: ssl.SSLContext) -> None:
        """STARTTLS. imaplib's own would put a second buffer over the socket."""
        typ, data = self._simple_command("STARTTLS")
        if typ != "OK":
            raise self.error(f"STARTTLS: {data[-1]!r}")
        self.wire.start_tls(context)
        self.sock = self.wire.sock
        self._get_capabilities()

    def untagged(self, line: bytes) -> None:
        """Note what an untagged line says about the number of mails."""
        number, _, word = line[2:].partition(b" ")
        if number.isdigit() and len(number) < 12:
            self._count(word.strip().upper(), int(number))

    def _append_untagged(self, typ: str, dat: Any) -> None:
        super()._append_untagged(typ, dat)  # type: ignore[misc]  # typeshed leaves imaplib's own methods out
        if typ in ("EXISTS", "EXPUNGE") and isinstance(dat, bytes) and dat.isdigit() and len(dat) < 12:
            self._count(typ.encode(), int(dat))

    def _count(self, word: bytes, number: int) -> None:
        if word == b"EXPUNGE":
            self.exists = max(0, self.exists - 1)
        elif word == b"EXISTS":
            self.news = self.news or number > self.exists
            self.exists = number


class _OnOurWire(IMAPClient):  # type: ignore[misc]  # imapclient has no types
    def __init__(self, connection: Connection) -> None:
        self._ready = connection
        super().__init__(connection.host, connection.port, ssl=False, timeout=connection.wire.timeout)
        # imapclient turns imaplib's tracing of every line on, mails and all; it would also cost a third of the time.
        connection.debug = 0
        self.normalise_times = False

    def _create_IMAP4(self) -> Connection:
        return self._ready


class Client:
    """One connection, one command a call."""

    def __init__(self, wire: Wire) -> None:
        """Read the greeting and the capabilities."""
        with _translated(None):
            self.raw = Connection(wire)
        with self._translated():
            self._client: Any = _OnOurWire(self.raw)

    @property
    def capabilities(self) -> frozenset[str]:
        with self._translated():
            return frozenset(c.decode("ascii", "replace") for c in self._client.capabilities())

    def upgrade(self, context: ssl.SSLContext) -> None:
        """STARTTLS and the handshake; ssl.SSLError when it can't be trusted."""
        try:
            self.raw.upgrade(context)
        except ssl.SSLError:
            raise
        except (imaplib.IMAP4.error, OSError) as trouble:
            raise Lost(_words(trouble)) from None
        # Capabilities told in the clear count for nothing (RFC 9051 section 6.2.1).
        self._client._starttls_done = True
        self._client._cached_capabilities = None

    def told_news(self) -> bool:
        """Whether a new mail has been announced since somebody last looked."""
        return self.raw.news

    @property
    def logged_in(self) -> bool:
        return self.raw.state in ("AUTH", "SELECTED")

    def login(self, user: str, password: str) -> None:
        if not (user + password).isascii():
            raise Refused("it takes no letters beyond ASCII in a log-in (AUTH=PLAIN is missing)")
        with self._translated():
            # imaplib's own quotes the password, and the user not.
            typ, data = self.raw._simple_command("LOGIN", _quoted(user), _quoted(password))
            _check("LOGIN", typ, data)
            self.raw.state = "AUTH"

    def introduce(self) -> None:
        """ID (RFC 2971): some providers open no folder for a client that does not say what it is."""
        with self._translated():
            if "ID" in self.capabilities:
                self._client.id_({"name": "evenhand"})

    def authenticate(self, mechanism: str, answer: Callable[[bytes], bytes]) -> None:
        """SASL: `answer` is called with every challenge."""
        with self._translated():
            try:
                self._client.sasl_login(mechanism, answer)
            except imaplib.IMAP4.error as trouble:
                # imapclient calls a connection that breaks here a refused log-in as well.
                if isinstance(trouble.__context__, imaplib.IMAP4.abort):
                    raise trouble.__context__ from None
                raise

    def select(self, folder: str, readonly: bool) -> Answer:
        """The answer to SELECT or EXAMINE. A folder that can only be read is opened so."""
        with self._translated():
            try:
                answer: dict[bytes, Any] = self._client.select_folder(folder, readonly)
            except imaplib.IMAP4.readonly:
                answer = self._client.select_folder(folder, True)
            self.raw.news = False
            return answer

    def search(self, *criteria: str) -> list[int]:
        """UIDs found, sorted; the criteria are sent as they are."""
        with self._translated():
            typ, lines = self.raw.uid("SEARCH", *criteria)
            _check("SEARCH", typ, lines)
            return sorted({int(word) for line in lines if line for word in line.split() if word.isdigit()})

    def fetch(self, uids: Sequence[int], items: Sequence[str]) -> dict[int, Answer]:
        """Data items by UID; a mail that is gone is missing from the answer."""
        with self._translated():
            # What was told in passing about other mails must not be mixed into this answer.
            self.raw.untagged_responses.pop("FETCH", None)
            answer: dict[int, Answer] = self._client.fetch(uids, items)
            return answer

    def add_flags(self, uids: Sequence[int], flags: Sequence[str]) -> None:
        with self._translated():
            self._client.add_flags(uids, flags, silent=True)

    def copy(self, uids: Sequence[int], folder: str) -> None:
        with self._translated():
            self._client.copy(uids, folder)

    def move(self, uids: Sequence[int], folder: str) -> None:
        with self._translated():
            self._client.move(uids, folder)

    def uid_expunge(self, uids: Sequence[int]) -> None:
        with self._translated():
            self._client.uid_expunge(uids)

    def append(self, folder: str, payload: bytes, flags: Sequence[str], at: datetime) -> tuple[int, int] | None:
        """(UIDVALIDITY, UID) of the new mail where the server tells (RFC 4315)."""
        with self._translated():
            told = _APPENDED.search(self._client.append(folder, payload, flags, at) or b"")
            return (int(told[1]), int(told[2])) if told else None

    def create(self, folder: str) -> None:
        with self._translated():
            self._client.create_folder(folder)
            self._client.subscribe_folder(folder)

    def folders(self) -> list[tuple[frozenset[str], str, str]]:
        """Every folder as (attributes in lower case, separator, name)."""
        with self._translated():
            return [
                (
                    frozenset(flag.decode("ascii", "replace").lower() for flag in flags),
                    separator.decode("ascii", "replace") if separator else "",
                    str(name),
                )
                for flags, separator, name in self._client.list_folders()
            ]

    def prefix(self) -> str:
        """What the names of personal folders begin with (RFC 2342), often ""."""
        with self._translated():
            personal = self._client.namespace().personal if "NAMESPACE" in self.capabilities else None
            return str(personal[0][0]) if personal else ""

    def noop(self) -> None:
        with self._translated():
            self.raw.noop()

    def idle_begin(self) -> bytes:
        """Send IDLE (RFC 2177) and read up to the server's `+`; the tag to end it with."""
        with self._translated():
            tag: bytes = self.raw._command("IDLE")
            while self.raw._get_response() is not None:
                if self.raw.tagged_commands[tag]:
                    typ, data = self.raw._command_complete("IDLE", tag)
                    _check("IDLE", typ, data)
                    raise Garbled("the server ended IDLE before it began")
            return tag

    def idle_end(self, tag: bytes, seconds: float | None = None) -> None:
        """Send DONE and read the rest of the answer, for at most `seconds`."""
        with self._translated(), self.raw.wire.within(seconds):
            self.raw.send(b"DONE\r\n")
            typ, data = self.raw._command_complete("IDLE", tag)
            _check("IDLE", typ, data)

    def logout(self, seconds: float) -> None:
        """Say good-bye within `seconds`, and close whatever comes back."""
        with contextlib.suppress(Lost, Refused, Garbled), self._translated(), self.raw.wire.within(seconds):
            self.raw.logout()
        self.close()

    def close(self) -> None:
        self.raw.wire.close()

    def interrupt(self) -> None:
        """End what another thread is waiting for."""
        self.raw.wire.interrupt()

    def _translated(self) -> AbstractContextManager[None]:
        return _translated(self.raw)


@contextmanager
def _translated(raw: Connection | None) -> Iterator[None]:
    """Turns what imaplib, imapclient and the socket raise into our three errors."""
    try:
        yield
    except (Lost, Refused, Garbled):
        raise
    except (imaplib.IMAP4.abort, OSError) as trouble:
        raise Lost(_words(trouble), bye=raw is not None and "BYE" in raw.untagged_responses) from None
    except (ProtocolError, *_UNPARSABLE) as trouble:
        if raw is None or any(done is None for done in raw.tagged_commands.values()):
            # Half an answer is still to come, and nobody knows where it ends.
            raise Lost(f"an answer that is not IMAP: {_words(trouble)}") from None
        raise Garbled(f"{type(trouble).__name__}: {_words(trouble)}") from None
    except imaplib.IMAP4.error as trouble:
        raise Refused(_words(trouble)) from None


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _check(command: str, typ: str, data: Sequence[Any]) -> None:
    if typ != "OK":
        raise Refused(f"{command}: {data[-1]!r}")


def _words(trouble: BaseException) -> str:
    """The error on one line, short enough for a log, with nothing in it that steers a terminal."""
    line = " ".join(str(trouble).split())[:300]
    return "".join(c if c.isprintable() else "?" for c in line) or type(trouble).__name__
