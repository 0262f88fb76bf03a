"""What tells one mail from another, and a copy of a mail as that mail.

A copy (the same mail to two of our addresses, redirected, restored from a backup, fetched from another folder) has
other trace fields (Received, Return-Path, Delivered-To, X-…) but the same origin fields (RFC 5322 section 3.6.2 to
3.6.5) and the same leaves. Only those are hashed; blanks don't count, since relays fold lines anew.
"""

import hashlib
from collections.abc import Sequence

from daemon.mail.headers import Headers
from daemon.mail.mail import Leaf

_ORIGIN = ("message-id", "from", "date", "subject", "to", "cc", "in-reply-to", "references", "sender", "reply-to")


def content_hash(headers: Headers, leaves: Sequence[Leaf]) -> str:
    """SHA-256 in hex over the origin fields and the leaves' paths, types and sizes (counted with CRLF line ends)."""
    digest = hashlib.sha256()
    for name in _ORIGIN:
        for value in headers.values(name):
            digest.update(name.encode() + b":" + b" ".join(value.split()) + b"\n")
    for leaf in leaves:
        digest.update(f"{leaf.path} {leaf.content_type} {leaf.size}\n".encode())
    return digest.hexdigest()
