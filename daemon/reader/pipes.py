"""Framed messages over the pipes between the daemon and its reading process, with an end to every wait and a bound on every
answer."""

import struct
import subprocess
from os import read, write
from select import PIPE_BUF, select

_LENGTH = struct.Struct("!I")


def frame(payload: bytes) -> bytes:
    """One message: its length and its bytes."""
    return _LENGTH.pack(len(payload)) + payload


def length_of(head: bytes) -> int:
    """How many bytes follow a frame's first `HEAD`."""
    (length,) = _LENGTH.unpack(head)
    return int(length)


HEAD = _LENGTH.size
LARGEST = 1 << 28  # bytes of an answer; far more than any mail that was read and cut to its limits


def send(child: subprocess.Popen[bytes], payload: bytes, seconds: float) -> None:
    """Writes a message; TimeoutError when the child takes nothing for `seconds`."""
    assert child.stdin is not None
    handle = child.stdin.fileno()
    data = memoryview(frame(payload))
    while data:
        if not select([], [handle], [], seconds)[1]:
            raise TimeoutError
        data = data[write(handle, data[:PIPE_BUF]) :]  # what a writable pipe takes without blocking


def receive(child: subprocess.Popen[bytes], seconds: float) -> bytes:
    """One answer; EOFError when the child ended, TimeoutError when it is silent for `seconds`, ValueError when it announces
    more than LARGEST."""
    length = length_of(_exactly(child, HEAD, seconds))
    if length > LARGEST:
        raise ValueError(f"an answer of {length} bytes")
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
