"""Indexes that keep a pass as quick with a million handled mails as with a thousand; the breaker counts by sent_at."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.drop_index("ix_message_state", table_name="message")
    op.create_index(
        "ix_message_state_mailbox_folder_uidvalidity", "message", ["state", "mailbox", "folder", "uidvalidity"]
    )
    op.create_index("ix_outbox_sent_at", "outbox", ["sent_at"])
    some = sa.text("resent > 0")
    op.create_index("ix_outbox_resent", "outbox", ["resent"], sqlite_where=some, postgresql_where=some)
