"""RFC 2047 encoded words, as found in the wild.

Also read: words with raw spaces or question marks in them, without the closing `?=`, folded in the middle, glued to
their neighbours, in quoted strings (RFC 2047 section 5 forbids it, many send it), with a language (RFC 2231 section
5), with base64 that lacks its padding, and characters split between two words of the same charset.
"""

import binascii
import re

from daemon.mail.charsets import codec_of, decode
from daemon.mail.transfer import base64_run

_WORD = re.compile(
    rb"=\?([A-Za-z0-9_.:+-]{1,60})(?:\*[A-Za-z0-9-]{0,20})?\?"
    rb"(?:([bB])\?([A-Za-z0-9+/=_ \t-]{0,16000})|([qQ])\?([^?]{0,16000}(?:\?(?!=)[^?]{0,4000}){0,20}))"
    rb"(?:\?=|\?$|$)"
)
_BLANK = re.compile(rb"[ \t\r\n]*\Z")
_STANDARD = bytes.maketrans(b"-_", b"+/")  # some write the alphabet of URLs


def decode_words(value: bytes, fallback: str = "") -> str:
    """The text of an unfolded header value. `fallback`: charset of raw 8-bit bytes that are not UTF-8.

    Total and linear; whitespace between two encoded words is dropped, everything else is kept as it stands.
    """
    if b"=?" not in value:
        return raw_text(value, fallback)
    out: list[str] = []
    waiting: list[bytes] = []  # decoded bytes of neighbouring words in one charset
    charset, end = "", 0
    for match in _WORD.finditer(value):
        if not (match[3] or match[5] or match[0].endswith(b"?=")):
            continue  # the beginning of one and no more: nothing to decode, and nothing is to be lost
        gap = value[end : match.start()]
        label = match[1].decode("ascii").lower()
        neighbours = bool(waiting) and _BLANK.match(gap) is not None
        if waiting and not (neighbours and label == charset):
            out.append(_text(waiting, charset))
            waiting = []
        if not neighbours:
            out.append(raw_text(gap, fallback))
        waiting.append(_from_base64(match[3]) if match[2] else _from_q(match[5]))
        charset, end = label, match.end()
    if waiting:
        out.append(_text(waiting, charset))
    out.append(raw_text(value[end:], fallback))
    return "".join(out)


def raw_text(value: bytes, fallback: str = "") -> str:
    """Header bytes outside encoded words: UTF-8 (RFC 6532), else `fallback`, else Windows-1252."""
    if value.isascii():
        if b"\x1b$" in value:
            return decode(value, "iso-2022-jp")
        return value.decode("ascii")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return decode(value, fallback if codec_of(fallback) not in {None, "utf-8"} else "")


def _text(pieces: list[bytes], charset: str) -> str:
    """Neighbours are joined before decoding, unless a stateful charset would be broken by it."""
    if len(pieces) > 1 and charset.startswith(("iso-2022", "hz")):
        return "".join(decode(piece, charset) for piece in pieces)
    return decode(b"".join(pieces), charset)


def _from_q(data: bytes) -> bytes:
    return binascii.a2b_qp(re.sub(rb"[\r\n]+[ \t]?", b"", data), header=True)


def _from_base64(data: bytes) -> bytes:
    return b"".join(map(base64_run, re.split(rb"=+", data.translate(_STANDARD))))
