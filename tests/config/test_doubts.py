"""What works but is hardly meant: warnings of `evenhand check`, which stop nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from config.load import inspect, load
from config.problems import Problem

Inspect = Callable[[str], tuple[Problem, ...]]
Write = Callable[[str], Path]


def said(problems: tuple[Problem, ...]) -> str:
    assert all(problem.severity == "warning" for problem in problems), problems
    return "\n".join(f"{problem.key}: {problem.what}; {problem.instead}" for problem in problems)


DOUBTS = {
    "alarms by mail without a server of their own": (
        '[health]\nalarm_mail = ["admin@anvil.example"]',
        "health.alarm_mail: has no server to go by",
    ),
    "a server for alarms that tell nobody": (
        '[health.smtp]\nhost = "relay.anvil.example"',
        "health.smtp: tells nobody",
    ),
    "two working days that are six": (
        '[urgency.critical]\n[urgency.low]\nreply_within = "2d"',
        'urgency.low.reply_within: is 48 working hours, as the clock is business; write working hours, such as "16h"',
    ),
    "a slower answer for the more urgent": (
        '[urgency.critical]\n[urgency.high]\nreply_within = "9h"\n[urgency.normal]',
        "urgency.high.reply_within: is longer than that of normal, which is less urgent",
    ),
    "a highest level nobody hears of": (
        '[urgency.top]\nreply_within = "1h"\nwhat = { en = "a", de = "b" }',
        "urgency.top.tell: the highest level tells nobody at once",
    ),
    "a reminder as early as the promise": (
        '[urgency.critical]\nremind_before = "1h"',
        "urgency.critical.remind_before: is not shorter than reply_within",
    ),
    "words missing in a language": (
        '[issue_types.lab]\nwhat = "a lab device"',
        "issue_types.lab.what: has no words in de: replies in it say nothing of the matter; add de",
    ),
    "an opening without hours": (
        "[[calendar.open]]\nfrom = 2026-11-28",
        "calendar.open[0]: opens days that have no hours",
    ),
    "somebody away who is not of the staff": (
        '[[calendar.absent]]\nfrom = 2026-11-23\nwho = "sam@elsewhere.example"',
        'calendar.absent[0].who: "sam@elsewhere.example" is not among staff.addresses',
    ),
    "everybody away": (
        "[[calendar.absent]]\nfrom = 2026-11-20\nto = 2026-11-24",
        "calendar.absent[0]: everybody is away on 2026-11-20 and 2 more days: nobody covers the shifts",
    ),
    "the same entry twice": (
        '[etiquette]\ndeny = ["a@b.test", "a@b.test"]',
        'etiquette.deny[1]: "a@b.test" stands here twice; remove one of them',
    ),
    "an address both allowed and denied": (
        '[etiquette]\nallow = ["a@b.test"]\ndeny = ["A@b.test"]',
        "etiquette.allow[0]: stands in deny too; remove one of the two",
    ),
    "a database that forgets": ('[store]\nurl = "sqlite://"', "store.url: forgets everything when the program ends"),
    "a password in an address": (
        '[store]\nurl = "postgresql://e:Quince@db/e"',
        "store.url: holds a password; move it to",
    ),
}


@pytest.mark.parametrize(("text", "sentence"), DOUBTS.values(), ids=DOUBTS)
def test_a_doubt_is_told_and_stops_nothing(text: str, sentence: str, good: str, write: Write) -> None:
    path = write(good + text)
    settings, problems = inspect(path)
    assert sentence in said(problems)
    assert len(problems) == 1, said(problems)
    assert "Quince" not in said(problems)
    assert load(path) == settings


def test_without_a_mailbox_nothing_is_watched(problems_of: Inspect) -> None:
    assert said(problems_of("")) == "mailbox: no mailbox is named: nothing is watched; write a [[mailbox]]"


def test_staff_nobody_knows_can_never_keep_a_promise(problems_of: Inspect, good: str) -> None:
    text = said(problems_of(good.partition("[staff]")[0].replace('sent_folder = "Sent"', "")))
    assert "staff.addresses: nobody's reply counts as a human answer, so every promise will look broken" in text
    assert "staff.notify: nobody gets reminders and alerts" in text
    assert "staff.chain: overdue, critical and sensitive cases go up to nobody" in text


def test_staff_that_is_everybody_is_doubted(problems_of: Inspect, good: str) -> None:
    text = good.replace("*@desk.anvil.example", "*@*")
    assert "staff.addresses[0]: matches everybody, so that every reply counts" in said(problems_of(text))


def test_the_last_of_the_named_staff_leaves_the_desk_empty(problems_of: Inspect, good: str) -> None:
    text = good.replace("*@desk.anvil.example", 'sam@anvil.example", "kim@anvil.example')
    away = "[[calendar.absent]]\nfrom = 2026-11-23\nto = 2026-11-27\nwho = 'sam@anvil.example'\n"
    assert problems_of(text + away) == ()
    away += "[[calendar.absent]]\nfrom = 2026-11-27\nto = 2026-12-04\nwho = 'Kim@anvil.example'\n"
    assert "everybody is away on 2026-11-27: nobody covers the shifts" in said(problems_of(text + away))


def test_days_off_and_closed_days_need_nobody(problems_of: Inspect, good: str) -> None:
    weekend = "[[calendar.absent]]\nfrom = 2026-11-28\nto = 2026-11-29\n"
    assert problems_of(good + weekend) == ()
    closed = "[[calendar.absent]]\nfrom = 2026-11-23\n[[calendar.closed]]\nfrom = 2026-11-23\n"
    assert problems_of(good + closed) == ()


def test_absences_of_the_past_are_no_longer_doubtful(write: Write, good: str) -> None:
    path = write(good + "[[calendar.absent]]\nfrom = 2026-11-20\nto = 2026-11-24\n")
    assert inspect(path, date(2026, 11, 25))[1] == ()
    assert "away on 2026-11-24:" in said(inspect(path, date(2026, 11, 24))[1])


def test_a_secret_others_can_read_is_told(write: Write, good: str, tmp_path: Path) -> None:
    path = write(good)
    (tmp_path / "secret").chmod(0o644)
    settings, problems = inspect(path)
    assert settings is not None
    assert "mailbox[0].imap.password_file: others on this machine may read or change" in said(problems)
    assert "chmod 600" in said(problems)


def test_a_secret_that_is_not_there_yet_is_told(write: Write, good: str, tmp_path: Path) -> None:
    path = write(good)
    (tmp_path / "secret").unlink()
    assert "mailbox[0].smtp.password_file: there is no file" in said(inspect(path)[1])


def test_templates_anybody_can_change_are_told(write: Write, good: str, tmp_path: Path) -> None:
    (tmp_path / "t" / "fr").mkdir(parents=True)
    path = write(good + '[replies]\ntemplates = "t"\nlanguages = ["en", "fr"]\n')
    assert inspect(path)[1] == ()
    (tmp_path / "t").chmod(0o777)
    assert "replies.templates: everybody on this machine may change the templates" in said(inspect(path)[1])


def test_errors_and_doubts_are_told_together(problems_of: Inspect, good: str) -> None:
    problems = problems_of(good + '[urgency.low]\nreply_within = "2d"\nflagg = true\n')
    assert [(p.key, p.severity) for p in problems] == [
        ("urgency.low.flagg", "error"),
        ("urgency.low.tell", "warning"),
        ("urgency.low.reply_within", "warning"),
    ]
