"""How mail programs wrap what they quote: by element, id, class and style.

Each entry is what the named program writes into the mails it sends. A `div.gmail_quote` is not in the list: what is
quoted in it is its blockquote, and people answer between and below, inside of the div.
"""

import re
from enum import Enum


class Role(Enum):
    PLAIN = 0
    QUOTE = 1  # quoted: this element and all in it
    HISTORY_BELOW = 2  # everything from here on is history
    HIDDEN = 3  # not shown to a reader
    SIGNATURE = 4


HISTORY = frozenset({Role.HISTORY_BELOW})

_HISTORY_IDS = {
    "divrplyfwdmsg",  # Outlook on the web, new Outlook
    "appendonsend",  # the same, before it
    "stopspelling",  # Hotmail's rule
    "olk_src_body_section",  # Outlook for Mac
    "mail-editor-reference-message-container",  # Outlook mobile
    "zwchr",  # Zimbra's rule
    "replyseparator",
    "edo-original",  # Edison
}
_QUOTE_CLASSES = {
    "yahoo_quoted",
    "protonmail_quote",
    "tutanota_quote",
    "moz-cite-prefix",  # Thunderbird's attribution
    "ms-outlook-mobile-reference-message",
    "zmail_extra",  # Zoho
    "mail_quote_div",
    "quoted_text",
    "quotedtext",
    "freshdesk_quote",
    "zendesk_quote",
    "gmail_attr_quoted",
    "hw_quote",
    "bloop_original_html",
    "front-blockquote",
    "history_container",
    "yiv_quote",
    "cited",
    "hs_reply",  # HubSpot
    "ntes_quote",  # NetEase
}
_QUOTE_IDS = {"isreplycontent"}  # NetEase
_QUOTE_NAMES = {"quote", "messagereplysection"}  # GMX, Web.de, mail.com; Spark
# What webmails put before the names of others: Outlook, Hotmail, Yahoo.
_FOREIGN = re.compile(r"(?:x_|ecx|ydp[0-9a-f]{4,10}|yiv\d{6,12})+(?=[a-z])")
_QUOTE_BLOCKS = {"gmail_quote", "quote", "cite", "quoted", "spark_quote", "clean_bq", "airmail_on", "iosymail"}
_SIGNATURE_NAMES = {"messagesignaturesection"}  # Spark
_SIGNATURE_CLASSES = {
    "gmail_signature",
    "moz-signature",
    "protonmail_signature_block",
    "signature",
    "gmail_signature_prefix",
}
_SIGNATURE_IDS = {
    "signature",
    "ms-outlook-mobile-signature",
    "applemailsignature",
    "ymail_android_signature",
    "edo-signature",
    "bloop_sign",
}
_HIDDEN = re.compile(
    r"(?:display|visibility)\s*:\s*(?:none|hidden)|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)"
    r"|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_BORDER_LEFT = re.compile(
    r"border-left(?:-width|-style)?\s*:\s*(?!none|0|medium none)[^;]{0,60}(?:solid|px|pt|\d)", re.IGNORECASE
)
# Outlook for Windows: a rule above "From: … Sent: …", in grey or blue.
_OUTLOOK_RULE = re.compile(
    r"border:\s*none;\s*border-top:\s*solid\s*(?:#[0-9a-f]{6}|windowtext)\s*1(?:\.0)?pt;\s*padding:\s*3(?:\.0)?pt",
    re.IGNORECASE,
)


def role_of(tag: str, about: dict[str, str]) -> Role:
    """What an element means for quotation; `about`: its attributes."""
    if not about:
        return Role.PLAIN
    style = about.get("style", "")
    if style and _HIDDEN.search(style):
        return Role.HIDDEN
    if "hidden" in about:
        return Role.HIDDEN
    identity = _own_name(about.get("id", "").lower())
    if identity and (identity in _HISTORY_IDS or about.get("data-marker") == "__DIVIDER__"):
        return Role.HISTORY_BELOW
    classes = {_own_name(name) for name in about.get("class", "").lower().split()}
    if about.get("data-marker") == "__QUOTED_TEXT__" or classes & _QUOTE_CLASSES or identity.startswith("yahoo_quoted"):
        return Role.QUOTE
    if identity in _SIGNATURE_IDS or classes & _SIGNATURE_CLASSES:
        return Role.SIGNATURE
    name = about.get("name", "").lower() if tag == "div" else ""
    if name in _SIGNATURE_NAMES:
        return Role.SIGNATURE
    if identity in _QUOTE_IDS or name in _QUOTE_NAMES:
        return Role.QUOTE
    if tag == "div" and style and _OUTLOOK_RULE.search(style):
        return Role.HISTORY_BELOW
    if tag == "blockquote":
        cited = about.get("type", "").lower() == "cite" or bool(classes & _QUOTE_BLOCKS) or "cite" in about
        return Role.QUOTE if cited or (style and _BORDER_LEFT.search(style)) else Role.PLAIN
    return Role.PLAIN


def _own_name(name: str) -> str:
    """An id or class as the program wrote it that made the mail: without what a webmail on the way put before it."""
    if name[:1] not in "xey":
        return name
    return name[found.end() :] if (found := _FOREIGN.match(name)) is not None else name
