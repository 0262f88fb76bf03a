"""One support mailbox, as the daemon uses it: `Inbox`.

Contract. Blocking, used from one thread (only `wake` and `interrupt` may be called from others). Every call ends within a small
multiple of the server's time-out. After ServerUnreachable the connection is closed: call `connect` and `open_folder`
again, compare `uidvalidity`, and go on. Nothing here sets or reads `\\Seen`, and nothing leaves a folder except by
`move`. Any call may raise ServerUnreachable or ProtocolTrouble (the server refused; the connection stays); what else a
call raises, it says.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from threading import Event

from config.settings import Limits, Mailbox
from daemon.crash import point
from daemon.inbox import folders, moving
from daemon.inbox.bell import Bell
from daemon.inbox.client import Answer, Client, Garbled, Lost, Refused
from daemon.inbox.connect import connect
from daemon.inbox.errors import FolderMissing, MailboxFull, ProtocolTrouble, ServerUnreachable
from daemon.inbox.fetching import GONE, Fetched, by_halves, fetch, fetch_heads, flags_of
from daemon.inbox.folders import FolderState, folder_state
from daemon.inbox.idle import IdleEvent, idle
from daemon.inbox.marks import allowed, grouped
from daemon.inbox.searching import ids_in
from daemon.inbox.wire import Woken

_GOOD_BYE = 1.0  # seconds for LOGOUT
_LOSSES = 3  # times a connection may break while one mail is read before the mail is held to be the cause


class Inbox:
    """A connection to one mailbox; it outlives the connections it makes."""

    def __init__(self, mailbox: Mailbox, environ: Mapping[str, str]) -> None:
        """`environ` tells where systemd put credentials; secrets are read anew at every `connect`."""
        self.mailbox = mailbox
        self.folder: FolderState | None = None
        self._environ = environ
        self._connection: Client | None = None
        self._bell = Bell()
        self._losses: Counter[int] = Counter()
        self._names: dict[str, str] = {}
        self._idles = True

    @property
    def connected(self) -> bool:
        return self._connection is not None

    @property
    def capabilities(self) -> frozenset[str]:
        """What the server can do, in upper case; asked for only while connected."""
        return self._client.capabilities

    def connect(self) -> None:
        """Connect and log in; closes what was open. Also raises TlsRefused and LoginRefused."""
        self.close()
        self._connection = connect(self.mailbox.imap, self._environ)
        self._idles = "IDLE" in self._connection.capabilities

    def logout(self) -> None:
        """Say good-bye, for a second at most, and close."""
        if self._connection is not None:
            self._connection.logout(_GOOD_BYE)
        self._connection = self.folder = None

    def close(self) -> None:
        """Close at once."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self.folder = None
        self._names.clear()

    def open_folder(self, name: str, readonly: bool = False) -> FolderState:
        """Select the folder all calls with UIDs are about. Also raises FolderMissing."""
        with self._doing(f"opening folder {name!r}"):
            self.folder = None
            try:
                answer = self._client.select(self._named(name), readonly)
            except Refused as trouble:
                raise FolderMissing(
                    *self._server, f"folder {name!r} can't be opened ({trouble})", "Create it, or name another folder."
                ) from None
            state = folder_state(name, answer)
            if not state.uidnext:  # optional before RFC 9051
                state = replace(state, uidnext=max(self._client.search("UID", "*"), default=0) + 1)
        self.folder = state
        return state

    def keepalive(self) -> bool:
        """NOOP: keeps the connection, and tells whether a new mail has been announced."""
        with self._doing("asking for news"):
            self._client.noop()
            return self._client.told_news()

    def new_uids(self, after: int) -> list[int]:
        """UIDs above `after`, ascending."""
        with self._doing("looking for new mail"):
            if not self._client.told_news():
                self._client.noop()  # a mail that has arrived since the last command is searched only after this
            self._client.raw.news = False
            # `n:*` also names the last mail when n lies beyond it (RFC 9051 section 9, seq-range).
            return [uid for uid in self._client.search("UID", f"{after + 1}:*") if uid > after]

    def fetch(self, uids: Sequence[int], limits: Limits) -> Iterator[Fetched]:
        """Read mails, `mailbox.batch` at a time, in order; a mail that can't be read comes with `error`."""
        for some in self._portions(uids):
            if len(some) == 1 and self._losses[some[0]] >= _LOSSES:
                yield Fetched(some[0], error=f"the connection broke {_LOSSES} times while it was read")
                continue
            with self._doing("reading mails"):
                read = self._read(some, limits)
            for mail in read:
                self._losses.pop(mail.uid, None)
            yield from read

    def headers(self, uids: Sequence[int], limits: Limits) -> Iterator[Fetched]:
        """Read heads only: `raw.leaves` stays empty."""
        for some in self._portions(uids):
            with self._doing("reading heads"):
                read = list(fetch_heads(self._ask, some, limits))
            yield from read

    def flags(self, uids: Sequence[int]) -> dict[int, frozenset[str]]:
        """Flags and keywords of the mails that are still there."""
        found: dict[int, frozenset[str]] = {}
        for some in self._portions(uids):
            with self._doing("reading flags"):
                answers = list(by_halves(self._ask, some, ("UID", "FLAGS")))
            found.update((uid, flags_of(answer)) for uid, answer in answers if not isinstance(answer, str))
        return found

    def add_flags(self, marks: Mapping[str, Collection[int]]) -> frozenset[str]:
        """Set each flag on its mails. Returns the flags the folder does not keep, which were left out."""
        permanent = self.folder.permanent_flags if self.folder else None
        kept = {flag: uids for flag, uids in marks.items() if allowed(flag, permanent)}
        refused = set(marks) - set(kept)
        for flags, uids in grouped(kept):
            for some in self._portions(uids):
                with self._doing("marking mails"):
                    refused |= self._store(some, flags)
        return frozenset(refused)

    def move(self, uids: Sequence[int], folder: str) -> None:
        """Move mails into `folder`, which is created when missing. Also raises MailboxFull.

        Without MOVE (RFC 6851) they are copied, then marked and expunged; without UIDPLUS (RFC 4315) too they stay
        behind marked `\\Deleted`, since EXPUNGE would also remove what other people have marked.
        """
        for some in self._portions(uids):
            with self._doing(f"moving mails to {folder!r}"):
                moving.creating(self._client, self._named(folder), partial(moving.move, self._client, some))

    def sent_folder(self) -> str | None:
        """The configured folder of sent mail; with none or "auto" the server's own; None when it has none."""
        configured = self.mailbox.sent_folder
        if configured not in ("", "auto"):
            return configured
        with self._doing("looking for the folder of sent mail"):
            return folders.sent_folder(self._client)

    def append(self, folder: str, payload: bytes, flags: Iterable[str], at: datetime) -> tuple[int, int] | None:
        """Put a mail (with CRLF) into `folder`, which is created when missing. Also raises MailboxFull.

        Returns UIDVALIDITY and UID where the server tells (RFC 4315).
        """
        with self._doing(f"storing a mail in {folder!r}"):
            return moving.creating(
                self._client, self._named(folder), lambda to: self._client.append(to, payload, tuple(flags), at)
            )

    def find(self, folder: str, field: str, ids: Iterable[str]) -> set[str]:
        """Which of these Message-IDs ("<…>") stand in a header field of the mails of `folder`; a missing folder holds none."""
        before = self.folder
        with self._doing(f"searching {folder!r}"):
            try:
                self._client.select(self._named(folder), True)
            except Refused:
                return set()
            finally:
                self.folder = None
            found = ids_in(self._client, field, tuple(ids))
        if before is not None:
            self.open_folder(before.name, readonly=not before.writable)
            self._client.raw.news = True  # what arrived meanwhile was not announced
        return found

    def idle(self, timeout: timedelta, stop: Event) -> IdleEvent:
        """Wait for the server's push for at most `timeout` and `mailbox.idle_renew`. Never raises ServerUnreachable.

        A `stop` that is a Bell ends the wait at once; any other event within 50 ms.
        """
        if not self._idles:
            return IdleEvent.UNSUPPORTED
        seconds = min(timeout, self.mailbox.idle_renew).total_seconds()
        try:
            with self._doing("waiting for new mail"):
                woken = idle(self._client, seconds, (stop, self._bell))
        except ServerUnreachable as trouble:
            if stop.is_set():
                return IdleEvent.STOP
            return IdleEvent.BYE if isinstance(trouble.__cause__, Lost) and trouble.__cause__.bye else IdleEvent.DROPPED
        if woken is None:
            self._idles = False
            return IdleEvent.UNSUPPORTED
        if woken is Woken.BELL:
            return IdleEvent.STOP if stop.is_set() else self._woken()
        return IdleEvent.NEWS if woken is Woken.DATA else IdleEvent.TIMEOUT

    def wake(self) -> None:
        """End a running or the next `idle` early, from any thread."""
        self._bell.set()

    def interrupt(self) -> None:
        """Break the connection, from any thread: a call that waits for the server ends with ServerUnreachable."""
        connection = self._connection
        if connection is not None:
            connection.interrupt()

    def _woken(self) -> IdleEvent:
        self._bell.clear()
        return IdleEvent.WOKEN

    @property
    def _client(self) -> Client:
        if self._connection is None:
            raise ServerUnreachable(*self._server, "not connected", "Call connect first.")
        return self._connection

    @property
    def _server(self) -> tuple[str, int]:
        return self.mailbox.imap.host, self.mailbox.imap.port

    def _ask(self, uids: Sequence[int], items: Sequence[str]) -> dict[int, Answer]:
        try:
            return self._client.fetch(uids, items)
        except Lost:
            self._losses.update(uids)
            raise

    def _read(self, uids: Sequence[int], limits: Limits) -> list[Fetched]:
        """The mails, those that failed looked at twice: "gone" is final for the caller, so it must be true.

        A server may go on listing a mail that somebody took away, or not know yet one that has just come in; NOOP ends
        both (RFC 9051 section 7.5.1).
        """
        read = list(fetch(self._ask, uids, limits))
        unclear = [mail.uid for mail in read if mail.error]
        if not unclear:
            return read
        self._client.noop()
        there = {uid for uid, answer in by_halves(self._ask, unclear, ("UID", "FLAGS")) if answer != GONE}
        again = {mail.uid: mail for mail in fetch(self._ask, sorted(there), limits)}
        return [again.get(mail.uid, replace(mail, gone=True, error=GONE)) if mail.error else mail for mail in read]

    def _portions(self, uids: Collection[int]) -> Iterator[list[int]]:
        """At most `mailbox.batch` at a time; alone those that were being read when a connection broke."""
        calm = [uid for uid in uids if not self._losses[uid]]
        for start in range(0, len(calm), self.mailbox.batch):
            yield calm[start : start + self.mailbox.batch]
        yield from ([uid] for uid in uids if self._losses[uid])

    def _store(self, uids: Sequence[int], flags: Sequence[str]) -> set[str]:
        try:
            self._client.add_flags(uids, flags)
        except Refused as trouble:
            if trouble.code == "EXPUNGEISSUED":  # set on those that are left
                return set()
            if len(flags) == 1:
                return set(flags)
            return {flag for one in flags for flag in self._store(uids, (one,))}
        return set()

    def _named(self, folder: str) -> str:
        if folder not in self._names:
            self._names[folder] = folders.server_name(self._client, folder)
        return self._names[folder]

    @contextmanager
    def _doing(self, what: str) -> Iterator[None]:
        point("before-imap")
        try:
            yield
            point("after-imap")
        except Lost as trouble:
            self.close()
            remedy = "It is tried again by itself; if this goes on, look at the server's log."
            raise ServerUnreachable(
                *self._server, f"the connection broke while {what} ({trouble})", remedy
            ) from trouble
        except Refused as trouble:
            if trouble.code == "OVERQUOTA" or "quota" in str(trouble).lower():  # older servers have no code for it
                raise MailboxFull(*self._server, f"no room while {what}", "Make room in the mailbox.") from trouble
            raise ProtocolTrouble(
                *self._server, f"refused {what} ({trouble})", "Look at the server's log."
            ) from trouble
        except Garbled as trouble:
            raise ProtocolTrouble(
                *self._server, f"an answer that is not IMAP while {what} ({trouble})", "Look at the server's log."
            ) from trouble
