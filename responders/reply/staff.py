"""What the mails to staff may use."""

from collections.abc import Mapping
from datetime import timedelta

from config.settings import Settings
from responders.reply.cleaning import plain, quotable_subject
from responders.reply.facts import StaffCase, StaffFacts
from responders.reply.layout import WIDTH
from responders.reply.times import Times

LISTED = 12  # cases in one mail; a longer list is read in the terminal


def staff_view(facts: StaffFacts, settings: Settings, times: Times) -> dict[str, object]:
    """Names for the templates alert, reminder, escalation and slowdown."""
    return {
        "organisation": settings.organisation.name,
        "mailbox": facts.mailbox,
        "emergency": settings.organisation.emergency,
        "count": len(facts.cases),
        "more": max(0, len(facts.cases) - LISTED),
        "step": facts.step,
        "broken": facts.broken,
        "of": facts.of,
        "said": times.at(facts.now, facts.now),
        "cases": tuple(_case(case, facts, settings, times) for case in facts.cases[:LISTED]),
    }


def _case(case: StaffCase, facts: StaffFacts, settings: Settings, times: Times) -> Mapping[str, object]:
    """A sensitive case shows no subject: the mail may be read over a shoulder, the mailbox by those who should."""
    waiting = facts.now - case.opened_at
    return {
        "ref": f"{settings.replies.subject_tag}-{case.ref}",
        "urgency": case.urgency,
        "issue_type": case.issue_type,
        "sure": case.sure,
        "sensitive": case.sensitive,
        "subject": "" if case.sensitive else quotable_subject(case.subject)[: WIDTH - 4],
        "writer": plain(case.writer),
        "waiting": times.lasting(waiting) if waiting >= timedelta(minutes=1) else "",
        "by": times.by(case.due, facts.now) if case.due else "",
        "overdue": case.due is not None and case.due <= facts.now,
        "late_by": times.lasting(facts.now - case.due) if case.due and case.due <= facts.now else "",
        "because": () if case.sensitive else tuple(plain(fact) for fact in case.because[:3]),
    }
