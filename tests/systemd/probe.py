"""Runs in the service's place and tries what the service must not be able to do; one JSON object on standard output."""

import ctypes
import errno
import json
import mmap
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

NEW_USER_NAMESPACE = 0x10000000
LIBC = ctypes.CDLL(None, use_errno=True)


def tried(attempt: Callable[[], Any]) -> str:
    """ "done", or the name of the error."""
    try:
        attempt()
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, str(error))
    return "done"


def call(name: str, *arguments: Any) -> None:
    """One call of the C library that tells of failure by a negative number."""
    if getattr(LIBC, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


def write(folder: str) -> Callable[[], Any]:
    return lambda: Path(folder, "probe").write_text("x")


def connect(family: int) -> Callable[[], Any]:
    return lambda: socket.socket(family, socket.SOCK_RAW if family == socket.AF_PACKET else socket.SOCK_DGRAM).close()


def set_user_bit() -> None:
    program = Path("/var/lib/evenhand/probe")
    program.write_text("x")
    program.chmod(0o4755)


def main() -> None:
    """Try everything."""
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line)
    folders = ("/etc", "/etc/evenhand", "/usr", "/opt/evenhand", "/var/lib", "/var/log", "/run", "/home", "/root")
    told = {
        "write": {folder: tried(write(folder)) for folder in (*folders, "/tmp", "/var/lib/evenhand")},
        "read": {
            path: tried(Path(path).read_bytes) for path in ("/home/somebody/private", "/etc/evenhand/imap-password")
        },
        "credential": tried(Path(os.environ["CREDENTIALS_DIRECTORY"], "imap-password").read_bytes),
        "sockets": {
            name: tried(connect(getattr(socket, name)))
            for name in ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET", "AF_ALG", "AF_VSOCK")
        },
        "calls": {
            "memory that is written and run": tried(
                lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
            ),
            "become root": tried(lambda: os.setuid(0)),
            "set-user-id file": tried(set_user_bit),
            "user namespace": tried(lambda: call("unshare", NEW_USER_NAMESPACE)),
            "mount": tried(lambda: call("mount", b"none", b"/tmp", b"tmpfs", 0, None)),
            "trace": tried(lambda: call("ptrace", 0, 0, None, None)),
            "host name": tried(lambda: socket.sethostname("probe")),
            "priority": tried(lambda: os.nice(1)),
            "real time": tried(lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))),
        },
        "status": {name: status[name] for name in ("NoNewPrivs", "Seccomp", "CapEff", "CapBnd", "CapPrm")},
        "processes": sum(entry.name.isdigit() for entry in Path("/proc").iterdir()),
        "user": os.getuid(),
    }
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
