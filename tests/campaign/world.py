"""One world for one fault: a mailbox on Dovecot, a sink, a proxy before each, and the real daemon as a child."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from daemon.store import Store, open_store
from tests.campaign.books import HANDLED, Findings, Put, Rows, audit
from tests.campaign.patience import patience, patiently
from tests.campaign.proxy import IMAP, SMTP, Proxy
from tests.journeys.letters import bounce, letter, message_id, newsletter
from tests.servers.dovecot import PASSWORD, Box, Dovecot
from tests.servers.postfix import Postfix
from tests.servers.sink import Sink

ROOT = Path(__file__).resolve().parents[2]
SUBJECTS = (
    "Second screen stays black",
    "VPN drops every ten minutes",
    "No access to the shared folder",
    "Printer on floor 3 prints blank pages",
    "Payroll export fails with an error",
    "Wi-Fi in lab 2 is down for everybody",
)
_CONFIGURATION = """\
mode = "live"

[organisation]
name = "Example Desk"
timezone = "Europe/London"
language = "en"

[store]
url = "sqlite:///{state}/evenhand.db"

[staff]
addresses = ["*@staff.example"]

[outbox]
connections = 1
pause_after_start = "0s"
retry_first = "1s"
{outbox}

[etiquette]
{etiquette}

[[mailbox]]
name = "desk"
address = "{address}"
start = "all"
poll_every = "5s"
sent_folder = "{sent}"
batch = {batch}
{mailbox}

[mailbox.imap]
host = "localhost"
port = {imap}
security = "{security}"
user = "{user}"
password_env = "EVENHAND_CAMPAIGN"
ca_file = "{ca}"
timeout = "2s"

[mailbox.smtp]
host = "localhost"
port = {smtp}
security = "{smtp_security}"
ca_file = "{ca}"
timeout = "2s"
{smtp_login}
"""
NO_CAPS = "per_sender_hour = 10000\nper_sender_day = 10000\nglobal_hour = 1000000"


# The daemon ends with the campaign, however that ends.
_TIED = ["setpriv", "--pdeathsig", "KILL", "--"] if shutil.which("setpriv") else []


class NotRecovered(AssertionError):
    """The daemon did not get to the end of its work in the time given."""


class World:
    """`state` is a new folder for store and model. Enter it, `put` mails, `start`, break something, `settle`, `audit`."""

    def __init__(
        self,
        dovecot: Dovecot,
        model: Path,
        state: Path,
        chance: random.Random,
        *,
        sent: str = "Sent",
        mailbox: str = "",
        etiquette: str = NO_CAPS,
        batch: int = 50,
        tls: bool = False,
        smtp_password: str = "",
        postfix: Postfix | None = None,
    ) -> None:
        self.dovecot = dovecot
        self.state = state
        self._log_folder = state.parent
        self.chance = chance
        self.box: Box = dovecot.box(f"c{os.getpid()}{chance.getrandbits(40):010x}")
        self.tls = tls
        self.postfix = postfix  # hands on to the sink; without one the sink itself is the mail server
        self.clock = state / "clock"  # how many seconds the daemon's clock is ahead
        self._options = {"sent": sent, "mailbox": mailbox, "etiquette": etiquette, "batch": str(batch), "outbox": ""}
        login = ("desk", smtp_password) if smtp_password else None
        self.sink = Sink(dovecot.authority, "tls") if tls else Sink(login=login)
        self.puts: list[Put] = []
        self.earlier: set[str] = set()
        self.limited = False
        self.kills = 0
        self.child: subprocess.Popen[bytes] | None = None
        self._found = Findings()
        state.mkdir(parents=True)
        shutil.copytree(model, state / "models")

    def __enter__(self) -> "World":
        with contextlib.ExitStack() as stack:
            stack.enter_context(self.sink)
            imap = self.box.server.imaps if self.tls else self.box.server.imap
            smtp = self.sink.port if self.postfix is None else self.postfix.port
            if self.postfix is not None:
                self.postfix.hand_on_to(self.sink.port)
            self.imap = stack.enter_context(Proxy(None if self.tls else IMAP, imap))
            self.smtp = stack.enter_context(Proxy(None if self.tls else SMTP, smtp))
            self._stack = stack.pop_all()
        if self.sink.login is not None:
            self.smtp_password(self.sink.login[1])
        self.configure()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        self._stack.close()

    @property
    def database(self) -> Path:
        return self.state / "evenhand.db"

    @property
    def address(self) -> str:
        return f"{self.box.user}@support.example"

    def smtp_password(self, password: str) -> None:
        """Write the password that the daemon logs in with to send."""
        (self.state / "smtp-password").write_text(password)

    def ahead(self, seconds: float) -> None:
        """Set the daemon's clock, also while it runs: so far ahead of the true one."""
        aside = self.clock.with_suffix(".new")
        aside.write_text(str(seconds))
        aside.replace(self.clock)

    def configure(self, **changes: str) -> None:
        """Write the configuration, after changing options."""
        self._options |= changes
        security = "tls" if self.tls else "plain"
        login = f'user = "desk"\npassword_file = "{self.state}/smtp-password"' if self.sink.login else ""
        (self.state / "evenhand.toml").write_text(
            _CONFIGURATION.format(
                state=self.state,
                address=self.address,
                user=self.box.user,
                imap=self.imap.port,
                smtp=self.smtp.port,
                ca=self.dovecot.authority.ca,
                security=security,
                smtp_security=security,
                smtp_login=login,
                **self._options,
            )
        )

    def put(self, people: int = 3, machines: int = 0, sender: str = "") -> list[Put]:
        """Put mails in: of people, each with a name of their own unless `sender` is given, and of machines."""
        raws: list[bytes] = []
        made: list[Put] = []
        for _ in range(people):
            number = self.chance.getrandbits(48)
            who = sender or f"Person {number % 1000} <p{number}@example.org>"
            subject = f"{self.chance.choice(SUBJECTS)} ({number % 100_000})"
            raws.append(letter(self.address, subject, f"It began this morning. Number {number}.\n", who))
            made.append(Put(message_id(raws[-1]), answerable=True))
        for number in range(machines):
            raws.append((newsletter if number % 2 else bounce)(self.address))
            made.append(Put(message_id(raws[-1]), answerable=False))
        order = list(range(len(raws)))
        self.chance.shuffle(order)
        self.box.put(*(raws[index] for index in order))
        self.puts += made
        return made

    def start(self, crash_at: str = "", ready: bool = True, **environment: str) -> None:
        """Start the daemon; with `ready`, wait until it has the mailbox open."""
        assert self.child is None or self.child.poll() is not None
        program = "tests.campaign.skewed" if self.clock.exists() else "daemon.main"
        environment["EVENHAND_CAMPAIGN_CLOCK"] = str(self.clock)
        with self._log.open("ab") as log:
            self._from = log.tell()
            self.child = subprocess.Popen(
                [*_TIED, sys.executable, "-m", program, "run", "--config", str(self.state / "evenhand.toml")],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, "EVENHAND_CAMPAIGN": PASSWORD, "EVENHAND_CRASH_AT": crash_at, **environment},
            )
        if ready:
            self._await_ready()

    def _await_ready(self) -> None:
        try:
            patiently(lambda: "ready: looking after" in self.said() or not self.running, "the daemon is ready", 60)
        except AssertionError as error:
            raise NotRecovered(f"{error}; it said: {self.said()[-1500:]}") from error
        assert self.running, self.said()

    @property
    def running(self) -> bool:
        return self.child is not None and self.child.poll() is None

    def kill(self) -> None:
        """kill -9, as the machine would."""
        if self.child is not None:
            if self.running:
                self.kills += 1
            self.child.kill()
            self.child.wait()

    def let_go(self) -> "subprocess.Popen[bytes]":
        """The daemon runs on, and another one may be started; give it back by `child`."""
        child, self.child = self.child, None
        assert child is not None
        return child

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        assert self.child is not None
        self.child.send_signal(signal.SIGTERM)
        return self.child.wait(patience(60))

    def said(self) -> str:
        """What the daemon has said since it was last started."""
        return self._log.read_bytes()[self._from :].decode(errors="replace")

    def move_state(self, folder: Path) -> None:
        """Keep store, model and configuration in another folder from now on; nothing is copied."""
        self.state = folder
        self.configure()

    def store(self) -> Store:
        return open_store(f"sqlite:///{self.database}")

    def remember(self) -> None:
        """The store is about to be lost: what it knows now was sent rightly."""
        self.earlier |= {row["message_id"] for row in self.rows().letters}

    def remember_sent(self) -> None:
        """The same, for a store that can't be read any more."""
        self.earlier |= {str(one.message["Message-ID"]) for one in self.sink.accepted}

    def rows(self) -> Rows:
        return Rows(self.database)

    def promises(self) -> list[tuple[str, str]]:
        """(given, due) of every promise."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as connection:
            found = connection.execute("SELECT given_at, due FROM promise").fetchall()
        connection.close()
        return found

    def done(self) -> bool:
        """Whether nothing is under way."""
        return not self.rows().unsettled(self.puts)

    def settle(self, seconds: float = 60.0) -> float:
        """Wait until nothing is under way, so many seconds of a quiet machine at most; how many it took."""
        seconds = patience(seconds)
        began = looked = time.monotonic()
        while why := self.rows().unsettled(self.puts) or self._on_its_way():
            if not self.running:
                raise NotRecovered(f"the daemon has ended: {self.said()[-1500:]}")
            if time.monotonic() - began > seconds:
                raise NotRecovered(f"after {seconds:.0f} s: {why}; {self.said()[-1500:]}")
            # Reading a big store costs the daemon time too.
            time.sleep(max(0.05, 2 * (time.monotonic() - looked)))
            looked = time.monotonic()
        return time.monotonic() - began

    def _on_its_way(self) -> str:
        """What Postfix has taken and not handed on yet."""
        if self.postfix is None or not (left := self.postfix.waiting()):
            return ""
        return f"{left} mails wait in Postfix"

    def audit(self) -> Findings:
        """The books, and the marks in the mailbox: what was not found by an earlier audit."""
        found = self._findings()
        new = Findings(
            [one for one in found.lost if one not in self._found.lost],
            [one for one in found.twice if one not in self._found.twice],
            found.inside - self._found.inside,
            [one for one in found.wrong if one not in self._found.wrong],
        )
        self._found = found
        return new

    def _findings(self) -> Findings:
        found = audit(self.puts, self.rows(), self.sink.received, frozenset(self.earlier), self.limited)
        for folder in self.folders():
            for uid, flags in self.box.flags(folder).items():
                if "\\Seen" in flags and folder != "Sent":
                    found.wrong.append(f"{folder} UID {uid} was marked as seen")
                if HANDLED not in flags and folder == "INBOX" and not self.limited:
                    found.wrong.append(f"{folder} UID {uid} shows nothing of having been handled")
        return found

    def folders(self) -> Sequence[str]:
        """The names of all folders."""
        with self.box.client() as client:
            return [line.decode().rsplit(" ", 1)[1].strip('"') for line in client.list()[1] if isinstance(line, bytes)]

    @property
    def _log(self) -> Path:
        """Beside the state, whose disk may be full or read-only."""
        return self._log_folder / "daemon.log"
