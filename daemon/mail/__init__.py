"""Reading mail: bytes or fetched parts in, a Mail out, whatever strangers send.

split(raw, limits) -> RawMail       caps, header and leaves
read(raw, limits) -> Mail           decoded, own words, issue
read_bytes(raw, limits) -> Mail     both
redact(...), issue_text(...)        the issue without the person
"""

from daemon.mail.mail import Address, Leaf, Mail, RawMail
from daemon.mail.parse import read, read_bytes
from daemon.mail.redaction import issue_text, redact
from daemon.mail.structure import split, wanted

__all__ = [
    "Address",
    "Leaf",
    "Mail",
    "RawMail",
    "issue_text",
    "read",
    "read_bytes",
    "redact",
    "split",
    "wanted",
]
