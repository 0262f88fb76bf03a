"""Reading mail: bytes or fetched parts in, a Mail out, whatever strangers send.

split(raw, limits) -> RawMail       caps, header and leaves
read(raw, limits) -> Mail           decoded, own words, issue
read_bytes(raw, limits) -> Mail     both
Reader(limits).read_many(raws)      the same in a child process that can be killed
redact(...), issue_text(...)        the issue without the person
"""

from daemon.mail.mail import Address, Leaf, Mail, RawMail
from daemon.mail.parse import read, read_bytes
from daemon.mail.redaction import issue_text, redact
from daemon.mail.structure import split, wanted
from daemon.mail.worker import Reader

__all__ = [
    "Address",
    "Leaf",
    "Mail",
    "RawMail",
    "Reader",
    "issue_text",
    "read",
    "read_bytes",
    "redact",
    "split",
    "wanted",
]
