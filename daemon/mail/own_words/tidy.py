"""Lines before and after."""

import re

_WORD = re.compile(r"[^\W_]|[\u2190-\u2fff\u3012-\u303f\U0001f000-\U0001faff]")
_STRANGE_BLANKS = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def prepare(text: str) -> list[str]:
    """Lines without trailing blanks; every kind of blank is a plain one."""
    if not text.isascii():
        text = _STRANGE_BLANKS.sub(" ", text)
    if "&nbsp;" in text:
        text = text.replace("&nbsp;", " ")  # some programs leave it in plain text
    return [line.rstrip() for line in text.split("\n")]


def tidy(lines: list[str]) -> str:
    """No blank lines at the ends, at most one between."""
    out: list[str] = []
    for line in lines:
        if line or (out and out[-1]):
            out.append(line)
    while out and not out[-1]:
        out.pop()
    return "\n".join(out)


def has_words(text: str) -> bool:
    """Whether there is a letter or digit in any script, or at least a symbol (an emoji)."""
    return _WORD.search(text) is not None
