"""What a mail of ours may speak of: stored facts and nothing else. The daemon fills these in, the composer words them."""

from dataclasses import dataclass, field
from datetime import datetime

from responders.promise import Promise


@dataclass(frozen=True, slots=True)
class Said:
    """One label of the judgement. `because` are facts in plain speech in the mail's language, strongest first."""

    name: str
    sure: bool
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case at the moment something is written to its writer. All times aware."""

    now: datetime
    ref: str  # "7QK2MR", as stored; the tag of the configuration is put before it
    to: str  # the writer's address
    opened_at: datetime  # when the matter reached us
    urgency: Said  # the higher of the contenders when unsure
    issue_type: Said
    writer: str = ""  # display name as written
    mailbox: str = ""  # the desk's address
    display_name: str = ""  # of From; "" = the organisation's name
    reply_to: str = ""  # where answers are read, when that is not `mailbox`
    subject: str = ""  # of the mail that opened the case, as written
    language: str = "und"  # BCP 47, of the mail
    sensitive: bool = False
    danger: bool = False  # the judgement found people in danger, and is sure of it
    promise: Promise | None = None  # the one that holds from now on: a new one is given by this very mail
    before: Promise | None = None  # the one that was given before this mail, kept open or broken
    alerted_at: datetime | None = None  # when an alert or reminder to staff was really handed over
    message_id: str | None = None  # of the mail that this one answers, "<left@right>"
    references: tuple[str, ...] = ()  # of the mail that this one answers
    own_words: str = ""  # only looked into, so that nothing is asked that is already said; never shown
    again: bool = False  # added: people had answered, and now the matter waits for them again
    answered_by: str = ""  # settled: the person who answered, as in From
    answered_at: datetime | None = None
    out_from: datetime | None = None  # merged: since when a mail to the writer is late because the program stood still
    out_until: datetime | None = None  # when it ran again


@dataclass(frozen=True, slots=True)
class StaffCase:
    """One line of a mail to staff."""

    ref: str
    urgency: str
    issue_type: str
    opened_at: datetime
    writer: str = ""
    subject: str = ""
    due: datetime | None = None
    sure: bool = True
    sensitive: bool = False
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StaffFacts:
    """What staff are told, one or many cases in one mail, in the order in which they should be looked at."""

    now: datetime
    to: str
    cases: tuple[StaffCase, ...]
    mailbox: str = ""
    display_name: str = ""
    step: int = 0  # rung of the chain, 0 = nearest
    broken: int = 0  # slowdown: so many of the `of` promises that fell due last were not kept
    of: int = 0
    references: tuple[str, ...] = field(default=())
