"""Slow times: noted for status and alarm command as long as they last, and told to staff by one mail.

A slow period ends when the pace has been usual for `CALM`; until then whatever comes and goes belongs to it. At night
nobody gets a mail: the next look in the morning tells it, if it is still so.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from daemon import answers
from daemon.handle import Handler
from daemon.pipeline import Line
from daemon.store import Transaction, cases, followups, plans
from daemon.store.history import read_history
from daemon.store.notes import get_note, set_note
from responders.followups import asleep
from responders.reply import facts as wording
from responders.window import Desk
from responders.window.slow import Slow

log = logging.getLogger("evenhand.pace")
CALM = timedelta(days=3)
MOST = 100  # overdue cases that are counted in the mail; it lists the first few
SLOWER = "more than chance allows: windows follow the slower pace from now on"
_NOTE, _PERIOD = "pace", "pace:period"


@dataclass(frozen=True, slots=True)
class _Period:
    """A slow period: since when, and whether staff have been told."""

    since: str
    told: bool

    @classmethod
    def at(cls, tx: Transaction, now: datetime) -> "_Period":
        """The period that goes on at `now`, or a new one."""
        noted = get_note(tx, _PERIOD)
        if noted is None or now - noted[1] > CALM:
            return cls(now.isoformat(timespec="minutes"), False)
        since, _, told = noted[0].partition(" ")
        return cls(since, told == "told")

    def note(self, tx: Transaction, now: datetime) -> None:
        set_note(tx, _PERIOD, f"{self.since} {'told' if self.told else 'untold'}", now)


def watch(handler: Handler, now: datetime) -> str:
    """Look whether more promises broke lately than chance allows; returns the sentence for staff, "" at a usual pace."""
    with handler.store.write() as tx:
        desk = handler.windows.at(now, read_history(tx, now))
        slow = desk.slow
        said = "" if slow is None else _sentence(slow)
        before = get_note(tx, _NOTE)
        if before is None or before[0] != said:
            set_note(tx, _NOTE, said, now)
            if said:
                log.warning("%s", said)
        if slow is None:
            return said
        period = _Period.at(tx, now)
        told = period.told or _tell(handler, tx, desk, slow, period, now)
        _Period(period.since, told).note(tx, now)
    if told and not period.told:
        handler.on_planned()
    return said


def _sentence(slow: Slow) -> str:
    return f"of the {slow.of} promises that last fell due {slow.broken} were broken, {SLOWER}"


def _tell(handler: Handler, tx: Transaction, desk: Desk, slow: Slow, period: _Period, now: datetime) -> bool:
    """Put the mail to staff into the outbox; False when it has to wait, or nobody is to be told."""
    settings = handler.settings
    if settings.mode == "shadow" or not settings.mailboxes or not settings.staff.notify:
        return False
    if asleep(now, settings.followups, handler.calendar.zone):
        return False
    box = settings.mailboxes[0]
    line = Line(settings, box, desk, handler.composer)
    overdue = cases.load(tx, followups.overdue(tx, now, MOST), now)
    listed = tuple(answers.for_staff(case) for case in overdue.values())
    for address in dict.fromkeys(settings.staff.notify):
        about = wording.StaffFacts(
            now=now,
            to=address,
            cases=listed,
            mailbox=box.address,
            display_name=box.display_name,
            broken=slow.broken,
            of=slow.of,
        )
        letter = answers.outgoing(handler.composer.slowdown(about), f"slow since {period.since}", line, now)
        plans.put(tx, (letter,), box.name, None, now)
    log.info("staff are told of slow times")
    return True
