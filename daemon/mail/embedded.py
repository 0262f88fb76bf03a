"""What tells of originals that a mail carries (attached messages, delivery reports, texts of bounces that quote a header):
their Message-IDs and heads."""

import re
from collections.abc import Iterable, Sequence

from daemon.mail.charsets import decode
from daemon.mail.mail import Leaf
from daemon.mail.transfer import decode_transfer

MOST = 50
HEAD = 4_000  # characters of a head
_ID_FIELD = re.compile(
    r"^[>\s|]{0,10}(?:message-id|x-original-message-id|original-message-id|in-reply-to|resent-message-id|x-mailer-message-id)\s?:\s*(<[^<>\s]{3,250}>)",
    re.IGNORECASE | re.MULTILINE,
)
_CARRIERS = ("message/", "text/rfc822-headers")
_HEADED = ("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")


def embedded_ids(leaves: Sequence[Leaf], text: str) -> tuple[str, ...]:
    """The ids, each once, at most MOST."""
    found: dict[str, None] = {}
    for source in (*_carried(leaves), text):
        found.update(dict.fromkeys(match[1] for match in _ID_FIELD.finditer(source)))
    return tuple(found)[:MOST]


def carried_heads(leaves: Sequence[Leaf]) -> str:
    """The first HEAD characters of each attached mail or head, up to its first blank line, a line between them."""
    heads = (
        decode(decode_transfer(leaf.data[: 2 * HEAD], leaf.encoding)).lstrip()[:HEAD].partition("\n\n")[0]
        for leaf in leaves[:MOST]
        if leaf.data is not None and leaf.content_type in _HEADED
    )
    return "\n\n".join(head for head in heads if head)


def delivery_status(leaves: Sequence[Leaf]) -> str:
    """The fields of a delivery report (RFC 3464); "" when there is none."""
    return "\n".join(
        decode(decode_transfer(leaf.data, leaf.encoding))
        for leaf in leaves
        if leaf.data is not None and leaf.content_type in ("message/delivery-status", "message/global-delivery-status")
    )


def _carried(leaves: Sequence[Leaf]) -> Iterable[str]:
    for leaf in leaves:
        if leaf.data is not None and leaf.content_type.startswith(_CARRIERS):
            yield decode(decode_transfer(leaf.data, leaf.encoding))
