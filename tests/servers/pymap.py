"""pymap in a child process: a small honest IMAP server without keywords, CONDSTORE and SPECIAL-USE."""

import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from config.settings import Login, Mailbox, Server
from tests.servers.tools import end, free_port, greets, spawn, until

USER, PASSWORD = "support", "secret"


@dataclass
class Pymap:
    base: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="eh-pymap-")))
    port: int = field(default_factory=free_port)

    def start(self) -> "Pymap":
        # Nothing in pymap keeps hold of its connections' tasks: from Python 3.12 on the collector takes them away.
        run = "import gc, sys; gc.disable(); from pymap.main import main; sys.exit(main())"
        where = ["--host", "127.0.0.1", "--port", str(self.port), "--no-tls"]
        user = ["dict", "--demo-user", USER, "--demo-password", PASSWORD]
        self.process = spawn([sys.executable, "-c", run, *where, *user], self.base / "stderr")
        try:
            until(lambda: self.process.poll() is not None or greets(self.port, b"* OK"), "pymap greets", 60)
            assert self.process.poll() is None, (self.base / "stderr").read_text()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        end(self.process, grace=0)  # it may not heed SIGTERM
        shutil.rmtree(self.base, ignore_errors=True)

    def mailbox(self) -> Mailbox:
        """The one mailbox as the product's configuration has it."""
        password = self.base / "password"
        password.write_text(PASSWORD)
        imap = Server("127.0.0.1", self.port, "plain", Login(USER, password))
        return Mailbox("pymap", "support@support.example", imap, Server("127.0.0.1", 25, "plain"))
