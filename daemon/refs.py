"""References and Message-IDs, derived from the mail itself: planning the same mail twice gives the same ones.

So a decision that was taken again (after a kill, or with a lost store) carries the Message-ID that was sent before.
"""

import hashlib
from collections.abc import Iterator

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is read for something else
LENGTH = 6


def references(content_hash: str) -> Iterator[str]:
    """Candidates for a case's reference, the first free one is taken."""
    for attempt in range(1_000):
        number = int.from_bytes(hashlib.sha256(f"case {attempt} {content_hash}".encode()).digest()[:12])
        letters = ""
        for _ in range(LENGTH):
            number, rest = divmod(number, len(_LETTERS))
            letters += _LETTERS[rest]
        yield letters


def message_id(kind: str, what: str, recipient: str, domain: str) -> str:
    """Our own Message-ID (RFC 5322 section 3.6.4) for a mail of `kind` about `what` to `recipient`."""
    digest = hashlib.sha256(f"{kind}\n{what}\n{recipient.casefold()}".encode()).hexdigest()[:24]
    return f"<evenhand.{kind}.{digest}@{domain}>"
