"""What people see of queue and case: on any width, in words, with nothing cut away."""

import logging

import pytest

from daemon.commands.screen import PIPED
from tests.daemon.commands.conftest import Run
from tests.daemon.kit import Desk, mail

SUBJECT = "The printer beside the lift on the second floor prints every page twice"


@pytest.mark.parametrize("columns", ["80", "100", "120", "200"])
def test_the_queue_names_case_writer_and_subject_on_every_width(
    desk: Desk, evenhand: Run, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    desk.arrive(mail(SUBJECT), mail(SUBJECT, sender="Bo <bo@example.net>"))
    monkeypatch.setenv("COLUMNS", columns)
    _, out, _ = evenhand("queue")
    for row in desk.rows("cases"):
        assert row["ref"] in out
        assert row["writer"] in out
    assert out.count("The printer beside") == 2
    assert max(map(len, out.splitlines())) <= int(columns)


def test_a_promise_is_shown_with_its_minutes_and_the_word_overdue_on_every_width(
    desk: Desk, evenhand: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.arrive(mail(SUBJECT))
    due = desk.rows("promise")[0]["due"]
    for columns in ("80", "112", "120"):
        monkeypatch.setenv("COLUMNS", columns)
        out = evenhand("queue")[1]
        assert f"{due:%H:%M}" in out


def test_in_a_pipe_lines_are_long_rather_than_cut(desk: Desk, evenhand: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.arrive(mail(SUBJECT))
    monkeypatch.delenv("COLUMNS", raising=False)
    _, out, _ = evenhand("queue")
    (line,) = [line for line in out.splitlines() if desk.rows("cases")[0]["ref"] in line]
    assert "The printer beside the lift" in line
    assert len(line) <= PIPED


def test_a_question_mark_in_the_queue_is_explained(desk: Desk, evenhand: Run) -> None:
    desk.arrive(mail(SUBJECT))
    unsure = not all(row["urgency_sure"] and row["type_sure"] for row in desk.rows("cases"))
    assert ("? = not sure" in evenhand("queue")[1]) is unsure


def test_a_case_says_in_words_what_is_to_come_and_who_kept_the_promise(desk: Desk, evenhand: Run) -> None:
    desk.arrive(mail("", sender="bo@example.net"))
    ref = desk.rows("cases")[0]["ref"]
    _, story, _ = evenhand("case", ref)
    assert "(no subject)" in story
    assert "the team is reminded, if nobody has answered" in story
    assert " update\n" not in story
    _, story, _ = evenhand("case", ref, "answered", "--by", "Sam")
    assert ", by Sam" in story
    assert "to come" not in story


def test_a_judgement_that_was_confirmed_is_not_called_corrected(desk: Desk, evenhand: Run) -> None:
    desk.arrive(mail(SUBJECT))
    (case,) = desk.rows("cases")
    _, _, err = evenhand("correct", case["ref"], "--type", case["issue_type"], "--urgency", "critical")
    assert f"issue type {case['issue_type']} confirmed" in err
    _, story, _ = evenhand("case", case["ref"])
    assert f"issue type: {case['issue_type']}, by " in story
    assert f"urgency: {case['urgency']} -> critical, by " in story


def test_the_log_tells_whose_mail_was_answered_and_in_which_case(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        desk.arrive(mail(SUBJECT))
    (said,) = [record for record in caplog.records if "answered" in record.getMessage()]
    assert said.getMessage() == "mail (writer) answered"
    assert said.__dict__["case"] == desk.rows("cases")[0]["ref"]
