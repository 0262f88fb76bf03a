"""The header block, field by field, without trusting it.

Follows RFC 5322 section 2.2 where the mail does. Also read: the "From " line of mbox files, a byte-order mark and
blank lines before the first field, lines of garbage between fields, a missing blank line before the body, bare CR,
`\\r\\r\\n`. Linear in the bytes looked at, and bounded: a field keeps at most FIELD_SIZE bytes and a block at most
FIELDS fields.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

FIELD_SIZE = 64 * 1024  # bytes kept of one field
FIELDS = 2000
LINES = 50_000  # header lines looked at; after that only the blank line is searched for
_NAME = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
_BLANK_LINE = re.compile(rb"\n[ \t\r]*\n")
# A line of garbage between fields is only skipped when one of these follows; otherwise the body has begun.
_KNOWN = re.compile(
    rb"(?:from|to|cc|bcc|subject|date|sender|reply-to|message-id|in-reply-to|references|received|return-path|delivered-to|"
    rb"mime-version|content-[a-z-]{1,40}|x-[!-9;-~]{1,60}|list-[a-z-]{1,20}|dkim-signature|arc-[a-z-]{1,30}|"
    rb"authentication-results|precedence|auto-submitted|importance|priority|errors-to|status|user-agent|organization|"
    rb"thread-[a-z]{1,10}|resent-[a-z-]{1,15}|domainkey-signature|return-receipt-to|comments|keywords|lines)[ \t]*:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a header block ends. `block` is what was kept of it, `body` the offset at which the body begins."""

    block: bytes
    body: int
    problems: tuple[str, ...] = ()


def find_head(raw: bytes, start: int, end: int, most: int, *, part: bool = False) -> Head:
    """The header block in `raw[start:end]`, at most `most` bytes of it. `part`: a body part, which needs no header."""
    scan = _Scan(raw, start, end, most)
    if not part:
        scan.skip_lead()
    scan.run(part)
    return Head(b"".join(scan.kept), min(scan.at, end), tuple(dict.fromkeys(scan.problems)))


class _Scan:
    """One pass over the lines of a header block."""

    def __init__(self, raw: bytes, start: int, end: int, most: int) -> None:
        self.raw, self.at, self.end, self.most = raw, start, end, most
        self.kept: list[bytes] = []
        self.problems: list[str] = []
        self.size = self.field = self.count = 0

    def _line_end(self, at: int) -> int:
        """The offset after the line that begins at `at`."""
        found = self.raw.find(b"\n", at, self.end)
        return self.end if found < 0 else found + 1

    def skip_lead(self) -> None:
        if self.raw.startswith(b"\xef\xbb\xbf", self.at):
            self.at += 3
        at = self.at
        while at < self.end and self.raw[at : at + 1] in b"\r\n\t ":
            at += 1
            if at - self.at > 10_000:
                return
        for _ in range(3):
            if not self.raw.startswith((b"From ", b">From "), at):
                break
            at = self._line_end(at)
        if at < self.end and _NAME.match(self.raw, at, self.end):
            self.at = at

    def run(self, part: bool) -> None:
        for _ in range(LINES):
            if self.at >= self.end:
                return
            after = self._line_end(self.at)
            first = self.raw[self.at]
            if first in b" \t":
                if self._ends_here(after):
                    self.at = after
                    return
                self._keep(after, new=not self.kept)
            elif self.raw[self.at : min(after, self.at + 8)].strip(b"\r\n\0") == b"" and after - self.at <= 8:
                self.at = after
                return
            elif _NAME.match(self.raw, self.at, after):
                self._keep(after, new=True)
            elif self._garbage(after, part):
                self.at = after
            else:
                return
        self._far()

    def _ends_here(self, after: int) -> bool:
        """A line of blanks only is the end, unless a field or a folded line follows it."""
        if after - self.at > 1000 or self.raw[self.at : after].strip():
            return False
        return not (
            _KNOWN.match(self.raw, after, self.end) or (self.kept and self.raw[after : after + 1] in (b" ", b"\t"))
        )

    def _garbage(self, after: int, part: bool) -> bool:
        """Whether the line that is no field may be skipped: a known field follows it."""
        if part and not self.kept:
            return False
        if _KNOWN.match(self.raw, after, self.end):
            self.problems.append("a line in the header is no field")
            return True
        self.problems.append("no blank line after the header")
        return False

    def _keep(self, after: int, *, new: bool) -> None:
        if new:
            self.field = 0
            self.count += 1
        room = min(FIELD_SIZE - self.field, self.most - self.size)
        line = self.raw[self.at : min(after, self.at + max(room, 0))]
        if self.count > FIELDS or room <= 0:
            self.problems.append("the header was cut")
        else:
            if len(line) < after - self.at:
                self.problems.append("a header field was cut")
                line += b"\n"
            self.kept.append(line)
            self.size += len(line)
            self.field += len(line)
        self.at = after

    def _far(self) -> None:
        """A header of too many lines: go to the blank line without looking."""
        self.problems.append("the header was cut")
        found = _BLANK_LINE.search(self.raw, self.at, self.end)
        self.at = found.end() if found else self.end


@lru_cache(maxsize=2)  # asked for the same block when a mail is split and when its header is read
def fields_of(block: bytes) -> tuple[tuple[str, bytes], ...]:
    """(name as written, value unfolded: line ends out, blanks kept) of a block as `find_head` or a FETCH gives it."""
    out: list[tuple[str, bytes]] = []
    name, value = "", bytearray()
    for ended in block.split(b"\n"):
        line = ended.rstrip(b"\r")
        if line[:1] in (b" ", b"\t"):
            if name and len(value) < FIELD_SIZE:
                value += b" " + line.lstrip(b" \t")
            continue
        match = _NAME.match(line)
        if match is None:
            continue
        if name:
            out.append((name, bytes(value).strip()))
            if len(out) >= FIELDS:
                return tuple(out)
        name, value = (
            match[1].decode("ascii"),
            bytearray(line[match.end() : match.end() + FIELD_SIZE].replace(b"\r", b" ")),
        )
    if name:
        out.append((name, bytes(value).strip()))
    return tuple(out)
