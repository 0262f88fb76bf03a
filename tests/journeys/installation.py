"""One installation of evenhand: a configuration file, a state folder, mailboxes on Dovecot, an SMTP sink."""

import contextlib
import io
import json
import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any
from unittest.mock import patch

import sqlalchemy as sa

from config.load import load
from config.settings import Settings
from daemon.main import run
from daemon.store import open_store
from daemon.store.tables import message, outbox
from tests.servers.dovecot import PASSWORD, Box
from tests.servers.sink import Received, Sink
from tests.servers.tools import until

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONUNBUFFERED": "1", "EVENHAND_JOURNEY": PASSWORD, "COLUMNS": "160"}

_HEAD = """\
mode = "{mode}"

[organisation]
name = "Example Desk"
timezone = "Europe/London"
language = "en"
emergency = "999"

[store]
url = "sqlite:///{folder}/evenhand.db"

[staff]
addresses = ["*@staff.example"]
notify = ["team@staff.example"]
chain = ["lead@staff.example", "head@staff.example"]

[calendar]
hours = {{ mon = ["09:00-17:00"], tue = ["09:00-17:00"], wed = ["09:00-17:00"], thu = ["09:00-17:00"], fri = ["09:00-17:00"] }}

[outbox]
connections = 1
pause_after_start = "0s"
{outbox}
"""
_IMAP = (
    '{{ host = "localhost", port = {port}, security = "tls", user = "{user}", '
    'password_env = "{password}", ca_file = "{ca}", timeout = "5s" }}'
)
_MAILBOX = """
[[mailbox]]
name = "{name}"
address = "{address}"
poll_every = "{poll}"
imap = {imap}
smtp = {{ host = "127.0.0.1", port = {smtp}, security = "plain" }}
{more}
"""


@dataclass
class Installation:
    """`mailbox` holds further lines of each [[mailbox]], `outbox` of [outbox], `extra` whole sections.

    Ports of 0 are the servers' own.
    """

    folder: Path
    sink: Sink
    boxes: Sequence[Box]
    model: Path | None = None  # a trained model to start with
    mode: str = "live"
    mailbox: str = ""
    outbox: str = ""
    extra: str = ""
    password: str = "EVENHAND_JOURNEY"
    smtp_port: int = 0
    imap_port: int = 0
    poll: str = "10m"
    children: list["Running"] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.model is not None:
            shutil.copytree(self.model, self.folder / "models")
        self.configure()

    @property
    def box(self) -> Box:
        return self.boxes[0]

    @property
    def address(self) -> str:
        return self.address_of(self.box)

    @staticmethod
    def address_of(box: Box) -> str:
        return box.user if "@" in box.user else f"{box.user}@support.example"

    @property
    def config(self) -> Path:
        return self.folder / "evenhand.toml"

    def configure(self, **changes: Any) -> None:
        """Write the configuration, after changing fields of this installation."""
        for name, value in changes.items():
            setattr(self, name, value)
        text = _HEAD.format(mode=self.mode, folder=self.folder, outbox=self.outbox)
        for box in self.boxes:
            text += _MAILBOX.format(
                name=box.user,
                address=self.address_of(box),
                poll=self.poll,
                imap=_IMAP.format(
                    port=self.imap_port or box.server.imaps,
                    user=box.user,
                    password=self.password,
                    ca=box.server.authority.ca,
                ),
                smtp=self.smtp_port or self.sink.port,
                more=self.mailbox,
            )
        self.config.write_text(text + self.extra, "utf-8")

    def settings(self) -> Settings:
        os.environ.update({"EVENHAND_JOURNEY": PASSWORD})
        return load(self.config)

    def cli(self, *arguments: str, stdin: bytes = b"", config: bool = True) -> "Said":
        """Run one command of the program to its end."""
        where = ["--config", str(self.config)] if config else []
        done = subprocess.run(
            [*program(), arguments[0], *where, *arguments[1:]],
            input=stdin,
            capture_output=True,
            timeout=120,
            env=ENVIRONMENT,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    def inside(self, *arguments: str, config: bool = True) -> "Said":
        """Run one command in this process, which saves the seconds of a start; `evenhand` logs as it did before."""
        out, err = io.StringIO(), io.StringIO()
        where = ["--config", str(self.config)] if config else []
        log = logging.getLogger("evenhand")
        before = (log.handlers[:], log.level, log.propagate)
        environment = patch.dict(os.environ, COLUMNS="160", EVENHAND_JOURNEY=PASSWORD)
        try:
            with environment, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = run([arguments[0], *where, *arguments[1:]])
        finally:
            log.handlers[:], log.level, log.propagate = before
        return Said(code, out.getvalue(), err.getvalue())

    def once(self, code: int = 0) -> "Said":
        """`evenhand once`, which must end with `code`."""
        said = self.inside("once")
        assert said.code == code, said
        return said

    def run(self) -> "Running":
        """`evenhand run`, ready."""
        child = Running(self)
        self.children.append(child)
        child.await_ready()
        return child

    def letters(self, to: str | None = None) -> list[Message]:
        """What the mail server accepted, to one address or to all."""
        return [one.message for one in self.received(to)]

    def received(self, to: str | None = None) -> list[Received]:
        return [one for one in self.sink.accepted if to is None or to in one.recipients]

    def queue(self) -> dict[str, Any]:
        """`evenhand queue --json`."""
        told: dict[str, Any] = json.loads(self.inside("queue", "--json").out)
        return told

    def case(self, ref: str) -> dict[str, Any]:
        """`evenhand case ID --json`."""
        told: dict[str, Any] = json.loads(self.inside("case", ref, "--json").out)
        return told

    def rows(self, table: sa.Table) -> list[dict[str, Any]]:
        """What stands in a table of the store."""
        store = open_store(f"sqlite:///{self.folder}/evenhand.db")
        try:
            with store.read() as tx:
                return [dict(row) for row in tx.execute(sa.select(table)).mappings()]
        finally:
            store.close()

    def settled(self) -> bool:
        """Whether nothing is under way: no mail waits to be handled or marked, no letter to be sent."""
        mails = [
            row for row in self.rows(message) if row["state"] == "waiting" or (row["marks"] and not row["marked_at"])
        ]
        return not mails and all(row["state"] != "due" for row in self.rows(outbox))

    def end(self) -> None:
        """Kill what is still running."""
        for child in self.children:
            child.kill()


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


class Running:
    """`evenhand run` as a child process."""

    def __init__(self, installation: Installation) -> None:
        self.log = installation.folder / "daemon.log"
        self._from = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*program(), "run", "--config", str(installation.config)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=ENVIRONMENT,
            )

    def said(self) -> str:
        return self.log.read_bytes()[self._from :].decode()

    def await_said(self, what: str, seconds: float = 30.0) -> None:
        until(lambda: what in self.said() or self.process.poll() is not None, f"the daemon says {what!r}", seconds)
        assert what in self.said(), self.said()

    def await_ready(self) -> None:
        self.await_said("ready: looking after", 60.0)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to stop; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(30)

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def program() -> list[str]:
    """The console script of this environment."""
    script = Path(sys.executable).with_name("evenhand")
    return [str(script)] if script.exists() else [sys.executable, "-m", "daemon.main"]
