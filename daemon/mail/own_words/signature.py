"""Signatures: what a program adds below the sign-off. The sign-off itself and the name below it are the writer's words."""

import re
from functools import lru_cache

from daemon.mail.own_words.tidy import has_words
from daemon.mail.salutation import is_sign_off
from daemon.mail.wordlists import sections

SIGNATURE_LINES = 30  # a longer tail below "-- " is text
_DELIMITER = re.compile(r"\s{0,3}(?:--|—|– ?–|- -|\*--\*)\s*\Z")
_RULE = re.compile(r"\s{0,3}[-_=*~+#—–.]{3,120}\s*\Z")
_DASHED_NAME = re.compile(r"\s{0,3}(?:[-–—~]|--)\s?[^\W\d_][\w.'’-]{0,25}(?:\s[^\W\d_][\w.'’-]{0,25}){0,2}\s*\Z")
_REACHED = re.compile(
    r"@\S{1,60}\.\w|www\.|https?:|\b(?:tel|phone|fax|mobile?|telefon|t|m|p|f|e|w|tél)\.?\s?:|\+\d[\d\s()/.-]{6,24}\d",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d\s()/.-]{6,24}\d|\b\d{5}\b|\b[A-Z]{1,2}\d{1,2} ?\d[A-Z]{2}\b")
_SMALL = re.compile(r"(?<![\w.@'’])[^\W\d_A-ZÀ-ÖØ-Þ][\w'’-]*")
_PARTICLES = frozenset(
    "of and the for der die das des und für von vom zu im in am at de la le du del di da dos y et e van voor i a & med och og".split()
)
_WORDS = re.compile(r"[^\W\d_]+")
_MOBILE = re.compile(
    r"\s{0,4}(?:[-–—_*<\[(]\s?){0,2}(?:"
    r"sent (?:from|via|using|with|on) (?:my |the |a )?.{1,60}|get outlook for (?:ios|android|mac).{0,60}|sent from (?:mail|outlook|yahoo|proton|aol|samsung|workspace|gmail|spark|blue).{0,80}"
    r"|(?:composed|typed|written|posted) (?:on|from|with) (?:my |a )?.{0,20}(?:phone|iphone|ipad|mobile|blackberry|android|tablet).{0,30}"
    r"|(?:von|mit|vom) (?:meine[mr]|unterwegs|dem|der|mobil).{0,60}(?:gesendet|geschickt|gesandt|verfasst).{0,30}|(?:gesendet|versendet|verschickt) (?:von|mit|vom|aus|über) .{1,60}|diese nachricht wurde von mein.{0,60}"
    r"|outlook für (?:ios|android).{0,60}|holen sie sich outlook.{0,60}|laden sie outlook.{0,60}"
    r"|(?:envoyé|envoye) (?:de|depuis|à partir de|du|avec) .{1,60}|télécharge[rz] outlook.{0,60}|obtenez outlook.{0,60}|provenance : courrier.{0,60}"
    r"|(?:enviado|enviada) (?:desde|do|de|pelo|a partir|con|via) .{1,60}|obtener outlook.{0,60}|obter o? ?outlook.{0,60}"
    r"|inviato (?:da|dal|con|tramite) .{1,60}|(?:scarica|ottieni) outlook.{0,60}"
    r"|(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|vanop|uit|van|met|via) .{1,60}|(?:download|haal) outlook.{0,60}|outlook voor .{1,40}"
    r"|(?:sendt|skickat|lähetetty|skickades|hentet|hent|hämta) (?:fra|från|med|outlook).{1,60}|lähetetty .{1,60}|hanki outlook.{0,60}"
    r"|(?:wysłane|wysłano|wysłana) z .{1,60}|(?:odesláno|odoslané|odesláno) z .{1,60}|(?:iphone|ipad)(?:omról|-?omról|ról).{0,40}|trimis de pe .{1,40}"
    r"|(?:отправлено|надіслано|изпратено) (?:с|из|з|від|от) .{1,60}|στάλθηκε από .{1,60}|(?:iphone|ipad|android|samsung).{0,30}(?:gönderildi|dan gönderildi|から送信|에서 보냄|から送信されました).{0,20}"
    r"|从我的.{1,30}发送|發自我的.{1,30}|发自我的.{1,30}|從我的.{1,30}傳送|나의 .{1,30}에서 보냄|.{0,12}(?:iphone|ipad)から送信"
    r"|أُرسلت من .{1,40}|تم الإرسال من .{1,40}|نشلח מ.{1,40}|נשלח מ.{1,40}|được gửi từ .{1,40}|dikirim dari .{1,40}|poslano (?:sa|s|z|iz) .{1,40}"
    r")[\])>*_]?\s*\Z",
    re.IGNORECASE,
)
_PROSE_END = re.compile(r"[.?!…]\s*\Z")


def without_signature(lines: list[str]) -> list[str]:
    """The lines without what looks added below the sign-off; unchanged when nothing would be left."""
    for cut in (_at_delimiter(lines), _at_mobile_footer(lines), _at_contact_block(lines), _at_dashed_name(lines)):
        if cut is not None and cut < len(lines) and has_words("\n".join(lines[:cut])):
            lines = lines[:cut]
    return lines


def without_end_rules(lines: list[str]) -> list[str]:
    """The lines without rules (____, ----) at the end, which belonged to what was dropped below them."""
    end = len(lines)
    while end and (not lines[end - 1] or _RULE.match(lines[end - 1])):
        end -= 1
    return lines[:end]


def _at_delimiter(lines: list[str]) -> int | None:
    """Index of "-- " (RFC 3676 section 4.3), or of a rule with nothing but contact lines below."""
    for at, line in enumerate(lines):
        if _DELIMITER.match(line) and len(lines) - at <= SIGNATURE_LINES:
            return at
        if _RULE.match(line) and is_contact(lines[at + 1 :]):
            return at
    return None


def _at_mobile_footer(lines: list[str]) -> int | None:
    for at in range(len(lines) - 1, max(-1, len(lines) - 12), -1):
        if is_mobile_footer(lines[at]) and sum(1 for line in lines[at + 1 :] if line) <= 3:
            return at
    return None


def is_mobile_footer(line: str) -> bool:
    """Sent from my iPhone, and the like in other languages."""
    return 5 < len(line) < 120 and _MOBILE.match(line) is not None


def _at_contact_block(lines: list[str]) -> int | None:
    """Below a sign-off: the line after the name, when all that follows are contact lines."""
    for at in range(len(lines) - 1, max(-1, len(lines) - SIGNATURE_LINES), -1):
        if not is_sign_off(lines[at]):
            continue
        name = next((index for index in range(at + 1, len(lines)) if lines[index]), None)
        if name is None or len(lines[name].split()) > 6:
            return None
        rest = lines[name + 1 :]
        return name + 1 if is_contact(rest) else None
    return None


def _at_dashed_name(lines: list[str]) -> int | None:
    """ "-Ana" as the last line, when the line before is no item of a list."""
    last = next((index for index in range(len(lines) - 1, -1, -1) if lines[index]), None)
    if last is None or last == 0 or not _DASHED_NAME.match(lines[last]):
        return None
    before = next((line for line in reversed(lines[:last]) if line), "")
    return None if before.lstrip().startswith(("-", "*", "•", "–")) else last


def is_contact(lines: list[str]) -> bool:
    """Short lines, few of them prose, at least one that tells where to find a person."""
    filled = [line for line in lines if line]
    if not filled or len(filled) > 16:
        return False
    prose = sum(1 for line in filled if len(line) > 90 or (_PROSE_END.search(line) and len(line.split()) > 7))
    return prose == 0 and any(tells_where(line) for line in filled)


def tells_where(line: str) -> bool:
    """Whether a line is a way to reach a person, or names a body or a rank (Tel., GmbH, Dean) as signatures do: in capitals."""
    line = line[:200]
    if _REACHED.search(line):
        return True
    if sum(1 for word in _SMALL.findall(line) if word not in _PARTICLES) > 1:
        return False
    return _NUMBER.search(line) is not None or not _contact_words().isdisjoint(_WORDS.findall(line.casefold()))


@lru_cache(maxsize=1)
def _contact_words() -> frozenset[str]:
    return frozenset(sections("signature")["words"])
