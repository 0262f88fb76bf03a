"""Facts in, one mail out. Says nothing that the facts don't carry; see `responders.reply.view` for what may be said when."""

from collections.abc import Callable
from dataclasses import dataclass

from config.settings import Settings
from responders.etiquette.outgoing import automatic_headers
from responders.reply.facts import CaseFacts, StaffFacts
from responders.reply.heads import headers
from responders.reply.layout import lay_out
from responders.reply.phrases import phrases_for
from responders.reply.reply import Reply, ReplyKind, StaffKind
from responders.reply.staff import staff_view
from responders.reply.templates import TemplateProblem, Templates
from responders.reply.view import Hours, Viewer

FALLBACK = "en"  # the language in which every template is shipped


class Composer:
    """Words every mail of one installation. Prepared once per configuration; its methods are pure and safe in threads."""

    def __init__(self, settings: Settings, hours: Hours, templates: Templates | None = None) -> None:
        self._settings = settings
        self._templates = templates or Templates(settings.replies.templates)
        self._viewer = Viewer(settings, hours)

    def acknowledge(self, facts: CaseFacts) -> Reply:
        """The first answer to a new matter; the neutral one when it is sensitive."""
        return self._to_writer("neutral" if facts.sensitive else "acknowledgement", facts)

    def chase(self, facts: CaseFacts) -> Reply:
        """To somebody who writes again before a person has answered."""
        return self._to_writer("chase", facts)

    def added(self, facts: CaseFacts) -> Reply:
        """After a further mail that gave the case a new promise: it is more urgent now, or waits again."""
        return self._to_writer("added", facts)

    def update(self, facts: CaseFacts) -> Reply:
        """Before a promise passes: `before` is that promise, `promise` the new one."""
        return self._to_writer("broken" if _passed(facts) else "update", facts)

    def broken(self, facts: CaseFacts) -> Reply:
        """After a promise has passed: `before` is the broken one, `promise` the new one."""
        return self._to_writer("broken", facts)

    def settled(self, facts: CaseFacts) -> Reply:
        """After a person's answer and silence."""
        return self._to_writer("settled", facts)

    def merged(self, facts: CaseFacts) -> Reply:
        """One mail in place of all that became due while the program stood still."""
        return self._to_writer("merged", facts)

    def alert(self, facts: StaffFacts) -> Reply:
        """To staff, at once: something critical, or sensitive."""
        return self._to_staff("alert", facts)

    def reminder(self, facts: StaffFacts) -> Reply:
        """To staff, before promises pass."""
        return self._to_staff("reminder", facts)

    def escalation(self, facts: StaffFacts) -> Reply:
        """Up the chain, after promises have passed."""
        return self._to_staff("escalation", facts)

    def slowdown(self, facts: StaffFacts) -> Reply:
        """To staff, once for each slow time: `broken` of `of`, and the cases that are overdue, if any."""
        return self._to_staff("slowdown", facts)

    def language(self, mail_language: str, kind: str) -> str:
        """The mail's language when it is listed and has this template, else the organisation's, else English."""
        base = mail_language.partition("-")[0].lower()
        for wanted in (mail_language, base):
            if wanted in self._settings.replies.languages and self._templates.has(wanted, kind):
                return wanted
        own = self._settings.organisation.language
        return own if self._templates.has(own, kind) else FALLBACK

    def _to_writer(self, kind: ReplyKind, facts: CaseFacts) -> Reply:
        wanted = self.language(facts.language, kind)
        worded = self._worded(kind, wanted, lambda language: self._viewer.case(facts, language))
        subject = f"{phrases_for(worded.language).mark}: {worded.subject} [{self._viewer.tag(facts.ref)}]"
        sender = (facts.display_name or self._settings.organisation.name, facts.mailbox)
        marks = automatic_headers(facts.message_id, facts.references)
        heads = headers(sender, facts.to, facts.reply_to, subject, marks)
        return Reply(kind, facts.to, subject, worded.text, worded.language, heads, worded.problem)

    def _to_staff(self, kind: StaffKind, facts: StaffFacts) -> Reply:
        wanted = self.language(self._settings.organisation.language, kind)
        worded = self._worded(
            kind, wanted, lambda language: staff_view(facts, self._settings, self._viewer.times(language))
        )
        sender = (facts.display_name or self._settings.organisation.name, facts.mailbox)
        marks = automatic_headers(None, facts.references, "auto-generated")
        heads = headers(sender, facts.to, "", worded.subject, marks)
        return Reply(kind, facts.to, worded.subject, worded.text, worded.language, heads, worded.problem)

    def _worded(self, kind: str, language: str, view: Callable[[str], dict[str, object]]) -> "_Worded":
        """By the template in force; when it fails, by the shipped one, so that no mail is lost over a typing error."""
        try:
            rendered, problem = self._templates.render(language, kind, view(language)), ""
        except TemplateProblem as error:
            problem = str(error)
            language = language if self._templates.is_shipped(language, kind) else FALLBACK
            rendered = self._templates.render_shipped(language, kind, view(language))
        return _Worded(rendered.subject, lay_out(rendered.text), language, problem)


@dataclass(frozen=True, slots=True)
class _Worded:
    subject: str
    text: str
    language: str
    problem: str


def _passed(facts: CaseFacts) -> bool:
    """Whether the promise given before has passed by now: then it is admitted, whatever was to be sent."""
    return facts.before is not None and facts.before.due <= facts.now
