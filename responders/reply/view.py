"""From facts to what a template is given: words, numbers, flags and lists, nothing that could do or fetch anything.

Whether a sentence may be said is decided here, once for all languages: a name in the view is empty or false whenever
the fact behind it is missing or not sure. docs/replies.md lists the names.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from config.settings import IssueType, Level, Localised, LocalisedList, Settings
from responders.promise import Promise
from responders.reply.cleaning import greeted_name, quotable_subject
from responders.reply.facts import CaseFacts
from responders.reply.phrases import phrases_for
from responders.reply.questions import unanswered
from responders.reply.times import Times

LATE = timedelta(hours=1)  # an acknowledgement that comes later than this after its mail says so
QUESTIONS = 3  # more than three questions at once stay unanswered


class Hours(Protocol):
    """What the composer asks of the working-hours calendar."""

    def is_open(self, at: datetime) -> bool: ...

    def next_open(self, at: datetime) -> datetime: ...

    def closed_because(self, at: datetime) -> str: ...


OUT_OF_HOURS = "out of hours"  # what `Hours.closed_because` says when nothing but the time of day is the reason


class Viewer:
    """Makes views for one installation."""

    def __init__(self, settings: Settings, hours: Hours) -> None:
        self._settings = settings
        self._hours = hours
        self._zone = ZoneInfo(settings.organisation.timezone)
        self._times: dict[str, Times] = {}
        self._levels = {level.name: level for level in settings.urgency}
        self._types = {kind.name: kind for kind in settings.issue_types}

    def times(self, language: str) -> Times:
        if language not in self._times:
            self._times[language] = Times(self._zone, language)
        return self._times[language]

    def tag(self, ref: str) -> str:
        return f"{self._settings.replies.subject_tag}-{ref}"

    def case(self, facts: CaseFacts, language: str) -> dict[str, object]:
        """Everything a mail to a writer may use."""
        times = self.times(language)
        organisation = self._settings.organisation
        return {
            "writer": greeted_name(facts.writer, facts.to),
            "subject": "" if facts.sensitive else quotable_subject(facts.subject),
            "ref": self.tag(facts.ref),
            "organisation": organisation.name,
            "mailbox": facts.mailbox,
            "signature": organisation.signature,
            "status_page": organisation.status_page,
            "emergency": organisation.emergency,
            "sensitive": facts.sensitive,
            **self._promised(facts, language, times),
            **self._closed(facts, times),
            **self._understood(facts, language),
            **self._before(facts, times),
            "alerted": times.at(facts.alerted_at, facts.now) if facts.alerted_at else "",
            "late": facts.now - facts.opened_at > LATE,
            "arrived": times.at(facts.opened_at, facts.now),
            "wrote_on": times.on(facts.opened_at, facts.now),
            "again": facts.again,
            "answered_by": greeted_name(facts.answered_by),
            "answered_on": times.on(facts.answered_at, facts.now) if facts.answered_at else "",
            "out_from": times.opening(facts.out_from, facts.now) if facts.out_from else "",
            "out_until": times.opening(facts.out_until, facts.now) if facts.out_until else "",
        }

    def _promised(self, facts: CaseFacts, language: str, times: Times) -> dict[str, object]:
        promise = facts.promise
        holds = promise is not None and promise.due > facts.now
        measured = holds and promise is not None and promise.basis == "measured" and promise.level is not None
        follows_up = self._settings.followups.most_per_day > 0
        return {
            "by": times.by(promise.due, facts.now) if promise and holds else "",
            "share": _share(promise, language) if measured else "",
            "answers": promise.cases if promise and measured else 0,
            "told_before": bool(holds and follows_up),
        }

    def _before(self, facts: CaseFacts, times: Times) -> dict[str, object]:
        """The promise that was given before this mail; without a new one that is the promise itself.

        One that a person has kept is spent, and says nothing about a matter that waits again.
        """
        before = None if facts.again else facts.before or facts.promise
        return {
            "said_by": times.by(before.due, facts.now) if before else "",
            "said_aim": before is not None and before.level is None,
            "broken": before is not None and before.due <= facts.now,
        }

    def _closed(self, facts: CaseFacts, times: Times) -> dict[str, object]:
        """Said only where it explains the window: not to somebody who is answered before the desk opens."""
        nothing: dict[str, object] = {"closed": False, "closed_because": "", "opens": ""}
        if facts.promise is None or self._hours.is_open(facts.now):
            return nothing
        opens = self._hours.next_open(facts.now)
        if facts.promise.due <= opens:
            return nothing
        why = self._hours.closed_because(facts.now)
        return {
            "closed": True,
            "closed_because": "" if why == OUT_OF_HOURS else why,
            "opens": times.opening(opens, facts.now),
        }

    def _understood(self, facts: CaseFacts, language: str) -> dict[str, object]:
        level = self._levels.get(facts.urgency.name)
        kind = self._types.get(facts.issue_type.name)
        claims = not facts.sensitive
        kind_sure = claims and facts.issue_type.sure and kind is not None
        level_sure = kind_sure and facts.urgency.sure and level is not None
        asked = self._questions(kind, facts, language) if kind and kind_sure else ()
        return {
            "sure": kind_sure,
            "what": _said(kind.what if kind else {}, language) if kind_sure else "",
            "level": _said(level.what if level else {}, language) if level_sure else "",
            "critical": self._is_top(level),
            "danger": claims and facts.danger,
            "level_sure": claims and facts.urgency.sure and level is not None,
            "questions": asked,
            "self_help": _said_all(kind.self_help, language) if kind and kind_sure else (),
            "desk": kind.desk if kind and kind_sure else "",
        }

    def _questions(self, kind: IssueType, facts: CaseFacts, language: str) -> tuple[str, ...]:
        questions = _said_all(kind.questions, language)
        return unanswered(questions, f"{facts.subject}\n{facts.own_words}", language)[:QUESTIONS]

    def _is_top(self, level: Level | None) -> bool:
        """The highest level, where there is more than one."""
        return level is not None and len(self._levels) > 1 and level.name == next(iter(self._levels))


def _said(text: Localised, language: str) -> str:
    """The text in this very language; nothing rather than another language in the middle of a sentence."""
    return text.get(language) or text.get(language.partition("-")[0]) or ""


def _said_all(texts: LocalisedList | Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    return texts.get(language) or texts.get(language.partition("-")[0]) or ()


def _share(promise: Promise | None, language: str) -> str:
    """ "nine in ten"; a percentage where tenths don't say it."""
    if promise is None or promise.level is None:
        return ""
    tenths = round(promise.level * 10, 6)
    words = phrases_for(language).tenths
    if words and tenths == int(tenths) and 5 <= tenths <= 9:
        return words[int(tenths) - 5]
    return f"{promise.level * 100:.0f} %"
