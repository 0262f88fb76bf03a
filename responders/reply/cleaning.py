"""What strangers wrote, made fit to stand in our mail: a subject that may be quoted, a name that may be greeted.

An automatic answer goes to whatever address a mail claims to come from. Whoever forges that address chooses what we
quote to its owner, so nothing that can be clicked, that hides or that turns the reading direction gets through.
"""

import re
import unicodedata

QUOTED = 80  # characters of a subject that are quoted
NAMED = 60  # characters of a name; what is longer is no name

_PREFIX = re.compile(
    r"^\s*(?:(?:re|aw|antw|antwort|fwd?|wg|sv|vs|tr|rv|res|rif|ynt|odp|doorst|auto(?:mati\w*)?)\s*(?:\[\d+\]|\(\d+\))?\s*[::]"
    r"|\[(?:ext\w*|[A-Z]{1,6}-[0-9A-Z]{4,12})\])\s*",
    re.IGNORECASE,
)
_TAG = re.compile(r"\[[A-Z]{1,8}-[0-9A-HJKMNP-TV-Z]{4,12}\]")
_LINK = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,20}:/{0,3}(?=\S{4})\S+"  # anything with a scheme
    r"|\bwww\.\S+"
    r"|\S+@\S+\.\S+)",  # addresses become links too
    re.IGNORECASE,
)
_SCHEMES = ("http", "https", "ftp", "mailto", "tel", "javascript", "data", "file", "sms", "callto", "hxxp", "hxxps")
# Mail programs make a link of any host name. A file's name looks alike; these endings are no top-level domains.
_DOTTED = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.([a-z]{2,24})\b(?:[/:?]\S*)?", re.IGNORECASE)
_FILES = frozenset(
    "pdf doc docx docm xls xlsx xlsm ppt pptx odt ods odp txt csv tsv rtf jpg jpeg png gif bmp tif tiff svg heic mp"
    " mpeg wav avi exe msi dll sys ini cfg conf log bat tmp bak dat db sql json xml yml yaml html htm php js css jar"
    " tar gz rar iso img apk ipa eml msg pst ost ics vcf tex dwg stl dxf pub key pem crt lnk url".split()
) - {"pub"}
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HONORIFIC = re.compile(
    r"^(?:(?:prof|professor\w*|dr|dres|drs|mr|mrs|ms|mx|miss|sir|dame|lord|lady|herr|frau|hr|fr|mag|ing|dipl|univ|priv|doz|pd"
    r"|rev|hon|gen|col|capt|sgt|m|mme|mlle|sr|sra|sig|dott|dhr|mevr|pan|pani)\.?(?:-\w+\.?)*\s+"
    r"|(?:h\.\s?c|mult|rer|med|phil|nat|jur|habil)\.\s*)+",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"(?:,?\s+(?:ph\.?\s?d|m\.?d|m\.?sc|b\.?sc|m\.?a|b\.?a|mba|ll\.?m|esq|obe|cbe|jr|sr|ii|iii|ceo|cto|cfo|cio|frcp|rn)\.?)+$",
    re.IGNORECASE,
)
_JOINERS = "\u200c\u200d"  # part of words in Persian and Indic scripts
_QUOTES = str.maketrans({'"': "'", "“": "'", "”": "'", "„": "'", "«": "'", "»": "'"})


def plain(text: str) -> str:
    """One line without control, bidirectional, invisible, private or broken characters, white space collapsed."""
    kept = (
        char if _visible(char) else " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else "" for char in text
    )
    return " ".join("".join(kept).split())


def _visible(char: str) -> bool:
    return char in _JOINERS or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def shorten(text: str, most: int = QUOTED) -> str:
    """At most `most` characters, cut between words where that loses little, with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words = cut.rpartition(" ")[0]
    return (words if len(words) > most // 2 else cut).rstrip(" ,;:-–") + "…"


def quotable_subject(subject: str) -> str:
    """The subject as it may be quoted; "" when little would be left of it or it tries to hide something."""
    if any(
        unicodedata.bidirectional(char) in ("LRO", "RLO", "LRE", "RLE", "LRI", "RLI", "FSI") for char in subject[:2000]
    ):
        return ""
    text = plain(subject[:2000])
    while (shorter := _PREFIX.sub("", text, count=1)) != text:
        text = shorter
    text = " ".join(_TAG.sub(" ", text).split())
    unlinked = _without_links(text)
    letters = sum(char.isalnum() for char in unlinked)
    if letters < 2 or ("<" in unlinked and ">" in unlinked) or (unlinked != text and letters < 6):
        return ""
    return shorten(unlinked.translate(_QUOTES).strip(" '"))


def _without_links(text: str) -> str:
    text = _LINK.sub(lambda hit: "…" if _is_link(hit[0]) else hit[0], text)
    text = _DOTTED.sub(lambda hit: hit[0] if _is_file(hit) else "…", text)
    return " ".join(text.split())


def _is_link(text: str) -> bool:
    scheme = text.partition(":")[0].lower()
    return "://" in text or "@" in text or text.lower().startswith("www.") or scheme in _SCHEMES


def _is_file(hit: re.Match[str]) -> bool:
    return hit[1].lower() in _FILES and "/" not in hit[0]


def greeted_name(name: str, address: str = "") -> str:
    """A name for the greeting, without titles or rank, for everyone alike; "" when it is not surely a person's name."""
    text = plain(name[:400]).strip(" '\"")
    text = " ".join(_BRACKETED.sub(" ", text).split())
    if not text or "@" in text or text.casefold() == address.casefold():
        return ""
    text = _DEGREE.sub("", text)
    text = _natural_order(text)
    text = _HONORIFIC.sub("", text).strip(" ,;-'\"")
    return text if _looks_like_a_name(text) else ""


def _natural_order(text: str) -> str:
    """ "Ruiz, Ana" -> "Ana Ruiz"."""
    last, comma, first = text.partition(",")
    if comma and "," not in first and first.strip() and last.strip():
        return f"{first.strip()} {last.strip()}"
    return text


def _looks_like_a_name(text: str) -> bool:
    if not 2 <= len(text) <= NAMED or len(text.split()) > 6 or _without_links(text) != text:
        return False
    if any(char.isdigit() or char in "/\\<>|{}=+*%$#!?:;&_…~^" for char in text):
        return False
    return sum(char.isalpha() for char in text) >= 2 and not _NOT_A_NAME.search(text)


# Functions rather than people: "Hello," is kinder than "Hello Accounts Payable,".
_NOT_A_NAME = re.compile(
    r"\b(?:info|support|service\s?desk|help\s?desk|office|team|department|dept|admin\w*|scanner|printer|kopierer|drucker"
    r"|accounts?|payable|reception|empfang|sekretariat|secretary|buchhaltung|verwaltung|abteilung|sales|marketing|noreply"
    r"|no-reply|mailbox|postfach|kontakt|contact|via|www|http|ltd|gmbh|inc|llc|free|win|won|click|gratis|bitcoin)\b",
    re.IGNORECASE,
)
