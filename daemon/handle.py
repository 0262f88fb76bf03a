"""One batch of mails through the line: read, look up, plan, write; the marks and the sending come after.

Any thread may call `Handler.handle`; one batch is handled at a time. A mail that fails here three times is set aside, and the
others go on.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from config.settings import Mailbox, Settings
from daemon.at_once import AtOnce, judgement_of
from daemon.clock import Clock
from daemon.crash import point
from daemon.mail.mail import Mail, RawMail
from daemon.pipeline import Line, plan
from daemon.plan import Plan
from daemon.reader import Read, Reader
from daemon.store import Conflict, Store, plans
from daemon.store import mailbox as ledger
from daemon.store.history import Recent
from daemon.store.known import snapshot
from daemon.store.plans import Written
from responders.calendar import Calendar
from responders.reply.compose import Composer
from responders.window import Windows

log = logging.getLogger("evenhand.line")
OLDEST = timedelta(days=30)  # an INTERNALDATE further back is not believed for the clock of an answer


@dataclass(frozen=True, slots=True)
class Arrived:
    """A mail as it came out of the mailbox, with its row in the ledger."""

    row_id: int
    attempts: int
    uid: int
    raw: RawMail
    internaldate: datetime | None
    old_before: datetime | None = None  # mails of before are not answered, however they came into the folder
    marked: bool = False  # the mailbox shows that it was handled before (a lost store)


@dataclass(frozen=True, slots=True)
class _Planned:
    arrived: Arrived
    mail: Mail
    plan: Plan


class Handler:
    """Holds what is prepared once per configuration: windows, composer, the child process that reads and judges."""

    def __init__(self, settings: Settings, store: Store, reader: Reader, clock: Clock) -> None:
        self.settings = settings
        self.store = store
        self.reader = reader
        self.clock = clock
        self.calendar = Calendar.of(settings)
        self.windows = Windows(settings, self.calendar)
        self.composer = Composer(settings, self.calendar)
        self.on_planned: Callable[[], None] = lambda: None  # something may be due in the outbox
        self._recent = Recent()
        self._at_once = AtOnce(settings)
        self._one_at_a_time = threading.Lock()

    def close(self) -> None:
        """End the reader's child process."""
        self.reader.close()

    def read(self, arrived: Sequence[Arrived]) -> list[Read]:
        """Read and judge a batch in the child process."""
        return self.reader.read([one.raw for one in arrived], self.clock().astimezone(self.calendar.zone))

    def handle(self, mailbox: Mailbox, arrived: Sequence[Arrived], reads: Sequence[Read]) -> int:
        """Handle a batch; returns how many mails were written (the rest wait for another attempt or are set aside)."""
        with self._one_at_a_time:
            written = 0
            todo = list(zip(arrived, reads, strict=True))
            while todo:
                planned, todo = self._plan(mailbox, todo)
                written += self._write(mailbox, planned)
                if planned:
                    self.on_planned()
        return written

    def _plan(
        self, mailbox: Mailbox, todo: list[tuple[Arrived, Read]]
    ) -> tuple[list[_Planned], list[tuple[Arrived, Read]]]:
        """Plan up to the first mail that depends on an earlier one of this batch; returns the rest as well."""
        now = self.clock()
        tag = self.settings.replies.subject_tag
        with self.store.read() as tx:
            known = snapshot(tx, [read.mail for _, read in todo], tag, now, self.settings.etiquette.bounced_for)
            desk = self.windows.at(now, self._recent.at(tx, now))
            corrected = self._at_once.overlay(tx)
        line = Line(self.settings, mailbox, desk, self.composer)
        planned: list[_Planned] = []
        for index, (arrived, read) in enumerate(todo):
            mail = read.mail
            if known.conflicts(mail, tag):
                return planned, todo[index:]
            if read.trouble:
                self._trouble(arrived, read.trouble)
                continue
            try:
                at = bounded(arrived.internaldate, now)
                about = known.known(mail, tag, arrived.marked, _is_old(arrived, mail), at)
                made = plan(mail, judgement_of(read, corrected), about, line, now)
            except Exception as error:  # one mail never stops the others: counted, then set aside
                log.error("a mail could not be planned", exc_info=error, extra={"uid": arrived.uid})
                self._trouble(arrived, f"{type(error).__name__}: {error}")
                continue
            _tell_of_templates(made)
            known.planned(mail, made)
            planned.append(_Planned(arrived, mail, made))
        return planned, []

    def _write(self, mailbox: Mailbox, planned: Sequence[_Planned]) -> int:
        """All in one transaction; if one can't be written, each in its own."""
        if not planned:
            return 0
        try:
            self._commit(mailbox, planned)
        except Conflict as error:
            if len(planned) == 1:
                self._trouble(planned[0].arrived, f"it could not be written ({error})")
                return 0
            return sum(self._write(mailbox, [one]) for one in planned)
        for one in planned:
            _say(mailbox, one)
        return len(planned)

    def _commit(self, mailbox: Mailbox, planned: Sequence[_Planned]) -> None:
        now = self.clock()
        point("before-plan-commit")
        batch = [
            Written(one.arrived.row_id, one.mail, one.plan, bounded(one.arrived.internaldate, now)) for one in planned
        ]
        with self.store.write() as tx:
            plans.write(tx, mailbox.name, batch, now, self.settings.mode == "shadow")
            point("inside-plan-commit")
        point("after-plan-commit")

    def _trouble(self, arrived: Arrived, said: str) -> None:
        """Leave the mail waiting for another attempt, or set it aside after the last one."""
        log.error("a mail could not be handled: %s", said, extra={"uid": arrived.uid})
        if arrived.attempts >= ledger.MOST_ATTEMPTS:
            with self.store.write() as tx:
                ledger.set_aside(tx, [arrived.row_id], said)


def bounded(internaldate: datetime | None, now: datetime) -> datetime:
    """When a mail arrived: the server's INTERNALDATE, never in the future and not unbelievably long ago."""
    if internaldate is None or internaldate > now or internaldate < now - OLDEST:
        return now
    return internaldate


def _tell_of_templates(made: Plan) -> None:
    for letter in made.outgoing:
        if letter.reply.problem:
            log.error("the shipped template was used instead: %s", letter.reply.problem)


def _is_old(arrived: Arrived, mail: Mail) -> bool:
    """Whether server and mail agree that it was written before we were on duty. A server alone may lie about its dates."""
    start = arrived.old_before
    if start is None or arrived.internaldate is None or arrived.internaldate >= start:
        return False
    return mail.date is None or mail.date < start


def _say(mailbox: Mailbox, one: _Planned) -> None:
    made = one.plan
    told = any(letter.reply.kind != "alert" for letter in made.outgoing)  # alerts go to staff
    log.info(
        "mail (%s) %s",
        made.role,
        "answered" if told else "not answered",
        extra={
            "mailbox": mailbox.name,
            "case": made.new_case.ref if made.new_case else None,
            "case_id": made.case_id,
            "reason": made.verdict.reason,
            "uid": one.arrived.uid,
        },
    )
