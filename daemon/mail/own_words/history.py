"""Separating new lines from history: one pass over the lines, then stretches of new ones.

Three shapes: new words on top of unmarked history (cut there), new words below or between marked quotation (only the
quotation goes), and a bare forward (its body is the message).
"""

from dataclasses import dataclass, field

from daemon.mail.html_marks import HISTORY_MARK
from daemon.mail.own_words.marks import (
    attribution,
    header_block,
    is_forward_marker,
    is_original_marker,
    is_quoted,
    lotus_blocks,
    ticket_marker,
    with_own_line,
    with_plain_marks,
)
from daemon.mail.own_words.pointing import only_points
from daemon.mail.own_words.tidy import has_words, tidy
from daemon.mail.salutation import greeting_end
from daemon.mail.tokens import tokens_of

FORWARDS = 4  # forwards within forwards that are followed


@dataclass(slots=True)
class _Split:
    segments: list[list[str]] = field(default_factory=lambda: [[]])

    def add(self, line: str) -> None:
        self.segments[-1].append(line)

    def gap(self) -> None:
        if self.segments[-1]:
            self.segments.append([])

    def words(self) -> bool:
        return any(has_words("\n".join(segment)) for segment in self.segments)

    def drop_last(self, count: int) -> None:
        """Takes back the lines of an attribution that were added before its last one was seen."""
        if count:
            del self.segments[-1][-count:]


def new_segments(lines: list[str], forwards: int = FORWARDS) -> list[list[str]]:
    """Stretches of new lines, in order; between two of them something quoted was dropped."""
    lines = with_plain_marks(with_own_line(_above_ticket_marker(lines)))
    notes = lotus_blocks(lines)
    out = _Split()
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line:
            out.add(line)
            at += 1
            continue
        if is_quoted(line) and _next_is_quoted(lines, at) and out.words() and _goes_on(lines, at):
            out.gap()
            at = _after_quote(lines, at)
            continue
        if line == HISTORY_MARK or is_original_marker(line) or is_forward_marker(line) or _rule_above_block(lines, at):
            forward = is_forward_marker(line)
            below = _below_header(lines, at + 1)
            return _cut(out, lines, below, forward=forward, forwards=forwards)
        block = max(header_block(lines, at), notes.get(at, at))
        if block > at:
            return _cut(out, lines, block, forward=False, forwards=forwards)
        if is_quoted(line):
            out.gap()
            at = _after_quote(lines, at)
            continue
        follows = _next_is_quoted(lines, at)
        count = attribution(lines, at, quoted_follows=follows)
        if count:
            out.drop_last(count - 1)
            if not follows and out.words():
                return out.segments
            out.gap()
            at += 1
            continue
        out.add(line)
        at += 1
    return out.segments


def unquoted(lines: list[str]) -> list[str]:
    """All lines that carry no quotation mark."""
    return [line for line in lines if not is_quoted(line) and line != HISTORY_MARK]


def dequoted(lines: list[str]) -> list[str]:
    """The lines with one level of quotation marks taken off."""
    return [
        line.lstrip()[1:].removeprefix(" ") if line.lstrip().startswith(">") else line
        for line in lines
        if line != HISTORY_MARK
    ]


def _cut(out: _Split, lines: list[str], below: int, *, forward: bool, forwards: int) -> list[list[str]]:
    """History begins: keep what is above, or, with nothing (or only a greeting or "see below") above, the body that was
    passed on."""
    above = tidy([line for segment in out.segments for line in segment if not _only_greets(line)])
    if has_words(above) and not only_points(above):
        return out.segments
    rest = lines[below:]
    if forwards and has_words("\n".join(rest)):
        if all(is_quoted(line) or not line for line in rest):
            rest = dequoted(rest)
        inner = new_segments(rest[_skip_blank(rest) :], forwards - 1)
        if any(has_words("\n".join(segment)) for segment in inner):
            return [*out.segments, *inner]
    return out.segments


def _only_greets(line: str) -> bool:
    return greeting_end(line) == len(tokens_of(line[:300]))


def _above_ticket_marker(lines: list[str]) -> list[str]:
    at = ticket_marker(lines)
    if at is None:
        return lines
    return lines[:at] if has_words("\n".join(lines[:at])) else lines[at + 1 :]


def _rule_above_block(lines: list[str], at: int) -> bool:
    """A rule (____ or ----) right above a header block: Outlook's way without a marker."""
    line = lines[at].strip()
    if len(line) < 3 or line.strip("_-=*—–"):
        return False
    below = at + 1 + _skip_blank(lines[at + 1 : at + 4])
    return below < len(lines) and header_block(lines, below) > below


def _below_header(lines: list[str], at: int) -> int:
    """The index after the header block that may follow a marker."""
    start = at + _skip_blank(lines[at : at + 4])
    if start < len(lines) and (lines[start] == HISTORY_MARK or is_original_marker(lines[start])):
        return _below_header(lines, start + 1)
    return max(at, header_block(lines, start)) if start < len(lines) else at


def _skip_blank(lines: list[str]) -> int:
    """How many blank lines stand at the top."""
    return next((index for index, line in enumerate(lines) if line), len(lines))


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether unmarked words stand below a marked header of history: then only what is marked is quoted."""
    return _says_of_history(lines, at) and has_words("\n".join(line for line in lines[at:] if not is_quoted(line)))


def _says_of_history(lines: list[str], at: int) -> bool:
    return is_original_marker(lines[at]) or header_block(lines, at) > at


def _next_is_quoted(lines: list[str], at: int) -> bool:
    following = next((line for line in lines[at + 1 : at + 4] if line), "")
    return is_quoted(following)


def _after_quote(lines: list[str], at: int) -> int:
    """The index after a run of quoted lines; tails that a mail program wrapped out of the quotation belong to it."""
    while at < len(lines) and lines[at] and (is_quoted(lines[at]) or _is_wrapped_tail(lines, at)):
        at += 1
    return at


def _is_wrapped_tail(lines: list[str], at: int) -> bool:
    """A short unmarked line between a full quoted line and another quoted one."""
    before, here = lines[at - 1], lines[at]
    after = lines[at + 1] if at + 1 < len(lines) else ""
    return is_quoted(before) and len(before) >= 60 and len(here) < 40 and len(before) > len(here) and is_quoted(after)
