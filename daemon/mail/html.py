"""HTML to lines of text, with what is quoted known as quoted.

selectolax (lexbor) builds the tree as browsers do and writes it back well formed; one pass over that text keeps the
layout (blocks, breaks, lists, table rows) and notes how deep each line stands in quotation. No style sheet is read,
nothing is fetched. Guards come first: lexbor is quadratic in nesting depth and in the number of attributes of one
tag, so both are bounded before it sees the text; where they are exceeded, the tags are just cut out.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from daemon.mail.html_marks import HISTORY_MARK
from daemon.mail.quote_containers import HISTORY, Role, role_of

DEPTH = 400
TAG_SIZE = 4000
_VOID = {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "param", "source", "track", "wbr"}
_SKIP = {
    "style",
    "script",
    "title",
    "head",
    "template",
    "object",
    "svg",
    "noscript",
    "select",
    "textarea",
    "iframe",
    "math",
}
_BLOCK = {
    "div",
    "tr",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "tbody",
    "thead",
    "section",
    "article",
    "header",
    "footer",
}
_BLOCK |= {"center", "form", "address", "fieldset", "main", "nav", "aside", "figure", "body", "html", "caption", "pre"}
_SPACED = {"p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
_TOKEN = re.compile(r"<(/?)([a-zA-Z][^\s<>/]{0,60})([^<>]{0,20000})>|<!--|([^<]+)|<")
_ATTRIBUTE = re.compile(r'([a-zA-Z_:-]{1,40})="([^"]{0,2000})"')
_TIGHT = re.compile(r"margin(?:-top|-bottom)?\s*:\s*0|MsoNormal", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\u200b]+")
_BARE_NAME = re.compile(r"[^\W\d_][\w.'’-]{0,20}(?: [^\W\d_][\w.'’-]{0,20}){0,2}\Z")
_OPENING = re.compile(r"<(?!/)(?!br|hr|img|input|meta|link|col|!)[a-z]", re.IGNORECASE)


class Line(NamedTuple):
    """One line of text and how many quote containers stand around it."""

    depth: int
    text: str
    signed: bool = False  # in an element that a mail program marks as signature


@dataclass(slots=True)
class _Page:
    """The lines gathered so far, and what is open around the current place."""

    lines: list[Line] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    depth: int = 0
    pre: int = 0
    signed: int = 0
    blank_wanted: bool = False

    def add(self, text: str) -> None:
        if not self.pre:
            text = _BLANKS.sub(" ", text)
            if text == " " and not self.current:
                return
        self.current.append(text)

    def end_line(self, *, blank: bool = False, forced: bool = False) -> None:
        """Ends the current line if there is one; `forced`: an empty one counts too (br)."""
        text = "".join(self.current).strip(" \n")
        self.current = []
        if text or forced:
            if text and self.blank_wanted and self.lines:
                self.lines.append(Line(min(self.depth, self.lines[-1].depth), ""))
            self.blank_wanted = False if text else self.blank_wanted
            self.lines.extend(Line(self.depth, piece, self.signed > 0) for piece in text.split("\n"))
        self.blank_wanted = self.blank_wanted or blank


def html_lines(html: str) -> list[Line]:
    """The lines of an HTML text, top to bottom. Total; linear in the size for what passes the guards."""
    guarded = _guard(html)
    if guarded is None:
        return [Line(0, line.strip()) for line in unescape(_cut_tags(html)).split("\n")]
    tree = LexborHTMLParser(guarded)
    body = tree.body
    return _render(body.html or "" if body is not None else tree.html or "")


def as_text(lines: list[Line]) -> str:
    """Everything readable, without marks."""
    return _tidy("\n".join(line.text for line in lines if line.text != HISTORY_MARK))


def as_marked(lines: list[Line]) -> str:
    """The same with "> " before quoted lines and HISTORY_MARK, without signature elements, as `own_words` wants it."""
    signed = [line.text for line in lines if line.signed and line.text]
    name = signed[0] if len(signed) == 1 and _BARE_NAME.match(signed[0]) else None  # nothing but it: then it was meant
    kept = [line for line in lines if not line.signed or line.text == name]
    if not any(line.text and not line.depth for line in kept):
        kept = lines
    return _tidy("\n".join("> " * min(line.depth, 5) + line.text for line in kept))


def _tidy(text: str) -> str:
    text = text.replace("\xa0", " ")
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()


def _guard(html: str) -> str | None:
    """The text as it may be parsed; None when it is nested beyond sense."""
    pieces = html.split("<")
    if any(len(piece) > TAG_SIZE for piece in pieces):
        pieces = [_shorten(piece) if len(piece) > TAG_SIZE else piece for piece in pieces]
        html = "<".join(pieces)
    if len(pieces) > DEPTH and _deepest(html) > DEPTH:
        return None
    return html


def _shorten(piece: str) -> str:
    """A tag with very long attributes (embedded pictures, bait) keeps its name only."""
    stop = piece.find(">")
    if 0 <= stop <= TAG_SIZE or piece.startswith("!--"):
        return piece
    name = re.match(r"/?[a-zA-Z][a-zA-Z0-9:]{0,30}", piece)
    return (name[0] if name else "") + (piece[stop:] if stop >= 0 else ">")


def _deepest(html: str) -> int:
    """An upper estimate of the nesting depth."""
    depth = deepest = 0
    for piece in html.split("<"):
        if piece.startswith("/"):
            depth -= depth > 0
        elif piece[:1].isalpha() and not piece.startswith(
            ("br", "hr", "img", "p>", "p ", "td", "tr", "li", "meta", "BR", "P>")
        ):
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _cut_tags(html: str) -> str:
    """Text without tags, for what can't be parsed: each tag ends at the next `>`."""
    out = []
    for number, piece in enumerate(html.split("<")):
        _, _, text = piece.partition(">") if number else ("", "", piece)
        if text.strip():
            out.append(text)
    return "\n".join(out)


class _Element(NamedTuple):
    tag: str
    quoted: bool
    skipped: bool
    signed: bool


def _render(html: str) -> list[Line]:
    page = _Page()
    stack: list[_Element] = []
    skipping = 0
    at = 0
    while match := _TOKEN.match(html, at):
        at = match.end()
        closing, tag, attributes, text = match.groups()
        if text is not None:
            if not skipping:
                page.add(_plain(text) if "&" in text else text)
        elif tag is None:
            if match[0] == "<!--":
                stop = html.find("-->", at)
                at = stop + 3 if stop >= 0 else len(html)
        elif closing:
            skipping -= _close(page, stack, tag.lower())
        else:
            skipping += _open(page, stack, tag.lower(), attributes, skipping)
    page.end_line()
    return page.lines


def _plain(text: str) -> str:
    """Text as lexbor writes it, with the only four references that it writes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\xa0").replace("&amp;", "&")


def _open(page: _Page, stack: list[_Element], tag: str, attributes: str, skipping: int) -> int:
    """Opens an element; 1 when it and all in it is not to be read."""
    if tag in _VOID:
        if not skipping:
            _void(page, tag, attributes)
        return 0
    about = dict(_ATTRIBUTE.findall(attributes)) if attributes else {}
    role = Role.PLAIN if skipping else role_of(tag, about)
    skipped = tag in _SKIP or role is Role.HIDDEN
    stack.append(_Element(tag, role is Role.QUOTE, skipped, role is Role.SIGNATURE))
    if skipping or skipped:
        return int(skipped)
    if tag in _SPACED:
        page.end_line(blank=not _TIGHT.search(attributes))
    elif tag in _BLOCK:
        page.end_line()
    elif tag in {"td", "th"} and page.current:
        page.add("  ")
    if role in HISTORY:
        page.end_line()
        page.lines.append(Line(0, HISTORY_MARK))
    if role is Role.QUOTE:
        page.end_line()
        page.depth += 1
    if role is Role.SIGNATURE:
        page.end_line()
        page.signed += 1
    page.pre += tag == "pre"
    if tag == "li":
        page.add("- ")
    return 0


def _void(page: _Page, tag: str, attributes: str) -> None:
    if tag == "br":
        page.end_line(forced=True)
    elif tag == "hr":
        page.end_line()
        about = dict(_ATTRIBUTE.findall(attributes))
        page.lines.append(Line(page.depth, HISTORY_MARK if role_of(tag, about) in HISTORY else "_" * 32))
    elif tag == "img":
        page.add("")


def _close(page: _Page, stack: list[_Element], tag: str) -> int:
    """Closes an element; 1 when reading goes on after it."""
    if not stack:
        return 0
    element = stack.pop()
    if element.skipped:
        return 1
    if tag in _SPACED:
        page.end_line(blank=bool(page.current) or page.blank_wanted)
    elif tag in _BLOCK:
        page.end_line()
    if element.quoted:
        page.end_line()
        page.depth -= 1
    if element.signed:
        page.end_line()
        page.signed -= 1
    page.pre -= tag == "pre"
    return 0
