"""Message-IDs of originals that a mail carries: attached messages, delivery reports, texts of bounces that quote a
header."""

import re
from collections.abc import Iterable, Sequence

from daemon.mail.charsets import decode
from daemon.mail.mail import Leaf
from daemon.mail.transfer import decode_transfer

MOST = 50
_ID_FIELD = re.compile(
    r"^[>\s|]{0,10}(?:message-id|x-original-message-id|original-message-id|in-reply-to|resent-message-id|x-mailer-message-id)\s?:\s*(<[^<>\s]{3,250}>)",
    re.IGNORECASE | re.MULTILINE,
)
_CARRIERS = ("message/", "text/rfc822-headers")


def embedded_ids(leaves: Sequence[Leaf], text: str) -> tuple[str, ...]:
    """The ids, each once, at most MOST."""
    found: dict[str, None] = {}
    for source in (*_carried(leaves), text):
        found.update(dict.fromkeys(match[1] for match in _ID_FIELD.finditer(source)))
    return tuple(found)[:MOST]


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
