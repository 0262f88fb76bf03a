"""Content-Transfer-Encoding (RFC 2045 section 6), undone as far as the bytes allow."""

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_PADDING = re.compile(rb"=[=\s]*")
_INNER_BLANK = re.compile(rb"^\S+[ \t]+\S", re.MULTILINE)
_ALPHABET = re.compile(rb"[A-Za-z0-9+/=_-]+")
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} [^\r\n]{1,200}\r?$", re.MULTILINE)


def decode_transfer(data: bytes, encoding: str) -> bytes:
    """`data` without its transfer encoding; unknown encodings leave it as it is. Total."""
    encoding = encoding.lower()
    if "base64" in encoding:
        return _base64(data)
    if "quoted" in encoding:
        return binascii.a2b_qp(data)
    if "uu" in encoding:
        return _uu(data)
    return data


def _base64(data: bytes) -> bytes:
    """Truncated, folded anywhere, padded in the middle; stops where a list's footer in plain text was appended."""
    if _is_prose(data):
        return data
    out = bytearray()
    for run in _PADDING.split(data):
        if out and _INNER_BLANK.search(run):
            break
        out += base64_run(run)
    return bytes(out)


def base64_run(run: bytes) -> bytes:
    """What letters of base64 stand for, with anything else among them, cut short or not."""
    letters = _NOT_BASE64.sub(b"", run)
    if len(letters) % 4 == 1:
        letters = letters[:-1]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _is_prose(data: bytes) -> bool:
    """A label of base64 on what is plain text: most lines hold blanks, and not only between long runs of its alphabet."""
    lines = [line for line in data[:4000].splitlines() if line.strip()]
    if not lines or sum(b" " in line.strip() for line in lines) <= len(lines) / 2:
        return False
    words = data[:4000].split()
    return not all(map(_ALPHABET.fullmatch, words)) or sum(map(len, words)) < 8 * len(words)


def _uu(data: bytes) -> bytes:
    begin = _UU_BEGIN.search(data)
    out = bytearray()
    for line in data[begin.end() if begin else 0 :].splitlines():
        if not line.strip() or line.strip() == b"end":
            continue
        try:
            out += binascii.a2b_uu(line)
        except binascii.Error:
            wanted = ((line[0] - 32) & 63) * 4 + 5
            try:
                out += binascii.a2b_uu(line[: wanted // 3])
            except binascii.Error:
                continue
    return bytes(out)
