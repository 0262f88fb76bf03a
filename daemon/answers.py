"""The parts of a plan: facts for the wording, outgoing mails, marks in the mailbox, and what a staff mail means."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from classifiers.judgement import Judgement
from config.settings import Settings
from daemon.evidence import own_domains
from daemon.inbox import safe_keyword
from daemon.mail.mail import Mail
from daemon.plan import Answered, CaseFacts, Known, NewCase, Outgoing, Plan, Role
from daemon.refs import message_id
from responders.etiquette.bounce import failed_recipients
from responders.etiquette.evidence import Verdict
from responders.followups import Due
from responders.promise import Promise
from responders.reply import facts as wording
from responders.reply.reply import Reply
from responders.reply.wire import to_bytes

if TYPE_CHECKING:
    from daemon.pipeline import Line

LOOP_MARK = "X-Evenhand-Loop"
HANDLED = "evenhand-handled"
AUDIT = "evenhand-confirm"  # on a small random sample; taking it off confirms the judgement
NOBODY = "support@localhost"  # the desk's address when a mail is explained outside any mailbox


def handled() -> dict[str, object]:
    """The mark of every mail that was read, so that a lost store answers nothing twice."""
    return {"flags": [HANDLED], "move": None}


def marks(mail: Mail, judgement: Judgement | None, line: "Line", urgency: str | None) -> dict[str, object]:
    """Flags, keywords and folder for a judged mail; `urgency` is None when nobody waits for an answer."""
    flags = [HANDLED]
    move = None
    if judgement is not None and urgency:
        kind = judgement.issue_type.label
        flags += [safe_keyword(f"evenhand-{urgency}"), safe_keyword(f"evenhand-{kind}")]
        if line.settings.level(urgency).flag:
            flags.append("\\Flagged")
        if _in_sample(mail, line.settings):
            flags.append(AUDIT)
        into = line.mailbox.file_into if line.mailbox else {}
        move = into.get(kind) or into.get(urgency)
    return {"flags": flags, "move": move}


def _in_sample(mail: Mail, settings: Settings) -> bool:
    """Whether a mail is in the audit sample: drawn by its own content, so the same mail is always in or always out."""
    return int(mail.content_hash[:8] or "ffffffff", 16) < settings.judgement.audit_share * 2**32


def level_for_staff(judgement: Judgement | None, settings: Settings) -> str:
    """The level put before staff: the highest still possible; without a judgement the middle one."""
    names = [level.name for level in settings.urgency]
    if judgement is None:
        return names[len(names) // 2]
    return min(judgement.urgencies(), key=names.index)


def in_force(case: CaseFacts, settings: Settings) -> CaseFacts:
    """The case under the configuration as it is now: a level that was renamed or removed becomes the middle one."""
    names = [level.name for level in settings.urgency]
    return case if case.urgency in names else replace(case, urgency=names[len(names) // 2], urgency_sure=False)


def raised(case: CaseFacts, judgement: Judgement | None, settings: Settings) -> str | None:
    """The level that a further mail raises the case to, if it surely does."""
    names = [level.name for level in settings.urgency]
    if judgement is None or not judgement.urgency.sure or case.urgency not in names:
        return None
    label = judgement.urgency.label
    return label if names.index(label) < names.index(case.urgency) else None


def is_staff(mail: Mail, settings: Settings, case: CaseFacts) -> bool:
    """Whether a mail in a case comes from one whose replies are a human answer."""
    if mail.sender is None:
        return False
    sender = mail.sender.address.casefold()
    if sender == case.writer.casefold():
        return False
    own = sender in settings.own_addresses
    return own or any(fnmatchcase(sender, pattern.casefold()) for pattern in settings.staff.addresses)


def from_staff(mail: Mail, known: Known, verdict: Verdict, settings: Settings, now: datetime) -> Plan:
    """A colleague's mail in a case: an answer when the writer gets it and no machine wrote it, else a note."""
    case = known.case
    assert case is not None
    assert mail.sender is not None
    everyone = {to.address.casefold() for to in (*mail.to, *mail.cc)}
    automatic = verdict.kind in ("machine", "absence", "bounce")
    answered = None
    if case.writer.casefold() in everyone and not automatic:
        answered = Answered(by=mail.sender.address, at=known.received_at or now)
    due = ask_later(settings, now) if answered else ()
    return Plan("staff", verdict, case_id=case.id, answered=answered, due=due, marks=handled())


def ask_later(settings: Settings, now: datetime) -> tuple[Due, ...]:
    """After a human's answer: when to ask whether it is settled, if the admin wants that."""
    after = settings.followups.settled_after
    return (Due("settled", now + after),) if after else ()


def attached(mail: Mail, known: Known, verdict: Verdict, role: Role, line: "Line", now: datetime) -> Plan:
    """Our own mail, a bounce or an absence notice: kept with its case, changes neither state nor clock."""
    case = known.case
    if role != "bounce" or case is None:
        return Plan(role, verdict, case_id=case.id if case else None, marks=handled())
    lost = _unreachable(mail, case, line.settings)
    told: tuple[Outgoing, ...] = ()
    if lost and case.state == "waiting":
        told = _tell_of_bounce(mail, case, line, now)
    return Plan(role, verdict, case_id=case.id, unreachable=lost, outgoing=told, marks=handled())


def _unreachable(mail: Mail, case: CaseFacts, settings: Settings) -> tuple[tuple[str, str], ...]:
    """Addresses of the case that failed for good; a delay or an unclear notice makes nobody unreachable."""
    bounce = failed_recipients(
        status_text=mail.delivery_status,
        headers=mail.headers,
        text=mail.text,
        embedded_ids=mail.embedded_ids,
        subject=mail.subject,
        own_addresses=settings.own_addresses,
        own_domains=own_domains(settings),
    )
    if bounce.permanent is not True:
        return ()
    failed = {address.casefold() for address in bounce.addresses} or {case.writer.casefold()}
    why = f"a mail of ours came back ({bounce.status or 'no status given'}): {mail.subject}"
    return tuple((address, why) for address in sorted(failed & {case.writer.casefold(), *case.participants}))


def _tell_of_bounce(mail: Mail, case: CaseFacts, line: "Line", now: datetime) -> tuple[Outgoing, ...]:
    why = ("our mail to the writer came back: another way to reach them is needed",)
    return _alerts(line.settings.staff.notify, for_staff(case, why), mail.content_hash, line, now)


def for_staff(case: CaseFacts, because: tuple[str, ...] = ()) -> wording.StaffCase:
    """A case as one line of a mail to staff."""
    return wording.StaffCase(
        ref=case.ref,
        urgency=case.urgency,
        issue_type=case.issue_type,
        opened_at=case.opened_at,
        writer=case.writer,
        subject=case.subject,
        due=case.promise.due if case.promise else None,
        sure=case.urgency_sure,
        sensitive=case.sensitive,
        because=because,
    )


def facts(
    mail: Mail,
    new: NewCase,
    judgement: Judgement | None,
    promise: Promise,
    line: "Line",
    received_at: datetime,
    now: datetime,
) -> wording.CaseFacts:
    """What the first answer to a new matter may speak of."""
    return wording.CaseFacts(
        now=now,
        ref=new.ref,
        to=new.writer,
        opened_at=received_at,
        urgency=_urgency(judgement, new.urgency),
        issue_type=_issue_type(judgement, new.issue_type),
        writer=new.writer_name,
        subject=mail.subject,
        language=mail.language,
        sensitive=new.sensitive,
        danger=judgement is not None and judgement.danger,
        promise=promise,
        message_id=mail.message_id,
        references=mail.references,
        own_words=mail.own_words,
        mailbox=_address(line),
        display_name=_display_name(line),
    )


def case_facts(
    mail: Mail, case: CaseFacts, judgement: Judgement | None, promise: Promise | None, line: "Line", now: datetime
) -> wording.CaseFacts:
    """What an answer to a further mail in a case may speak of."""
    same = judgement is not None and judgement.urgency.sure
    return wording.CaseFacts(
        now=now,
        ref=case.ref,
        to=case.writer,
        opened_at=case.opened_at,
        urgency=_urgency(judgement, case.urgency) if same else wording.Said(case.urgency, case.urgency_sure),
        issue_type=wording.Said(case.issue_type, case.type_sure),
        writer=case.writer_name,
        subject=case.subject,
        language=case.language,
        sensitive=case.sensitive or (judgement is not None and judgement.sensitive.flag),
        promise=promise,
        before=case.promise if promise is not case.promise else None,
        again=case.state == "answered",
        alerted_at=case.alerted_at,
        message_id=mail.message_id,
        references=mail.references,
        mailbox=_address(line),
        display_name=_display_name(line),
    )


def _address(line: "Line") -> str:
    return line.mailbox.address if line.mailbox else NOBODY


def _display_name(line: "Line") -> str:
    return line.mailbox.display_name if line.mailbox else ""


def _urgency(judgement: Judgement | None, shown: str) -> wording.Said:
    if judgement is None:
        return wording.Said(shown, False)
    return wording.Said(shown, judgement.urgency.sure, judgement.urgency.because)


def _issue_type(judgement: Judgement | None, shown: str) -> wording.Said:
    if judgement is None:
        return wording.Said(shown, False)
    return wording.Said(shown, judgement.issue_type.sure, judgement.issue_type.because)


def alerts(told: wording.StaffCase, what: str, line: "Line", now: datetime, level: bool = True) -> tuple[Outgoing, ...]:
    """Who is told at once: by the settings of the `level`, and the nearest of the chain for what is sensitive."""
    staff = line.settings.staff
    to: list[str] = []
    for group in line.settings.level(told.urgency).tell if level else ():
        to += staff.notify if group == "notify" else staff.chain[:1]
    if told.sensitive:
        to += staff.chain[:1]
    return _alerts(to, told, what, line, now)


def new_for_staff(
    new: NewCase, judgement: Judgement | None, promise: Promise | None, received_at: datetime
) -> wording.StaffCase:
    """A case that is being opened, as one line of a mail to staff: why it is put there, and what its writer is told."""
    return wording.StaffCase(
        ref=new.ref,
        urgency=new.urgency,
        issue_type=new.issue_type,
        opened_at=received_at,
        writer=new.writer,
        subject=new.subject,
        due=promise.due if promise else None,
        sure=new.urgency_sure,
        sensitive=new.sensitive,
        because=judgement.urgency.because if judgement else (),
    )


def _alerts(to: Iterable[str], told: wording.StaffCase, what: str, line: "Line", now: datetime) -> tuple[Outgoing, ...]:
    """One mail to each address of staff, each address once."""
    letters = []
    for address in dict.fromkeys(to):
        about = wording.StaffFacts(
            now=now, to=address, cases=(told,), mailbox=_address(line), display_name=_display_name(line)
        )
        letters.append(outgoing(line.composer.alert(about), what, line, now))
    return tuple(letters)


def outgoing(reply: Reply, what: str, line: "Line", now: datetime) -> Outgoing:
    """A mail for the outbox. Its Message-ID follows from `what` it is about, so that a repeat carries the same one."""
    ours = message_id(reply.kind, what, reply.to, _address(line).rpartition("@")[2])
    return Outgoing(
        reply=reply,
        message_id=ours,
        envelope_sender=line.settings.outbox.envelope_sender,
        payload=to_bytes(reply, ours, now),
        at=now,
    )
