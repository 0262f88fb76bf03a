"""What a rendered mail says, held against the facts it was rendered from: nothing more, and nothing important less."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from responders.reply.reply import ReplyKind, StaffKind
from responders.wording.tone import Finding, check_text

SCREEN = 45  # lines to a writer, in the longest of cases; nobody scrolls further on a phone

_SHARE = re.compile(
    r"\d\s?%|\bper ?cent\b|\bProzent\b"
    r"|\b(?:in|out of) (?:ten|10)\b|\bvon (?:zehn|10)\b|\bsur (?:dix|10)\b|\bde cada (?:diez|10)\b"
    r"|\bsu (?:dieci|10)\b|\bop de (?:tien|10)\b|\bem cada (?:dez|10)\b|\bna (?:dziesięć|10)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
_ALERTED = re.compile(
    r"\balert(?:ed)?\b|\bpointed out to the team\b|\bteam was told\b|\balarmiert\b|\bhingewiesen\b|\balertée?\b"
    r"|\bavvisat[oi]\b|\bavisado\b",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(r"\b(?:None|True|False|Undefined)\b|\{\{|\{%|\(\)|\[\]|\"\"| [,.;:](?: |$)")
_LINK = re.compile(r"https?://\S+")
_TIMED = ("acknowledgement", "neutral", "added", "update", "broken", "merged")
_ADMITS = ("broken", "merged", "chase")


@dataclass(frozen=True, slots=True)
class Shown:
    """A rendered sample: its template, what is particular about it, what it was given, and what came of it."""

    file: str
    kind: ReplyKind | StaffKind
    says: str
    view: Mapping[str, object]
    text: str

    @property
    def flat(self) -> str:
        """The text on one line, without links."""
        return " ".join(_LINK.sub(" ", self.text).split())

    def given(self, name: str) -> str:
        """A name of the view as a string, "" when it is absent, empty or false."""
        value = self.view.get(name)
        return str(value) if value else ""


def check_shown(shown: Shown) -> Iterator[Finding]:
    """Everything wrong with one rendered mail. Lines are 0: what is wrong is what came out, not where it stands."""
    language = shown.file.partition("/")[0]
    for paragraph in _LINK.sub(" ", shown.text).split("\n\n"):
        for finding in _tone(" ".join(paragraph.split()), language):
            yield Finding(shown.file, 0, finding.phrase, finding.why, finding.instead)
    for left in _LEFT_OVER.finditer(_without_given(shown)):
        yield _finding(
            shown, left[0], "looks like something left over", "ask with {% if … %} whether the name is there"
        )
    if "ref" in shown.view:  # to a writer
        yield from _unfounded(shown)
        yield from _missing(shown)


@lru_cache(maxsize=4096)
def _tone(paragraph: str, language: str) -> tuple[Finding, ...]:
    """The samples share most of their paragraphs; the lists are long."""
    return tuple(check_text(paragraph, language))


def _unfounded(shown: Shown) -> Iterator[Finding]:
    """Said without a fact behind it."""
    text = _without_given(shown)
    if not shown.given("share") and (share := _SHARE.search(text)):
        yield _finding(shown, share[0], "names a share where nothing was measured", "put it inside {% if share %}")
    if not shown.given("alerted") and (alert := _ALERTED.search(text)):
        yield _finding(shown, alert[0], "says that the team was told when it was not", "put it inside {% if alerted %}")
    if clock := _CLOCK.search(text):
        instead = "use the names `by` and `said_by`"
        yield _finding(shown, clock[0], "is a time that stands in no fact", instead, warning=True)
    if len(shown.text.splitlines()) > SCREEN:
        yield _finding(shown, "", f"makes more than {SCREEN} lines", "shorten it", warning=True)


def _missing(shown: Shown) -> Iterator[Finding]:
    """Known, needed and not said."""
    by, said_by = shown.given("by"), shown.given("said_by")
    if by and shown.kind in _TIMED and by not in shown.flat:
        yield _finding(shown, "", "doesn't say by when a person answers, though it is promised", "use the name `by`")
    if said_by and shown.view.get("broken") and shown.kind in _ADMITS and said_by not in shown.flat[:400]:
        yield _finding(shown, "", "doesn't begin by admitting the broken promise", "begin with `said_by`")
    emergency = shown.given("emergency")
    first = shown.kind in ("acknowledgement", "neutral")
    if (
        first
        and emergency
        and shown.view.get("critical")
        and not shown.given("alerted")
        and emergency not in shown.flat
    ):
        yield _finding(shown, "", "doesn't say whom to call when people may be in danger", "use the name `emergency`")


def _without_given(shown: Shown) -> str:
    """The text without what came from facts and settings: the template's own words."""
    text = shown.flat
    for value in sorted(_strings(shown.view), key=len, reverse=True):
        text = text.replace(" ".join(_LINK.sub(" ", value).split()) or "\0", "…")
    return text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _strings(inner)


def _finding(shown: Shown, phrase: str, why: str, instead: str, warning: bool = False) -> Finding:
    why = f"{why} (seen with: {shown.says})"
    return Finding(shown.file, 0, phrase, why, instead, "warning" if warning else "error")
