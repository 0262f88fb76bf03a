"""Made-up cases in every variant that a template has to get right: for the check of templates and the documentation."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from config.settings import Settings
from responders.promise import Promise
from responders.reply.facts import CaseFacts, Said, StaffCase, StaffFacts
from responders.reply.reply import ReplyKind, StaffKind

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)  # a Monday
_HOUR = timedelta(hours=1)
_LONG = (
    "The printer on the second floor prints every page twice since the update and nobody in the office knows why " * 2
)
_NAMES = (
    "",
    "Ruiz, Ana",
    "Prof. Dr. Łucja Wójcik-Żak",
    "山田 太郎",
    'O\'Brien "Bob" <b@x>',
    "Accounts Payable",
    "А" * 300,
)
_SUBJECTS = (
    "VPN drops every ten minutes",
    "",
    _LONG,
    "Re: AW: {{ 7 * 7 }} {% raw %}",
    "see https://x.example/a now",
    "日本語の件名",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One mail to a writer. `closed` is None when the desk is open, else why it is closed ("" = the time of day)."""

    kind: ReplyKind
    says: str  # what is particular about it
    facts: CaseFacts
    closed: str | None = None


@dataclass(frozen=True, slots=True)
class StaffSample:
    kind: StaffKind
    says: str
    facts: StaffFacts


@dataclass(frozen=True, slots=True)
class SampleHours:
    """A calendar that is always open, or closed until tomorrow."""

    closed: str | None

    def is_open(self, at: datetime) -> bool:
        return self.closed is None

    def next_open(self, at: datetime) -> datetime:
        return at if self.closed is None else at.replace(hour=8, minute=0) + timedelta(days=1)

    def closed_because(self, at: datetime) -> str:
        return self.closed or ("out of hours" if self.closed is not None else "")


def sample_facts(settings: Settings, language: str = "en") -> tuple[Sample, ...]:
    """Every kind of mail to writers in its variants, with the configuration's own levels and types."""
    return (*_first(settings, language), *_further(settings, language))


def promise(measured: bool, hours: float, given: datetime = NOW) -> Promise:
    """A promise that falls due so many hours after `NOW`, at the next half hour as all of them do."""
    due = NOW + timedelta(hours=hours)
    due += timedelta(minutes=-due.minute % 30)
    if measured:
        return Promise(given, due, "measured", 0.9, 214, "normal", "network")
    return Promise(given, due, "policy", None, 0, "normal", "network")


def _base(settings: Settings, language: str) -> CaseFacts:
    level = settings.urgency[len(settings.urgency) // 2].name if settings.urgency else ""
    kinds = [kind.name for kind in settings.issue_types]
    box = settings.mailboxes[0] if settings.mailboxes else None
    return CaseFacts(
        now=NOW,
        ref="7QK2MR",
        to="ana.ruiz@writers.example",
        opened_at=NOW,
        urgency=Said(level, True),
        issue_type=Said("network" if "network" in kinds else "".join(kinds[:1]), True),
        writer="Ana Ruiz",
        mailbox=box.address if box else "support@desk.example",
        subject=_SUBJECTS[0],
        language=language,
        promise=promise(measured=True, hours=29),
        message_id="<1@writers.example>",
    )


def _first(settings: Settings, language: str) -> Iterator[Sample]:
    base = _base(settings, language)
    aim = promise(measured=False, hours=29)
    unsure = replace(base, urgency=replace(base.urgency, sure=False), issue_type=replace(base.issue_type, sure=False))
    top = settings.urgency[0].name if settings.urgency else ""
    critical = replace(base, urgency=Said(top, True), promise=promise(measured=False, hours=1))
    yield Sample("acknowledgement", "measured, sure", base)
    yield Sample("acknowledgement", "an aim, sure", replace(base, promise=aim))
    yield Sample("acknowledgement", "an aim, not sure", replace(unsure, promise=aim))
    yield Sample("acknowledgement", "type sure, urgency not", replace(unsure, issue_type=base.issue_type))
    yield Sample("acknowledgement", "no time", replace(base, promise=None))
    yield Sample("acknowledgement", "closed", replace(base, promise=aim), closed="")
    yield Sample("acknowledgement", "closed for a holiday", replace(base, promise=aim), closed="St Andrew's Day")
    yield Sample("acknowledgement", "late", replace(base, opened_at=NOW - 5 * _HOUR))
    yield Sample("acknowledgement", "critical", critical)
    yield Sample("acknowledgement", "critical, alerted", replace(critical, alerted_at=NOW))
    yield Sample("acknowledgement", "danger, alerted", replace(critical, alerted_at=NOW, danger=True))
    yield Sample("acknowledgement", "perhaps critical", replace(unsure, urgency=Said(top, False), alerted_at=NOW))
    for name in _NAMES:
        yield Sample("acknowledgement", "a name", replace(base, writer=name))
    for subject in _SUBJECTS:
        yield Sample("acknowledgement", "a subject", replace(base, subject=subject))
    for kind in settings.issue_types:
        yield Sample("acknowledgement", f"type {kind.name}", replace(base, issue_type=Said(kind.name, True)))
    for level in settings.urgency:
        yield Sample("acknowledgement", f"level {level.name}", replace(base, urgency=Said(level.name, True)))
    private = replace(base, sensitive=True)
    yield Sample("neutral", "measured", private)
    yield Sample("neutral", "an aim", replace(private, promise=aim))
    yield Sample("neutral", "no time", replace(private, promise=None))
    yield Sample("neutral", "critical", replace(critical, sensitive=True))


def _further(settings: Settings, language: str) -> Iterator[Sample]:
    base = _base(settings, language)
    later = replace(base, now=NOW + 4 * _HOUR)
    over = replace(base, now=NOW + 30 * _HOUR, before=base.promise, promise=promise(measured=False, hours=54))
    aimed = replace(over, before=promise(measured=False, hours=29))
    top = settings.urgency[0].name if settings.urgency else ""
    yield Sample("chase", "promise open", later)
    yield Sample("chase", "aim open, team told", replace(later, promise=aimed.before, alerted_at=later.now))
    yield Sample("chase", "promise broken", replace(over, before=None, promise=base.promise, alerted_at=over.now))
    yield Sample("chase", "broken, a new one", over)
    yield Sample("chase", "broken aim, a new one", aimed)
    yield Sample("chase", "sensitive", replace(later, sensitive=True))
    yield Sample("chase", "critical", replace(later, urgency=Said(top, True), alerted_at=later.now))
    raised = replace(later, urgency=Said(top, True), before=base.promise, promise=promise(measured=False, hours=5))
    yield Sample("added", "raised", raised)
    yield Sample("added", "raised, alerted", replace(raised, alerted_at=later.now))
    yield Sample(
        "added", "waits again", replace(over, again=True, before=None, promise=promise(measured=True, hours=54))
    )
    yield Sample("added", "after a broken one", over)
    near = replace(over, now=NOW + 28 * _HOUR)
    yield Sample("update", "measured before", near)
    yield Sample("update", "aim before", replace(near, before=aimed.before))
    yield Sample("update", "measured again", replace(near, promise=promise(measured=True, hours=54)))
    yield Sample("update", "no new time", replace(near, promise=None))
    yield Sample("update", "closed", near, closed="")
    yield Sample("broken", "a new time", over)
    yield Sample("broken", "aim before", aimed)
    yield Sample("broken", "team told", replace(over, alerted_at=over.now))
    yield Sample("broken", "no new time", replace(over, promise=None))
    yield Sample("broken", "sensitive", replace(over, sensitive=True))
    answered = replace(base, now=NOW + 200 * _HOUR, promise=None, answered_at=NOW + 20 * _HOUR)
    yield Sample("settled", "by somebody", replace(answered, answered_by="Sam Okoro"))
    yield Sample("settled", "by nobody named", replace(answered, answered_by="desk@desk.example"))
    yield Sample("settled", "sensitive", replace(answered, sensitive=True))
    stood_still = replace(over, out_from=NOW + 3 * _HOUR, out_until=NOW + 29 * _HOUR)
    yield Sample("merged", "after a standstill", stood_still)
    yield Sample(
        "merged", "nothing broken", replace(stood_still, before=None, promise=promise(measured=True, hours=54))
    )
    yield Sample("merged", "no new time", replace(stood_still, promise=None))
    yield Sample("merged", "late without a standstill", aimed)


def sample_staff(settings: Settings) -> tuple[StaffSample, ...]:
    """Every kind of mail to staff."""
    level = settings.urgency[0].name if settings.urgency else ""
    one = StaffCase(
        ref="7QK2MR",
        urgency=level,
        issue_type="network",
        opened_at=NOW,
        writer="ana.ruiz@writers.example",
        subject=_SUBJECTS[0],
        due=NOW + 4 * _HOUR,
        because=('work has stopped: "nobody here can work"',),
    )
    private = replace(one, ref="8RM3NS", sensitive=True, because=("a threat",))
    unsure = replace(one, ref="9SN4PT", sure=False, subject="", due=None, because=("several people",))
    alone = StaffFacts(
        now=NOW + timedelta(minutes=3), to="team@desk.example", cases=(one,), mailbox="support@desk.example"
    )
    many = replace(alone, now=NOW + 5 * _HOUR, cases=(one, private, unsure) * 5)
    after = {"alert": timedelta(minutes=3), "reminder": 3.5 * _HOUR, "escalation": 4.2 * _HOUR}
    kinds: tuple[StaffKind, ...] = ("alert", "reminder", "escalation")
    slow = replace(many, broken=9, of=30)
    return (
        *(
            sample
            for kind in kinds
            for sample in (
                StaffSample(kind, "one", replace(alone, now=NOW + after[kind])),
                StaffSample(kind, "sensitive", replace(alone, now=NOW + after[kind], cases=(private,))),
                StaffSample(kind, "unsure", replace(alone, cases=(unsure,))),
                StaffSample(kind, "many", many),
                StaffSample(kind, "no address", replace(many, mailbox="")),
            )
        ),
        StaffSample("slowdown", "none overdue", replace(slow, cases=())),
        StaffSample("slowdown", "one overdue", replace(slow, cases=(one,))),
        StaffSample("slowdown", "many overdue", slow),
    )
