"""One line for each event, whatever a stranger writes; fields in systemd's journal."""

import logging
import socket
import sys
from pathlib import Path

import pytest

from daemon.logs import Journal, OneLine, set_up

FORGED = "hello\n2026-11-24 error all mail is lost\x1b[2J\u2028more"


def record(message: str, **more: object) -> logging.LogRecord:
    made = logging.LogRecord("evenhand.line", logging.INFO, __file__, 1, message, None, None)
    made.__dict__.update(more)
    return made


def test_a_subject_can_not_forge_a_line() -> None:
    line = OneLine().format(record(FORGED, reason="x\ny"))
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line


def test_the_journal_gets_fields_that_a_subject_can_not_forge(tmp_path: Path) -> None:
    path = str(tmp_path / "journal")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as journal:
        journal.bind(path)
        handler = Journal(path)
        handler.emit(record(f"not answered\nPRIORITY=0 {FORGED}", case="7QK2MR", reason="list-mail\nMESSAGE=x"))
        handler.close()
        lines = journal.recv(65536).decode().splitlines()
    fields = dict(line.split("=", 1) for line in lines)
    assert len(lines) == len(fields) == 5
    assert fields["PRIORITY"] == "6"
    assert fields["EVENHAND_CASE"] == "7QK2MR"
    assert fields["EVENHAND_REASON"] == "list-mail MESSAGE=x"


def test_without_a_journal_lines_go_to_standard_error(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JOURNAL_STREAM", "1:2")
    log = logging.getLogger("evenhand")
    monkeypatch.setattr(log, "handlers", [])
    monkeypatch.setattr(log, "propagate", True)
    monkeypatch.setattr(log, "level", log.level)
    monkeypatch.setattr(sys, "stderr", sys.__stderr__)
    set_up()
    log.info("hello", extra={"case": "7QK2MR"})
    assert "info hello case=7QK2MR" in capfd.readouterr().err
