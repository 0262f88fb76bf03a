"""Recognising the lines that mail programs put around quoted mail. Every pattern is bounded and looks at one short line."""

import re
from collections.abc import Sequence

from daemon.mail.own_words import words_of_mail as words

LINE = 400  # characters of a line that are looked at


def _any(listed: str) -> str:
    """An alternation of the listed phrases, longest first; blanks match any run of blanks."""
    phrases = sorted({p for p in listed.split("|") if p}, key=len, reverse=True)
    return "|".join(re.escape(p).replace(r"\ ", r"[ \u00a0]{1,3}") for p in phrases)


QUOTED = re.compile(r"[ \t]{0,4}(?:>|\|(?=\s)|[A-Z]{1,3}>)")
_KEY = re.compile(
    rf"[ \t>*_|]{{0,12}}(?:(?P<from>{_any(words.FROM_KEYS)})|(?P<sent>{_any(words.SENT_KEYS)})|(?P<to>{_any(words.TO_KEYS)})"
    rf"|(?P<subject>{_any(words.SUBJECT_KEYS)})|(?P<other>{_any(words.OTHER_KEYS)}))[*_ \t\u00a0]{{0,3}}[:：][*_]{{0,2}}",
    re.IGNORECASE,
)
_RULE = r"[-_=*~+<>– —\t]"
_ORIGINAL = re.compile(
    rf"[>|\s]{{0,8}}(?:{_RULE}{{2,80}}(?:{_any(words.ORIGINAL)}){_RULE}{{0,80}}|(?:{_any(words.ORIGINAL)})\s?{_RULE}{{2,80}})[:：]?\s*\Z",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    rf"[>|\s]{{0,8}}(?:{_RULE}{{2,80}}\s?(?:{_any(words.FORWARDED)})[^\n]{{0,90}}|(?:{_any(words.FORWARDED)})\s?(?:[:：]|{_RULE}{{2,80}}))[:：]?\s*\Z",
    re.IGNORECASE,
)
_DATE = r"(?:\d{1,4}\s?[./年-]\s?\d{1,2}\s?[./月-]\s?\d{1,4}|\d{1,2}:\d{2}|\b(?:19|20)\d\d\b)"
_ADDRESS = r"[^\s<>()]{1,80}@[^\s<>()]{1,120}"
_OPENING = re.compile(rf"[>\s*_]{{0,8}}(?:{_any(words.OPENINGS)})(?:[\s,:]|(?<=[在於于]))", re.IGNORECASE)
_WITH_VERB = re.compile(
    rf".{{0,300}}(?:\b|(?<=[^\w])|(?<=[\u3000-\u9fff\uac00-\ud7af]))(?:{_any(words.VERBS)})(?:\s?\([^()]{{0,80}}\))?(?:[\s:：,،].{{0,200}})?\Z",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[:：]\s?[*_\u200f\u200e]{0,3}\s*\Z")
_HAS_DATE = re.compile(_DATE)
_HAS_ADDRESS = re.compile(_ADDRESS)
# Old Gmail: "2013/11/1 Ana Ruiz <ana@example.org>", without verb and sometimes without colon.
_BARE = re.compile(rf"[>\s]{{0,8}}\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b.{{0,120}}<?{_ADDRESS}>?:?\s*\Z")
_TICKET = re.compile(
    r"[\s>#*=_-]{0,20}(?:please\s)?(?:type|write|enter|add|put|insert|schreiben|antworten|tapez|escriba|responda|scriv\w{1,4}|typ|svar)?\s?[^\n]{0,50}"
    r"(?:(?:reply|replies|response|answer|antwort\w{0,3}|réponse|respuesta|risposta|resposta|antwoord|svar)\w{0,3}\s[^\n]{0,30}"
    r"(?:above|over|oberhalb|über|au-dessus|encima|sopra|acima|boven|ovenfor|ovanför)[^\n]{0,12}\s(?:this|the|dieser|diese|de|cette|esta|questa|deze|denne|den här)\s?[^\n]{0,20}"
    r"(?:line|zeile|linie|ligne|línea|linea|riga|linha|lijn|regel|linje\w?|raden)"
    r"|(?:above|oberhalb|über)\s(?:this|dieser|diese)\s(?:line|zeile|linie)[^\n]{0,20}(?:to reply|antworten))[^\n]{0,60}\Z",
    re.IGNORECASE,
)
_REPLY_ABOVE = re.compile(
    r"[\s>#*=_-]{2,40}\s?(?:reply above(?: this line)?|please reply above this line)\s?[\s#*=_-]{0,40}\Z", re.IGNORECASE
)


def is_quoted(line: str) -> bool:
    return QUOTED.match(line) is not None


def is_original_marker(line: str) -> bool:
    """-----Original Message-----, in any of the languages."""
    return len(line) < 200 and _ORIGINAL.match(line) is not None


def is_forward_marker(line: str) -> bool:
    """---------- Forwarded message ---------, Begin forwarded message:, in any of the languages."""
    return len(line) < 250 and _FORWARDED.match(line) is not None


def is_ticket_marker(line: str) -> bool:
    """##- Please type your reply above this line -##"""
    return len(line) < 160 and (_REPLY_ABOVE.match(line) is not None or _TICKET.match(line) is not None)


def header_block(lines: Sequence[str], at: int) -> int:
    """The index after a block of "From: … Sent: … To: … Subject: …" lines that begins at `at`; `at` when there is none."""
    roles: set[str] = set()
    end, misses = at, 0
    for index in range(at, min(len(lines), at + 24)):
        line = lines[index][:LINE]
        match = _KEY.match(line)
        if match is not None:
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
    enough = "from" in known and (len(known) >= 3 or "sent" in known) or known >= {"sent", "to", "subject"}
    return end if enough else at


def attribution(lines: Sequence[str], at: int, *, quoted_follows: bool) -> int:
    """How many lines (1 to 4), ending with line `at`, form an attribution ("On … wrote:"); 0 when they don't.

    `quoted_follows`: the next words are marked as quoted, so that weaker evidence is enough.
    """
    last = lines[at][:LINE].rstrip()
    if not last.strip():
        return 0
    if _BARE.match(last) and (quoted_follows or last.endswith(":")):
        return 1
    if not _ENDS.search(last):
        return 1 if quoted_follows and _strong(last, without_colon=True) else 0
    joined = ""
    for count in range(1, 5):
        index = at - count + 1
        if index < 0 or not lines[index].strip():
            break
        joined = f"{lines[index][:LINE].strip()} {joined}".strip()
        if len(joined) > 500:
            break
        if _OPENING.match(joined) and _WITH_VERB.match(joined) and (_dated(joined) or quoted_follows):
            return count
        if _BARE.match(joined):
            return count
    return _unopened(lines, at, quoted_follows=quoted_follows)


def _dated(text: str) -> bool:
    return _HAS_DATE.search(text) is not None or _HAS_ADDRESS.search(text) is not None


def _strong(line: str, *, without_colon: bool) -> bool:
    return without_colon and _HAS_DATE.search(line) is not None and _WITH_VERB.match(line) is not None and _dated(line)


def _unopened(lines: Sequence[str], at: int, *, quoted_follows: bool) -> int:
    """Attributions without a fixed first word: "Ana Ruiz <ana@example.org> wrote:", "2024. 3. 1., Nagy Éva írta:"."""
    last = lines[at][:LINE].strip()
    if _WITH_VERB.match(last) and len(last) < 250:
        if _dated(last):
            return 1
        above = lines[at - 1][:LINE].strip() if at else ""
        if above and len(above) < 200 and _dated(above) and not _ENDS.search(above):
            return 2
        if quoted_follows and len(last) < 120:
            return 1
    if quoted_follows and len(last) < 250 and _HAS_ADDRESS.search(last) and (_HAS_DATE.search(last) or "<" in last):
        return 1
    return 0
