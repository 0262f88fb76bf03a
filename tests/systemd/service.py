"""evenhand as a service of the throw-away machine, on servers outside."""

import json
import re
from pathlib import Path
from typing import Any

from tests.servers.dovecot import PASSWORD, Box
from tests.servers.sink import Sink
from tests.servers.tools import until
from tests.systemd.machine import Machine

UNIT = "evenhand.service"
STATE = "/var/lib/private/evenhand"
_CONFIGURATION = """\
mode = "live"

[organisation]
name = "{organisation}"
timezone = "Europe/London"
language = "en"

[store]
url = "sqlite:////var/lib/evenhand/evenhand.db"

[staff]
addresses = ["*@staff.example"]

[outbox]
connections = 1
pause_after_start = "0s"
retry_first = "1s"

[[mailbox]]
name = "desk"
address = "{box}@support.example"
sent_folder = ""
poll_every = "5s"

[mailbox.imap]
host = "localhost"
port = {imap}
ca_file = "/etc/evenhand/ca.pem"
user = "{box}"
credential = "imap-password"
timeout = "3s"

[mailbox.smtp]
host = "127.0.0.1"
port = {smtp}
security = "plain"
timeout = "2s"
"""


class Service:
    """One mailbox and one sink; `drop_in` changes the unit as `systemctl edit` does."""

    def __init__(self, machine: Machine, box: Box, sink: Sink) -> None:
        self.machine = machine
        self.box = box
        self.sink = sink
        self.since = machine.run("date", "+@%s.%N").strip()
        machine.run("sh", "-c", f"rm -rf {STATE}/evenhand.db* /etc/systemd/system/{UNIT}.d")
        self._write("/etc/evenhand/ca.pem", box.server.authority.ca.read_text())
        self._write("/etc/evenhand/imap-password", PASSWORD + "\n", 0o600)
        self.configure()
        self.drop_in()

    @property
    def address(self) -> str:
        return f"{self.box.user}@support.example"

    def configure(self, organisation: str = "Example Desk") -> None:
        self._write(
            "/etc/evenhand/evenhand.toml",
            _CONFIGURATION.format(
                organisation=organisation, box=self.box.user, imap=self.box.server.imaps, smtp=self.sink.port
            ),
        )

    def spoil(self) -> None:
        """Make the configuration one that can't be used."""
        path = self.machine.path("/etc/evenhand/evenhand.toml")
        path.write_text(path.read_text().replace('mode = "live"', 'mode = "lvie"'))

    def drop_in(self, *lines: str) -> None:
        credential = "LoadCredential=imap-password:/etc/evenhand/imap-password"
        self._write(f"/etc/systemd/system/{UNIT}.d/test.conf", "\n".join(["[Service]", credential, *lines]) + "\n")
        self.machine.run("systemctl", "daemon-reload")

    def start(self) -> None:
        """Start it; AssertionError with its journal when it does not get ready."""
        try:
            self.machine.run("systemctl", "start", UNIT)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.journal()}") from None

    def stop(self) -> None:
        self.machine.run("systemctl", "stop", UNIT)

    def clean(self) -> None:
        """Leave the unit as a later test wants to find it."""
        self.machine.run("systemctl", "kill", "--signal=KILL", UNIT, check=False)
        self.machine.run("systemctl", "stop", UNIT, check=False)
        self.machine.run("systemctl", "reset-failed", UNIT, check=False)

    def show(self, name: str) -> str:
        """A property, as `systemctl show` gives it."""
        return self.machine.run("systemctl", "show", "--value", "-p", name, UNIT).strip()

    @property
    def pid(self) -> int:
        return int(self.show("MainPID"))

    def await_status(self, wanted: str, seconds: float = 30.0) -> None:
        """Wait until systemd's status line holds these words."""
        until(lambda: wanted in self.show("StatusText"), f"the status says {wanted!r}: {self.journal()}", seconds)

    def journal(self, *more: str) -> str:
        """What the unit has said since this test began, with systemd's own lines about it."""
        return self.machine.run("journalctl", "-u", UNIT, "--since", self.since, "-o", "cat", "--no-pager", *more)

    def says(self, wanted: str, seconds: float = 20) -> bool:
        """Whether the journal tells it: what a unit has just said reaches the journal a moment later."""
        until(lambda: wanted in self.journal(), f"the journal says {wanted!r}: {self.journal()}", seconds)
        return True

    def told(self, *command: str) -> dict[str, Any]:
        """What one of our commands says with --json, called by the administrator."""
        found: dict[str, Any] = json.loads(self.machine.run("evenhand", *command, "--json", check=False).split("\n")[0])
        return found

    def accepted(self) -> list[str]:
        """The Message-IDs of all mails that the SMTP server has accepted, in order."""
        return [str(one.message["Message-ID"]) for one in self.sink.accepted]

    def _write(self, inside: str, text: str, mode: int = 0o644) -> Path:
        path = self.machine.path(inside)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode)
        path.write_text(text)
        return path


def exposure(said: str) -> float:
    """The number in the last line of `systemd-analyze security`."""
    found = re.search(r"exposure level for .*?: ([\d.]+)", said)
    assert found, said
    return float(found[1])
