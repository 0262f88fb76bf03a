"""Text that companies and systems add to every mail: legal disclaimers, banners about external senders, footers."""

from daemon.mail.own_words.tidy import has_words
from daemon.mail.wordlists import patterns, sections

_LEGAL = tuple(f"legal: {kind}" for kind in ("secret", "recipient", "mistake", "forbidden", "this mail", "liability"))


def without_boilerplate(lines: list[str]) -> list[str]:
    """The lines without banners at the top, and without disclaimers and footers below; unchanged when nothing is
    left."""
    kept = _without_disclaimers(_without_banner(lines))
    return kept if has_words("\n".join(kept)) else lines


def _without_banner(lines: list[str]) -> list[str]:
    """Banner paragraphs among the first lines."""
    for _ in range(4):
        start = next((index for index, line in enumerate(lines) if line and line.strip("_-=* ")), None)
        if start is None or not is_banner(lines[start]):
            break
        end = start
        while end < len(lines) and lines[end]:
            end += 1
            if end - start >= 6 or (
                end < len(lines) and lines[end] and not _banner_goes_on(lines[end - 1], lines[end])
            ):
                break
        lines = lines[end:]
    return lines


def _banner_goes_on(before: str, line: str) -> bool:
    """Whether a wrapped banner goes on: another banner sentence, or the tail of a long unfinished line."""
    return is_banner(line) or (len(before) > 60 and not before.rstrip().endswith((".", "!", "]")))


def _without_disclaimers(lines: list[str]) -> list[str]:
    out: list[str] = []
    for paragraph in _paragraphs(lines):
        text = " ".join(paragraph)[:4000]
        if paragraph[0] and (is_legal(text) or (len(paragraph) <= 2 and patterns("added", "footers").match(text))):
            continue
        out.extend(paragraph)
    return out


def is_legal(text: str) -> bool:
    """Whether a paragraph is a legal notice: long, and of at least three of the kinds of things these say."""
    if len(text) <= 100:
        return False
    low = text.casefold()
    return sum(any(sign in low for sign in sections("added")[kind]) for kind in _LEGAL) >= 3


def is_banner(line: str) -> bool:
    """A warning that a gateway puts on top of mail from outside, with or without "CAUTION:" before it."""
    if patterns("added", "banners").match(line):
        return True
    opening, colon, rest = line[:300].partition(":")
    if not colon:
        opening, colon, rest = line[:300].partition(" - ")
    return opening.strip(" *[]!#-").casefold() in sections("added")["banner openings"] and patterns(
        "added", "banners"
    ).match(rest)


def _paragraphs(lines: list[str]) -> list[list[str]]:
    """Runs of filled and of blank lines, in order."""
    out: list[list[str]] = []
    for line in lines:
        if out and bool(out[-1][0]) == bool(line):
            out[-1].append(line)
        else:
            out.append([line])
    return out
