"""Reading mail in a child process that can be killed.

A mail that takes too long, too much memory, or crashes the interpreter costs one child and one restart; it comes back as an
unreadable Mail (a person sees it), and the others are read on. Each mail has its own time: the child arms a timer whose default
action ends it, so that even a loop inside a C library ends, and so that it never outlives a parent that was killed.
"""

import asyncio
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from os import environ, pathsep
from select import select
from types import TracebackType
from typing import IO, Self

from config.settings import Limits
from daemon.mail.mail import Mail, RawMail
from daemon.mail.parse import unreadable

MEMORY = 1024 * 1024 * 1024  # bytes of address space of the child
START_SECONDS = 30.0  # a child that takes longer to start is broken
_LENGTH = struct.Struct("!I")


class _ChildEnded(Exception):
    """The child went away, or didn't answer in time."""


class Reader:
    """Reads mails in order, in one child process. Safe to use from several threads; `close` ends the child."""

    def __init__(self, limits: Limits, memory: int = MEMORY) -> None:
        self.limits = limits
        self.memory = memory
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self.restarts = 0

    def read_many(self, raws: Sequence[RawMail | bytes]) -> list[Mail]:
        """A Mail for each of `raws`, in order. A culprit comes back as parsed="unreadable"; nothing raises for a mail."""
        with self._lock:
            return [self._read(raw) for raw in raws]

    async def read_many_async(self, raws: Sequence[RawMail | bytes]) -> list[Mail]:
        """The same, in a thread, for the event loop."""
        return await asyncio.to_thread(self.read_many, raws)

    def close(self) -> None:
        with self._lock:
            self._stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, raw: RawMail | bytes) -> Mail:
        payload = pickle.dumps(raw, pickle.HIGHEST_PROTOCOL)
        try:
            return self._ask(payload)
        except _ChildEnded as ended:
            self._stop()
            self.restarts += 1
            return unreadable(_head_of(raw), str(ended))

    def _ask(self, payload: bytes) -> Mail:
        child = self._child if self._child is not None and self._child.poll() is None else self._start()
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(_LENGTH.pack(len(payload)) + payload)
            child.stdin.flush()
            answer = _receive(child.stdout, self.limits.parse_seconds * 2 + 5)
        except (BrokenPipeError, EOFError, OSError) as error:
            code = child.wait(timeout=5)
            raise _ChildEnded("reading took too long" if code == -14 else f"reading ended with {code}") from error
        mail = pickle.loads(answer)  # noqa: S301 - written by our own child
        if not isinstance(mail, Mail):
            raise _ChildEnded("reading gave no mail")
        return mail

    def _start(self) -> subprocess.Popen[bytes]:
        path = pathsep.join(entry for entry in sys.path if entry)
        self._child = child = subprocess.Popen(
            [sys.executable, "-m", "daemon.mail.child", str(self.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**environ, "PYTHONPATH": path},
            close_fds=True,
        )
        assert child.stdin is not None
        assert child.stdout is not None
        settings = pickle.dumps(self.limits, pickle.HIGHEST_PROTOCOL)
        child.stdin.write(_LENGTH.pack(len(settings)) + settings)
        child.stdin.flush()
        _receive(child.stdout, START_SECONDS)
        return child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                _close(pipe)


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was still buffered for a dead child


def _receive(pipe: IO[bytes], seconds: float) -> bytes:
    """One framed answer; EOFError when the child ended, OSError (TimeoutError) when it is silent."""
    if not select([pipe], [], [], seconds)[0]:
        raise TimeoutError
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    body = pipe.read(length)
    if len(body) < length:
        raise EOFError
    return body


def _head_of(raw: RawMail | bytes) -> RawMail:
    if isinstance(raw, RawMail):
        return raw
    return RawMail(raw[:65536], (), len(raw))
