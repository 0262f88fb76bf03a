"""The way of one mail, as one pure function: `plan(mail, judgement, known, line, now) -> Plan`.

    Mail ──> etiquette: may this be answered? ──> its Judgement ──> Promise ──> Reply ──> Plan

No I/O, no clock, no log. Mails come here read and judged, from the process that may be killed (`daemon.reader`).
`daemon.handle` reads what is known, calls this, writes the plan in one transaction; the marks in the mailbox and the
sending come after.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from classifiers.judgement import Judgement
from config.settings import Mailbox, Settings
from daemon import answers
from daemon.evidence import evidence_of
from daemon.mail.mail import Mail
from daemon.plan import Known, NewCase, Plan, Role
from responders.etiquette import decide
from responders.etiquette.evidence import Verdict
from responders.followups import follow
from responders.reply.compose import Composer
from responders.window import Desk
from responders.wishes import chases, only_thanks

OPENS_A_CASE = ("person", "held", "unclear")  # a person may be waiting, whether we may answer or not
COPY = Verdict(False, "copy", "the same mail was handled before; this is a copy of it")
MARKED = Verdict(False, "marked-before", "the mailbox shows that this mail was handled before")
OLD = Verdict(False, "before-start", "the mail was written before evenhand began to look after this mailbox")


@dataclass(frozen=True, slots=True)
class Line:
    """The tools of one mailbox for one batch; `mailbox` is None when mails are only explained."""

    settings: Settings
    mailbox: Mailbox | None
    desk: Desk
    composer: Composer

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.organisation.timezone)


def plan(mail: Mail, judgement: Judgement | None, known: Known, line: Line, now: datetime) -> Plan:
    """Decide everything about one mail. `now` is aware; equal arguments give equal plans.

    `judgement` is of the mail's issue; None when nothing could be read.
    """
    if known.copy_of is not None:
        case_id = known.case.id if known.case else None
        return Plan("writer", COPY, case_id=case_id, copy_of=known.copy_of, marks=answers.handled())
    if known.marked or known.old:
        return Plan("writer", MARKED if known.marked else OLD)
    verdict = decide(evidence_of(mail, known.memory, line.settings, line.mailbox), line.settings.etiquette)
    role = _role(mail, known, verdict, line)
    if role in ("ours", "bounce", "absence"):
        return answers.attached(mail, known, verdict, role, line, now)
    if role == "staff":
        return answers.from_staff(mail, known, verdict, line.settings, now)
    if known.case is not None:
        return _further(mail, known, verdict, judgement, line, now)
    if verdict.kind not in OPENS_A_CASE or mail.sender is None:
        return Plan("machine", verdict, judgement, marks=answers.marks(mail, judgement, line, None))
    return _new(mail, known, verdict, judgement, line, now)


def _role(mail: Mail, known: Known, verdict: Verdict, line: Line) -> Role:
    if verdict.kind == "bounce":
        return "bounce"
    if verdict.kind == "absence":
        return "absence"
    if verdict.kind == "self" and mail.header(answers.LOOP_MARK) is not None:
        return "ours"
    if known.case is not None and answers.is_staff(mail, line.settings, known.case):
        return "staff"
    return "writer"


def _new(mail: Mail, known: Known, verdict: Verdict, judgement: Judgement | None, line: Line, now: datetime) -> Plan:
    """A new matter: a case, and when the writer may be answered a promise and an acknowledgement."""
    assert mail.sender is not None
    urgency = answers.level_for_staff(judgement, line.settings)
    new = NewCase(
        ref=known.free_ref,
        writer=mail.sender.address,
        writer_name=mail.sender.name,
        subject=mail.subject,
        language=mail.language,
        urgency=urgency,
        issue_type=judgement.issue_type.label if judgement else "",
        urgency_sure=judgement.urgency.sure if judgement else False,
        type_sure=judgement.issue_type.sure if judgement else False,
        sensitive=judgement.sensitive.flag if judgement else False,
    )
    marks = answers.marks(mail, judgement, line, urgency)
    received = known.received_at or now
    urgencies = judgement.urgencies() if judgement else (urgency,)
    promise = line.desk.promise(urgencies, new.issue_type) if verdict.allowed else None
    told = answers.new_for_staff(new, judgement, promise, received)
    alerts = answers.alerts(told, mail.content_hash, line, now)
    if promise is None:
        return Plan("writer", verdict, judgement, new_case=new, outgoing=alerts, marks=marks)
    reply = line.composer.acknowledge(answers.facts(mail, new, judgement, promise, line, received, now))
    return Plan(
        "writer",
        verdict,
        judgement,
        new_case=new,
        promise=promise,
        outgoing=(*alerts, answers.outgoing(reply, mail.content_hash, line, now)),
        due=follow(promise, line.settings.level(promise.urgency), line.settings.followups, line.zone),
        marks=marks,
    )


def _further(
    mail: Mail, known: Known, verdict: Verdict, judgement: Judgement | None, line: Line, now: datetime
) -> Plan:
    """A further mail in a case: more facts, a chase, thanks, or a new question after the answer."""
    assert known.case is not None
    case = answers.in_force(known.case, line.settings)
    from_writer = mail.sender is not None and mail.sender.address.casefold() == case.writer.casefold()
    raised = answers.raised(case, judgement, line.settings) if from_writer else None
    marks = answers.marks(mail, judgement, line, raised or case.urgency)
    attached = Plan("writer", verdict, judgement, case_id=case.id, marks=marks)
    if not from_writer or only_thanks(mail.own_words):
        return attached
    again = case.state == "answered"
    private = judgement is not None and judgement.sensitive.flag and not case.sensitive
    told = answers.for_staff(replace(case, urgency=raised or case.urgency, sensitive=private))
    alerts = answers.alerts(told, mail.content_hash, line, now, level=raised is not None)
    attached = replace(attached, raised_to=raised, waits_again=again, sensitive=private, outgoing=alerts)
    enough = case.automatic_today >= line.settings.followups.most_per_day
    silent = not verdict.allowed or (enough and not raised)
    if raised or again:
        promise = line.desk.promise((raised or case.urgency,), case.issue_type)
        due = follow(promise, line.settings.level(promise.urgency), line.settings.followups, line.zone)
        if silent:
            # The writer is told nothing, so nothing is owed; the team is reminded of what waits again all the same.
            return replace(attached, due=tuple(row for row in due if again and row.kind != "update"))
        reply = line.composer.added(answers.case_facts(mail, case, judgement, promise, line, now))
        letter = answers.outgoing(reply, mail.content_hash, line, now)
        return replace(attached, promise=promise, outgoing=(*alerts, letter), due=due)
    if silent:
        return attached
    overdue = case.promise_broken or (case.promise is not None and case.promise.due < now)
    if overdue or chases(mail.own_words):
        reply = line.composer.chase(answers.case_facts(mail, case, judgement, case.promise, line, now))
        return replace(attached, outgoing=(*alerts, answers.outgoing(reply, mail.content_hash, line, now)))
    return attached
