"""A reply as the bytes that go over SMTP: CRLF, seven bits, headers that nobody can break out of.

Written by hand because building an `EmailMessage` costs more than composing the text. Follows RFC 5322 (folding, 2.2.3),
RFC 2047 (encoded words: 75 characters each, one charset, whole characters) and RFC 2045 (transfer encodings).
Every value loses its control characters here, whatever was done before: a header can't begin inside another.
"""

import base64
import quopri
import re
from datetime import datetime
from email.utils import format_datetime

from responders.reply.cleaning import plain
from responders.reply.reply import Reply

_LINE = 78  # RFC 5322 2.1.1, without CRLF
_WORD = 75  # RFC 2047 2: the longest encoded word
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,75}")
_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")  # printable ASCII but "<" and ">"
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_MAILBOX = re.compile(r"(?P<name>.*?)\s*<(?P<address>[^<>\s]+)>")
_ADDRESS = re.compile(
    r"(?:[^\s\"(),:;<>@\[\\\]]+|\"[^\"\\]+\")@(?:[^\s\"(),:;<>@\[\\\]]+|\[[0-9A-Fa-f:.]+\])"  # RFC 5321 4.1.2, no escapes
)
_UNQUOTED = str.maketrans({'"': "'", "\\": "/"})
_ADDRESSES = ("From", "To", "Reply-To", "Sender")
_IDS = ("In-Reply-To", "References", "Message-ID")
_OURS = ("date", "message-id", "mime-version", "content-type", "content-transfer-encoding")
_Q_SAFE = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!*+-/")


class HeaderError(ValueError):
    """A header that can't be written; the remedy is in the code that made the reply, never in the mail that came."""


def to_bytes(reply: Reply, message_id: str, date: datetime) -> bytes:
    """The whole mail. `message_id` as "<left@right>", `date` aware. HeaderError for a wrong id or header name."""
    if not _ID.fullmatch(message_id) or len(message_id) > 900:
        raise HeaderError(f"not a Message-ID: {message_id!r}")
    encoding, body = _body(reply.text)
    lines = [f"Date: {format_datetime(date)}", f"Message-ID: {message_id}"]
    lines += (
        _header(name, value) for name, value in reply.headers.items() if name.lower() not in _OURS and plain(value)
    )
    lines += ("MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", f"Content-Transfer-Encoding: {encoding}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def needs_smtputf8(reply: Reply) -> bool:
    """Whether an address has letters beyond ASCII before its @, which only an SMTPUTF8 server takes (RFC 6531)."""
    return not (_ascii_domain(reply.to).isascii() and _ascii_domain(reply.headers.get("From", "")).isascii())


def _header(name: str, value: str) -> str:
    if not _NAME.fullmatch(name):
        raise HeaderError(f"not a header's name: {name!r}")
    clean = plain(value)
    if name in _ADDRESSES:
        return _fold(name, _address(clean, len(name) + 2))
    if name in _IDS:
        return _fold(name, _ID.findall(clean))
    return _fold(name, _words(clean, len(name) + 2))


def _fold(name: str, words: list[str]) -> str:
    """Words joined by single spaces, a new line where the next would pass the line's end."""
    lines, line = [], f"{name}:"
    for word in words:
        if len(line) + 1 + len(word) > _LINE and line != f"{name}:":
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join([*lines, line])


def _words(text: str, taken: int) -> list[str]:
    """ASCII as it stands; anything else, and what only looks like an encoded word, encoded."""
    words = text.split(" ")
    if text.isascii() and "=?" not in text and max(map(len, words)) <= 900:
        return words
    return _encoded(text, taken)


def _address(text: str, taken: int) -> list[str]:
    """One mailbox, never a list: whatever would make a second address of a name or an address is refused or quoted."""
    match = _MAILBOX.fullmatch(text)
    name, address = (match["name"].strip(' "'), match["address"]) if match else ("", text)
    address = _ascii_domain(address)
    if not _ADDRESS.fullmatch(address):
        raise HeaderError(f"not one address: {address!r}")
    if not name:
        return [address]
    name = name.translate(_UNQUOTED)
    if not name.isascii() or "=?" in name or len(name) > 200:
        return [*_encoded(name, taken), f"<{address}>"]
    return [name if _ATOMS.fullmatch(name) else f'"{name}"', f"<{address}>"]


def _ascii_domain(address: str) -> str:
    """The domain in its ASCII form (RFC 5891); the part before the @ as it is."""
    local, at, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return local + at + domain.encode("idna").decode()
    except UnicodeError:
        return address


def _encoded(text: str, taken: int) -> list[str]:
    """RFC 2047 words, Q where most is ASCII and B otherwise; no character is cut in two."""
    raw = text.encode(errors="replace")
    plainly = sum(byte in _Q_SAFE or byte == 0x20 for byte in raw) * 4 > len(raw) * 3
    kind, cost = ("q", _q_cost) if plainly else ("b", len)
    words: list[str] = []
    chunk, used = bytearray(), 0
    room = _room(kind, taken)
    for char in text:
        piece = char.encode(errors="replace")
        if used + cost(piece) > room and chunk:
            words.append(_word(kind, bytes(chunk)))
            chunk, used, room = bytearray(), 0, _room(kind, 1)
        chunk += piece
        used += cost(piece)
    words.append(_word(kind, bytes(chunk)))
    return words


def _room(kind: str, taken: int) -> int:
    """How much fits into an encoded word on a line of which `taken` columns are gone: letters for Q, bytes for B."""
    letters = min(_WORD, _LINE - taken) - len("=?utf-8?q??=")
    return letters if kind == "q" else letters // 4 * 3


def _q_cost(piece: bytes) -> int:
    return sum(1 if byte in _Q_SAFE or byte == 0x20 else 3 for byte in piece)


def _word(kind: str, raw: bytes) -> str:
    if kind == "b":
        return f"=?utf-8?b?{base64.b64encode(raw).decode()}?="
    inside = "".join("_" if byte == 0x20 else chr(byte) if byte in _Q_SAFE else f"={byte:02X}" for byte in raw)
    return f"=?utf-8?q?{inside}?="


def _body(text: str) -> tuple[str, bytes]:
    """The text in the lightest encoding that seven-bit servers pass untouched."""
    raw = "\r\n".join(text.splitlines()).encode(errors="replace") + b"\r\n"
    if raw.isascii() and b"\0" not in raw and max(map(len, raw.split(b"\r\n"))) <= 900:
        return "7bit", raw
    quoted = quopri.encodestring(raw.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    if len(quoted) * 3 <= len(raw) * 4:
        return "quoted-printable", quoted
    packed = base64.encodebytes(raw).replace(b"\n", b"\r\n")
    return "base64", packed
