"""The daemon's end of the reading process.

Mails go to the child in batches, and come back read and judged. One that takes too long, too much memory, or crashes the
interpreter or the model costs its batch a second reading, one by one, and comes back as an unreadable Mail (a person
sees it). Each mail has its own processor time: the child arms a timer whose default action ends it, so that even a loop
inside a C library ends, a busy machine blames no mail, and nothing outlives a killed parent.

To the child, which has seen no mail when it first listens, go pickles: it believes its parent. Back come only data of
declared types (`answers`): whoever took the child over can lie about mails, and can run nothing here.
"""

import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime
from os import environ, pathsep
from types import TracebackType
from typing import Self

from config.settings import Limits
from daemon.mail.mail import Mail, RawMail
from daemon.mail.parse import unreadable
from daemon.reader import answers, pipes
from daemon.reader.read import Judging, Raw, Read

MEMORY = 1024 * 1024 * 1024  # bytes of address space of the child
START_SECONDS = 30.0  # a child that takes longer to start is broken
AT_ONCE = 1 << 20  # bytes of mail that go to the child in one message
TOO_LONG = "reading took too long"
NONSENSE = "the reading process answered nonsense"


class _ChildEnded(Exception):
    """The child went away, or didn't answer in time."""


class Reader:
    """Reads mails in order, in one child process. Safe to use from several threads; `close` ends the child.

    `limits.parse_seconds` is processor time for one mail; a child that stays silent for ten times that (and
    START_SECONDS) is ended too. Without `judging` nothing is judged.
    """

    def __init__(self, limits: Limits, judging: Judging | None = None, memory: int = MEMORY) -> None:
        self.limits = limits
        self.judging = judging
        self.memory = memory
        self.silence = limits.parse_seconds * 10 + START_SECONDS  # seconds without a byte until a child is given up
        self.restarts = 0  # children that had to be replaced
        self._child: subprocess.Popen[bytes] | None = None
        self._ready = False  # the child has said that it is
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The process id of the child, None before the first mail."""
        return self._child.pid if self._child is not None else None

    def read(self, raws: Sequence[Raw], now: datetime) -> list[Read]:
        """A Read for each of `raws`, in order, judged as of `now` (aware, in the desk's zone).

        A culprit comes back as parsed="unreadable"; nothing raises for a mail.
        """
        return self._all(raws, now)

    def read_many(self, raws: Sequence[Raw]) -> list[Mail]:
        """The same without a judgement."""
        return [one.mail for one in self._all(raws, None)]

    def warm(self) -> Self:
        """Start the child now and don't wait for it, so that the first mail needn't either."""
        with self._lock:
            if self._child is None:
                try:
                    self._start()
                except _ChildEnded:
                    self._stop()  # the first mail tries again, and tells
        return self

    def close(self) -> None:
        with self._lock:
            self._stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _all(self, raws: Sequence[Raw], now: datetime | None) -> list[Read]:
        with self._lock:
            return [read for part in _parts(raws) for read in self._some(part, now)]

    def _some(self, raws: list[Raw], now: datetime | None) -> list[Read]:
        """What fits into one message. If the child doesn't survive it, each alone."""
        if len(raws) == 1:
            return [self._one(raws[0], now)]
        try:
            return self._ask(raws, now)
        except _ChildEnded:
            self._replace()
            return [self._one(raw, now) for raw in raws]

    def _one(self, raw: Raw, now: datetime | None) -> Read:
        """One mail. A child that dies otherwise than by its timer may have been killed for another reason: one more
        try."""
        reason = ""
        for _ in range(2):
            try:
                return self._ask([raw], now)[0]
            except _ChildEnded as ended:
                self._replace()
                reason = str(ended)
                if reason == TOO_LONG:
                    break
        return Read(unreadable(_head_of(raw), reason))

    def _ask(self, raws: list[Raw], now: datetime | None) -> list[Read]:
        child = self._child or self._start()
        self._wait_until_ready(child)
        patience = self.silence + self.limits.parse_seconds * (len(raws) - 1)
        try:
            pipes.send(child, _said((raws, now)), patience)
            return answers.decode(pipes.receive(child, patience), len(raws))
        except (EOFError, OSError, ValueError) as error:
            raise _ChildEnded(_why(child, error)) from error

    def _start(self) -> subprocess.Popen[bytes]:
        path = pathsep.join(entry for entry in sys.path if entry)
        self._child = child = subprocess.Popen(  # noqa: S603 - our own module, by this interpreter
            [sys.executable, "-m", "daemon.reader.child", str(self.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env={**environ, "PYTHONPATH": path},
        )
        try:
            pipes.send(child, _said((self.limits, self.judging)), START_SECONDS)
        except (EOFError, OSError) as error:
            raise _ChildEnded(f"the reading process did not start: {_why(child, error)}") from error
        return child

    def _wait_until_ready(self, child: subprocess.Popen[bytes]) -> None:
        if self._ready:
            return
        try:
            answers.decode(pipes.receive(child, START_SECONDS), 1)
        except (EOFError, OSError, ValueError) as error:
            raise _ChildEnded(f"the reading process did not start: {_why(child, error)}") from error
        self._ready = True

    def _replace(self) -> None:
        self._stop()
        self.restarts += 1

    def _stop(self) -> None:
        child, self._child, self._ready = self._child, None, False
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _parts(raws: Sequence[Raw]) -> Iterator[list[Raw]]:
    """Parts of at most AT_ONCE bytes, or of one mail."""
    part: list[Raw] = []
    size = 0
    for raw in raws:
        weight = (
            len(raw) if isinstance(raw, bytes) else len(raw.head) + sum(len(leaf.data or b"") for leaf in raw.leaves)
        )
        if part and size + weight > AT_ONCE:
            yield part
            part, size = [], 0
        part.append(raw)
        size += weight
    if part:
        yield part


def _said(value: object) -> bytes:
    """A message to the child."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _why(child: subprocess.Popen[bytes], error: BaseException) -> str:
    """What became of the child, in words."""
    if isinstance(error, TimeoutError):
        return TOO_LONG
    if isinstance(error, ValueError):
        return NONSENSE
    try:
        code = child.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return "the reading process closed its output"
    return TOO_LONG if code == -signal.SIGPROF else f"the reading process ended with {code}"


def _head_of(raw: Raw) -> RawMail:
    if isinstance(raw, RawMail):
        return raw
    return RawMail(raw[:65536], (), len(raw))
