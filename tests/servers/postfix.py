"""A private Postfix (root only): takes mail on loopback and hands it to Dovecot by LMTP, or throws it away."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from config.settings import Server
from tests.servers.dovecot import Dovecot
from tests.servers.tools import end, free_port, greets, missing, program, spawn, until

_MAIN = """
compatibility_level = 3.6
queue_directory = {base}/queue
data_directory = {base}/data
command_directory = /usr/sbin
daemon_directory = {daemons}
mail_owner = postfix
setgid_group = postdrop
maillog_file = {base}/mail.log
maillog_file_prefixes = {base}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.support.example
mydestination =
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
local_recipient_maps =
alias_maps =
alias_database =
default_transport = {transport}
relay_transport = {transport}
local_transport = {transport}
lmtp_dns_support_level = disabled
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
smtpd_client_connection_rate_limit = 0
smtpd_client_connection_count_limit = 0
message_size_limit = 52428800
mailbox_size_limit = 0
notify_classes =
"""
_MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass
class Postfix:
    """Delivers to `dovecot`, by the whole address as user name; without one everything is accepted and discarded."""

    dovecot: Dovecot | None = None
    relays: bool = False  # hands everything on to the port given by `hand_on_to`
    base: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="eh-postfix-", dir="/tmp")))
    port: int = field(default_factory=free_port)

    def start(self) -> "Postfix":
        binary = program("postfix", "postfix")
        if os.getuid() != 0:
            missing("Postfix can only be started by root", "sudo make test")
        daemons = next(path for path in (Path("/usr/lib/postfix/sbin"), Path("/usr/libexec/postfix")) if path.is_dir())
        transport = f"lmtp:inet:127.0.0.1:{self.dovecot.lmtp}" if self.dovecot else "discard:"
        if self.relays:
            transport = "smtp:[127.0.0.1]:9"
        self.base.chmod(0o755)
        for name in ("etc", "queue", "data"):
            (self.base / name).mkdir(mode=0o755)
        shutil.chown(self.base / "data", "postfix")
        (self.base / "etc" / "main.cf").write_text(_MAIN.format(base=self.base, daemons=daemons, transport=transport))
        (self.base / "etc" / "master.cf").write_text(_MASTER.format(port=self.port))
        self._binary = binary
        try:
            self.run()
        except BaseException:
            self.stop()
            raise
        return self

    def run(self) -> None:
        """Start the programs; the spool is kept from an earlier time."""
        self.process = spawn([self._binary, "-c", str(self.base / "etc"), "start-fg"], self.base / "stderr")
        until(lambda: self.process.poll() is not None or greets(self.port, b"220"), "Postfix greets")
        assert self.process.poll() is None, self.log()

    def halt(self) -> None:
        """End the programs and keep the spool."""
        end(self.process, grace=5)

    def hand_on_to(self, port: int) -> None:
        """From now on everything goes to the SMTP server on this port."""
        self.set(default_transport=f"smtp:[127.0.0.1]:{port}")

    def set(self, **parameters: object) -> None:
        """Change parameters of main.cf while it runs."""
        folder = str(self.base / "etc")
        changes = [f"{name} = {value}" for name, value in parameters.items()]
        subprocess.run(["postconf", "-c", folder, "-e", *changes], check=True)
        subprocess.run([self._binary, "-c", folder, "reload"], check=True, capture_output=True)

    def stop(self) -> None:
        end(self.process)
        shutil.rmtree(self.base, ignore_errors=True)

    def server(self) -> Server:
        """Postfix as the product's configuration has it."""
        return Server("127.0.0.1", self.port, "plain")

    def log(self) -> str:
        return "".join(path.read_text() for path in (self.base / "stderr", self.base / "mail.log") if path.exists())

    def waiting(self) -> int:
        """Mails in the queue that are not delivered yet."""
        queues = (self.base / "queue" / name for name in ("incoming", "active", "deferred", "maildrop"))
        return sum(1 for queue in queues for path in queue.rglob("*") if path.is_file())
