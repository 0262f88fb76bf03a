"""The mail inside an opaque S/MIME signature (RFC 8551 section 3.5.3), and whether one is encrypted instead.

A small BER reader (X.690): enough of CMS (RFC 5652) to find the signed content. Nothing is verified: a person's mail
program does that. Indefinite lengths and content cut into chunks are read, because streaming signers write so.
"""

from collections.abc import Iterator

_SIGNED = bytes.fromhex("2a864886f70d010702")
_DATA = bytes.fromhex("2a864886f70d010701")
_ENCRYPTED = (
    bytes.fromhex("2a864886f70d010703"),
    bytes.fromhex("2a864886f70d010706"),
    bytes.fromhex("2a864886f70d0109100117"),
)
_DEPTH = 12
_ITEMS = 5000


class _Broken(ValueError):
    """The bytes are no BER, or too deeply nested."""


def signed_content(der: bytes) -> bytes | None:
    """The MIME entity in a CMS signed-data; None when there is none to be found. Never raises."""
    try:
        outer = list(_items(der, 0, len(der), 0))
        if not outer or outer[0][0] != 0x30:
            return None
        inner = list(_items(der, outer[0][1], outer[0][2], 1))
        if len(inner) < 2 or der[inner[0][1] : inner[0][2]] != _SIGNED:
            return None
        signed = list(_items(der, inner[1][1], inner[1][2], 2))
        for tag, start, end in _items(der, signed[0][1], signed[0][2], 3):
            if tag == 0x30:
                return _encapsulated(der, start, end)
    except (_Broken, IndexError):
        return None
    return None


def is_encrypted(der: bytes) -> bool:
    """Whether the CMS object says enveloped, encrypted or authenticated-enveloped data."""
    return any(oid in der[:60] for oid in _ENCRYPTED)


def _encapsulated(der: bytes, start: int, end: int) -> bytes | None:
    parts = list(_items(der, start, end, 4))
    if len(parts) < 2 or der[parts[0][1] : parts[0][2]] != _DATA:
        return None
    out = bytearray()
    for tag, begin, stop in _items(der, parts[1][1], parts[1][2], 5):
        if tag == 0x04:
            out += der[begin:stop]
        elif tag == 0x24:  # an octet string in chunks
            for inner, first, last in _items(der, begin, stop, 6):
                if inner == 0x04:
                    out += der[first:last]
    return bytes(out)


def _items(der: bytes, at: int, end: int, depth: int) -> Iterator[tuple[int, int, int]]:
    """(tag, start, end of content) of the items in a span."""
    if depth > _DEPTH:
        raise _Broken
    for _ in range(_ITEMS):
        if at + 2 > end or der[at : at + 2] == b"\0\0":
            return
        tag, start, stop, after = _item(der, at, end, depth)
        yield tag, start, stop
        at = after
    raise _Broken


def _item(der: bytes, at: int, end: int, depth: int) -> tuple[int, int, int, int]:
    """(tag, start, end of content, offset of the next item). A content cut short ends where the bytes end."""
    tag, length = der[at], der[at + 1]
    start = at + 2
    if length == 0x80:
        stop = _indefinite_end(der, start, end, depth)
        return tag, start, stop, stop + 2
    if length > 0x80:
        octets = length & 0x7F
        if octets > 4 or start + octets > end:
            raise _Broken
        length = int.from_bytes(der[start : start + octets], "big")
        start += octets
    stop = min(start + length, end)
    return tag, start, stop, stop


def _indefinite_end(der: bytes, at: int, end: int, depth: int) -> int:
    """Where the end-of-contents octets of an indefinite length stand."""
    if depth > _DEPTH:
        raise _Broken
    for _ in range(_ITEMS):
        if at + 2 > end or der[at : at + 2] == b"\0\0":
            return min(at, end)
        at = _item(der, at, end, depth + 1)[3]
    raise _Broken
