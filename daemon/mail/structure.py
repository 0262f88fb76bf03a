"""From raw bytes to head and leaves, with every limit applied before anything is interpreted.

A MIME reader of our own (RFC 2046 section 5.1), because the usual parsers recurse by depth and read without bounds.
Each level is split by its boundary with a plain byte search, so the work is at most depth x size of memory search;
parts, depth and boundary lines are counted. Nothing is decoded here but the few header fields that say what a part
is.

`split` (files) and `daemon.inbox` (FETCH) give the same RawMail; `wanted` says for both how much of a leaf is worth
having.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from config.settings import Limits
from daemon.mail.fields import fields_of, find_head
from daemon.mail.mail import Leaf, RawMail
from daemon.mail.params import media_type, parse_value
from daemon.mail.transfer import decode_transfer

EMBEDDED = 64 * 1024  # bytes kept of embedded originals, reports and invitations
SIGNED = 1024 * 1024  # bytes kept of an opaque S/MIME message, whose text is inside
ENCODED = 8 * 1024 * 1024  # bytes undone of a multipart that was encoded as a whole
BOUNDARY_LINES = 20_000
PART_HEAD = 32 * 1024
_REPORTS = {"message/delivery-status", "message/disposition-notification", "text/rfc822-headers", "message/rfc822"}
_REPORTS |= {
    "message/global",
    "message/global-delivery-status",
    "message/feedback-report",
    "text/calendar",
    "message/partial",
}
_SMIME = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_GUESS = re.compile(rb"(?:^|\n)--([^\r\n]{0,200}?)(?:--)?[ \t]*\r?\n(?=Content-[A-Za-z-]{1,40}[ \t]*:)", re.IGNORECASE)


@dataclass(slots=True)
class _Walk:
    """What is gathered on the way, with the counts that bound it."""

    raw: bytes
    limits: Limits
    leaves: list[Leaf] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    boundary_lines: int = 0
    kept: int = 0
    opened: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """A part still to be looked at: its header is read, its body spans `start` to `end`."""

    block: bytes
    start: int
    end: int
    path: str
    containers: tuple[str, ...]
    default: str = "text/plain"


def split(raw: bytes, limits: Limits) -> RawMail:
    """Head and leaves of a whole message in bytes, bounded by `limits`. Never raises; linear in the size.

    What had to be cut or guessed stands in `problems`. Attachments' data is dropped (None), their size stays.
    """
    size = len(raw)
    raw = _with_newlines(raw)
    head = find_head(raw, 0, len(raw), limits.head_size)
    walk = _Walk(raw, limits, problems=list(head.problems))
    end = len(raw)
    if size > limits.message_size:
        walk.problems.append("the message is larger than allowed, its end was not read")
        end = limits.message_size
    root = _decoded(walk, _Part(head.block, min(head.body, end), end, "", ()))
    _walk(walk, root)
    return RawMail(head.block, tuple(walk.leaves), size, tuple(dict.fromkeys(walk.problems)))


def _decoded(walk: _Walk, root: _Part) -> _Part:
    """A multipart that was encoded as a whole (RFC 2045 section 6.4 forbids it, gateways do it), undone."""
    kind, params, about = _about(root)
    encoding = about.get("content-transfer-encoding", b"").strip().lower()[:40].decode("ascii", "replace")
    line = b"--" + params.get("boundary", "").encode("utf-8", "replace").rstrip()
    if not kind.startswith("multipart/") or "base64" not in encoding or walk.raw.find(line, root.start, root.end) >= 0:
        return root
    body = decode_transfer(walk.raw[root.start : min(root.end, root.start + ENCODED)], encoding)
    if line not in body:
        return root
    walk.raw = body
    walk.problems.append("the parts were encoded as one")
    return replace(root, start=0, end=len(body))


def wanted(leaf: Leaf, limits: Limits) -> int:
    """How many bytes of a leaf (still encoded) are worth having: 0 for attachments."""
    if leaf.content_type in _SMIME:
        return SIGNED
    if leaf.content_type in _REPORTS:
        return EMBEDDED
    if leaf.content_type in {"text/plain", "text/html", "text/enriched", "text/richtext", "text/markdown"} or (
        leaf.path == "1" and leaf.content_type.startswith("text/") and not leaf.filename
    ):
        return 0 if leaf.disposition == "attachment" and leaf.filename and leaf.containers else limits.text_size
    return 0


def _with_newlines(raw: bytes) -> bytes:
    """Mail with bare CR for line ends, or in UTF-16 as a whole, becomes readable by lines."""
    start = raw[:4000]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or (len(start) > 20 and start[1:20:2] == b"\0" * 10):
        codec = "utf-16-be" if start.startswith(b"\xfe\xff") else "utf-16-le"
        raw = raw.decode(codec, "replace").encode("utf-8", "replace")
        start = raw[:4000]
    if b"\n" not in raw[:65536] and b"\r" in start:
        return raw.replace(b"\r", b"\n")
    return raw


def _walk(walk: _Walk, root: _Part) -> None:
    """Goes through the tree depth first, in order, without recursion."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        walk.opened += 1
        if walk.opened > walk.limits.parts * 2 or len(walk.leaves) >= walk.limits.parts:
            walk.problems.append("more parts than allowed, the rest was not read")
            return
        kind, params, about = _about(part)
        if kind.startswith("multipart/"):
            if len(part.containers) >= walk.limits.depth:
                walk.problems.append("parts are nested deeper than allowed")
                continue
            children = _children(walk, part, _label(kind, params), params.get("boundary", ""), kind)
            if children:
                waiting.extend(reversed(children))
                continue
            walk.problems.append("a multipart without parts")
            part = replace(
                _preamble(walk.raw, part, params.get("boundary", "")),
                containers=(*part.containers, _label(kind, params)),
            )
            kind = "text/plain"
        walk.leaves.append(_leaf(walk, part, kind, params, about))


def _about(part: _Part) -> tuple[str, dict[str, str], dict[str, bytes]]:
    """Content type, its parameters and the part's Content-* fields (first of each)."""
    about: dict[str, bytes] = {}
    for name, value in fields_of(part.block):
        lower = name.lower()
        if lower.startswith("content-"):
            about.setdefault(lower, value)
    if not about.get("content-type", b"").strip():
        return part.default, {}, about
    kind, params = media_type(about["content-type"])
    return kind, params, about


def _label(kind: str, params: dict[str, str]) -> str:
    """A container's type, with the parameter that says what kind of report it is."""
    report = params.get("report-type", "")
    return f"{kind}; report-type={report.lower()[:60]}" if report and kind.startswith("multipart/") else kind


def _children(walk: _Walk, part: _Part, label: str, boundary: str, kind: str) -> list[_Part]:
    spans = _spans(walk, part.start, part.end, boundary.encode("utf-8", "replace")) if boundary else []
    if not spans:
        guess = _GUESS.search(walk.raw, max(part.start - 1, 0), min(part.end, part.start + 64 * 1024))
        if guess is None:
            return []
        walk.problems.append("the boundary had to be guessed")
        spans = _spans(walk, part.start, part.end, guess[1])
    default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
    out: list[_Part] = []
    for start, end in spans:
        head = find_head(walk.raw, start, end, PART_HEAD, part=True)
        number = f"{part.path}.{len(out) + 1}" if part.path else str(len(out) + 1)
        out.append(_Part(head.block, head.body, end, number, (*part.containers, label), default))
        walk.problems.extend(head.problems)
        if len(out) >= walk.limits.parts:
            walk.problems.append("more parts than allowed, the rest was not read")
            break
    return out


def _spans(walk: _Walk, start: int, end: int, boundary: bytes) -> list[tuple[int, int]]:
    """(start, end) of the parts between the boundary lines; the end boundary may be missing."""
    line = b"--" + boundary.rstrip()
    spans: list[tuple[int, int]] = []
    opened = -1
    for at in _line_starts(walk.raw, line, start, end):
        walk.boundary_lines += 1
        if walk.boundary_lines > BOUNDARY_LINES:
            walk.problems.append("more boundary lines than allowed, the rest was not read")
            return spans
        found, closing, after = _boundary_line(walk.raw, at + len(line), end)
        if not found:
            continue
        if opened >= 0:
            spans.append((opened, _before(walk.raw, opened, at)))
        if closing or len(spans) > walk.limits.parts:
            return spans
        opened = after
    if 0 <= opened < end:
        walk.problems.append("the end boundary is missing")
        spans.append((opened, end))
    return spans


def _preamble(raw: bytes, part: _Part, boundary: str) -> _Part:
    """What stands before the first boundary line: all there is to read in a multipart without parts."""
    line = b"--" + boundary.encode("utf-8", "replace")
    stop = next(_line_starts(raw, line, part.start, part.end), part.end) if boundary else part.end
    return replace(part, end=stop)


def _line_starts(raw: bytes, line: bytes, start: int, end: int) -> Iterator[int]:
    """Where the lines begin that start with `line`."""
    if raw.startswith(line, start, end):
        yield start
    at = raw.find(b"\n" + line, start, end)
    while at >= 0:
        yield at + 1
        at = raw.find(b"\n" + line, at + 1, end)


def _boundary_line(raw: bytes, at: int, end: int) -> tuple[bool, bool, int]:
    """(whether only blanks follow on the line, whether it closes, offset of the next line)."""
    stop = raw.find(b"\n", at, min(end, at + 1000))
    after = stop + 1 if stop >= 0 else end
    rest = raw[at : stop if stop >= 0 else min(end, at + 1000)]
    rest = rest.strip(b" \t\r\n")
    return rest in (b"", b"--"), rest == b"--", after


def _before(raw: bytes, start: int, at: int) -> int:
    """The end of a part whose boundary line begins at `at`: the line end before it belongs to the boundary."""
    if at > start and raw[at - 1 : at] == b"\n":
        at -= 1
    if at > start and raw[at - 1 : at] == b"\r":
        at -= 1
    return max(at, start)


def _leaf(walk: _Walk, part: _Part, kind: str, params: dict[str, str], about: dict[str, bytes]) -> Leaf:
    disposition, more = parse_value(about.get("content-disposition", b""))
    encoding = about.get("content-transfer-encoding", b"").strip().lower()[:40].decode("ascii", "replace")
    body = walk.raw[part.start : part.end] if part.end - part.start < 1024 * 1024 else None
    size = part.end - part.start
    if body is not None:
        size += body.count(b"\n") - body.count(b"\r\n")  # as a server counts it, with CRLF
    leaf = Leaf(
        path=part.path or "1",
        content_type=kind,
        params=tuple(params.items()),
        encoding=encoding,
        disposition=disposition[:40],
        filename=(more.get("filename") or params.get("name") or "")[:255],
        size=size,
        containers=part.containers,
    )
    most = min(wanted(leaf, walk.limits), max(0, 4 * walk.limits.text_size + SIGNED - walk.kept))
    if not most:
        return leaf
    data = walk.raw[part.start : min(part.end, part.start + most)]
    walk.kept += len(data)
    if len(data) < part.end - part.start and kind in {"text/plain", "text/html"}:
        walk.problems.append("a text was cut")
    return replace(leaf, data=data)
