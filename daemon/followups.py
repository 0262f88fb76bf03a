"""What falls due becomes a row in the outbox, never SMTP directly; a case that a human has answered gets nothing.

To the writer at most one mail a case and tick: an update before the promise passes, the admission after it, or, when the
daemon itself stood still, one truthful mail for all that is late. To staff one mail an address and tick, with every case
in it.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby

from config.settings import Mailbox
from daemon import answers
from daemon.handle import Handler
from daemon.pipeline import Line
from daemon.plan import CaseFacts
from daemon.store import Transaction, cases, followups, plans
from daemon.store.followups import Row
from daemon.store.history import read_history
from responders.followups import Due, awake_after, follow
from responders.promise import Promise
from responders.reply import facts as wording

log = logging.getLogger("evenhand.followups")
A_DAY = timedelta(days=1)
AGAIN = timedelta(hours=1)  # after a failure of our own
LATE = timedelta(minutes=15)  # a follow-up this late means that the daemon stood still


@dataclass(slots=True)
class ForStaff:
    """Cases to be told to staff in this tick, by (kind, address)."""

    told: dict[tuple[str, str, int], list[CaseFacts]] = field(default_factory=dict)

    def add(self, kind: str, addresses: Iterable[str], case: CaseFacts, step: int = 0) -> None:
        for address in dict.fromkeys(addresses):
            self.told.setdefault((kind, address, step), []).append(case)

    def join(self, other: "ForStaff") -> None:
        for key, told in other.told.items():
            self.told.setdefault(key, []).extend(told)


def tick(handler: Handler, now: datetime) -> int:
    """Turn everything that has fallen due into outbox rows, in one transaction; returns how many rows were due."""
    if handler.settings.mode == "shadow" or not handler.settings.mailboxes:
        return 0
    with handler.store.write() as tx:
        cases.break_overdue(tx, now)
        rows = followups.due(tx, now)
        if not rows:
            return 0
        loaded = cases.load(tx, {row.case_id for row in rows}, now)
        desk = handler.windows.at(now, read_history(tx, now))
        staff = ForStaff()
        by_case = sorted(rows, key=lambda row: row.case_id)
        for case_id, group in groupby(by_case, key=lambda row: row.case_id):
            case = answers.in_force(loaded[case_id], handler.settings)
            line = Line(handler.settings, _mailbox(handler, case), desk, handler.composer)
            _act(_Case(handler, tx, case, line, ForStaff(), now), list(group), staff)
        _tell_staff(handler, tx, staff, now)
    handler.on_planned()
    return len(rows)


def _act(due: "_Case", rows: list[Row], staff: ForStaff) -> None:
    """What is due for one case, or nothing of it: one that fails never stops the others, and is tried again later."""
    try:
        with due.tx.begin_nested():
            due.act(rows)
    except Exception as error:
        log.error("a follow-up failed and is tried again later", exc_info=error, extra={"case": due.case.ref})
        followups.postpone(due.tx, [row.id for row in rows], due.now + AGAIN)
    else:
        staff.join(due.staff)


def _mailbox(handler: Handler, case: CaseFacts) -> Mailbox:
    boxes = handler.settings.mailboxes
    return next((box for box in boxes if box.name == case.mailbox), boxes[0])


@dataclass(frozen=True, slots=True)
class _Case:
    """What is due for one case at one moment."""

    handler: Handler
    tx: Transaction
    case: CaseFacts
    line: Line
    staff: ForStaff
    now: datetime

    def act(self, rows: list[Row]) -> None:
        kinds = {row.kind for row in rows}
        if self.case.state == "waiting":
            if kinds & {"remind", "overdue"}:
                self._tell(rows)
            if kinds & {"update", "overdue"}:
                self._write(rows)
        elif "settled" in kinds:
            self._ask_if_settled()
        left = [row.id for row in rows if row.kind != "update" or not self._asleep()]
        followups.done(self.tx, left, self.now)

    def _asleep(self) -> bool:
        return self._awake() > self.now

    def _awake(self) -> datetime:
        return awake_after(self.now, self.line.settings.followups, self.line.zone)

    def _tell(self, rows: list[Row]) -> None:
        """Remind staff before the promise passes; once overdue, one rung up the chain at a time, the top once a day."""
        staff = self.line.settings.staff
        overdue = [row for row in rows if row.kind == "overdue"]
        if not overdue:
            self.staff.add("reminder", staff.notify, self.case)
            return
        step = overdue[-1].step
        rungs = [[address] for address in staff.chain] or [list(staff.notify)]
        told = rungs[min(step, len(rungs) - 1)]
        # The team hears of it with the first step, whoever stands on the first rung.
        self.staff.add("escalation", told if step else [*staff.notify, *told], self.case, step)
        level = self.line.settings.level(self.case.urgency)
        pause = level.escalate_every if step + 1 < len(rungs) else max(level.escalate_every, A_DAY)
        again = self.now + pause
        if level.clock == "business":
            calendar = self.handler.calendar
            again = max(calendar.next_open(again), calendar.add(self.now, level.escalate_every))
        plans.follow_up(self.tx, self.case.id, None, [Due("overdue", again, step + 1)])

    def _write(self, rows: list[Row]) -> None:
        """Tell the writer before the promise passes, or admit that it has; not at night, not too often."""
        promise = self.case.promise
        updates = [row for row in rows if row.kind == "update"]
        if promise is None or not updates:
            return
        if self._asleep():
            followups.postpone(self.tx, [row.id for row in updates], self._awake())
            return
        new = self._not_too_often(self.line.desk.second(self.case.urgency, self.case.issue_type, self.case.opened_at))
        late = self.now - updates[0].due_at > LATE
        kind = "merged" if late and len(rows) > 1 else "broken" if promise.due < self.now else "update"
        about = self._facts(promise, new, updates[0].due_at if late else None)
        reply = getattr(self.line.composer, kind)(about)
        promise_id = plans.give(self.tx, self.case.id, new, withdraws=("remind", "update"))
        level = self.line.settings.level(self.case.urgency)
        due = [d for d in follow(new, level, self.line.settings.followups, self.line.zone) if d.kind != "overdue"]
        plans.follow_up(self.tx, self.case.id, promise_id, due)
        what = f"{self.case.ref} {self.case.promise_number + 1}"
        letter = answers.outgoing(reply, what, self.line, self.now)
        plans.put(self.tx, (letter,), self.case.mailbox, self.case.id, self.now)

    def _not_too_often(self, new: Promise) -> Promise:
        """This mail was promised, so it goes out; if it is the day's last, the next promise lasts beyond this day."""
        conf = self.line.settings.followups
        if self.case.automatic_today + 1 < conf.most_per_day:
            return new
        level = self.line.settings.level(new.urgency)
        least = self.handler.calendar.round_up(self.now + A_DAY + level.update_before, level.clock)
        return replace(new, due=max(new.due, least))

    def _ask_if_settled(self) -> None:
        reply = self.line.composer.settled(self._facts(self.case.promise, None, None))
        letter = answers.outgoing(reply, self.case.ref, self.line, self.now)
        plans.put(self.tx, (letter,), self.case.mailbox, self.case.id, self.now)

    def _facts(self, before: Promise | None, new: Promise | None, out_from: datetime | None) -> wording.CaseFacts:
        case = self.case
        box = self.line.mailbox
        assert box is not None
        return wording.CaseFacts(
            now=self.now,
            ref=case.ref,
            to=case.writer,
            opened_at=case.opened_at,
            urgency=wording.Said(case.urgency, case.urgency_sure),
            issue_type=wording.Said(case.issue_type, case.type_sure),
            writer=case.writer_name,
            mailbox=box.address,
            display_name=box.display_name,
            subject=case.subject,
            language=case.language,
            sensitive=case.sensitive,
            promise=new,
            before=before,
            message_id=case.first_message_id,
            alerted_at=case.alerted_at,
            answered_by=case.answered_by,
            answered_at=case.answered_at,
            out_from=out_from,
            out_until=self.now if out_from else None,
        )


def _tell_staff(handler: Handler, tx: Transaction, staff: ForStaff, now: datetime) -> None:
    for (kind, address, step), told in staff.told.items():
        box = _mailbox(handler, told[0])
        lines = tuple(answers.for_staff(case) for case in told)
        about = wording.StaffFacts(
            now=now, to=address, cases=lines, mailbox=box.address, display_name=box.display_name, step=step
        )
        reply = handler.composer.reminder(about) if kind == "reminder" else handler.composer.escalation(about)
        line = Line(handler.settings, box, handler.windows.at(now, read_history(tx, now)), handler.composer)
        what = " ".join(case.ref for case in told) + f" {now.isoformat(timespec='minutes')}"
        plans.put(tx, (answers.outgoing(reply, what, line, now),), box.name, None, now)
    if staff.told:
        log.info("%d mails to staff", len(staff.told))
