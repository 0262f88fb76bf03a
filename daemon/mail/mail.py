"""A mail as it was read: everything decoded, cleaned and bounded."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from classifiers.issue_text import IssueText


@dataclass(frozen=True, slots=True)
class Leaf:
    """One MIME leaf as it came (still transfer-encoded). `data` is None when it was not fetched (attachments)."""

    path: str  # IMAP section number: "1", "2.1"
    content_type: str  # lower case "text/plain"
    params: tuple[tuple[str, str], ...] = ()
    encoding: str = ""  # Content-Transfer-Encoding, lower case
    disposition: str = ""  # lower case "attachment", "inline", ""
    filename: str = ""
    size: int = 0  # bytes as transferred
    containers: tuple[str, ...] = ()  # content types of the multiparts around it, outermost first
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class RawMail:
    """What the parser gets: from a file (`daemon.mail.structure.split`) or from a FETCH (`daemon.inbox`)."""

    head: bytes  # the header block
    leaves: tuple[Leaf, ...]
    size: int  # RFC822.SIZE
    problems: tuple[str, ...] = ()  # what had to be cut or could not be read


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    address: str  # as written, cleaned; compare case folded


@dataclass(frozen=True, slots=True)
class Mail:
    # (name as written, value unfolded and decoded, controls and bidirectional characters removed), in order
    headers: tuple[tuple[str, str], ...]
    parsed: Literal["whole", "partial", "unreadable"]
    problems: tuple[str, ...] = ()
    message_id: str | None = None  # "<left@right>"
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    subject: str = ""
    sender: Address | None = None  # From, when there is exactly one usable
    senders: tuple[Address, ...] = ()  # all of From
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    resent: tuple[Address, ...] = ()  # Resent-To and Resent-Cc
    date: datetime | None = None  # aware
    return_path: str | None = None  # None: no such header; "": the null path
    content_types: tuple[str, ...] = ()  # of all parts, containers first
    attachments: tuple[str, ...] = ()  # cleaned file names
    embedded_ids: tuple[str, ...] = ()  # Message-IDs found in embedded originals and reports
    carried: str = ""  # the heads of attached mails and of those that reports bring back
    delivery_status: str = ""  # the machine-readable part of a delivery report (RFC 3464)
    text: str = ""  # the whole readable text
    own_words: str = ""
    language: str = "und"
    encrypted: bool = False
    signed: bool = False
    invitation: bool = False
    content_hash: str = ""  # of what doesn't change when a mail is copied: origin headers and size
    size: int = 0
    issue: IssueText | None = field(default=None, repr=False)  # None only when unreadable

    def header(self, name: str) -> str | None:
        """The first header called `name` in any case."""
        folded = name.casefold()
        return next((value for key, value in self.headers if key.casefold() == folded), None)

    def all_headers(self, name: str) -> tuple[str, ...]:
        folded = name.casefold()
        return tuple(value for key, value in self.headers if key.casefold() == folded)
