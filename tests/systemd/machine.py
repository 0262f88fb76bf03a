"""A throw-away machine with a real systemd, in which evenhand is installed as `make install` does it.

It boots in private namespaces from this system's own programs and needs root. The loopback interface is shared, so the tests'
servers outside can be reached from inside.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.servers.tools import until

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("--mount", "--pid", "--fork", "--kill-child", "--cgroup", "--uts", "--ipc", "--propagation", "private")
PATH = "PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
READY = ("running", "degraded")


class Machine:
    """`kept` is a folder for the installed program that outlives the machine, so that the next one is there sooner."""

    def __init__(self, kept: Path, uv: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="evenhand-machine-", dir="/var/tmp"))
        self.log = self.folder.with_suffix(".log")
        self.cgroup = _cgroups() / self.folder.name
        self.first = 0  # systemd's process id as seen from outside
        self._kept = kept
        self._uv = uv

    def start(self) -> None:
        """Install and boot. AssertionError with the whole output when that fails."""
        self.cgroup.mkdir()
        cache = subprocess.run([self._uv, "cache", "dir"], capture_output=True, text=True, check=True).stdout.strip()
        Path(cache).mkdir(parents=True, exist_ok=True)
        # A cgroup namespace begins at the cgroup its first process is in.
        join = 'echo $$ >"$0/cgroup.procs"; exec setpriv --pdeathsig KILL -- unshare "$@"'
        script = [str(Path(__file__).with_name("machine.sh")), self.folder, ROOT, self._kept, self._uv, cache]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                ["sh", "-c", join, str(self.cgroup), *PARTS, "sh", *map(str, script)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until(lambda: self._booted() or self.process.poll() is not None, "systemd runs", 300)
        assert self.process.poll() is None, self.log.read_text()

    def run(self, *command: str, check: bool = True, stdin: str = "") -> str:
        """Run a command inside; its output. AssertionError when it fails and `check`."""
        enter = ["nsenter", "-t", str(self.first), "-m", "-u", "-i", "-p", "-C", "--", "env", "-i", PATH, *command]
        done = subprocess.run(enter, input=stdin, capture_output=True, text=True, timeout=280, check=False)
        assert not check or done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout + ("" if check else done.stderr)

    def path(self, inside: str) -> Path:
        """A file or folder inside, as seen from here."""
        return Path(f"/proc/{self.first}/root{inside}")

    def stop(self) -> None:
        """End it with everything in it."""
        with contextlib.suppress(AttributeError):
            self.process.kill()
            self.process.wait(20)
        until(self._empty, "the machine's processes end")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.log.unlink(missing_ok=True)

    def _booted(self) -> bool:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        with contextlib.suppress(OSError, LookupError):
            self.first = int(children.read_text().split()[0])
            if "systemd" in Path(f"/proc/{self.first}/comm").read_text():
                return self.run("systemctl", "is-system-running", check=False).strip() in READY
        return False

    def _empty(self) -> bool:
        for folder, _, _ in os.walk(self.cgroup, topdown=False):
            with contextlib.suppress(OSError):
                Path(folder).rmdir()
        return not self.cgroup.exists()


def _cgroups() -> Path:
    """Where the unified hierarchy is mounted: beside the old ones, or alone."""
    unified = Path("/sys/fs/cgroup/unified")
    return unified if unified.is_dir() else Path("/sys/fs/cgroup")
