"""Which of the leaves is the text a reader sees, and what it says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from daemon.mail.charsets import decode
from daemon.mail.clean import clean_text
from daemon.mail.flowed import unflow
from daemon.mail.html import as_marked, as_text, html_lines
from daemon.mail.invitation import invitation_text
from daemon.mail.mail import Leaf
from daemon.mail.transfer import decode_transfer

HTML_SIZE = 400_000  # characters of HTML that are rendered
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_UUENCODED = re.compile(
    r"^begin [0-7]{3,4} [^\n]{1,200}\n(?:[!-`]?[ -`]{0,90}\n){1,}?(?:`\n)?end[ \t]*(?:\n|\Z)", re.MULTILINE
)
_YENC = re.compile(r"^=ybegin [^\n]{1,300}\n.{0,2000000}?(?:^=yend [^\n]{0,200}$|\Z)", re.MULTILINE | re.DOTALL)
_STUB = re.compile(
    r"html|view (?:this|the) (?:e-?mail|message)|does not support|plain text|browser|dargestellt|anzeigen|kein html|client",
    re.IGNORECASE,
)
_ENRICHED = re.compile(r"<param>[^<]{0,200}</param>|</?[a-zA-Z-]{1,40}>", re.IGNORECASE)  # RFC 1896
_ESCAPED = re.compile(r">{1,9}From ")
_TAG = re.compile(r"<(?:html|body|div|p|br|table|span|font|meta)\b[^>]{0,400}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """`text` is all that is readable, `marked` the same with "> " where it is known to be quoted."""

    text: str = ""
    marked: str = ""


def leaf_text(leaf: Leaf) -> str:
    """A text leaf decoded and cleaned, as it stands (HTML as HTML)."""
    data = decode_transfer(leaf.data or b"", leaf.encoding)
    params = dict(leaf.params)
    label = params.get("charset", "")
    if not label and leaf.content_type == "text/html":
        meta = _META.search(data[:3000])
        label = meta[1].decode("ascii") if meta else ""
    text = clean_text(decode(data, label))
    if leaf.content_type in {"text/enriched", "text/richtext"}:
        return _ENRICHED.sub("", text.replace("<<", "&lt;").replace("<nl>", "\n")).replace("&lt;", "<")
    if params.get("format", "").lower() == "flowed":
        text = unflow(text, delsp=params.get("delsp", "").lower() == "yes")
    return text


def body_of(leaves: Sequence[Leaf]) -> Body:
    """The readable body: of alternatives the plain one unless it is a stub, of a mixed mail all text parts in
    order."""
    readable = [leaf for leaf in leaves if is_body(leaf)]
    if not readable:
        readable = [leaf for leaf in leaves if leaf.data is not None and leaf.content_type.startswith("text/")][:1]
    texts: list[str] = []
    marked: list[str] = []
    for group in _alternatives(readable):
        chosen = _choose(group)
        if chosen.text and not (group[0].content_type == "text/html" and _repeats(chosen.text, texts)):
            texts.append(chosen.text)
            marked.append(chosen.marked)
    return Body("\n\n".join(texts), "\n\n".join(marked))


def _repeats(text: str, before: Sequence[str]) -> bool:
    """Whether an HTML part says what a plain part before it said already, put side by side instead of as alternatives."""
    words = set(text.split())
    return any(len(words & set(other.split())) >= 0.8 * len(words) for other in before) if words else True


def is_body(leaf: Leaf) -> bool:
    """Whether a leaf is shown as part of the text: text with data, neither attached nor an inline file."""
    if leaf.data is None or leaf.disposition == "attachment":
        return False
    if leaf.content_type in {"text/plain", "text/html", "text/enriched", "text/richtext", "text/markdown"}:
        return not (leaf.disposition == "inline" and leaf.filename and leaf.path not in {"1", "1.1", "1.1.1"})
    return (
        leaf.path == "1"
        and leaf.content_type.startswith("text/")
        and leaf.content_type not in {"text/calendar", "text/rfc822-headers"}
    )


def _alternatives(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    """Leaves grouped: those of one multipart/alternative together, all others alone."""
    groups: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        groups.setdefault(_alternative_path(leaf), []).append(leaf)
    return list(groups.values())


def _alternative_path(leaf: Leaf) -> str:
    """The section number of the outermost multipart/alternative around a leaf, or its own."""
    numbers = leaf.path.split(".")
    for level, container in enumerate(leaf.containers):
        if container == "multipart/alternative":
            return "a" + ".".join(numbers[:level])
    return leaf.path


def _choose(group: list[Leaf]) -> Body:
    if group[0].content_type == "text/calendar":
        return _plain(invitation_text(leaf_text(group[0])))
    plain = [leaf for leaf in group if leaf.content_type != "text/html"]
    html = [leaf for leaf in group if leaf.content_type == "text/html"]
    shown = _plain("\n\n".join(leaf_text(leaf) for leaf in plain)) if plain else Body()
    if html and (not shown.text or _is_stub(shown.text)):
        rendered = _html("\n".join(leaf_text(leaf) for leaf in html))
        if len(rendered.text) > len(shown.text) or not shown.text:
            return rendered
    return shown


def _is_stub(text: str) -> bool:
    """A plain part that only says to look at the other one."""
    return len(text) < 20 or (len(text) < 400 and _STUB.search(text) is not None)


def _plain(text: str) -> Body:
    if _TAG.search(text[:2000]) and len(_TAG.findall(text[:20000])) > 5 and "</" in text:
        return _html(text)  # HTML under the wrong label
    text = _without_escapes(_without_binary(text)).strip("\n")
    return Body(text.rstrip(), text.rstrip())


def _without_escapes(text: str) -> str:
    """Without the ">" that mbox files put before "From " (RFC 4155): a line so marked among lines that are not quoted."""
    if ">From " not in text:
        return text
    lines = text.split("\n")
    escaped = [_ESCAPED.match(line) is not None for line in lines]
    quoted = [line.startswith(">") and not escaped[at] for at, line in enumerate(lines)] + [False]
    return "\n".join(
        line[1:] if escaped[at] and not quoted[at - 1] and not quoted[at + 1] else line for at, line in enumerate(lines)
    )


def _without_binary(text: str) -> str:
    if "\nbegin " in text or text.startswith("begin "):
        text = _UUENCODED.sub("", text)
    if "=ybegin " in text:
        text = _YENC.sub("", text)
    return text


def _html(html: str) -> Body:
    lines = html_lines(html[:HTML_SIZE])
    return Body(as_text(lines), as_marked(lines))
