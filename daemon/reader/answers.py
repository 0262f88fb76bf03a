"""How the reading process tells what it read: as data of declared types, which can't run anything.

That process handles what strangers write, so whoever took it over could answer anything. The daemon therefore takes nothing
from it but MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md) that fits `Read` in every field; msgspec checks
that while it decodes, at about half the cost of a pickle. The other direction needs no such care: see `reader`.
"""

from collections.abc import Sequence

import msgspec

from daemon.reader.read import Read

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[Read])


def encode(reads: Sequence[Read]) -> bytes:
    """Raises TypeError or ValueError for what could not be told, such as a string that is no text."""
    return _ENCODER.encode(reads)


def decode(data: bytes, count: int) -> list[Read]:
    """The answer to `count` mails. Raises ValueError when it is anything else."""
    reads = _DECODER.decode(data)
    if len(reads) != count:
        raise ValueError(f"{len(reads)} answers to {count} mails")
    return reads
