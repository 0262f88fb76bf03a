"""Mails with what their writers newly wrote, made from the forms in quoting.txt: for the tests and for the bench."""

import textwrap
from collections.abc import Iterator

from tests.daemon.mail.fixtures import lines, mails

Case = tuple[str, str, str]  # name, text, own words

FORMS = lines("quoting")
NEW = "Yes, that helped a bit.\nThe printer in room 12 still jams, though."
OLD = ["Have you tried to restart it?", "If not, please do and tell us."]
QUOTED = [f"> {line}" for line in OLD]
PASSED_ON = "My screen has been black since this morning."
FORWARD_HEAD = "From: Ana Ruiz <ana@example.org>\nDate: Mon, 4 Mar 2024\nSubject: screen\nTo: help@example.org"


def cases() -> Iterator[Case]:
    """All of them, about 1,100."""
    yield from mails("written_mails")
    yield from _attributions()
    yield from _header_blocks()
    yield from _originals()
    yield from _forwards()
    yield from _added()


def _text(*parts: str) -> str:
    return "\n\n".join(parts)


def _attributions() -> Iterator[Case]:
    quoted, old = "\n".join(QUOTED), "\n".join(OLD)
    for name, line in (entry.split(" | ", 1) for entry in FORMS["attributions"]):
        yield f"{name}, on top", _text(NEW, line, quoted), NEW
        yield f"{name}, on top and tight", f"{NEW}\n\n{line}\n{quoted}", NEW
        if len(line) > 50:
            wrapped = "\n".join(textwrap.wrap(line, len(line) * 2 // 3, break_long_words=False, break_on_hyphens=False))
            yield f"{name}, wrapped", _text(NEW, wrapped, quoted), NEW
        if name not in {"gnus", "mutt star"}:  # never without quotation marks
            yield f"{name}, unmarked history", _text(NEW, line, old), NEW
        yield f"{name}, answer below", f"{line}\n{quoted}\n\n{NEW}", NEW
        yield (
            f"{name}, answers between",
            f"{line}\n{QUOTED[0]}\n\nYes, twice.\n\n{QUOTED[1]}\n\nStill jams.",
            "Yes, twice.\n\nStill jams.",
        )


def _header_blocks() -> Iterator[Case]:
    old = "\n".join(OLD)
    for language, sender, sent, to, subject in (entry.split(" | ") for entry in FORMS["headers"]):
        for mark in (": ", " : ", ":\t"):
            head = (
                f"{sender}{mark}Ana Ruiz <ana@example.org>\n{sent}{mark}04.03.2024 10:15\n"
                f"{to}{mark}support@example.org\n{subject}{mark}printer"
            )
            yield f"Outlook {language} {mark!r}", _text(NEW, head, old), NEW
            yield f"Outlook {language} {mark!r} below a rule", _text(NEW, f"{'_' * 32}\n{head}", old), NEW
        bold = "\n".join(f"*{key}:* x" for key in (sender, sent, to, subject))
        yield f"Outlook {language}, bold", _text(NEW, bold, old), NEW
        yield f"two header lines {language}", _text(NEW, f"{sender}: Ana Ruiz\n{sent}: 04.03.2024", old), NEW


def _originals() -> Iterator[Case]:
    old = "\n".join(OLD)
    for marker in FORMS["original"]:
        yield f"{marker} with header", f"{NEW}\n\n{marker}\nFrom: Ana\nSent: x\nTo: y\nSubject: z\n\n{old}", NEW
        yield f"{marker} alone", f"{NEW}\n\n{marker}\n{old}", NEW


def _forwards() -> Iterator[Case]:
    for marker in FORMS["forwarded"]:
        yield f"bare {marker}", f"{marker}\n{FORWARD_HEAD}\n\n{PASSED_ON}", PASSED_ON
        yield f"{marker} below own words", f"{NEW}\n\n{marker}\n{FORWARD_HEAD}\n\n{PASSED_ON}", NEW
        yield f"{marker} below FYI", f"FYI\n\n{marker}\n{FORWARD_HEAD}\n\n{PASSED_ON}", f"FYI\n\n{PASSED_ON}"


def _added() -> Iterator[Case]:
    for footer in FORMS["footers"]:
        yield f"{footer}", _text(NEW, footer), NEW
        yield (
            f"{footer} above a quotation",
            _text(NEW, footer, "On Mon, 4 Mar 2024 at 10:15, Ana <a@example.org> wrote:", "> x"),
            NEW,
        )
        yield (
            f"{footer} above Outlook's",
            f"{NEW}\n{footer}\n\n-----Original Message-----\nFrom: Ana\nSent: x\nTo: y\n\nold",
            NEW,
        )
    for notice in FORMS["disclaimers"]:
        yield f"disclaimer {notice[:30]}", _text(NEW, notice), NEW
        yield f"disclaimer wrapped {notice[:30]}", _text(NEW, textwrap.fill(notice, 72)), NEW
    for banner in FORMS["banners"]:
        yield f"banner {banner[:30]}", _text(banner, NEW), NEW
        yield f"banner wrapped {banner[:30]}", _text(textwrap.fill(banner, 72), NEW), NEW
    for marker in FORMS["ticket markers"]:
        yield marker, _text(NEW, marker, "Hello Ana, we have received your request."), NEW
