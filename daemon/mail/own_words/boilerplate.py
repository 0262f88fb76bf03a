"""Text that companies and systems add to every mail: legal disclaimers, banners about external senders, footers."""

import re

from daemon.mail.own_words.tidy import has_words
from daemon.mail.wordlists import patterns, sections

# "[External sender] Be careful"
_BRACKETED = re.compile(r"\s{0,3}\*{0,2}\[([^\[\]]{3,40})\]\*{0,2}[ :–-]{0,3}(.{0,300})")
_TICKET = re.compile(r"\[[A-Z0-9]{6}-[A-Z0-9]{4}\]\Z")  # Zendesk's, alone in a line
_RULES = re.compile(r"[-_=*~+#—–.\s]{3,200}\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
_LINK = re.compile(r"<[^<>\s]{1,500}>|https?://\S{1,500}|www\.\S{1,300}")
_PICTURE = re.compile(
    r"\s*\[(?:cid:|image:|inline image|logo|bild:|grafik:)[^\[\]]{0,300}\]\s*(?:<[^<>]{0,500}>\s*)?\Z", re.IGNORECASE
)
LEGAL = 60  # characters of a legal notice, at least
# Words; fewer above a notice are a greeting, and what stands right above it, in its paragraph, is the message.
_SAID = 6
_LEGAL = tuple(f"legal: {kind}" for kind in ("secret", "recipient", "mistake", "forbidden", "this mail", "liability"))


def without_boilerplate(lines: list[str]) -> list[str]:
    """The lines without banners at the top, and without disclaimers, footers and pictures' places below. It may be
    nothing that is left."""
    return _without_disclaimers(_without_banner(lines))


def _without_banner(lines: list[str]) -> list[str]:
    """Banner paragraphs among the first lines, and what Proofpoint frames ("ZjQcmQRYFpfptBannerStart")."""
    lines = _without_framed_banner(lines)
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
        lines = lines[end if has_words("\n".join(lines[end:])) else start + 1 :]
        lines = lines[next((at for at, line in enumerate(lines) if line and not _RULES.match(line)), 0) :]
    return lines


def _without_framed_banner(lines: list[str]) -> list[str]:
    start = next((at for at, line in enumerate(lines[:12]) if line.strip().endswith("BannerStart")), None)
    if start is None or len(lines[start].split()) > 1:
        return lines
    end = next(
        (at for at in range(start, min(len(lines), start + 30)) if lines[at].strip().endswith("BannerEnd")), None
    )
    return lines if end is None else lines[:start] + lines[end + 1 :]


def _banner_goes_on(before: str, line: str) -> bool:
    """Whether a wrapped banner goes on: another banner sentence, or the tail of a long unfinished line."""
    return is_banner(line) or (len(before) > 60 and not before.rstrip().endswith((".", "!", "]")))


def _without_disclaimers(lines: list[str]) -> list[str]:
    out: list[str] = []
    for paragraph in _paragraphs(lines):
        if not paragraph[0]:
            out.extend(paragraph)
        elif is_legal(" ".join(paragraph)[:4000]):
            if len("\n".join(out).split()) < _SAID:
                out.extend(_above_notice(paragraph))
        elif not is_footer(paragraph):
            out.extend(line for line in paragraph if not (line.endswith(("]", ">")) and _is_placeholder(line)))
    return out


def _above_notice(paragraph: list[str]) -> list[str]:
    """What is said right above a legal notice, in its paragraph: the lines before those that make it one by themselves."""
    first = len(paragraph) - 1
    while first and not is_legal(" ".join(paragraph[first:])[:4000]):
        first -= 1
    while first and len(paragraph[first - 1]) > LEGAL and not paragraph[first - 1].endswith((".", "!", "?", ":")):
        first -= 1  # wrapped: the notice's sentence begins further up
    return paragraph[:first]


def _is_placeholder(line: str) -> bool:
    return _PICTURE.match(line) is not None or _TICKET.match(line) is not None


def is_footer(paragraph: list[str]) -> bool:
    """What scanners, printers' friends and lists add: one known line, with nothing but rules and links around it."""
    if len(paragraph) > 5:
        return False
    shown = [_LINK.sub("", line).strip() for line in paragraph if not _RULES.match(line)]
    text = " ".join(line for line in shown if line).removeprefix("P ")  # the tree of Webdings, before "Please consider"
    return len(text) < 400 and patterns("added", "footers").match(text)


def is_legal(text: str) -> bool:
    """Whether a paragraph is a legal notice: longer than LEGAL, and of at least three of the kinds of things these say."""
    if len(text) <= LEGAL:
        return False
    low = text.casefold()
    found = 0
    for at, kind in enumerate(_LEGAL):
        found += any(map(low.__contains__, sections("added")[kind]))
        if found == 3 or found + len(_LEGAL) - at <= 3:  # no more can come that would matter
            break
    return found == 3


def is_banner(line: str) -> bool:
    """A warning that a gateway puts on top of mail from outside, with or without "CAUTION:" before it."""
    if patterns("added", "banners").match(line):
        return True
    if line.lstrip(" *")[:1] == "[" and (bracketed := _BRACKETED.match(line)) is not None:
        return _bracketed(bracketed[1].casefold(), bracketed[2].casefold())
    opening, colon, rest = line[:300].partition(":")
    if not colon:
        opening, colon, rest = line[:300].partition(" - ")
    if opening.strip(" *[]!#-").casefold() not in sections("added")["banner openings"]:
        return False
    return patterns("added", "banners").match(rest) or _warns(rest.casefold())  # what is known, or what warnings say


def _bracketed(opening: str, rest: str) -> bool:
    """Whether "[external]" stands before a call for care with links and attachments."""
    care, outside, thing = (sections("added")[f"banner: {kind}"] for kind in ("care", "outside", "thing"))
    if not any(sign in opening for sign in (*outside, *care)):
        return False
    return (
        not rest.strip() or (any(sign in rest for sign in care) and any(sign in rest for sign in thing)) or _warns(rest)
    )


def _warns(text: str) -> bool:
    """Whether a warning is about a sender outside, or against links and attachments; not when a person tells of
    them."""
    words = set(_WORD.findall(text))
    if not words.isdisjoint(sections("added")["banner: me"]):
        return False
    outside, mail, sender, act, thing = (
        any(sign in text for sign in sections("added")[f"banner: {kind}"])
        for kind in ("outside", "mail", "sender", "act", "thing")
    )
    forbids = not words.isdisjoint(sections("added")["banner: not"])
    return (outside and (sender or (mail and (act or thing)))) or (forbids and mail and act and thing)


def _paragraphs(lines: list[str]) -> list[list[str]]:
    """Runs of filled and of blank lines, in order."""
    out: list[list[str]] = []
    for line in lines:
        if out and bool(out[-1][0]) == bool(line):
            out[-1].append(line)
        else:
            out.append([line])
    return out
