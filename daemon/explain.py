"""Planning a mail for people to look at: the same `plan` as the daemon's, with nothing known and no effects."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from classifiers.judgement import Label
from config.settings import Settings
from daemon.mail.mail import Mail
from daemon.model import ready_model
from daemon.pipeline import Line, plan
from daemon.plan import Known, Plan
from daemon.reader import Reader
from daemon.refs import references
from responders.calendar import Calendar
from responders.reply.compose import Composer
from responders.window import Windows
from responders.window.outcome import History


@dataclass(frozen=True, slots=True)
class Explanation:
    """One mail and what would be done with it."""

    source: str
    mail: Mail
    plan: Plan

    @property
    def sentence(self) -> str:
        return self.plan.verdict.sentence

    def to_json(self) -> dict[str, Any]:
        """The fields of `explain --json`; scripts depend on them."""
        mail, made = self.mail, self.plan
        judgement = made.judgement
        return {
            "source": self.source,
            "message_id": mail.message_id,
            "subject": mail.subject,
            "from": mail.sender.address if mail.sender else None,
            "parsed": mail.parsed,
            "answer": {"allowed": made.verdict.allowed, "reason": made.verdict.reason},
            "text": mail.text,
            "own_words": mail.own_words,
            "language": mail.language,
            "urgency": _label(judgement.urgency if judgement else None),
            "issue_type": _label(judgement.issue_type if judgement else None),
            "sensitive": {
                "flag": judgement.sensitive.flag if judgement else False,
                "because": list(judgement.sensitive.because) if judgement else [],
            },
            "promise": _promise(made),
            "reply": _reply(made),
        }


def _label(label: Label | None) -> dict[str, Any]:
    if label is None:
        return {"label": "", "confidence": 0.0, "sure": False, "because": []}
    return {
        "label": label.label,
        "confidence": round(label.confidence, 4),
        "sure": label.sure,
        "because": list(label.because),
    }


def _promise(made: Plan) -> dict[str, Any] | None:
    given = made.promise
    if given is None:
        return None
    return {"due": given.due.isoformat(), "basis": given.basis, "level": given.level, "cases": given.cases}


def _reply(made: Plan) -> dict[str, Any] | None:
    for letter in made.outgoing:
        reply = letter.reply
        if reply.kind not in ("alert", "reminder", "escalation", "slowdown"):
            headers = {**reply.headers, "Message-ID": letter.message_id}
            return {"subject": reply.subject, "text": reply.text, "headers": headers}
    return None


class Explainer:
    """Holds composer and the reader's child process, which judges as well."""

    def __init__(self, settings: Settings, state: Path, talk: Console) -> None:
        self.settings = settings
        self.reader = Reader(settings.limits, ready_model(settings, state, talk.print))
        calendar = Calendar.of(settings)
        self._zone = calendar.zone
        self._windows = Windows(settings, calendar)
        self._composer = Composer(settings, calendar)

    def explain(self, source: str, raw: bytes, now: datetime) -> Explanation:
        """Plan one mail as if it were the first that ever came. Never raises for what a mail contains."""
        (read,) = self.reader.read([raw], now.astimezone(self._zone))
        mailbox = self.settings.mailboxes[0] if self.settings.mailboxes else None
        desk = self._windows.at(now, History())
        line = Line(self.settings, mailbox, desk, self._composer)
        known = Known(free_ref=next(references(read.mail.content_hash)))
        return Explanation(source, read.mail, plan(read.mail, read.judgement, known, line, now))

    def close(self) -> None:
        self.reader.close()
