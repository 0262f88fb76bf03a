"""What somebody meets who installs it for the first time: the sample, the check, the demo's configuration, progress."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from classifiers.evaluate import measure
from classifiers.evaluate_page import ordered
from classifiers.judgement import Label
from config.load import load, load_text
from daemon.commands.options import settings_or_defaults
from daemon.commands.screen import shown, working
from daemon.demo.setting_up import configuration
from daemon.main import run
from daemon.once import Troubles
from tests.daemon.commands.conftest import CONFIG, Run


def test_init_puts_the_store_where_the_state_shall_be(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["init", "--config", str(tmp_path / "evenhand.toml"), "--state", str(tmp_path / "state")]) == 0
    text = (tmp_path / "evenhand.toml").read_text()
    assert "\n[store]\n" in text
    assert f'\nurl = "sqlite:///{tmp_path}/state/evenhand.db"\n' in text
    assert run(["init", "--output", str(tmp_path / "evenhand.toml")]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("evenhand: ")


def test_an_empty_variable_names_no_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENHAND_CONFIG", "")
    assert settings_or_defaults(None).source is None


def test_ctrl_c_says_that_it_stopped(evenhand: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("daemon.commands.queue.settings_needed", interrupted)
    code, _, err = evenhand("queue")
    assert (code, err.strip()) == (130, "evenhand: stopped")


def test_a_template_with_a_mistake_is_told_once_with_its_line(evenhand: Run, config: Path, tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "en"
    folder.mkdir(parents=True)
    config.write_text(config.read_text() + f'[replies]\ntemplates = "{folder.parent}"\n')
    for text in ("Subject: x\n{% if by %} hello", "Subject: x\n{{ nosuch }} {{ by }}"):
        (folder / "chase.txt").write_text(text)
        code, out, _ = evenhand("check")
        assert code == 78
        assert out.count("en/chase.txt") == 1
        assert "''" not in out
        assert "en/chase.txt:2" in out
    (folder / "chase.txt").write_bytes(b"\xe2\x28\xa1")
    assert "en/chase.txt: is not text; save it as UTF-8" in evenhand("check")[1]


def test_the_demo_can_be_like_a_desk_of_ones_own_without_touching_its_mailboxes(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    (tmp_path / "templates").mkdir()
    own.write_text(
        CONFIG.format(folder=tmp_path)
        + """
[calendar]
hours = { mon = ["10:00-11:00"] }
closed = [{ from = 2026-12-24, to = 2027-01-01, why = "the \\"long\\" break" }]
[replies]
templates = "templates"
[urgency.now]
what = "harm"
reply_within = "30m"
[urgency.later]
what = "anything else"
reply_within = "2d"
"""
    )
    made = load_text(configuration(tmp_path / "demo", 1143, 1025, "support", own), tmp_path / "demo" / "evenhand.toml")
    real = load(own)
    assert made.urgency == real.urgency
    assert made.calendar == real.calendar
    assert made.organisation == real.organisation
    assert made.replies.templates == tmp_path / "templates"
    assert [(box.address, box.imap.host) for box in made.mailboxes] == [("support@example.org", "127.0.0.1")]
    assert made.store.url != real.store.url


def test_long_work_says_each_step_where_there_is_no_terminal() -> None:
    talk = Console(file=io.StringIO(), width=80)
    with working(talk, "starting") as say:
        say("learning [once]")
    assert talk.file.getvalue().splitlines() == ["starting", "learning [once]"]  # type: ignore[attr-defined]  # StringIO


@pytest.mark.parametrize("command", ["once", "run"])
def test_a_daemon_without_a_mailbox_refuses_to_start_and_makes_no_store(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    bare = tmp_path / "bare.toml"
    bare.write_text(f'[store]\nurl = "sqlite:///{tmp_path}/state/evenhand.db"\n')
    assert run([command, "--config", str(bare)]) == 78
    assert "no mailbox is named" in capsys.readouterr().err
    assert not (tmp_path / "state").exists()


def test_a_trouble_of_a_pass_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    troubles = Troubles()
    for mailbox in ("desk", "desk", "library"):
        troubles.met(OSError("refused"), mailbox)
    assert [record.mailbox for record in caplog.records] == ["desk", "library"]  # type: ignore[attr-defined]  # extra
    assert str(troubles.first) == "refused"


def test_levels_stand_in_their_order_in_tables_of_what_was_taken_for_what() -> None:
    rows = [("low", Label("normal", 0.9, True)), ("critical", Label("critical", 0.9, True))]
    measured = measure(rows)
    assert ordered(measured, ["critical", "high", "normal", "low"]) == ["critical", "normal", "low"]
    assert ordered(measured, []) == ["critical", "low", "normal"]


def test_what_strangers_wrote_can_not_move_the_cursor() -> None:
    assert shown("a\x1b[2Jb\nc\rd\u202e") == "a?[2Jb\nc?d?"
