"""What is written to a person: one plain-text mail, ready but for the transport."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ReplyKind = Literal[
    "acknowledgement",  # a new matter
    "neutral",  # a new matter that is sensitive
    "chase",  # a second mail before any human answer
    "added",  # a further mail that raised the urgency: a new promise
    "update",  # before a promise passes
    "broken",  # after it passed
    "settled",  # after a human answer and silence
    "merged",  # several late ones in one truthful mail
]
StaffKind = Literal["alert", "reminder", "escalation", "slowdown"]


@dataclass(frozen=True, slots=True)
class Reply:
    """`headers` are complete but for Date and Message-ID; keys as written on the wire, values decoded, without CR or LF.

    `problem` says why a template of the admin's could not be used and the shipped one took its place; "" = none.
    """

    kind: ReplyKind | StaffKind
    to: str
    subject: str
    text: str  # `\n` line ends, wrapped at 72 columns
    language: str
    headers: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
