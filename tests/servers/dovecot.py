"""A private Dovecot 2.3: IMAP with STARTTLS, IMAPS and LMTP, as root or as a plain user.

Every user name exists, with the password `secret` and an empty mailbox, so a test takes a new name and is alone.
"""

import grp
import imaplib
import itertools
import os
import pwd
import shutil
import signal
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil

from config.settings import Login, Mailbox, Server
from tests.servers.certs import Authority
from tests.servers.tools import end, free_port, greets, program, spawn, until

PASSWORD = "secret"
_serial = itertools.count(1)

_CONF = """
base_dir = {base}/run
state_dir = {base}/run
instance_name = {name}
protocols = imap lmtp
listen = 127.0.0.1
log_path = {base}/dovecot.log
ssl = yes
ssl_cert = <{cert}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
default_vsz_limit = 1G
mail_location = maildir:{base}/mail/%u
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
mail_fsync = never
mail_max_userip_connections = 200
imap_idle_notify_interval = 2 mins
{extra}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/home/%u
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
}}
service imap-login {{
  chroot =
  service_count = 0
  process_min_avail = 1
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service imap {{
  service_count = 256
  process_limit = 200
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


@dataclass
class Dovecot:
    """`capability` replaces what the server says it can do; `quota` is the bytes a mailbox may hold."""

    authority: Authority
    capability: str = ""
    quota: int = 0
    separator: str = "/"
    prefix: str = ""  # of the names of all folders but INBOX
    settings: str = ""  # further lines of dovecot.conf
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")  # of the certificate
    base: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="eh-dovecot-")))
    imap: int = field(default_factory=free_port)
    imaps: int = field(default_factory=free_port)
    lmtp: int = field(default_factory=free_port)

    def start(self) -> "Dovecot":
        binary = program("dovecot", "dovecot-imapd dovecot-lmtpd")
        root = os.getuid() == 0
        me = pwd.getpwuid(os.getuid())
        self._owner = pwd.getpwnam("mail") if root else me
        for name in ("run", "mail", "home"):
            (self.base / name).mkdir(exist_ok=True)
        self.base.chmod(0o755)
        for name in ("mail", "home"):
            os.chown(self.base / name, self._owner.pw_uid, self._owner.pw_gid)
        conf = self.base / "dovecot.conf"
        cert, key = self.authority.issue(f"dovecot-{next(_serial)}", *self.hosts)
        conf.write_text(
            _CONF.format(
                base=self.base,
                name=self.base.name,
                cert=cert,
                key=key,
                internal="dovecot" if root else me.pw_name,
                internal_group="dovecot" if root else grp.getgrgid(me.pw_gid).gr_name,
                login="dovenull" if root else me.pw_name,
                uid=self._owner.pw_uid,
                gid=self._owner.pw_gid,
                imap=self.imap,
                imaps=self.imaps,
                lmtp=self.lmtp,
                password=PASSWORD,
                separator=self.separator,
                prefix=self.prefix,
                extra=self._extra(),
            )
        )
        self.process = spawn([binary, "-F", "-c", str(conf)], self.base / "stderr")
        try:
            until(lambda: self.process.poll() is not None or greets(self.imap, b"* OK"), "Dovecot greets")
            assert self.process.poll() is None, self.log()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        end(self.process, grace=0)
        shutil.rmtree(self.base, ignore_errors=True)

    def freeze(self) -> None:
        """Answer nothing any more, on connections that stay open: what a suspended machine looks like."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def log(self) -> str:
        return "".join(path.read_text() for path in (self.base / "stderr", self.base / "dovecot.log") if path.exists())

    def box(self, name: str = "") -> "Box":
        """A user with an empty mailbox; a new one when no name is given."""
        return Box(self, name or f"user{next(_serial)}")

    def owned(self, path: Path) -> Path:
        """The folder, made with what leads to it, owned by the user the mail belongs to."""
        if not path.exists():
            self.owned(path.parent)
            path.mkdir()
            os.chown(path, self._owner.pw_uid, self._owner.pw_gid)
        return path

    def _extra(self) -> str:
        lines = [self.settings]
        if self.capability:
            lines.append(f"imap_capability = {self.capability}")
        if self.quota:
            lines.append("mail_plugins = quota\nprotocol imap {\n  mail_plugins = quota imap_quota\n}")
            lines.append(f"plugin {{\n  quota = maildir:user\n  quota_rule = *:bytes={self.quota}\n}}")
        return "\n".join(lines)

    def _signal(self, number: int) -> None:
        for child in psutil.Process(self.process.pid).children(recursive=True):
            child.send_signal(number)


@dataclass
class Box:
    """One user's mailbox, seen from behind the server and by an IMAP client of its own."""

    server: Dovecot
    user: str

    def settings(self, **changes: object) -> Mailbox:
        """The mailbox as the product's configuration has it: TLS, our own CA."""
        password = self.server.base / "password"
        password.write_text(PASSWORD + "\n")
        imap = Server(
            "localhost",
            self.server.imaps,
            "tls",
            Login(self.user, password_file=password),
            ca_file=self.server.authority.ca,
        )
        defaults: dict[str, object] = {
            "name": self.user,
            "address": f"{self.user}@support.example",
            "imap": imap,
            "smtp": Server("127.0.0.1", 25, "plain"),
        }
        return Mailbox(**{**defaults, **changes})  # type: ignore[arg-type]  # the fields are given by name

    def put(self, *mails: bytes, folder: str = "INBOX", seen: bool = False, at: datetime | None = None) -> None:
        """Put mails in, thousands a second, as a delivery program would."""
        home = self.server.base / "mail" / self.user
        home = home if folder == "INBOX" else home / ("." + folder.replace("/", "."))
        tmp = self.server.owned(home / "tmp")
        into = self.server.owned(home / ("cur" if seen else "new"))
        self.server.owned(home / ("new" if seen else "cur"))
        owner = home.stat()
        for mail in mails:
            name = f"{next(_serial):09d}.P{os.getpid()}.test,S={len(mail)}" + (":2,S" if seen else "")
            file = tmp / name
            file.write_bytes(mail)
            os.chown(file, owner.st_uid, owner.st_gid)
            if at is not None:
                stamp = at.astimezone(UTC).timestamp()
                os.utime(file, (stamp, stamp))
            file.rename(into / name)

    def client(self) -> imaplib.IMAP4:
        """A plain client, logged in: the eyes of the test, not the product's."""
        client = imaplib.IMAP4("127.0.0.1", self.server.imap, timeout=20)
        client.login(self.user, PASSWORD)
        return client

    def flags(self, folder: str = "INBOX") -> dict[int, set[str]]:
        """UID -> flags and keywords, as another client sees them."""
        found: dict[int, set[str]] = {}
        with self.client() as client:
            if client.select(f'"{folder}"', readonly=True)[0] != "OK":
                return {}
            for line in client.uid("FETCH", "1:*", "(FLAGS)")[1]:
                if isinstance(line, bytes):
                    text = line.decode()
                    uid = int(text.split("UID ")[1].split()[0].rstrip(")"))
                    flags = set(text.split("FLAGS (")[1].split(")")[0].split())
                    found[uid] = flags - {"\\Recent"}
        return found

    def mails(self, folder: str = "INBOX") -> list[bytes]:
        """All mails of a folder in order, without marking them as read."""
        with self.client() as client:
            if client.select(f'"{folder}"', readonly=True)[0] != "OK":
                return []
            lines = client.uid("FETCH", "1:*", "(BODY.PEEK[])")[1]
            return [line[1] for line in lines if isinstance(line, tuple)]
