"""The child process of `daemon.mail.worker`: reads framed mails from standard input, writes Mails to standard
output."""

import pickle
import resource
import signal
import struct
import sys

from config.settings import Limits
from daemon.mail.mail import RawMail
from daemon.mail.parse import read, read_bytes

_LENGTH = struct.Struct("!I")


def main() -> None:
    """Serves until standard input ends. The timer counts processor time, and its default action ends the process."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C at the terminal is the parent's to handle
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limits = _get()
    assert isinstance(limits, Limits)
    read_bytes(b"Subject: warm\n\n<p>up</p>", limits)
    _put(None)
    while True:
        try:
            raw = _get()
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_PROF, limits.parse_seconds)
        mail = read(raw, limits) if isinstance(raw, RawMail) else read_bytes(_as_bytes(raw), limits)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _put(mail)


def _as_bytes(raw: object) -> bytes:
    assert isinstance(raw, bytes)
    return raw


def _get() -> object:
    head = sys.stdin.buffer.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    return pickle.loads(sys.stdin.buffer.read(length))  # noqa: S301 - written by our own parent


def _put(value: object) -> None:
    payload = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.write(_LENGTH.pack(len(payload)) + payload)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
