"""Reading mail in a child process that can be killed.

A mail that takes too long, too much memory, or crashes the interpreter costs one child and one restart; it comes back
as an unreadable Mail (a person sees it), and the others are read on. Each mail has its own processor time: the child
arms a timer whose default action ends it, so that even a loop inside a C library ends, a busy machine blames no mail,
and nothing outlives a killed parent.
"""

import pickle
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from os import environ, pathsep, read, write
from select import PIPE_BUF, select
from types import TracebackType
from typing import Self

from config.settings import Limits
from daemon.mail.mail import Mail, RawMail
from daemon.mail.parse import unreadable

MEMORY = 1024 * 1024 * 1024  # bytes of address space of the child
START_SECONDS = 30.0  # a child that takes longer to start is broken
TOO_LONG = "reading took too long"
_LENGTH = struct.Struct("!I")


class _ChildEnded(Exception):
    """The child went away, or didn't answer in time."""


class Reader:
    """Reads mails in order, in one child process. Safe to use from several threads; `close` ends the child.

    `limits.parse_seconds` is processor time for one mail; a child that stays silent for ten times that (and
    START_SECONDS) is ended too.
    """

    def __init__(self, limits: Limits, memory: int = MEMORY) -> None:
        self.limits = limits
        self.memory = memory
        self.silence = (
            limits.parse_seconds * 10 + START_SECONDS
        )  # seconds without a byte after which a child is given up
        self.restarts = 0  # children that had to be replaced
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The process id of the child, None before the first mail."""
        return self._child.pid if self._child is not None else None

    def read_many(self, raws: Sequence[RawMail | bytes]) -> list[Mail]:
        """A Mail for each of `raws`, in order. A culprit comes back as parsed="unreadable"; nothing raises for a
        mail."""
        with self._lock:
            return [self._read(raw) for raw in raws]

    async def read_many_async(self, raws: Sequence[RawMail | bytes]) -> list[Mail]:
        """The same, in a thread, for the event loop."""
        import asyncio  # here, so that the child, which needs none, stays small

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
        """One mail. A child that dies otherwise than by its timer may have been killed for another reason: one more
        try."""
        reason = ""
        for _ in range(2):
            try:
                return self._ask(raw)
            except _ChildEnded as ended:
                self._stop()
                self.restarts += 1
                reason = str(ended)
                if reason == TOO_LONG:
                    break
        return unreadable(_head_of(raw), reason)

    def _ask(self, raw: RawMail | bytes) -> Mail:
        child = self._child or self._start()
        try:
            _send(child, pickle.dumps(raw, pickle.HIGHEST_PROTOCOL), self.silence)
            mail = pickle.loads(_receive(child, self.silence))  # noqa: S301 - written by our own child
        except (EOFError, OSError) as error:
            raise _ChildEnded(_why(child, error)) from error
        assert isinstance(mail, Mail)
        return mail

    def _start(self) -> subprocess.Popen[bytes]:
        path = pathsep.join(entry for entry in sys.path if entry)
        self._child = child = subprocess.Popen(  # noqa: S603 - our own module, by this interpreter
            [sys.executable, "-m", "daemon.mail.child", str(self.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env={**environ, "PYTHONPATH": path},
        )
        try:
            _send(child, pickle.dumps(self.limits, pickle.HIGHEST_PROTOCOL), START_SECONDS)
            _receive(child, START_SECONDS)
        except (EOFError, OSError) as error:
            raise _ChildEnded(f"the reading process did not start: {_why(child, error)}") from error
        return child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _why(child: subprocess.Popen[bytes], error: BaseException) -> str:
    """What became of the child, in words."""
    if isinstance(error, TimeoutError):
        return TOO_LONG
    try:
        code = child.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return "the reading process closed its output"
    return TOO_LONG if code == -signal.SIGPROF else f"the reading process ended with {code}"


def _send(child: subprocess.Popen[bytes], payload: bytes, seconds: float) -> None:
    """Writes a framed message; TimeoutError when the child takes nothing for `seconds`."""
    assert child.stdin is not None
    handle = child.stdin.fileno()
    data = memoryview(_LENGTH.pack(len(payload)) + payload)
    while data:
        if not select([], [handle], [], seconds)[1]:
            raise TimeoutError
        data = data[write(handle, data[:PIPE_BUF]) :]  # what a writable pipe takes without blocking


def _receive(child: subprocess.Popen[bytes], seconds: float) -> bytes:
    """One framed answer; EOFError when the child ended, TimeoutError when it is silent for `seconds`."""
    (length,) = _LENGTH.unpack(_exactly(child, _LENGTH.size, seconds))
    return _exactly(child, length, seconds)


def _exactly(child: subprocess.Popen[bytes], size: int, seconds: float) -> bytes:
    assert child.stdout is not None
    handle = child.stdout.fileno()
    out = bytearray()
    while len(out) < size:
        if not select([handle], [], [], seconds)[0]:
            raise TimeoutError
        piece = read(handle, min(size - len(out), 1 << 20))
        if not piece:
            raise EOFError
        out += piece
    return bytes(out)


def _head_of(raw: RawMail | bytes) -> RawMail:
    if isinstance(raw, RawMail):
        return raw
    return RawMail(raw[:65536], (), len(raw))
