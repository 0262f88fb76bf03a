"""What is decided about one mail: facts in (`Known`), one value out (`Plan`). No effects, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from classifiers.judgement import Judgement
from responders.etiquette.evidence import Memory, Verdict
from responders.followups import Due
from responders.promise import Promise
from responders.reply.reply import Reply

Role = Literal["writer", "staff", "ours", "bounce", "absence", "machine"]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as the store knows it when a further mail of it arrives."""

    id: int
    ref: str
    mailbox: str
    writer: str
    writer_name: str
    subject: str
    language: str
    opened_at: datetime
    urgency: str
    urgency_sure: bool
    issue_type: str
    type_sure: bool
    sensitive: bool
    state: Literal["waiting", "answered"]
    waiting_since: datetime | None
    promise: Promise | None = None  # the one that is open, or the last
    promise_id: int | None = None
    promise_number: int = 0
    promise_broken: bool = False
    participants: frozenset[str] = frozenset()
    first_message_id: str | None = None
    last_mail_at: datetime | None = None  # of the writer
    automatic_today: int = 0  # automatic mails to the writer about this case in the last 24 hours
    answered_by: str = ""
    answered_at: datetime | None = None
    alerted_at: datetime | None = None  # when the server accepted the last alert to staff about it


@dataclass(frozen=True, slots=True)
class Known:
    """What the store says about one mail at the moment it is planned."""

    memory: Memory = field(default_factory=Memory)
    case: CaseFacts | None = None
    free_ref: str = ""  # a reference no other case has, should this mail open one
    copy_of: int | None = None  # the row of an identical mail that was handled before
    marked: bool = False  # the mailbox's own marks say so, the store does not (it was lost)
    old: bool = False  # written before the daemon was on duty
    received_at: datetime | None = None  # when it arrived, if that is known


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail to be put into the outbox. The Message-ID is fixed here, so that a repeat carries the same one."""

    reply: Reply
    message_id: str
    envelope_sender: str  # "" = the null path
    payload: bytes
    at: datetime  # not before


@dataclass(frozen=True, slots=True)
class NewCase:
    ref: str
    writer: str
    writer_name: str
    subject: str
    language: str
    urgency: str  # as put before staff: the higher of the contenders when unsure
    issue_type: str
    urgency_sure: bool
    type_sure: bool
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A human's answer to the writer, found in a folder."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that follows from one mail. Written in one transaction; effects come after."""

    role: Role
    verdict: Verdict
    judgement: Judgement | None = None
    case_id: int | None = None  # an existing case
    new_case: NewCase | None = None
    raised_to: str | None = None  # a further mail raised the case's urgency
    sensitive: bool = False  # a further mail makes the case one to be read in confidence
    waits_again: bool = False  # the case had been answered
    answered: Answered | None = None
    promise: Promise | None = None
    outgoing: tuple[Outgoing, ...] = ()
    due: tuple[Due, ...] = ()
    unreachable: tuple[tuple[str, str], ...] = ()  # (address, why)
    marks: Mapping[str, object] = field(default_factory=dict)  # {"flags": [...], "move": folder | None}
    copy_of: int | None = None
