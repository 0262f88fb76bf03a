"""Recognising the lines that mail programs put around quoted mail. Every pattern is bounded and looks at one short
line."""

import re
from collections.abc import Sequence

from daemon.mail.wordlists import sections

LINE = 400  # characters of a line that are looked at


_WORDS = sections("quoting")


def _any(title: str) -> str:
    """An alternation of the phrases of a section, longest first; blanks match any run of blanks."""
    return "|".join(
        re.escape(p).replace(r"\ ", r"[ \u00a0]{1,3}") for p in sorted(_WORDS[title], key=len, reverse=True)
    )


# A bar counts when it isn't a table's, initials and ">>>" when they aren't a prompt's (">>> import os", ">>> f(1)").
_PYTHON = (
    r">> (?:import [\w., ]{1,60}\Z|from [\w.]{1,60} import |[A-Za-z_][\w.]{0,60}(?:\(| = )"
    r"|[\d(][\d.() ]{0,30} [+*/-] [\d.()+*/ -]{1,30}\Z)"
)
QUOTED = re.compile(
    rf"[ \t]{{0,3}}(?:>(?!{_PYTHON})|\|(?=\s)(?![^\n]{{1,300}}\|)|(?!(?:SQL|CMD|DOS|PS|R|[A-H])>)[A-Z]{{1,3}}>)"
)
_KEY = re.compile(
    rf"[ \t>*_|]{{0,12}}(?:(?P<from>{_any('from keys')})|(?P<sent>{_any('sent keys')})|(?P<to>{_any('to keys')})"
    rf"|(?P<subject>{_any('subject keys')})|(?P<other>{_any('other keys')}))[*_ \t\u00a0]{{0,3}}[:：][*_]{{0,2}}",
    re.IGNORECASE,
)
# "From: 9:00", "From: 3.5.2025": a plan, where nobody is named.
_WHEN = re.compile(
    r"\s*\d{1,2}(?:[:.h/-]\d{1,4}){0,2}\.?\s?(?:uhr|h|am|pm|a\.m\.?|p\.m\.?|o'clock)?\s*\Z", re.IGNORECASE
)
_RULE = r"[-_=*~+<>– —\t]"
_RULES = frozenset("-_=*~+<–—")
_MARK_ENDS = frozenset(":：-_=*~+>–—")
_ORIGINAL = re.compile(
    rf"[>|\s]{{0,8}}(?:{_RULE}{{2,80}}(?:{_any('original')})(?:{_RULE}{{2,80}}[^\n]{{0,500}}|{_RULE}{{0,80}}[:：]?\s*\Z)"
    rf"|(?:{_any('original')})\s?{_RULE}{{2,80}}[:：]?\s*\Z|-{{6,80}}\s?Original\s?-{{6,80}}\s*\Z"
    rf"|-{{4,80}}\+-{{4,80}}>\s*\Z)",  # QQ; Notes' table
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    rf"[>|\s]{{0,8}}(?:{_RULE}{{2,80}}\s?(?:{_any('forwarded')})[^\n]{{0,90}}|(?:{_any('forwarded')})\s?(?:[:：]|{_RULE}{{2,80}}))[:：]?\s*\Z",
    re.IGNORECASE,
)
_TORN = re.compile(r">\s?[^\s>][^>]{1,40}[:：]\s*\Z")  # "> wrote:" below an address: its bracket was wrapped with it
_NAMED = re.compile(r"[ \t]{0,8}([^\W\d_][\w.-]{0,20}>)(?:\s|\Z)")
# GroupWise: ">>> Ana Ruiz <ana@example.org> 04.03.2024 10:15 >>>"
_GROUPWISE = re.compile(r"\s{0,3}>{3}\s[^>\n][^\n]{2,200}\d[^\n]{0,60}>{3}\s*\Z")
_WHOLE_DATE = re.compile(  # in a line of its own
    r"\s{0,12}\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s{1,3}\d{1,2}:\d{2}(?::\d\d)?(?:\s?[AP]M)?(?:\s[A-Z]{2,4})?\s*\Z",
    re.IGNORECASE,
)
# "In article <…>," above the name, in newsgroups; and Outlook Express's "… wrote in message" with the id on a line of its own.
_ARTICLE = re.compile(r"\s{0,3}In (?:article|message|post|news:)\s?:?\s?<?[^\s<>]{1,120}>?,?\s*\Z", re.IGNORECASE)
_NEWS = re.compile(rf"(?:{_any('verbs')})[^\n]{{0,3}}\s(?:{_any('news')})(?!\w)", re.IGNORECASE)
_LONG_AGO = re.compile(r"\b(?:1[0-8]\d\d|19[0-6]\d)\b")  # nobody wrote mail then
_DATE = re.compile(r"\d{1,4}\s?[./年-]\s?\d{1,2}\s?[./月-]\s?\d{1,4}|\b(?:19|20)\d\d\b|(?:19|20)\d\d[年년.]")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}:\d{2}")
_ADDRESS = re.compile(r"[^\s<>()\[\]]{1,80}@[^\s<>()\[\]]{1,120}")
_VERB = re.compile(rf"(?<!\w)(?:{_any('verbs')})(?!\w)|(?:{_any('unspaced verbs')})", re.IGNORECASE)
_OPENING = re.compile(rf"[>\s*_-]{{0,8}}(?:(?:{_any('openings')})(?=[\s,:])|[在於于])", re.IGNORECASE)
_NAME_FIRST = re.compile(  # "Ana Ruiz wrote on 4 March 2025:", and nothing else
    r"[>\s]{0,8}(?!(?:We|Ich|Wir|Je|Nous|Yo|Io|Ik|Wij|Jag|Jeg|Eu|Ja)\s)"
    rf"(?:[A-ZÀ-ÞА-Я][\w.'’-]{{1,30}},?\s){{1,4}}(?:{_any('verbs')})\s[^.!?;]{{0,8}}\d[^!?;]{{4,40}}\Z"
)
_NAME_AND_ADDRESS = re.compile(  # "Ana Ruiz <ana@example.org> wrote:", and nothing else: telephones
    rf'[>\s]{{0,8}}(?:"?[^\s<>":][^<>":]{{0,60}}"?\s)?<[^\s<>@]{{1,80}}@[^\s<>]{{1,120}}>,?\s(?:{_any("verbs")})\s?[:：]\s*\Z',
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?:[:：]\s?[*_\u200f\u200e]{0,3}|-{3,5})\s*\Z")
_GLUED = re.compile(r"(?<=[.!?)])\s(?=(?:On|Am|Le|El|Il|Op|Em|Den|W dniu) [A-Z\d])")
_SMALL_WORD = re.compile(r"(?<![\w@.])[^\W\d_A-ZÀ-ÞА-Я][^\W\d_]*(?![\w@])")
# Old Gmail: "2013/11/1 Ana Ruiz <ana@example.org>", without verb and sometimes without colon.
_BARE = re.compile(r"[>\s]{0,8}\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b.{0,120}<[^\s<>()]{1,80}@[^\s<>()]{1,120}>:?\s*\Z")
_TO = frozenset(_WORDS["to keys"])
_SUBJECT = frozenset(_WORDS["subject keys"])
# "##- Please type your reply above this line -##", "=== Write ABOVE THIS LINE to post a reply ===": a word for above, and
# either a word for line or one for answering, both, or a rule around one of them.
_ABOVE = re.compile(rf"(?<!\w)(?:{_any('ticket above')})(?!\w)|(?:{_any('unspaced ticket above')})", re.IGNORECASE)
_ANSWER = re.compile(rf"(?<!\w)(?:{_any('ticket answer')})|(?:{_any('unspaced ticket answer')})", re.IGNORECASE)
_THIS_LINE = re.compile(rf"(?<!\w)(?:{_any('ticket line')})(?!\w)|(?:{_any('unspaced ticket line')})", re.IGNORECASE)
_RULED = re.compile(r"[\s>]{0,8}[#*=_~+–—-]{2}|.{1,160}[#*=_~+–—-]{2}\s*\Z")


def is_quoted(line: str) -> bool:
    return QUOTED.match(line) is not None


def is_original_marker(line: str) -> bool:
    """-----Original Message-----, in any of the languages."""
    return (
        len(line) < 600
        and _may_mark(line)
        and (_ORIGINAL.match(line) is not None or _GROUPWISE.match(line) is not None)
    )


def _may_mark(line: str) -> bool:
    """Cheaply: whether a line begins with a rule or ends as a marker does."""
    return line.lstrip(" >|")[:1] in _RULES or line[-1:] in _MARK_ENDS


def is_forward_marker(line: str) -> bool:
    """---------- Forwarded message ---------, Begin forwarded message:, in any of the languages."""
    return len(line) < 250 and _may_mark(line) and _FORWARDED.match(line) is not None


def ticket_marker(lines: Sequence[str]) -> int | None:
    """The index of "##- Please type your reply above this line -##" among the first lines."""
    for at, line in enumerate(lines[:400]):
        if 8 < len(line) < 160 and _ABOVE.search(line) and _is_ticket_line(line):
            return at
    return None


def _is_ticket_line(line: str) -> bool:
    """Whether a line that says "above" is such a marker: ruled, or nothing but that one sentence."""
    answer, this_line = _ANSWER.search(line), _THIS_LINE.search(line)
    if _RULED.match(line):
        return answer is not None or this_line is not None
    if answer is None or this_line is None or len(line.split()) > 14:
        return False
    above = _ABOVE.search(line)  # "this line", not only "line": people write of lines as well
    pointed = " " in this_line[0] or not line.isascii()
    return pointed and above is not None and (not line.isascii() or 0 <= this_line.start() - above.end() < 8)


def header_block(lines: Sequence[str], at: int) -> int:
    """The index after a block of "From: … Sent: … To: … Subject: …" lines that begins at `at`; `at` when there is
    none."""
    roles: set[str] = set()
    end, misses = at, 0
    for index in range(at, min(len(lines), at + 24)):
        line = lines[index][:LINE]
        match = _KEY.match(line) if ":" in line or "：" in line else None
        if match is not None:
            if match.lastgroup == "from" and _WHEN.match(line, match.end()):
                return at
            roles.add(str(match.lastgroup))
            end, misses = index + 1, 0
        elif index == at:
            return at
        elif not line.strip():
            if "subject" in roles or (misses and len(roles) < 2):
                break
            misses += 1
        else:
            misses += 1
            if misses > 2 or (len(line) > 200 and "to" not in roles):
                break
    known = roles - {"other"}
    enough = ("from" in known and (len(known) >= 3 or "sent" in known)) or known >= {"sent", "to", "subject"}
    return end if enough else at


def with_own_line(lines: list[str]) -> list[str]:
    """The lines with an attribution that some program glued to a sentence ("… at home. On 8 Dec 2013, Ana wrote:") apart."""
    out: list[str] = []
    for at, line in enumerate(lines):
        glued = _GLUED.search(line[:LINE])
        if glued is not None:
            below = lines[at + 1] if at + 1 < len(lines) else ""
            tail = f"{line[glued.start() :]} {below}" if not _ENDS.search(line[:LINE]) else line[glued.start() :]
            if _ENDS.search(tail) and _VERB.search(tail) and (_DATE.search(tail) or _TIME.search(tail)):
                out.extend((line[: glued.start()].rstrip(), line[glued.start() :].lstrip()))
                continue
        if _TORN.match(line) and at and "@" in lines[at - 1] and _VERB.search(line):
            out.append(line.lstrip("> "))
            continue
        out.append(line)
    return out


def with_plain_marks(lines: list[str]) -> list[str]:
    """The lines with the names that some programs quote with ("Ana> ", "A> ") made plain marks, below an attribution."""
    for at, line in enumerate(lines):
        named = _NAMED.match(line) if ">" in line[:32] else None
        if named is not None:
            above = next((other for other in reversed(lines[max(0, at - 3) : at]) if other), "")
            says = _dated(above[:LINE]) or _ADDRESS.search(above[:LINE]) is not None
            if says and _ENDS.search(above[-20:]) and _VERB.search(above[:LINE]):
                mark = named[1]
                return [
                    ">" + other.lstrip()[len(mark) :] if other.lstrip().startswith(mark) else other for other in lines
                ]
    return lines


def lotus_blocks(lines: Sequence[str]) -> dict[int, int]:
    """Where Notes headers ("Ana Ruiz/NYC" / date / "To" / … / "Subject") begin, and after which line each ends."""
    short = [line.strip().casefold() if len(line) < 24 else "" for line in lines]
    found = _inline_notes(lines) if any(line in ("cc", "cc:") or line[:4] == "cc: " for line in short) else {}
    if _TO.isdisjoint(short) or _SUBJECT.isdisjoint(short):
        return found
    for at, line in enumerate(lines):
        if _DATE.search(line[:80]) or (at + 1 < len(lines) and len(line) < 80 and _DATE.search(lines[at + 1][:80])):
            near = short[at : at + 16]
            to = next((index for index, key in enumerate(near[:6]) if key in _TO), 0)
            subject = next((index for index, key in enumerate(near) if key in _SUBJECT), 0)
            if to and subject > to:
                found[at] = at + subject + 2
    return found


def _inline_notes(lines: Sequence[str]) -> dict[int, int]:
    """The same with the keys before what they name: "Ana Ruiz" / ("Sent by: …") / date / "To: …" / "cc:" / "Subject: …"."""
    found: dict[int, int] = {}
    for at, line in enumerate(lines):
        if not at or len(line) > 40 or _WHOLE_DATE.match(line) is None:
            continue
        below = [index for index in range(at + 1, min(len(lines), at + 12)) if lines[index]]
        keys = [lines[index].split(maxsplit=1)[0].rstrip(":").casefold() for index in below]
        subject = next((index for index, key in zip(below, keys, strict=True) if key in _SUBJECT), 0)
        name = at - 1 if lines[at - 1] or at < 2 else at - 2
        if ":" in lines[name] and name and lines[name - 1]:  # "Sent by: …" above the date
            name -= 1
        if subject and keys[0] in _TO and 0 < len(lines[name]) < 60 and not lines[name].endswith((".", "!", "?", ":")):
            found[name] = subject + 1
    return found


def attribution(lines: Sequence[str], at: int, *, quoted_follows: bool) -> int:
    """How many lines (1 to 4), ending with line `at`, form an attribution ("On … wrote:"); 0 when they don't.

    `quoted_follows`: the next words are marked as quoted, so that weaker evidence is enough.
    """
    last = lines[at][:LINE].strip()
    if _BARE.match(last) and (quoted_follows or last.endswith(":") or at == 0 or not lines[at - 1]):
        return 1
    ends = _ENDS.search(last) is not None
    if not last or not (ends or quoted_follows):
        return 0
    joined = ""
    for count in range(1, 5):
        index = at - count + 1
        if index < 0 or not lines[index].strip() or (count > 1 and is_quoted(lines[index]) and not is_quoted(last)):
            return 0
        joined = f"{lines[index][:LINE].strip()} {joined}".strip()
        if len(joined) > 450:
            return 0
        if _is_attribution(joined, ends=ends, quoted_follows=quoted_follows):
            return _whole(lines, at, count, joined)
    return 0


def _is_attribution(text: str, *, ends: bool, quoted_follows: bool) -> bool:
    """Weighs verb, first word, date, time and address against whether a quotation follows."""
    date, time = _DATE.search(text) is not None, _TIME.search(text) is not None
    address = _ADDRESS.search(text) is not None
    if not (date or time or address) and not (quoted_follows and ends and len(text) < 100):
        return False
    verb = _VERB.search(text) is not None
    if verb and quoted_follows and _NEWS.search(text) is not None:
        return True
    if quoted_follows and ends:
        if date and len(text) < 100 and _SMALL_WORD.search(_ADDRESS.sub("", text)) is None:
            return True  # "Ana Ruiz, 4.3.2025:", "Desk (04/03/2025 09:12):"
        return verb or (address and (date or time or len(text) < 120)) or (date and _OPENING.match(text) is not None)
    if quoted_follows:
        return verb and (address or (date and time)) and _OPENING.match(text) is not None
    if _LONG_AGO.search(text) is not None:
        return False
    opens = _OPENING.match(text) is not None
    if verb:
        if address and _NAME_AND_ADDRESS.match(text) is not None:
            return True
        return (date and (time or address or opens or _NAME_FIRST.match(text) is not None)) or (
            address and (time or opens)
        )
    return address and date and time and len(text) < 160 and len(_SMALL_WORD.findall(_ADDRESS.sub("", text))) <= 4


def _whole(lines: Sequence[str], at: int, count: int, joined: str) -> int:
    """The number of lines with those above that the attribution was wrapped from: they hold the date or the address
    that is missing, the last of at most three above in one paragraph."""
    whole = count
    dated, addressed = _dated(joined), _ADDRESS.search(joined) is not None
    for index in range(at - count, max(at - count - 3, -1), -1):
        above = lines[index][:LINE].strip()
        if not above or is_quoted(above) or above.endswith((".", "!", "?", ":")):
            break
        if (not dated and _dated(above)) or (not addressed and _ADDRESS.search(above)):
            dated, addressed = dated or _dated(above), addressed or _ADDRESS.search(above) is not None
            whole = at - index + 1
        elif _ARTICLE.match(above):
            whole = at - index + 1
    return whole


def _dated(text: str) -> bool:
    return _DATE.search(text) is not None or _TIME.search(text) is not None
