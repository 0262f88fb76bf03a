"""format=flowed (RFC 3676): lines that end in a blank go on in the next one of the same quotation depth."""

import re

_QUOTES = re.compile(r">*")


def unflow(text: str, *, delsp: bool) -> str:
    """The text with soft line breaks joined and stuffing taken off; "-- " stays a line of its own."""
    out: list[str] = []
    open_depth = -1
    for raw in text.split("\n"):
        marks = _QUOTES.match(raw)
        depth = marks.end() if marks else 0
        line = raw[depth:]
        if line.startswith(" "):
            line = line[1:]
        if open_depth == depth and line != "-- ":
            out[-1] = (out[-1][:-1] if delsp else out[-1]) + line
        else:
            out.append((">" * depth + " " if depth else "") + line)
        open_depth = depth if line.endswith(" ") and line != "-- " else -1
    return "\n".join(out)
