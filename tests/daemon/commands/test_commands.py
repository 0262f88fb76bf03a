"""The commands on a store without servers: what they say, to whom, and with which exit code."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from daemon.main import COMMANDS, run
from tests.daemon.commands.conftest import Run
from tests.daemon.kit import Desk, mail


def test_every_command_of_the_list_has_a_help_and_takes_a_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        assert run([command, "--help"]) == 0
        said = capsys.readouterr().out
        assert "Usage: evenhand" in said
        assert "--config FILE" in said
        assert "--state DIR" in said


def test_an_empty_queue_says_so(evenhand: Run) -> None:
    code, out, _ = evenhand("queue")
    assert code == 0
    assert "Nobody is waiting" in out


def test_json_goes_to_standard_output_alone(desk: Desk, evenhand: Run) -> None:
    desk.arrive(mail())
    code, out, err = evenhand("queue", "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert set(told) >= {"waiting", "aside", "counts"}
    _, out, err = evenhand("case", told["waiting"][0]["ref"], "--json")
    assert err == ""
    assert set(json.loads(out)) >= {"case", "mails", "promises", "letters", "followups", "corrections"}


def test_an_organisation_without_a_configuration_is_told_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENHAND_CONFIG", str(tmp_path / "none.toml"))
    assert run(["queue"]) == 78
    assert "evenhand init" in capsys.readouterr().err


def test_the_configuration_may_be_named_by_the_environment(
    config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENHAND_CONFIG", str(config))
    assert run(["queue"]) == 0
    assert "Nobody is waiting" in capsys.readouterr().out


def test_init_writes_a_file_that_only_the_group_reads_and_replaces_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "evenhand.toml"
    assert run(["init", "--output", str(file)]) == 0
    assert stat.S_IMODE(file.stat().st_mode) & 0o007 == 0
    first = file.read_text()
    assert "[[mailbox]]" in first
    assert run(["init", "--output", str(file)]) == 1
    assert "--force replaces it" in capsys.readouterr().err
    assert run(["init", "--output", str(file), "--force"]) == 0
    assert run(["init"]) == 0
    assert capsys.readouterr().out == first


def test_correct_changes_the_case_keeps_the_promise_and_remembers_who_said_so(desk: Desk, evenhand: Run) -> None:
    desk.arrive(mail())
    ref = desk.rows("cases")[0]["ref"]
    before = desk.rows("promise")
    code, _, err = evenhand("correct", f"eh-{ref.lower()}", "--urgency", "high", "--type", "network", "--by", "Sam")
    assert code == 0
    assert "urgency normal -> high" in err
    (case,) = desk.rows("cases")
    assert (case["urgency"], case["issue_type"], case["urgency_sure"]) == ("high", "network", True)
    assert desk.rows("promise") == before
    assert {row["by"] for row in desk.rows("correction")} == {"Sam"}
    assert {(row["field"], row["was"], row["now"]) for row in desk.rows("correction")} == {
        ("urgency", "normal", "high"),
        ("issue_type", "hardware", "network"),
    }


@pytest.mark.parametrize("arguments", [["--urgency", "extreme"], ["--type", "nothing"], []])
def test_correct_refuses_what_it_does_not_know(desk: Desk, evenhand: Run, arguments: list[str]) -> None:
    desk.arrive(mail())
    assert evenhand("correct", desk.rows("cases")[0]["ref"], *arguments)[0] == 64
    assert desk.rows("correction") == []


def test_forget_asks_first_and_leaves_no_trace_of_the_person(
    desk: Desk, evenhand: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.arrive(mail(body="Since yesterday the screen of Ana Ruiz stays black.\n"))
    code, _, err = evenhand("forget", "ana.ruiz@example.net", "--yes")
    assert code == 0
    assert "rows no longer name" in err
    names = ("cases", "message", "outbox", "participant", "correction", "note")
    order = {"participant": "case_id", "note": "key"}
    everything = str([desk.rows(name, order.get(name, "id")) for name in names])
    assert "ruiz" not in everything.casefold()
    assert len(desk.rows("promise")) == 1, "what was promised stays in the figures"
    assert evenhand("forget", "ana.ruiz@example.net", "--yes")[0] == 1


def test_backup_copies_and_replaces_nothing(desk: Desk, evenhand: Run, tmp_path: Path) -> None:
    desk.arrive(mail())
    target = tmp_path / "copy.db"
    assert evenhand("backup", str(target))[0] == 0
    assert target.stat().st_size > 0
    code, _, err = evenhand("backup", str(target))
    assert code == 1
    assert "name a new file" in err


def test_status_says_what_needs_a_person_and_ends_with_1_then(desk: Desk, evenhand: Run) -> None:
    code, out, _ = evenhand("status", "--json")
    told: dict[str, Any] = json.loads(out)
    assert code == (1 if told["troubles"] else 0)
    desk.arrive(mail())
    desk.put("bo@example.net")
    with desk.store.write() as tx:
        from daemon.store import outbox

        outbox.set_aside(tx, [row["id"] for row in desk.rows("outbox")], "550 no")
    code, out, _ = evenhand("status", "--json")
    assert code == 1
    assert json.loads(out)["letters_aside"] == 2
    assert "set aside" in evenhand("status")[1]


def test_check_tells_a_server_that_is_away_from_a_mistake(evenhand: Run, config: Path) -> None:
    code, out, _ = evenhand("check")
    assert code == 0, out
    code, out, _ = evenhand("check", "--connect", "--json")
    assert code == 69
    assert {remark["severity"] for remark in json.loads(out)} >= {"unreachable"}
    config.write_text(config.read_text().replace("password_env", "password_enw"))
    code, out, _ = evenhand("check")
    assert code == 78
    assert "password_enw" in out


def test_check_names_a_password_that_is_not_there(evenhand: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVENHAND_TESTS")
    code, out, _ = evenhand("check")
    assert code == 78
    assert "EVENHAND_TESTS" in out


def test_a_store_that_is_not_there_yet_is_not_made_by_looking(evenhand: Run, desk: Desk, tmp_path: Path) -> None:
    for command in (
        ["queue"],
        ["case", "X"],
        ["status"],
        ["forget", "a@b.example", "--yes"],
        ["backup", str(tmp_path / "b")],
    ):
        code, _, err = evenhand(command[0], "--state", str(tmp_path / "empty"), *command[1:])
        assert code == 1
        assert "there is no store" in err
    assert not (tmp_path / "empty").exists()


def test_models_are_listed_with_when_and_from_how_many_mails_they_learnt(evenhand: Run, tmp_path: Path) -> None:
    folder = tmp_path / "models" / "0001"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"version": "abc", "made_from": {"examples": 8444}}')
    code, out, _ = evenhand("models", "--state", str(tmp_path))
    assert code == 0
    assert "8,444 mails" in out
    assert "in force" in out
