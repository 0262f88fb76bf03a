"""A log line is one line, whatever stands in a mail."""

import logging
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.logs import Journal, OneLine, printable


def record(text: str, **fields: object) -> logging.LogRecord:
    made = logging.LogRecord("evenhand", logging.WARNING, __file__, 1, "%s", (text,), None)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


@given(st.text(), st.text())
def test_a_subject_can_not_forge_a_line(subject: str, reason: str) -> None:
    line = OneLine().format(record(subject, reason=reason))
    assert len(line.splitlines()) == 1
    assert line.isprintable()


def test_fields_stand_behind_the_sentence_and_errors_show_no_traceback() -> None:
    made = record("not answered", mailbox="desk", case="7QK2MR", reason="mailing-list")
    try:
        raise ValueError("odd\nthing")
    except ValueError:
        made.exc_info = sys.exc_info()
    line = OneLine().format(made)
    assert "warning not answered mailbox=desk case=7QK2MR reason=mailing-list error=ValueError: odd thing" in line
    assert "Traceback" not in line


def test_a_line_that_runs_away_is_cut() -> None:
    assert len(printable("x" * 10_000)) == 2000


def test_the_journal_gets_fields_that_a_subject_can_not_forge(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as journal:
        journal.bind(str(tmp_path / "journal"))
        handler = Journal(str(tmp_path / "journal"))
        handler.emit(record("hello\nPRIORITY=0", case="7QK2MR\nEVENHAND_CASE=x", reason="x"))
        handler.close()
        lines = journal.recv(65536).decode().splitlines()
    assert lines[0].startswith("MESSAGE=hello PRIORITY=0")
    assert "PRIORITY=4" in lines
    assert [line for line in lines if line.startswith("EVENHAND_CASE=")] == ["EVENHAND_CASE=7QK2MR EVENHAND_CASE=x"]


def test_without_a_journal_the_line_goes_to_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as journal:
        journal.bind(str(tmp_path / "journal"))
        handler = Journal(str(tmp_path / "journal"))
    handler.emit(record("the journal is gone"))
    handler.close()
    assert "the journal is gone" in capsys.readouterr().err
