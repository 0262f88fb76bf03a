"""From lines to sentences, so that the issue reads the same however a mail program wrapped the lines."""

import re
from collections.abc import Iterator, Sequence

FULL = 48  # characters from which on a line may have been wrapped
_END = re.compile(r"(?<=[.?!])[\"')\]]*\s+(?=\S)|(?<=!)(?=[^\W\d_])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:dr|prof|mr|mrs|ms|st|nr|no|vs|bzw|ca|inkl|evtl|ggf|vgl|etc|approx|fig|tel|dipl|ing|sr|sra|dott|sig|mme|hr|fr|str|abt|med|rer|nat|habil|phil|jur|min|max|std|usw|inc|ltd|rev|hon|ext|req|geom|avv|arch|ir|dott|sig\.ra|dra|inż|mgr|drs|dhr|mevr|mw|lic|cllr|capt|sgt|mlle|hd)|\b[^\W\d_]|[.][^\W\d_])\.[\"')]*\Z",
    re.IGNORECASE,
)
_COPIED = re.compile(r"\s*(?:b?cc|c\.\s?c\.|c/c|(?:e\s)?p\.\s?c\.|dw|kopie|copie|copia|cópia)\s?:", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*•·–>]+|\d{1,2}[.)])\s+(?=\S)")


def sentences(lines: Sequence[str]) -> Iterator[str]:
    """The sentences of these lines. A wrapped line is joined to the next; a short one, a list item, a label ends
    one."""
    for _, _, paragraph in paragraphs(lines):
        yield from sentences_of(paragraph)


def sentences_of(paragraph: str) -> Iterator[str]:
    """The sentences of text without line ends."""
    start = 0
    for match in _END.finditer(paragraph):
        if _ABBREVIATED.search(paragraph, max(0, match.start() - 12), match.start()):
            continue
        yield paragraph[start : match.end()].strip()
        start = match.end()
    rest = paragraph[start:].strip()
    if rest:
        yield rest


def paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first line, the one after the last, text) of the lines with wrapped ones joined."""
    held, last, begin, end = "", "", 0, 0
    for at, line in enumerate(lines):
        bullet = _BULLET.match(line)
        text = (line[bullet.end() :] if bullet else line).strip()
        if not text or bullet or not _goes_on(last, text):
            if held:
                yield begin, end, held
            held, begin = text, at
        else:
            held = f"{held} {text}"
        end = at + 1
        last = text
    if held:
        yield begin, end, held


def _goes_on(before: str, line: str) -> bool:
    """Whether `line` continues the sentence that `before` left open."""
    if _COPIED.match(line):
        return False
    if not before or before.endswith((".", "!", "?", ":")):
        return len(before) >= FULL and not before.endswith(":")
    return len(before) >= FULL or line[0].islower()
