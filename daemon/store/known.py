"""What the store knows about a batch of mails: a handful of queries for all of them, never one by one.

`Snapshot` answers for each mail in turn; `conflicts` says when a mail depends on one planned earlier in the batch, so
that the earlier ones must be written first.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from daemon.mail.mail import Mail
from daemon.plan import CaseFacts, Known, Plan
from daemon.refs import references
from daemon.store import cases as case_rows
from daemon.store.tables import cases, identity, message, outbox, unreachable
from responders.etiquette.evidence import Memory

# Mails of the same writer with the same subject belong together for this long while the case waits.
SAME_SUBJECT_FOR = timedelta(days=30)
ACKNOWLEDGEMENTS = ("acknowledgement", "neutral", "chase", "added")
_PREFIX = re.compile(r"^\s*(?:(?:re|aw|fwd?|wg|sv|vs|antw|tr|rv|res|odp)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)


@dataclass(slots=True)
class Snapshot:
    """The store's view of one batch; `planned` keeps the sender counts current within it."""

    case_of_message_id: dict[str, int]
    ours: frozenset[str]  # Message-IDs of automatic mails that we sent
    copies: dict[str, int]
    case_by_ref: dict[str, int]
    case_by_subject: dict[tuple[str, str], int]
    cases: dict[int, CaseFacts]
    hour: Counter[str]
    day: Counter[str]
    all_hour: int
    bounced: frozenset[str]
    taken: set[str]  # references of cases among those this batch might choose
    _planned: set[object] = field(default_factory=set)

    def known(
        self, mail: Mail, tag: str, marked: bool = False, old: bool = False, received_at: datetime | None = None
    ) -> Known:
        """Everything the store says about `mail`; `tag` is the subject tag of references ("EH").

        `marked`: the mailbox shows that the mail was handled before, which a lost store doesn't know; `old`: it was
        written before the daemon was on duty.
        """
        copy_of = self.copies.get(mail.content_hash)
        case = self._case(mail, tag)
        sender = mail.sender.address.casefold() if mail.sender else ""
        referred = {*mail.in_reply_to, *mail.references, *mail.embedded_ids}
        return Known(
            memory=Memory(
                acknowledged_before=copy_of is not None,
                sender_last_hour=self.hour[sender],
                sender_last_day=self.day[sender],
                thread_last_day=case.automatic_today if case else 0,
                all_last_hour=self.all_hour,
                bounced_lately=sender in self.bounced,
                names_our_automatic=bool(referred & self.ours),
            ),
            case=case,
            free_ref=next(ref for ref in references(mail.content_hash) if ref not in self.taken),
            copy_of=copy_of,
            marked=marked,
            old=old,
            received_at=received_at,
        )

    def _case(self, mail: Mail, tag: str) -> CaseFacts | None:
        """By our Message-IDs, then In-Reply-To and References, then the reference from somebody known to the case."""
        referred = (*mail.in_reply_to, *reversed(mail.references), *mail.embedded_ids)
        for wanted in (set(referred) & self.ours, referred):
            for message_id in wanted:
                if (case_id := self.case_of_message_id.get(message_id)) is not None:
                    return self.cases.get(case_id)
        sender = mail.sender.address.casefold() if mail.sender else ""
        for ref in references_in(mail.subject, tag):
            case = self.cases.get(self.case_by_ref.get(ref, 0))
            if case is not None and sender in case.participants:
                return case
        by_subject = self.case_by_subject.get((sender, plain_subject(mail.subject)))
        return None if by_subject is None else self.cases.get(by_subject)

    def conflicts(self, mail: Mail, tag: str) -> bool:
        """Whether `mail` may belong to something planned earlier in this batch."""
        case = self._case(mail, tag)
        keys = _keys(mail) if case is None else [*_keys(mail), ("case", case.id)]
        return any(key in self._planned for key in keys)

    def planned(self, mail: Mail, plan: Plan) -> None:
        """Count what has just been planned for the mails that follow in the same batch."""
        self._planned.update(_keys(mail))
        self._planned.update(letter.message_id for letter in plan.outgoing)
        if plan.case_id is not None:
            self._planned.add(("case", plan.case_id))
        if plan.new_case is not None:
            self.taken.add(plan.new_case.ref)
        sent = sum(letter.reply.kind in ACKNOWLEDGEMENTS for letter in plan.outgoing)
        if sent and mail.sender:
            sender = mail.sender.address.casefold()
            self.hour[sender] += sent
            self.day[sender] += sent
            self.all_hour += sent


def _keys(mail: Mail) -> list[object]:
    sender = mail.sender.address.casefold() if mail.sender else ""
    keys: list[object] = [mail.content_hash, *mail.in_reply_to, *mail.references, *mail.embedded_ids]
    if mail.message_id:
        keys.append(mail.message_id)
    subject = plain_subject(mail.subject)
    if sender and subject:
        keys.append((sender, subject))
    return [key for key in keys if key]


def plain_subject(subject: str) -> str:
    """The subject without reply prefixes, case folded, white space collapsed."""
    return " ".join(_PREFIX.sub("", subject).casefold().split())


def references_in(subject: str, tag: str) -> list[str]:
    """References such as [EH-7QK2MR] in a subject, without the tag."""
    return [found.upper() for found in re.findall(rf"\[{re.escape(tag)}-([0-9A-Za-z]{{5,12}})\]", subject)]


def snapshot(
    tx: Connection, mails: Sequence[Mail], tag: str, now: datetime, bounced_for: timedelta = timedelta(days=7)
) -> Snapshot:
    """Look everything up for a batch. `bounced_for`: how long an address that failed for good is remembered as such."""
    referred = {i for mail in mails for i in (*mail.in_reply_to, *mail.references, *mail.embedded_ids)}
    senders = {mail.sender.address.casefold() for mail in mails if mail.sender}
    case_of, ours = _threads(tx, referred)
    refs = _refs(tx, {ref for mail in mails for ref in references_in(mail.subject, tag)})
    subjects = _subjects(tx, senders, now)
    wanted = {*case_of.values(), *refs.values(), *subjects.values()}
    hour, day = _counts(tx, senders, now)
    return Snapshot(
        case_of_message_id=case_of,
        ours=frozenset(ours),
        copies=_copies(tx, {mail.content_hash for mail in mails if mail.content_hash}),
        case_by_ref=refs,
        case_by_subject=subjects,
        cases=case_rows.load(tx, wanted, now),
        hour=hour,
        day=day,
        all_hour=_all_since(tx, now - timedelta(hours=1)),
        bounced=_bounced(tx, senders, now - bounced_for),
        taken=set(_refs(tx, {ref for mail in mails for ref in islice(references(mail.content_hash), 3)})),
    )


def _threads(tx: Connection, ids: set[str]) -> tuple[dict[str, int], set[str]]:
    if not ids:
        return {}, set()
    case_of: dict[str, int] = {}
    for row in tx.execute(
        sa.select(message.c.message_id, message.c.case_id).where(
            message.c.message_id.in_(ids), message.c.case_id.is_not(None)
        )
    ):
        case_of[row.message_id] = row.case_id
    ours: set[str] = set()
    for row in tx.execute(sa.select(outbox.c.message_id, outbox.c.case_id).where(outbox.c.message_id.in_(ids))):
        ours.add(row.message_id)
        if row.case_id is not None:
            case_of[row.message_id] = row.case_id
    return case_of, ours


def _refs(tx: Connection, refs: set[str]) -> dict[str, int]:
    if not refs:
        return {}
    return {row.ref: row.id for row in tx.execute(sa.select(cases.c.ref, cases.c.id).where(cases.c.ref.in_(refs)))}


def _subjects(tx: Connection, senders: set[str], now: datetime) -> dict[tuple[str, str], int]:
    if not senders:
        return {}
    rows = tx.execute(
        sa.select(message.c.sender, message.c.subject, message.c.case_id)
        .join(cases, cases.c.id == message.c.case_id)
        .where(
            message.c.sender.in_(senders),
            message.c.first_seen_at > now - SAME_SUBJECT_FOR,
            message.c.role == "writer",
            cases.c.state == "waiting",
        )
        .order_by(message.c.id)
    )
    found = {(row.sender, plain_subject(row.subject or "")): row.case_id for row in rows}
    return {key: case_id for key, case_id in found.items() if key[1]}


def _copies(tx: Connection, hashes: set[str]) -> dict[str, int]:
    rows = tx.execute(sa.select(identity.c.hash, identity.c.message_id).where(identity.c.hash.in_(hashes)))
    return {row.hash: row.message_id for row in rows}


def _counts(tx: Connection, senders: set[str], now: datetime) -> tuple[Counter[str], Counter[str]]:
    hour: Counter[str] = Counter()
    day: Counter[str] = Counter()
    rows = tx.execute(
        sa.select(sa.func.lower(outbox.c.recipient).label("who"), outbox.c.created_at).where(
            sa.func.lower(outbox.c.recipient).in_(senders),
            outbox.c.created_at > now - timedelta(days=1),
            outbox.c.kind.in_(ACKNOWLEDGEMENTS),
            # Said this way round it tempts no database to go by the state, which nearly all letters share.
            outbox.c.state.not_in(("aside", "withdrawn")),
        )
    )
    for row in rows:
        day[row.who] += 1
        if row.created_at > now - timedelta(hours=1):
            hour[row.who] += 1
    return hour, day


def _all_since(tx: Connection, since: datetime) -> int:
    return tx.execute(
        sa.select(sa.func.count())
        .select_from(outbox)
        .where(outbox.c.created_at > since, outbox.c.kind.in_(ACKNOWLEDGEMENTS))
    ).scalar_one()


def _bounced(tx: Connection, senders: set[str], since: datetime) -> frozenset[str]:
    rows = tx.execute(
        sa.select(unreachable.c.address).where(unreachable.c.address.in_(senders), unreachable.c.since > since)
    )
    return frozenset(rows.scalars())
