"""A file becomes settings."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from config.load import defaults, inspect, load, load_text
from config.problems import ConfigurationError
from config.settings import Settings

Write = Callable[[str], Path]


def text(good: str, more: str) -> Settings:
    return load_text(good + more, Path("/etc/evenhand/evenhand.toml"))


def test_a_good_file_loads_without_a_word(write: Write, good: str) -> None:
    settings, problems = inspect(write(good))
    assert problems == ()
    assert settings is not None
    assert settings.mailboxes[0].address == "helpdesk@anvil.example"
    assert settings.organisation.timezone == "Europe/London"


def test_an_empty_file_is_the_shipped_settings() -> None:
    path = Path("empty.toml")
    assert load_text("", path).urgency == defaults().urgency
    assert load_text("", path).issue_types == defaults().issue_types
    assert load_text("", path).source == path


def test_ports_follow_the_security_when_they_are_left_out(good: str) -> None:
    box = text(good, "").mailboxes[0]
    assert (box.imap.port, box.smtp.port) == (993, 465)
    starttls = good.replace('example", user', 'example", security = "starttls", user')
    box = text(starttls, "").mailboxes[0]
    assert (box.imap.port, box.smtp.port) == (143, 587)


def test_server_settings_may_be_sections_of_their_own() -> None:
    settings = load_text(
        """
        [[mailbox]]
        address = "a@anvil.example"
        [mailbox.imap]
        host = "localhost"
        security = "plain"
        user = "a"
        credential = "imap"
        [mailbox.smtp]
        host = "::1"
        security = "plain"
        port = 2525
        """,
        Path("x.toml"),
    )
    box = settings.mailboxes[0]
    assert box.name == "a@anvil.example"
    assert box.imap.login.credential == "imap"
    assert (box.smtp.port, box.smtp.login.given) == (2525, False)


def test_paths_are_relative_to_the_file_and_not_to_the_working_directory(write: Write, good: str) -> None:
    path = write(good + '[store]\nurl = "sqlite:///state/evenhand.db"\n')
    settings = load(path)
    assert settings.mailboxes[0].imap.login.password_file == path.parent / "secret"
    assert settings.store.url == f"sqlite:///{path.parent}/state/evenhand.db"


def test_absolute_paths_stay_as_they_are(good: str) -> None:
    assert text(good, '[store]\nurl = "sqlite:////srv/e.db"\n').store.url == "sqlite:////srv/e.db"


def test_naming_levels_replaces_the_shipped_levels_in_the_order_of_the_file(good: str) -> None:
    settings = text(
        good, '[urgency.fire]\nreply_within = "10m"\n[urgency.calm]\nreply_within = "2d"\nclock = "always"\n'
    )
    assert [level.name for level in settings.urgency] == ["fire", "calm"]
    assert settings.urgency[1].reply_within == timedelta(days=2)
    assert settings.issue_types == defaults().issue_types


def test_a_shipped_level_keeps_what_the_file_does_not_say(good: str) -> None:
    settings = text(good, '[urgency.critical]\nreply_within = "30m"\n[urgency.low]\n')
    critical, low = settings.urgency
    assert (critical.clock, critical.flag, critical.tell) == ("always", True, ("notify", "chain"))
    assert critical.what == defaults().level("critical").what
    assert low == defaults().level("low")


def test_reminders_of_a_short_level_come_before_the_promise_passes(good: str) -> None:
    fire = text(good, '[urgency.fire]\nreply_within = "12m"\n').urgency[0]
    assert (fire.remind_before, fire.update_before) == (timedelta(minutes=4), timedelta(minutes=3))


def test_an_own_issue_type_stands_beside_the_shipped_ones_that_are_named(good: str) -> None:
    settings = text(good, '[issue_types.network]\n[issue_types.lab_gear]\nexamples = ["The centrifuge won\'t spin"]\n')
    network, gear = settings.issue_types
    assert network == defaults().issue_type("network")
    assert gear.what == {"en": "lab gear"}
    assert gear.examples == ("The centrifuge won't spin",)


def test_a_plain_text_counts_for_the_language_of_the_organisation(good: str) -> None:
    german = good.replace("[organisation]", '[organisation]\nlanguage = "de"')
    settings = text(german, '[issue_types.labor]\nwhat = "ein Laborgerät"\nquestions = ["Seit wann?"]\n')
    assert settings.issue_types[0].what == {"de": "ein Laborgerät"}
    assert settings.issue_types[0].questions == {"de": ("Seit wann?",)}


def test_texts_can_be_written_in_several_languages(good: str) -> None:
    settings = text(good, '[issue_types.x]\nwhat = { en = "an x", de = "ein X" }\nself_help.de = ["Hilfe"]\n')
    assert settings.issue_types[0].what == {"en": "an x", "de": "ein X"}
    assert settings.issue_types[0].self_help == {"de": ("Hilfe",)}


def test_the_calendar_reads_shifts_nights_and_midnight(good: str) -> None:
    calendar = text(
        good,
        """
        [calendar]
        hours = { mon = ["9:00-13:00", "14:00-24:00"], sat = ["22:00-06:00"] }
        closed = [{ from = 2026-12-24, to = 2027-01-01, why = "winter" }, { from = "2026-05-04" }]
        [[calendar.open]]
        from = 2026-12-28
        hours = ["10:00-14:00"]
        [[calendar.busy]]
        from = 2026-10-01
        to = 2026-10-14
        factor = 2
        """,
    ).calendar
    assert calendar.hours == {"mon": ((540, 780), (840, 1440)), "sat": ((1320, 360),)}
    assert (calendar.closed[0].start, calendar.closed[0].end) == (date(2026, 12, 24), date(2027, 1, 1))
    assert calendar.closed[1].start == calendar.closed[1].end == date(2026, 5, 4)
    assert calendar.open[0].hours == ((600, 840),)
    assert calendar.busy[0].factor == 2.0


def test_a_region_alone_keeps_the_usual_hours(good: str) -> None:
    calendar = text(good, '[calendar]\nholidays = "GB-ENG"\n').calendar
    assert calendar.holidays == "GB-ENG"
    assert calendar.hours == defaults().calendar.hours


def test_rules_keep_the_order_of_the_file(good: str) -> None:
    rules = text(
        good,
        """
        [[judgement.rule]]
        name = "fire panel"
        any_of = ["fire panel"]
        urgency = "critical"
        [[judgement.rule]]
        name = "press"
        all_of = ["newspaper", "statement"]
        none_of = ["subscription"]
        sensitive = true
        """,
    ).judgement.rules
    assert [rule.name for rule in rules] == ["fire panel", "press"]
    assert rules[0].sensitive is None
    assert rules[1].none_of == ("subscription",)


def test_filing_goes_by_level_or_type(good: str) -> None:
    filed = good.replace(
        'sent_folder = "Sent"', 'file_into = { critical = "Now", billing = "Money" }\nstart = 2026-01-31'
    )
    box = text(filed, "").mailboxes[0]
    assert box.file_into == {"critical": "Now", "billing": "Money"}
    assert box.start == date(2026, 1, 31)


def test_addresses_of_private_networks_are_addresses(good: str) -> None:
    private = '["root@localhost", "desk@mail.local", "a@b.test", "büro@münchen.example", "o\'neil+x@corp"]'
    settings = text(good.replace('["oncall@anvil.example"]', private), "")
    assert len(settings.staff.notify) == 5


def test_a_file_with_a_byte_order_mark_loads(tmp_path: Path, good: str) -> None:
    path = tmp_path / "e.toml"
    path.write_bytes(b"\xef\xbb\xbf" + good.encode())
    assert load(path).mailboxes


def test_a_missing_file_says_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"no such file; write one with: evenhand init"):
        load(tmp_path / "none.toml")


def test_what_is_no_readable_text_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'# one\n[organisation]\nname = "B\xfcro"\n')
    with pytest.raises(ConfigurationError, match=r"line 3: holds letters that are not UTF-8; save the file as UTF-8"):
        load(tmp_path / "latin.toml")
    with pytest.raises(ConfigurationError, match="is a folder; name the file"):
        load(tmp_path)


def test_a_configuration_error_is_a_value_error_with_its_problems() -> None:
    with pytest.raises(ValueError, match=r"x\.toml: mode: .*; write") as caught:
        load_text('mode = "lvie"\nlimit = 3', Path("x.toml"))
    assert isinstance(caught.value, ConfigurationError)
    assert [problem.key for problem in caught.value.problems] == ["mode", "limit"]
