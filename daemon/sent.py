"""The Sent folder: copies of what we sent go in, and people's own answers are found there.

A human's reply to the writer keeps the promise and withdraws what is pending. It is one when it stands in the Sent
folder, belongs to a case by its references (or the reference in its subject), goes to the writer, and no machine wrote it.
"""

import logging
from dataclasses import replace
from datetime import datetime

from config.settings import Mailbox
from daemon import answers
from daemon.handle import Handler, bounded
from daemon.inbox import Fetched, Inbox
from daemon.mail.mail import Mail
from daemon.plan import Answered, CaseFacts, Plan
from daemon.store import Transaction, cases, outbox, plans
from daemon.store import mailbox as ledger
from daemon.store.known import references_in, snapshot
from daemon.store.mailbox import Cursor
from daemon.store.plans import Written
from responders.etiquette.evidence import Verdict

log = logging.getLogger("evenhand.sent")
COPIES_AT_ONCE = 50
OURS = Verdict(False, "our-own-mail", "evenhand wrote this itself")
BY_PEOPLE = Verdict(False, "sent-by-people", "somebody of the team sent this")


class Sent:
    """Work on the Sent folder of one mailbox over its own connection."""

    def __init__(self, mailbox: Mailbox, handler: Handler) -> None:
        self.mailbox = mailbox
        self.handler = handler
        self.store = handler.store
        self.clock = handler.clock
        self._folder: str | None = None
        self._put: set[tuple[int, int]] = set()  # (UIDVALIDITY, UID) of copies that need not be read again

    def round(self, inbox: Inbox) -> int:
        """Look for people's answers, then put in the copies that are missing; returns how many answers were found.

        In this order, since the look also shows copies that the server made itself, or that were put there before a kill.
        """
        if self._folder is None:
            self._folder = inbox.sent_folder()
        if self._folder is None:
            return 0
        found = self._look(inbox, self._folder)
        self._put_copies(inbox, self._folder)
        return found

    def _put_copies(self, inbox: Inbox, folder: str) -> None:
        while True:
            with self.store.read() as tx:
                due = outbox.copies_due(tx, self.mailbox.name, COPIES_AT_ONCE)
            if not due:
                return
            for _, payload, sent_at in due:
                if put := inbox.append(folder, payload, ("\\Seen",), sent_at):
                    self._put.add(put)
            with self.store.write() as tx:
                outbox.copied(tx, [row_id for row_id, _, _ in due])

    def _look(self, inbox: Inbox, folder: str) -> int:
        state = inbox.open_folder(folder, readonly=True)
        name = self.mailbox.name
        with self.store.read() as tx:
            at = ledger.cursor(tx, name, folder)
        if at is None or at.uidvalidity != state.uidvalidity:
            first = state.uidnext if at is None else 1
            at = Cursor(state.uidvalidity, first, self.clock())
            with self.store.write() as tx:
                ledger.move_cursor(tx, name, folder, at)
        uids = inbox.new_uids(at.next_uid - 1)
        found = 0
        for start in range(0, len(uids), self.mailbox.batch):
            part = uids[start : start + self.mailbox.batch]
            unread = [uid for uid in part if (state.uidvalidity, uid) not in self._put]
            if unread:
                heads = list(inbox.headers(unread, self.handler.settings.limits))
                found += self._read(folder, state.uidvalidity, unread, heads)
            with self.store.write() as tx:
                ledger.move_cursor(tx, name, folder, Cursor(state.uidvalidity, part[-1] + 1, at.opened_at))
        self._put.clear()
        return found

    def _read(self, folder: str, uidvalidity: int, uids: list[int], fetched: list[Fetched]) -> int:
        """Enter mails of the Sent folder; returns how many were answers that somebody waited for."""
        heads = [(one, one.raw) for one in fetched if one.raw is not None]
        mails = self.handler.reader.read_many([raw for _, raw in heads])
        now = self.clock()
        found = 0
        ours = []
        with self.store.write() as tx:
            ledger.enter(tx, self.mailbox.name, folder, uidvalidity, uids, now)
            rows = {row.uid: row.id for row in ledger.waiting(tx, self.mailbox.name, folder, uidvalidity, len(uids))}
            known = snapshot(tx, mails, self.handler.settings.replies.subject_tag, now)
            for (one, _), mail in zip(heads, mails, strict=True):
                if (row_id := rows.get(one.uid)) is None:
                    continue
                at = bounded(one.internaldate, now)
                case = self._case(tx, mail, known.known(mail, "").case)
                made = plan_of_sent(mail, case, at)
                if made.answered is not None:
                    made = replace(made, due=answers.ask_later(self.handler.settings, now))
                # Heads alone give no content identity: the same mail may also lie, whole, in the inbox.
                plans.write(tx, self.mailbox.name, [Written(row_id, replace(mail, content_hash=""), made, at)], now)
                found += made.answered is not None
                if made.verdict is OURS and mail.message_id:
                    ours.append(mail.message_id)
            outbox.copies_seen(tx, ours)
        return found

    def _case(self, tx: Transaction, mail: Mail, threaded: CaseFacts | None) -> CaseFacts | None:
        """The case by references, or by the reference in the subject of a mail that goes to that case's writer."""
        if threaded is not None:
            return threaded
        for ref in references_in(mail.subject, self.handler.settings.replies.subject_tag):
            case_id = cases.by_ref(tx, ref)
            if case_id is not None:
                case = cases.load(tx, [case_id], self.clock())[case_id]
                if case.writer.casefold() in _recipients(mail):
                    return case
        return None


def plan_of_sent(mail: Mail, case: CaseFacts | None, at: datetime) -> Plan:
    """What a mail in the Sent folder means: our own copy, an answer to a writer, or something else that people sent."""
    if mail.header(answers.LOOP_MARK) is not None:
        return Plan("ours", OURS, case_id=case.id if case else None)
    if case is None:
        return Plan("staff", BY_PEOPLE)
    submitted = (mail.header("Auto-Submitted") or "no").split(";")[0].strip().casefold()
    if submitted != "no" or case.writer.casefold() not in _recipients(mail):
        return Plan("staff", BY_PEOPLE, case_id=case.id)
    by = mail.sender.address if mail.sender else "the team"
    return Plan("staff", BY_PEOPLE, case_id=case.id, answered=Answered(by=by, at=at))


def _recipients(mail: Mail) -> frozenset[str]:
    return frozenset(to.address.casefold() for to in (*mail.to, *mail.cc, *mail.resent))
