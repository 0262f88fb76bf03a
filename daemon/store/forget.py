"""Removing a person from the store, leaving the facts that name nobody."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from daemon.store.tables import cases, followup, message, outbox, participant, unreachable

NOBODY = "forgotten"


def forget(tx: Connection, address: str) -> int:
    """Blank what names `address` (any case); returns how many rows were touched.

    What waits to be sent to it, or would fall due for it, is withdrawn; staff are reminded all the same. Case, decision
    and promise rows keep times and labels.
    """
    folded = address.casefold()
    own = sa.select(cases.c.id).where(sa.func.lower(cases.c.writer) == folded)
    ids = list(tx.execute(own).scalars())
    mine = (message.c.sender == folded) | message.c.case_id.in_(ids)
    letters = (sa.func.lower(outbox.c.recipient) == folded) | outbox.c.case_id.in_(ids)
    to_the_writer = (
        followup.c.case_id.in_(ids) & (followup.c.state == "due") & followup.c.kind.in_(("update", "settled"))
    )
    blank_mail = {
        "sender": NOBODY,
        "subject": "",
        "own_words": None,
        "message_id": None,
        "judgement": None,
        "sentence": "",
    }
    statements = (
        sa.update(message).where(mine).values(**blank_mail),
        sa.update(outbox).where(letters, outbox.c.state == "due").values(state="withdrawn"),
        sa.update(followup).where(to_the_writer).values(state="withdrawn"),
        sa.update(outbox).where(letters).values(recipient=NOBODY, subject="", payload=b"", error=None),
        sa.update(cases).where(cases.c.id.in_(ids)).values(writer=NOBODY, writer_name="", subject="", answered_by=None),
        sa.delete(participant).where((participant.c.address == folded) | participant.c.case_id.in_(ids)),
        sa.delete(unreachable).where(unreachable.c.address == folded),
    )
    return sum(tx.execute(statement).rowcount for statement in statements)
