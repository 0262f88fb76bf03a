"""Reading mails: the head and the text parts of many at a time, attachments never.

First round for all: size, date, flags, the head, and the first `SMALL` bytes of the body. A mail that fits is whole
then. For the larger ones a second round brings the structure, and a third the text parts, one FETCH for all mails
that want the same parts. A mail whose structure is unusable is read from its first bytes.

When the server refuses or garbles a FETCH of several mails, the halves are asked for separately, so that one bad mail
costs itself only. Everything is BODY.PEEK: `\\Seen` is never set.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from config.settings import Limits
from daemon.inbox.bodystructure import Unusable, leaves
from daemon.inbox.client import Answer, Garbled, Refused
from daemon.mail.fields import find_head
from daemon.mail.mail import Leaf, RawMail
from daemon.mail.structure import SIGNED, split, wanted

# Asks the server for data items of some mails; raises Refused, Garbled or what the connection raises when it is lost.
Ask = Callable[[Sequence[int], Sequence[str]], dict[int, Answer]]

SMALL = 16 * 1024  # bytes of body in the first round
GROUP = 8 * 1024 * 1024  # bytes of text parts one FETCH may bring
GONE = "it is not in the folder any more"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail of the folder. Either `raw` or `error` is set."""

    uid: int
    internaldate: datetime | None = None  # aware, UTC; None when the server's date makes no sense
    flags: frozenset[str] = frozenset()
    size: int = 0  # RFC822.SIZE, bytes
    raw: RawMail | None = None
    error: str = ""
    gone: bool = False  # moved or deleted by somebody meanwhile: nothing to handle


def fetch(ask: Ask, uids: Sequence[int], limits: Limits) -> Iterator[Fetched]:
    """Read the mails, in the order of `uids`. What the connection raises passes through."""
    done: dict[int, Fetched] = {}
    larger: dict[int, Fetched] = {}
    items = (*_SUMMARY, f"BODY.PEEK[HEADER]<0.{limits.head_size}>", f"BODY.PEEK[TEXT]<0.{SMALL}>")
    for uid, answer in by_halves(ask, uids, items):
        read = _first(uid, answer, limits)
        if read.gone:
            done[uid] = read
        elif read.error:
            done[uid] = _otherwise(ask, read, limits)
        else:
            (done if read.raw and read.raw.leaves else larger)[uid] = read
    done.update(_with_parts(ask, larger, limits))
    yield from (done[uid] for uid in uids)


def fetch_heads(ask: Ask, uids: Sequence[int], limits: Limits) -> Iterator[Fetched]:
    """Only the heads, in the order of `uids`."""
    items = (*_SUMMARY, f"BODY.PEEK[HEADER]<0.{limits.head_size}>")
    for uid, answer in by_halves(ask, uids, items):
        read = _first(uid, answer, limits)
        yield replace(read, raw=replace(read.raw, leaves=())) if read.raw else read


def by_halves(ask: Ask, uids: Sequence[int], items: Sequence[str]) -> Iterator[tuple[int, Answer | str]]:
    """Every mail's answer, or in words why there is none."""
    if not uids:
        return
    try:
        answers = ask(uids, items)
    except (Refused, Garbled) as trouble:
        if len(uids) == 1:
            yield uids[0], str(trouble)
            return
        middle = len(uids) // 2
        yield from by_halves(ask, uids[:middle], items)
        yield from by_halves(ask, uids[middle:], items)
        return
    for uid in uids:
        yield uid, answers.get(uid, GONE)


def flags_of(answer: Answer) -> frozenset[str]:
    """The flags as text, without `\\Recent`, which says nothing about the mail."""
    flags = answer.get(b"FLAGS")
    if not isinstance(flags, tuple):
        return frozenset()
    names = (flag.decode("utf-8", "replace") if isinstance(flag, bytes) else str(flag) for flag in flags)
    return frozenset(name for name in names if name.lower() != "\\recent")


_SUMMARY = ("UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE")


def section(answer: Answer, name: str) -> bytes | None:
    """The bytes of BODY[name], asked for in part or whole."""
    key = f"BODY[{name}]".encode()
    value = answer.get(key + b"<0>", answer.get(key))
    return value if isinstance(value, bytes) else None


def _first(uid: int, answer: Answer | str, limits: Limits) -> Fetched:
    """What the first round tells. A mail it did not bring whole has its head, cut down to the limits, and no leaves."""
    if isinstance(answer, str):
        return Fetched(uid, error=answer, gone=answer == GONE)
    head, text = section(answer, "HEADER"), section(answer, "TEXT")
    if head is None:
        return Fetched(uid, error="the server gave no head")
    size = answer.get(b"RFC822.SIZE")
    size = size if isinstance(size, int) else len(head) + len(text or b"")
    # RFC822.SIZE is a guess on some servers; that less text came than was asked for is certain.
    whole = size <= len(head) if text is None else len(text) < SMALL
    cut = len(head) >= limits.head_size
    if cut:  # somewhere in a line: what follows must not be read as a field
        head = head[: head.rfind(b"\n") + 1] + b"\r\n"
    if whole:
        raw = replace(split(head + (text or b""), limits), size=size)
    else:
        found = find_head(head, 0, len(head), limits.head_size)
        raw = RawMail(found.block, (), size, found.problems)
    mail = Fetched(uid, _utc(answer.get(b"INTERNALDATE")), flags_of(answer), size, raw)
    return _noted(mail, "the header was cut") if cut else mail


def _with_parts(ask: Ask, mails: Mapping[int, Fetched], limits: Limits) -> Iterator[tuple[int, Fetched]]:
    """The second and third round."""
    outlines: dict[int, tuple[Leaf, ...]] = {}
    readable = [uid for uid, mail in mails.items() if mail.size <= limits.message_size]
    for uid, answer in by_halves(ask, readable, ("UID", "BODYSTRUCTURE")):
        outline = _outline(answer, limits)
        if outline is None:
            yield uid, _from_first_bytes(ask, mails[uid], limits)
        else:
            outlines[uid] = outline
    for uid, mail in mails.items():
        if mail.size > limits.message_size:
            yield uid, _noted(mail, "the message is larger than allowed, only its head was read")
    for group, sections in _groups(outlines, limits):
        items = ("UID", *(f"BODY.PEEK[{path}]<0.{most}>" for path, most in sections))
        for uid, answer in by_halves(ask, group, items):
            data = {} if isinstance(answer, str) else {path: section(answer, path) for path, _ in sections}
            if isinstance(answer, str) or None in data.values():
                yield uid, _from_first_bytes(ask, mails[uid], limits)
            else:
                yield uid, _filled(mails[uid], outlines[uid], data, sections)


def _outline(answer: Answer | str, limits: Limits) -> tuple[Leaf, ...] | None:
    try:
        outline = () if isinstance(answer, str) else leaves(answer.get(b"BODYSTRUCTURE"), limits)
    except (Unusable, RecursionError):
        return None
    # A large mail of empty parts only has its text where no part begins.
    return outline if any(leaf.size for leaf in outline) else None


# What to ask of a mail: section numbers, and the most bytes of each.
Sections = tuple[tuple[str, int], ...]


def _groups(outlines: Mapping[int, tuple[Leaf, ...]], limits: Limits) -> Iterator[tuple[list[int], Sections]]:
    """Mails that want the same sections, together as long as one FETCH stays below `GROUP` bytes."""
    alike: dict[Sections, list[int]] = {}
    for uid, outline in outlines.items():
        alike.setdefault(_sections(outline, limits), []).append(uid)
    for sections, uids in alike.items():
        step = max(1, GROUP // max(1, sum(most for _, most in sections)))
        for start in range(0, len(uids), step):
            yield uids[start : start + step], sections


def _sections(outline: tuple[Leaf, ...], limits: Limits) -> Sections:
    sections: list[tuple[str, int]] = []
    room = 4 * limits.text_size + SIGNED  # of all parts together
    for leaf in outline:
        most = min(wanted(leaf, limits), room)
        if most > 0:
            sections.append((leaf.path, most))
            room -= min(most, leaf.size)
    return tuple(sections)


def _filled(mail: Fetched, outline: tuple[Leaf, ...], data: Mapping[str, bytes | None], sections: Sections) -> Fetched:
    parts = tuple(replace(leaf, data=data[leaf.path]) if leaf.path in data else leaf for leaf in outline)
    filled = replace(mail, raw=replace(mail.raw, leaves=parts)) if mail.raw else mail
    cut = any(len(data[path] or b"") >= most for path, most in sections)
    return _noted(filled, "a text was cut") if cut else filled


def _otherwise(ask: Ask, failed: Fetched, limits: Limits) -> Fetched:
    """A mail whose first round failed, asked for in the plainest words there are."""
    ((_, answer),) = by_halves(ask, [failed.uid], _SUMMARY)
    if isinstance(answer, str):
        return replace(failed, gone=answer == GONE)
    size = answer.get(b"RFC822.SIZE")
    size = size if isinstance(size, int) else 0
    mail = Fetched(failed.uid, _utc(answer.get(b"INTERNALDATE")), flags_of(answer), size)
    return _from_first_bytes(ask, mail, limits)


def _from_first_bytes(ask: Ask, mail: Fetched, limits: Limits) -> Fetched:
    """A mail whose structure or parts the server can't give: read from its beginning as if it were a file."""
    most = limits.head_size + 4 * limits.text_size
    ((_, answer),) = by_halves(ask, [mail.uid], ("UID", f"BODY.PEEK[]<0.{most}>"))
    if isinstance(answer, str):
        return replace(mail, raw=None, error=answer, gone=answer == GONE)
    start = section(answer, "")
    if not start:
        return replace(mail, raw=None, error="the server gave neither its parts nor its beginning")
    size = mail.size or len(start)
    read = replace(mail, size=size, raw=replace(split(start, limits), size=size))
    return read if len(start) < most else _noted(read, "only its beginning was read")


def _noted(mail: Fetched, problem: str) -> Fetched:
    raw = mail.raw
    return replace(mail, raw=replace(raw, problems=(*raw.problems, problem))) if raw else mail


def _utc(value: Any) -> datetime | None:
    try:
        return value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else None
    except (OverflowError, ValueError):
        return None
