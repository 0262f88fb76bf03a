"""What strangers wrote, made fit to stand in our mail: a subject that may be quoted, a name that may be greeted.

An automatic answer goes to whatever address a mail claims to come from. Whoever forges that address chooses what we
quote to its owner, so nothing that can be clicked, that hides or that turns the reading direction gets through.
"""

import re
import unicodedata

QUOTED = 80  # characters of a subject that are quoted
NAMED = 60  # characters of a name; what is longer is no name
LEFT = 12  # letters and digits that must be left of a subject without its links
READ = 1000  # characters that are looked at

_JOINERS = "\u200c\u200d"  # part of words in Persian and Indic scripts
_TURNING = ("LRO", "RLO", "LRE", "RLE", "LRI", "RLI", "FSI")  # Unicode bidirectional classes that hide an order
_QUOTES = str.maketrans({'"': "'", "“": "'", "”": "'", "„": "'", "«": "'", "»": "'"})

_PREFIX = re.compile(
    r"(?:(?:re|aw|antw|antwort|fwd?|wg|sv|vs|tr|rv|res|rif|ynt|odp|doorst|auto|automat\w{3,8})"
    r" ?(?:\[\d{1,3}\]|\(\d{1,3}\))? ?[:：]|\[ext(?:ern(?:al)?)?\]) ?",
    re.IGNORECASE,
)
_TAG = re.compile(r"\[[A-Z]{1,8}-[0-9A-Z]{4,12}\]")
_LINK = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,20}://\S*"
    r"|\b(?:https?|ftp|mailto|tel|sms|callto|javascript|data|file|hxxps?):\S+"
    r"|\bwww\.\S+"
    r"|[^\s@]+@[^\s@]+\.[^\s@]+",  # mail programs make links of addresses too
    re.IGNORECASE,
)
# Mail programs make a link of any host name. A file's name looks alike; these endings are no top-level domains.
_DOTTED = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.([^\W\d_]{2,24})\b(?:[/:?]\S*)?")
_FILE = re.compile(
    r"pdf|docx?|docm|xlsx?|xlsm|pptx?|od[tsp]|txt|csv|tsv|rtf|jpe?g|png|gif|bmp|tiff?|svg|heic|mpe?g|wav|avi|exe|msi|dll"
    r"|sys|ini|cfg|conf|log|bat|tmp|bak|dat|db|sql|json|xml|ya?ml|html?|php|js|css|jar|tar|gz|rar|iso|img|apk|ipa|eml|msg"
    r"|pst|ost|ics|vcf|tex|dwg|stl|dxf|key|pem|crt|lnk",
    re.IGNORECASE,
)

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HONORIFIC = re.compile(
    r"(?:(?:prof|professor\w*|dr|drs|mr|mrs|ms|mx|miss|sir|dame|lord|lady|herr|frau|hr|fr|mag|ing|dipl|univ|priv|doz|pd|rev"
    r"|hon|gen|col|capt|sgt|mme|mlle|sra?|sig|dott|dhr|mevr|pani?)(?:\.(?:-\w+\.?)*\s*|(?:-\w+)*\s+)"
    r"|(?:h\.\s?c|rer|med|phil|nat|jur|habil|mult)\.\s*)+",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"(?:,?\s+(?:ph\.?\s?d|m\.?d|m\.?sc|b\.?sc|m\.?a|b\.?a|mba|ll\.?m|esq|obe|cbe|jr|sr|ii|iii|c[etfi]o|frcp|rn)\.?)+$",
    re.IGNORECASE,
)
# What somebody is, beside a comma: "Thornbury, Director", "Head of IT, Ana Ruiz". Nothing that is a given name too.
_RANK = re.compile(
    r"(?:(?:vice|deputy|managing|executive|senior|assistant|associate|acting|stellv\w*)[ -])*"
    r"(?:director|directrice|head|manager|manager(?:in)?|president|chair(?:man|woman|person)?|principal|rector|provost"
    r"|chancellor|professor(?:in)?|lecturer|officer|consultant|engineer|secretary|partner|founder|owner|librarian"
    r"|c[etfio]o|md|vp|direktor(?:in)?|leiter(?:in)?|\w+leit(?:er|erin|ung)|vorstand\w*|präsident(?:in)?|rektor(?:in)?"
    r"|jr|sr|ii|iii|dekan(?:in)?|kanzler(?:in)?|geschäftsführer(?:in)?|referent(?:in)?|inhaber(?:in)?)\b.*",
    re.IGNORECASE,
)
# Functions rather than people: "Hello," is kinder than "Hello Accounts Payable,".
_NOT_A_NAME = re.compile(
    r"\b(?:info|support|service\s?desk|help\s?desk|office|team|department|dept|admin\w*|scanner|printer|kopierer|drucker"
    r"|accounts?|payable|reception|empfang|sekretariat|secretary|buchhaltung|verwaltung|abteilung|sales|marketing|noreply"
    r"|no-reply|mailbox|postfach|kontakt|contact|via|www|http|ltd|gmbh|inc|llc|free|win|won|click|gratis|bitcoin)\b"
    r"|[0-9/\\<>|{}=+*%$#!?:;&_…~^@\"]",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """One line without control, bidirectional, invisible, private or broken characters, white space collapsed."""
    if not text.isprintable():
        text = "".join(map(_shown, text))
    return " ".join(text.split())


def _shown(char: str) -> str:
    if char.isprintable() or char in _JOINERS:
        return char
    return " " if char.isspace() or unicodedata.category(char) == "Cc" else ""


def shorten(text: str, most: int = QUOTED) -> str:
    """At most `most` characters, cut between words where that loses little, with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words = cut.rpartition(" ")[0]
    return (words if len(words) > most // 2 else cut).rstrip(" ,;:-–") + "…"


def quotable_subject(subject: str) -> str:
    """The subject as it may be quoted; "" when little would be left of it or it tries to hide something."""
    subject = subject[:READ]
    if not subject.isascii() and any(unicodedata.bidirectional(char) in _TURNING for char in subject):
        return ""
    text = " ".join(_TAG.sub(" ", plain(subject)).split())
    while prefix := _PREFIX.match(text):
        text = text[prefix.end() :]
    unlinked = _without_links(text)
    needed = 2 if unlinked == text else LEFT
    if sum(map(str.isalnum, unlinked)) < needed or ("<" in unlinked and ">" in unlinked):
        return ""
    return shorten(unlinked.translate(_QUOTES).strip(" '"))


def _without_links(text: str) -> str:
    if "." not in text and ":" not in text:
        return text
    text = _LINK.sub("…", text)
    text = _DOTTED.sub(lambda hit: hit[0] if _is_file(hit) else "…", text)
    return " ".join(text.split())


def _is_file(hit: re.Match[str]) -> bool:
    return _FILE.fullmatch(hit[1]) is not None and "/" not in hit[0]


def greeted_name(name: str, address: str = "") -> str:
    """A name for the greeting, without titles or rank, for everyone alike; "" when it is not surely a person's name."""
    if not name:
        return ""
    text = plain(_BRACKETED.sub(" ", name[:READ])).strip(" '\",")
    if not text or text.casefold() == address.casefold() or len(text) > 2 * NAMED:
        return ""
    parts = [_untitled(part) for part in _DEGREE.sub("", text).split(",")]
    parts = [part for part in parts if part and not _RANK.fullmatch(part)]
    # "Ruiz, Ana" is "Ana Ruiz"; with more commas it is anything.
    text = ", ".join(parts) if parts[2:] else " ".join(reversed(parts))
    text = text.strip(" ,;-'")
    return text if _looks_like_a_name(text) else ""


def _untitled(text: str) -> str:
    """Without "Prof. Dr." and their like before it."""
    text = text.strip()
    while title := _HONORIFIC.match(text):
        text = text[title.end() :].strip()
    return text


def _looks_like_a_name(text: str) -> bool:
    if not 2 <= len(text) <= NAMED or len(text.split()) > 6 or _NOT_A_NAME.search(text):
        return False
    return sum(map(str.isalpha, text)) >= 2 and _without_links(text) == text
