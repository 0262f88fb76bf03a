"""What all the private servers need."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import psutil
import pytest

_PATH = "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin"


def program(name: str, package: str) -> str:
    """The path of a server's program. Where it is missing the test is skipped, in CI it fails."""
    found = _which(name)
    if found is None:
        missing(f"{name} is not installed", f"sudo apt-get install --no-install-recommends {package}")
    return found


def missing(what: str, command: str) -> NoReturn:
    """Skip the test with the one command that would help; fail in CI, where nothing may be missing."""
    message = f"{what}; this would help: {command}"
    if os.environ.get("CI", "").lower() in ("1", "true", "yes"):
        pytest.fail(message)
    pytest.skip(message)


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


def until(condition: Callable[[], bool], what: str, seconds: float = 20.0) -> None:
    """Wait for something to come true; AssertionError naming it when it does not."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s in vain: {what}"
        time.sleep(0.01)


def greets(port: int, greeting: bytes) -> bool:
    """Whether a server answers on the port."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as sock:
        sock.settimeout(2)
        return sock.recv(256).startswith(greeting)
    return False


def spawn(command: list[str], errors: Path) -> subprocess.Popen[bytes]:
    """A child in a session of its own that gets SIGTERM when this process dies, however it dies."""
    setpriv = _which("setpriv")  # util-linux
    tied = [setpriv, "--pdeathsig", "TERM", "--", *command] if setpriv else command
    with errors.open("ab") as file:
        return subprocess.Popen(tied, stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True)


def end(process: subprocess.Popen[bytes], grace: float = 0.2) -> None:
    """End a server and what it started, by their process ids; nothing they hold is needed any more."""
    family: list[psutil.Process] = []
    with contextlib.suppress(psutil.NoSuchProcess):
        me = psutil.Process(process.pid)
        family = [*me.children(recursive=True), me]
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(grace)
    for one in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    process.wait(10)


def _which(name: str) -> str | None:
    return shutil.which(name, path=os.environ.get("PATH", "") + os.pathsep + _PATH)
