"""Taking out what a reader can't see and what turns lines around.

Controls, bidirectional overrides and isolates (Unicode TR9; "Trojan Source"), zero-width spaces and lone surrogates.
U+E000 goes as well: it is our own mark where history begins (`html_marks`).
The joiners U+200C and U+200D stay: Persian, Indic scripts and emoji are written with them.
"""

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ue000\U000e0000-\U000e0fff]"
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]*\n[^\S\n]*|[\t\r\n\x0b\x0c\x85\u2028\u2029]")


def clean_text(text: str) -> str:
    """A body: line ends become `\\n`, tabs stay."""
    return _UNSEEN.sub("", _BREAKS.sub("\n", text) if not text.isascii() or "\r" in text or "\x0c" in text else text)


def clean_line(text: str) -> str:
    """A header value or file name: one line, nothing unseen, no outer blanks."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return _UNSEEN.sub("", _SPACES.sub(" ", text)).strip()
