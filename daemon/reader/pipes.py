"""Framed messages over the pipes between the daemon and its reading process, with an end to every wait."""

import pickle
import struct
import subprocess
from os import read, write
from select import PIPE_BUF, select

_LENGTH = struct.Struct("!I")


def frame(value: object) -> bytes:
    """One message: its length and its bytes. Both ends are ours, so pickle is safe here, and fast."""
    payload = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(payload)) + payload


def length_of(head: bytes) -> int:
    """How many bytes follow a frame's first `HEAD`."""
    (length,) = _LENGTH.unpack(head)
    return int(length)


HEAD = _LENGTH.size


def send(child: subprocess.Popen[bytes], value: object, seconds: float) -> None:
    """Writes a message; TimeoutError when the child takes nothing for `seconds`."""
    assert child.stdin is not None
    handle = child.stdin.fileno()
    data = memoryview(frame(value))
    while data:
        if not select([], [handle], [], seconds)[1]:
            raise TimeoutError
        data = data[write(handle, data[:PIPE_BUF]) :]  # what a writable pipe takes without blocking


def receive(child: subprocess.Popen[bytes], seconds: float) -> object:
    """One answer; EOFError when the child ended, TimeoutError when it is silent for `seconds`."""
    length = length_of(_exactly(child, HEAD, seconds))
    return pickle.loads(_exactly(child, length, seconds))  # noqa: S301 - written by our own child


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
