"""Plain text laid out for a small screen: paragraphs wrapped, blank lines collapsed, the signature left as it is."""

import re

WIDTH = 72  # columns; RFC 3676 4.2 advises at most 78

_ITEM = re.compile(r"(?:[-*•]|\d{1,2}[.)])[ \t]+")
_SIGNATURE = "--"


def lay_out(text: str) -> str:
    """`\\n` line ends, one at the end.

    Lines that follow each other are one paragraph. Kept as they are: lines that begin with white space, and all after
    a line "-- ". A list item ("- ", "1. ") starts its own paragraph, its further lines indented.
    """
    lines: list[str] = []
    paragraph: list[str] = []
    signature: list[str] | None = None
    for raw in text.splitlines():
        line = raw.rstrip()
        if signature is not None:
            signature.append(line)
        elif line == _SIGNATURE:
            signature = []
        elif not line:
            _flush(paragraph, lines)
            if lines and lines[-1]:
                lines.append("")
        elif line[0] in " \t":
            _flush(paragraph, lines)
            lines.append(line)
        else:
            if paragraph and _ITEM.match(line):
                _flush(paragraph, lines)
            paragraph.append(line)
    _flush(paragraph, lines)
    return _joined(lines, signature or [])


def _joined(lines: list[str], signature: list[str]) -> str:
    while lines and not lines[-1]:
        lines.pop()
    while signature and not signature[-1]:
        signature.pop()
    if signature:
        lines += ["", f"{_SIGNATURE} ", *signature]
    return "\n".join(lines) + "\n"


def _flush(paragraph: list[str], lines: list[str]) -> None:
    """Add the paragraph's lines, broken at the last space that fits; a longer word (a link) stands whole."""
    if not paragraph:
        return
    text = " ".join(" ".join(paragraph).split())
    item = _ITEM.match(text)
    indent = " " * len(item[0]) if item else ""
    while len(text) > WIDTH:
        cut = text.rfind(" ", len(indent) + 1, WIDTH + 1)
        if cut < 0:
            cut = text.find(" ", WIDTH)
        if cut < 0:
            break
        lines.append(text[:cut])
        text = indent + text[cut + 1 :]
    lines.append(text)
    paragraph.clear()
