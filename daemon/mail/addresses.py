"""Address lists (RFC 5322 section 3.4), in one pass, whatever stands in them.

Groups, comments, quoted names, encoded words (also with raw commas inside), routes, semicolons for commas, missing
angle brackets, names without address. Bounded: at most ADDRESSES addresses, at most the bytes that `fields` keeps of
a field.
"""

import re

from daemon.mail.clean import clean_line
from daemon.mail.encoded_words import decode_words
from daemon.mail.mail import Address

ADDRESSES = 1000
_TOKEN = re.compile(
    rb'"((?:[^"\\]|\\.){0,2000})"'
    rb"|\(((?:[^()\\]|\\.){0,2000})\)"
    rb"|<([^<>]{0,1000})>"
    rb"|(=\?[^?\s]{1,60}\?[bBqQ]\?[^?]{0,2000}\?=)"
    rb"|([,;])"
    rb"|(:)"
    rb"|([ \t]+)"
    rb'|([^\s"()<>,;:=]+|.)',
    re.DOTALL,
)
_BARE = re.compile(r"[^\s<>()\[\],;:\"']{1,200}@(?:\[[0-9.]{7,15}\]|[^\s<>()\[\],;:\"']{1,255})")
_AROUND_AT = re.compile(r"\s{0,3}@\s{0,3}")
_ROUTE = re.compile(r"@[^:]{1,255}:")


class _Open:
    """The address being gathered."""

    def __init__(self) -> None:
        self.words: list[bytes] = []
        self.comment = b""
        self.angle: bytes | None = None
        self.quoted_local = False

    def empty(self) -> bool:
        return self.angle is None and not b"".join(self.words).strip() and not self.comment


def addresses(value: bytes, fallback: str = "") -> tuple[Address, ...]:
    """The addresses of a header value, names decoded. An entry without any address is left out. Total and linear."""
    out: list[Address] = []
    entry = _Open()
    waiting = ""  # a family name set off by a comma that nobody quoted
    for match in _TOKEN.finditer(value):
        quoted, comment, angle, word, separator, colon, blank, plain = match.groups()
        if separator is not None:
            waiting = _close(entry, out, fallback, waiting)
            entry = _Open()
            if len(out) >= ADDRESSES:
                return tuple(out)
        elif quoted is not None:
            entry.words.append(re.sub(rb"\\(.)", rb"\1", quoted, flags=re.DOTALL))
            entry.quoted_local = value[match.end() : match.end() + 1] == b"@"
            if entry.quoted_local:
                entry.words[-1] = match[0]
        elif comment is not None:
            entry.comment = entry.comment or comment
        elif angle is not None:
            if entry.angle is not None and b"@" in entry.angle:
                waiting = _close(entry, out, fallback, waiting)  # "<a@b> <c@d>": a comma was forgotten
                entry = _Open()
            entry.angle = angle
        elif colon is not None:
            entry = _group(entry)
        else:
            entry.words.append(word or (b" " if blank else plain))
    _close(entry, out, fallback, waiting)
    return tuple(out)


def _group(entry: _Open) -> _Open:
    """A colon ends the name of a group, unless it stands in an address ("mailto:a@b" loses its scheme)."""
    return entry if any(b"@" in word for word in entry.words) else _Open()


def _close(entry: _Open, out: list[Address], fallback: str, before: str) -> str:
    """Adds the address of an entry; a name without any is given back, to stand before the next one's."""
    if entry.empty():
        return ""
    name = clean_line(decode_words(b"".join(entry.words), fallback))
    comment = clean_line(decode_words(entry.comment, fallback))
    if entry.angle is not None:
        spec = _ROUTE.sub("", clean_line(decode_words(entry.angle)), count=1).replace(" ", "").removeprefix("mailto:")
        if "@" in spec:
            name = name.strip("'\" ") or comment
            out.append(Address(f"{before}, {name}" if before and name else name, spec))
            return ""
        name = f"{name} {spec}"
    if entry.quoted_local and name.startswith('"'):
        out.append(Address(comment, name))
        return ""
    found = _BARE.search(name) or _BARE.search(_AROUND_AT.sub("@", name)) or _BARE.search(comment)
    if found is None:
        return name.strip("'\" <>")
    rest = name.replace(found[0], "").strip("'\" -[]<>")
    if _AROUND_AT.sub("@", rest) == found[0]:
        rest = ""
    out.append(Address(rest or ("" if found[0] in comment else comment), found[0].removeprefix("mailto:").rstrip(".")))
    return ""


def usable(address: Address) -> bool:
    """Whether one could write to it at all: something on both sides of its last @, no blanks, not too long."""
    local, _, domain = address.address.rpartition("@")
    plain = address.address if not local.startswith('"') else domain
    return bool(local) and bool(domain) and len(address.address) <= 320 and len(plain.split()) == 1
