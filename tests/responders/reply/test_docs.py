"""docs/replies.md shows the mails as they are, and names everything that a template is given.

After a change of templates: EVENHAND_UPDATE_DOCS=1 pytest tests/responders/reply/test_docs.py
"""

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

from config.settings import Settings
from responders.reply.compose import Composer
from responders.reply.reply import Reply, ReplyKind, StaffKind
from responders.reply.sample import SampleHours, sample_facts, sample_staff
from responders.wording.check import view_names

DOCS = Path(__file__).parents[3] / "docs" / "replies.md"
README = DOCS.parents[1] / "README.md"
BEGIN, END = "<!-- examples: begin -->\n", "<!-- examples: end -->\n"
WRITERS = (
    ("acknowledgement", "measured, sure", "en", "An ordinary fault, the window measured"),
    ("acknowledgement", "an aim, not sure", "en", "Not sure what it is about, the window an aim"),
    ("acknowledgement", "closed for a holiday", "en", "Out of hours"),
    ("acknowledgement", "danger, alerted", "en", "People in danger, the team alerted"),
    ("acknowledgement", "an aim, sure", "de", "In German"),
    ("neutral", "measured", "en", "Sensitive"),
    ("chase", "promise broken", "en", "A chase after a broken promise"),
    ("added", "raised", "en", "Something added that makes it more urgent"),
    ("update", "measured before", "en", "Before a promise passes"),
    ("broken", "a new time", "en", "After a promise has passed"),
    ("settled", "by somebody", "en", "Is it settled?"),
    ("merged", "after a standstill", "en", "After a standstill"),
)
STAFF = (
    ("alert", "one", "An alert to staff"),
    ("escalation", "sensitive", "An escalation, sensitive"),
    ("slowdown", "one overdue", "Slow times"),
)


def shown(title: str, reply: Reply) -> str:
    lines = [f"Subject: {reply.subject}", "", *reply.text.rstrip().splitlines()]
    return f"### {title}\n\n" + "\n".join(f"    {line}".rstrip() for line in lines) + "\n\n"


def compose(settings: Settings, kind: str, says: str, language: str) -> Reply:
    sample = next(one for one in sample_facts(settings, language) if (one.kind, one.says) == (kind, says))
    composer = Composer(settings, SampleHours(sample.closed))
    return composer.acknowledge(sample.facts) if kind == "neutral" else _write(composer, kind, sample.facts)


def _write(composer: Composer, kind: str, facts: object) -> Reply:
    reply = getattr(composer, "acknowledge" if kind == "acknowledgement" else kind)(facts)
    assert isinstance(reply, Reply)
    return reply


def examples(settings: Settings) -> str:
    told = {(one.kind, one.says): one.facts for one in sample_staff(settings)}
    composer = Composer(settings, SampleHours(None))
    return "".join(
        [
            *(shown(title, compose(settings, kind, says, language)) for kind, says, language, title in WRITERS),
            *(shown(title, _write(composer, kind, told[kind, says])) for kind, says, title in STAFF),  # type: ignore[index]  # literals
        ]
    )


def test_the_examples_are_what_is_really_written(settings: Settings) -> None:
    text = DOCS.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    current = before + BEGIN + "\n" + examples(replace(settings, organisation=settings.organisation)) + END + after
    if os.environ.get("EVENHAND_UPDATE_DOCS"):
        DOCS.write_text(current, encoding="utf-8")
    assert text == current


def test_the_letter_of_the_readme_is_what_is_really_written(settings: Settings) -> None:
    letter = shown("", compose(settings, "acknowledgement", "measured, sure", "en")).partition("    Subject: ")[2]
    beginning = "    Subject: " + letter.partition("    It would help")[0].rstrip()
    assert beginning in README.read_text(encoding="utf-8"), beginning


def test_every_kind_of_mail_is_listed() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for kind in {*get_args(ReplyKind), *get_args(StaffKind)}:
        assert f"| `{kind}` |" in text


def test_every_name_that_a_template_is_given_is_explained(settings: Settings) -> None:
    text = DOCS.read_text(encoding="utf-8")
    writers, _, staff = text.partition("### Names for mails to writers")[2].partition("### Names for mails to staff")
    to_writers, to_staff = view_names(settings)
    assert named(writers) == set(to_writers)
    assert named(staff) == set(to_staff)


def named(text: str) -> set[str]:
    """The names in the first column of a table."""
    rows = re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}
