"""How the text of a notice about undelivered mail is built, in any language: by its fields, codes and addresses, not by words.

People paste such notices: a shape only counts where no person is named as sender.
"""

import re

from responders.etiquette.words.failures import DELAYS, FAILURES, UNDELIVERED

READ = 8_000  # characters: what matters stands above the copy of the original
_FIELD = re.compile(
    r"^[ \t]{0,8}(reporting-mta|final-recipient|original-recipient|diagnostic-code|remote-mta|x-actual-recipient"
    r"|action(?=: ?(?:failed|delayed))|status(?=: ?[45]\.\d{1,3}\.\d)|last-attempt-date|will-retry-until):",
    re.IGNORECASE | re.MULTILINE,
)
# "550 5.1.1", "SMTP error … 550"; and what mail servers say to each other (">>> RCPT TO:<…>").
_REPLY = re.compile(
    r"(?<![\w.-])[45][0-5]\d[ -]#?[45]\.\d{1,3}\.\d{1,3}(?![.\w])|\bSMTP;? ?(?:error[^\n]{0,40})?[45][0-5]\d\b"
    r"|^[ \t]{0,8}(?:(?:\.{3} )?while talking to|(?:\d{3}[ -])?(?:RCPT TO|MAIL FROM): ?<"
    r"|(?:>>>|<<<|=>) ?(?:RCPT|MAIL|DATA|[45]\d\d)\b)",
    re.IGNORECASE | re.MULTILINE,
)
# A code alone is also a room or an hour: it has to stand beside the address, and open a line or follow a mark.
_CODE = re.compile(
    r"(?:^|[:;(] ?)(?:4[25][0-4]|5[057][0-5])[ -](?=[^\n]{4})|(?<![\w.:/-])[45]\.[0-7]\.\d{1,2}(?![.\w])", re.MULTILINE
)
_NAMED = re.compile(  # "<ana@example.org>: why", "ana@example.org" alone, "To: ana@example.org"
    r"^[ \t]{0,12}(?:<[^\s<>@]{1,64}@[\w.-]{3,253}>:\s"
    r"|(?:[\w-]{1,20}(?: ?\(s\))?:?[ \t]{1,8})?(?:\[SMTP:|<)?[^\s<>@]{1,64}@[\w.-]{3,253}[>\]]?"
    r"(?:[.:;,]{0,3}[ \t]{0,3}$|[:;,]? ?\(|: | \.\.\.))",
    re.MULTILINE,
)
_BEFORE, _BEHIND = 200, 400  # characters between a code and the address it is about
_RETURNED = re.compile(r"^[ \t>|]{0,6}(received|message-id|return-path|mime-version):\s", re.IGNORECASE | re.MULTILINE)


def shape(text: str, *, systems: bool = False) -> str:
    """What of it is built like a notice, "" when too little: a report's fields; or a mail server's reply with an address on a
    line of its own or the head of the mail that came back; or such an address with a code beside it, or words of
    failure: from a mail system (`systems`) all of these, else those that people hardly use elsewhere."""
    text = text[:READ]
    if len({found.casefold() for found in _FIELD.findall(text)}) >= 2:
        return "fields of a delivery report"
    named = list(_NAMED.finditer(text))[:20]
    if _REPLY.search(text) is not None:
        returned = {found.casefold() for found in _RETURNED.findall(text)}
        return "a mail server's reply" if named or len(returned) >= 2 else ""
    said = (FAILURES, DELAYS, UNDELIVERED) if systems else (FAILURES, DELAYS)
    if named and any(words.search(text) is not None for words in said):
        return "a recipient, and that it failed"
    beside = (text[max(0, found.start() - _BEFORE) : found.end() + _BEHIND] for found in named)
    return "a code beside a recipient" if any(map(_CODE.search, beside)) else ""
