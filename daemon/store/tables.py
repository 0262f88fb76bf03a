"""Every table. A change here needs a numbered migration beside it; a test holds fresh and upgraded schemas equal.

Times are stored as UTC (`Moment`); JSON columns hold what is shown to people and is never searched.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite keeps no zone, so it is taken off on the way in and put back on the way out."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


note = Table(
    "note",  # the daemon's own state: one value a key (start times, last poll, last error, running model)
    metadata,
    Column("key", String(200), primary_key=True),
    Column("value", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

folder = Table(
    "folder",  # how far each folder has been read
    metadata,
    Column("mailbox", String(200), primary_key=True),
    Column("name", String(500), primary_key=True),
    Column("uidvalidity", Integer, nullable=False),
    Column("next_uid", Integer, nullable=False),  # every UID below is in `message` or older than the start
    Column("opened_at", Moment, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ref", String(20), nullable=False, unique=True),  # as printed: "7QK2MR"
    Column("mailbox", String(200), nullable=False),
    Column("writer", String(320), nullable=False),  # the address as written; compare case folded
    Column("writer_name", Text, nullable=False, default=""),
    Column("subject", Text, nullable=False),
    Column("language", String(20), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("urgency", String(100), nullable=False),  # as put before staff
    Column("issue_type", String(100), nullable=False),
    Column("urgency_sure", Boolean, nullable=False),
    Column("type_sure", Boolean, nullable=False),
    Column("sensitive", Boolean, nullable=False),
    Column("state", String(20), nullable=False),  # waiting | answered
    Column("waiting_since", Moment),  # of the mail that waits now; None when answered
    Column("answered_at", Moment),  # the first human answer
    Column("answered_by", String(320)),
    Column("unreachable", Boolean, nullable=False, default=False),
    Index("ix_cases_state_opened_at", "state", "opened_at"),
    Index("ix_cases_answered_at", "answered_at"),
    Index("ix_cases_writer", "writer"),
)

participant = Table(
    "participant",  # who is known to a case: only they may thread by the reference in a subject
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("address", String(320), primary_key=True),  # case folded
)

message = Table(
    "message",  # every mail seen in a folder, ours and theirs
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mailbox", String(200), nullable=False),
    Column("folder", String(500), nullable=False),
    Column("uidvalidity", Integer, nullable=False),
    Column("uid", Integer, nullable=False),
    Column("state", String(20), nullable=False),  # waiting | handled | copy | aside | gone
    Column("attempts", Integer, nullable=False, default=0),
    Column("error", Text),
    Column("first_seen_at", Moment, nullable=False),
    Column("received_at", Moment),  # INTERNALDATE, bounded by our own observation
    Column("message_id", String(998)),
    Column("identity", String(64)),  # content identity, see `identity`
    Column("case_id", ForeignKey("cases.id")),
    Column("sender", String(320)),  # case folded
    Column("subject", Text),
    Column("role", String(20)),  # writer | staff | ours | bounce | absence | machine
    Column("allowed", Boolean),
    Column("reason", String(100)),  # the etiquette's rule
    Column("sentence", Text),
    Column("parsed", String(20)),
    Column("own_words", Text),
    Column("language", String(20)),
    Column("judgement", JSON),
    Column("marks", JSON),  # what is to be done in the mailbox: {"flags": [...], "move": "folder" | null}
    Column("marked_at", Moment),
    UniqueConstraint("mailbox", "folder", "uidvalidity", "uid"),
    Index("ix_message_state_mailbox_folder_uidvalidity", "state", "mailbox", "folder", "uidvalidity"),
    Index("ix_message_message_id", "message_id"),
    Index("ix_message_case_id", "case_id"),
    Index("ix_message_marked_at", "marked_at", "mailbox"),
    Index("ix_message_sender_first_seen_at", "sender", "first_seen_at"),
)

identity = Table(
    "identity",  # a mail, wherever copies of it turn up; the row is what forbids a second acknowledgement
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("message_id", ForeignKey("message.id"), nullable=False),  # the row of the copy that was handled
)

promise = Table(
    "promise",  # a ledger: what was said is never rewritten, only its outcome is filled in once
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("number", Integer, nullable=False),  # 1 = in the acknowledgement, 2 = in the first update …
    Column("given_at", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("basis", String(20), nullable=False),  # policy | measured
    Column("level", Float),
    Column("cases", Integer, nullable=False),
    Column("urgency", String(100), nullable=False),
    Column("issue_type", String(100), nullable=False),
    Column("because", Text, nullable=False, default=""),
    Column("outcome", String(20)),  # kept | broken | None while open
    Column("outcome_at", Moment),
    Column("by", String(320)),
    Column("replaced_by", Integer),  # the promise that an update put in its place
    Index("ix_promise_case_id", "case_id"),
    Index("ix_promise_outcome_due", "outcome", "due"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("message_id", String(998), nullable=False, unique=True),  # ours, fixed when planned
    Column("kind", String(30), nullable=False),
    Column("mailbox", String(200), nullable=False),
    Column("case_id", ForeignKey("cases.id")),
    Column("answers", ForeignKey("message.id")),  # the mail that this acknowledges
    Column("sender", String(320), nullable=False),  # envelope; "" = the null path
    Column("recipient", String(320), nullable=False),
    Column("subject", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # the mail as it goes over the wire
    Column("state", String(20), nullable=False),  # due | sent | aside | withdrawn | shadow
    Column("created_at", Moment, nullable=False),
    Column("next_try_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("started_at", Moment),  # DATA was begun; still set after a kill = the one instant nobody can know
    Column("sent_at", Moment),
    Column("error", Text),
    Column("copied", String(10), nullable=False, default="no"),  # no | due | done
    Column("resent", Integer, nullable=False, default=0),  # how often the one instant was met
    Index("ix_outbox_state_next_try_at", "state", "next_try_at"),
    Index("ix_outbox_recipient_created_at", "recipient", "created_at"),
    Index("ix_outbox_created_at", "created_at"),
    Index("ix_outbox_case_id", "case_id"),
    Index("ix_outbox_copied", "copied"),
    Index("ix_outbox_sent_at", "sent_at"),
    Index("ix_outbox_resent", "resent", sqlite_where=text("resent > 0"), postgresql_where=text("resent > 0")),
)

followup = Table(
    "followup",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("promise_id", ForeignKey("promise.id")),
    Column("kind", String(30), nullable=False),  # remind | update | overdue | settled
    Column("step", Integer, nullable=False, default=0),  # rung of the chain
    Column("due_at", Moment, nullable=False),
    Column("state", String(20), nullable=False),  # due | done | withdrawn
    Column("done_at", Moment),
    Index("ix_followup_state_due_at", "state", "due_at"),
    Index("ix_followup_case_id", "case_id"),
)

unreachable = Table(
    "unreachable",
    metadata,
    Column("address", String(320), primary_key=True),  # case folded
    Column("since", Moment, nullable=False),
    Column("why", Text, nullable=False),
)

correction = Table(
    "correction",  # append-only
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("message_id", ForeignKey("message.id")),
    Column("field", String(20), nullable=False),  # urgency | issue_type | sensitive
    Column("was", String(100), nullable=False),
    Column("now", String(100), nullable=False),
    Column("by", String(320), nullable=False),
    Column("source", String(30), nullable=False),  # command | keyword | folder | star | audit
    Index("ix_correction_case_id", "case_id"),
)
