"""What is written to a person: one plain-text mail, ready but for the transport."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ReplyKind = Literal[
    "acknowledgement",  # a new matter
    "neutral",  # a new matter that is sensitive
    "chase",  # a second mail before any human answer
    "update",  # before a promise passes
    "broken",  # after it passed
    "settled",  # after a human answer and silence
    "merged",  # several late ones in one truthful mail
]
StaffKind = Literal["alert", "reminder", "escalation", "digest"]


@dataclass(frozen=True, slots=True)
class Reply:
    """`headers` are complete but for Date; keys as written on the wire, values without CR or LF."""

    kind: ReplyKind | StaffKind
    to: str
    subject: str
    text: str  # `\n` line ends, wrapped at 72 columns
    language: str
    headers: Mapping[str, str] = field(default_factory=dict)
