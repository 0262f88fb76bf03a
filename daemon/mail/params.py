"""Content-Type and Content-Disposition with their parameters (RFC 2045, 2183, 2231), leniently and in linear time.

Also read: parameters without quotes that hold blanks, missing semicolons, encoded words in file names, a missing closing quote.
"""

import re
from urllib.parse import unquote_to_bytes

from daemon.mail.charsets import decode
from daemon.mail.clean import clean_line
from daemon.mail.encoded_words import decode_words

VALUE_SIZE = 16 * 1024
PARAMS = 100
_PARAM = re.compile(
    rb"""[;\s]*([^\s=;"()<>]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.){0,4000})"?|([^;"]{0,4000}?)(?=;|"|\Z|\s+[A-Za-z*0-9-]{1,40}=))""",
    re.DOTALL,
)
_NEXT = re.compile(rb";")
_CONTINUED = re.compile(r"(.{1,60}?)\*(\d{1,3})?(\*)?\Z")
_TOKEN = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+*-]{1,80}")


def parse_value(value: bytes) -> tuple[str, dict[str, str]]:
    """("text/plain", {"charset": "utf-8"}): main value in lower case, parameter names in lower case, values decoded."""
    value = _without_comments(value[:VALUE_SIZE])
    head, _, rest = value.partition(b";")
    main = head.strip().decode("ascii", "replace").lower()
    if b"=" in head:  # a missing semicolon: "text/plain charset=utf-8", or only parameters
        first, _, tail = head.strip().partition(b" ")
        if b"=" in first:
            first, tail = b"", head
        main, rest = first.decode("ascii", "replace").lower(), tail + b";" + rest
    return main.strip(" \t\"'"), _join(_raw_params(rest))


def media_type(value: bytes) -> tuple[str, dict[str, str]]:
    """`parse_value` of a Content-Type; what is no media type becomes text/plain (RFC 2045 section 5.2)."""
    main, params = parse_value(value)
    main = main.replace(" ", "")
    if not _TOKEN.fullmatch(main):
        main = {"text": "text/plain", "html": "text/html", "multipart": "multipart/mixed"}.get(main, "text/plain")
    return main, params


def _without_comments(value: bytes) -> bytes:
    if b"(" not in value or b'"' in value:
        return value
    return re.sub(rb"\([^()]{0,1000}\)", b"", value)


def _raw_params(rest: bytes) -> list[tuple[str, bytes]]:
    out: list[tuple[str, bytes]] = []
    at = 0
    while at < len(rest) and len(out) < PARAMS:
        match = _PARAM.match(rest, at)
        if match is None:
            step = _NEXT.search(rest, at + 1)
            if step is None:
                break
            at = step.end()
            continue
        quoted, bare = match[2], match[3]
        value = re.sub(rb"\\(.)", rb"\1", quoted, flags=re.DOTALL) if quoted is not None else bare.strip()
        out.append((match[1].decode("ascii", "replace").lower(), value))
        at = match.end()
    return out


def _join(pairs: list[tuple[str, bytes]]) -> dict[str, str]:
    """Puts RFC 2231 continuations together; a plain value of the same name loses against the extended one."""
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, bytes]]] = {}
    for name, value in pairs:
        match = _CONTINUED.fullmatch(name)
        if match is None:
            plain.setdefault(name, clean_line(decode_words(value)))
        else:
            pieces.setdefault(match[1], {}).setdefault(
                int(match[2] or 0), (match[3] is not None or match[2] is None, value)
            )
    for name, numbered in pieces.items():
        plain[name] = _extended([numbered[number] for number in sorted(numbered)])
    return plain


def _extended(parts: list[tuple[bool, bytes]]) -> str:
    charset, data = "", bytearray()
    for position, (encoded, value) in enumerate(parts):
        text = value
        if position == 0 and encoded and text.count(b"'") >= 2:
            label, _, text = text.split(b"'", 2)
            charset = label.decode("ascii", "replace")
        data += unquote_to_bytes(text) if encoded else text
    if not charset and b"=?" in data:
        return clean_line(decode_words(bytes(data)))
    return clean_line(decode(bytes(data), charset))
