"""The embedded servers of the demo: pymap for IMAP, aiosmtpd as a sink that keeps what it gets. Child processes."""

import socket
import subprocess
import sys
import threading
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

READY_WITHIN = 60.0  # seconds
PASSWORD = "demo"  # noqa: S105 - of a server on the loopback that lives for half a minute
USER = "support"

# Without collection: from Python 3.12 on, pymap loses connections to the garbage collector.
_IMAP = "import gc, sys; gc.disable(); from pymap.main import main; sys.exit(main())"
_SINK = "import sys; from daemon.demo.sink import main; main(*sys.argv[1:])"


class DemoError(OSError):
    """The demo can't run; the message says what to install."""


class Servers:
    """Both servers, ended by process id at the end (pymap may not heed SIGTERM)."""

    def __init__(self, folder: Path) -> None:
        try:
            import aiosmtpd  # noqa: F401
            import pymap  # noqa: F401
        except ImportError as error:
            raise DemoError("the demo's servers are not installed: pip install 'evenhand[demo]'") from error
        self.imap_port, self.smtp_port = _free_port(), _free_port()
        self.replies = folder / "replies"
        self.replies.mkdir(parents=True, exist_ok=True)
        self._log = (folder / "servers.log").open("ab")
        self._children: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        user = ("dict", "--demo-user", USER, "--demo-password", PASSWORD)
        self._start(_IMAP, "--host", "127.0.0.1", "--port", str(self.imap_port), "--no-tls", *user)
        self._start(_SINK, str(self.smtp_port), str(self.replies))
        for child, port in zip(self._children, (self.imap_port, self.smtp_port), strict=True):
            _await_port(port, child)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in self._children:
            child.kill()
            child.wait()
        self._log.close()

    def _start(self, code: str, *arguments: str) -> None:
        command = [sys.executable, "-c", code, *arguments]
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log)  # noqa: S603 - our own code
        self._children.append(child)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await_port(port: int, child: subprocess.Popen[bytes]) -> None:
    tick = threading.Event()
    for _ in range(int(READY_WITHIN / 0.05)):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if child.poll() is not None:
            break
        tick.wait(0.05)
    raise DemoError("a server of the demo did not start; servers.log says why")
