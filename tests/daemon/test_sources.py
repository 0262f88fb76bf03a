"""Mails on a disk: every form people keep them in, in order."""

import io
import mailbox
from pathlib import Path

import click
import pytest

from daemon.sources import count, read

ONE, TWO = b"Subject: one\n\nFirst.\n", b"Subject: two\n\nSecond.\nFrom here on it is quoted.\n"


def names(*paths: Path | str, stdin: bytes = b"") -> list[str]:
    return [Path(name).name for name, _ in read([str(path) for path in paths], io.BytesIO(stdin))]


def test_a_folder_is_read_below_and_in_name_order_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "z").mkdir()
    for name in ("b.eml", "a.eml", "z/c.eml", ".hidden"):
        (tmp_path / name).write_bytes(ONE)
    assert names(tmp_path) == ["a.eml", "b.eml", "c.eml"]
    assert count([str(tmp_path)]) == 3


def test_an_mbox_is_known_by_its_first_line_and_each_message_is_numbered(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "old")
    box.add(ONE)
    box.add(TWO)
    box.close()
    found = list(read([str(tmp_path / "old")], io.BytesIO()))
    assert [Path(name).name for name, _ in found] == ["old#1", "old#2"]
    assert b"First." in found[0][1]
    assert b"From here on it is quoted." in found[1][1]
    assert count([str(tmp_path / "old")]) is None


def test_a_single_mail_that_begins_with_from_is_no_mbox_when_it_says_eml(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(b"From ana Tue Nov 24\n" + ONE)
    assert names(tmp_path / "one.eml") == ["one.eml"]


def test_a_maildir_gives_new_and_cur_and_nothing_else(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    box.add(ONE)
    box.add(TWO)
    (tmp_path / "box" / "dovecot-uidlist").write_text("3")
    (tmp_path / "box" / "tmp" / "half").write_bytes(ONE)
    assert len(names(tmp_path / "box")) == 2


def test_standard_input_may_be_one_mail_or_an_mbox() -> None:
    assert names("-", stdin=ONE) == ["-"]
    both = b"From a Tue\n" + ONE + b"\nFrom b Tue\n" + ONE
    assert names("-", stdin=both) == ["-#1", "-#2"]
    assert count(["-"]) is None


def test_standard_input_that_is_empty_is_one_empty_mail() -> None:
    assert [raw for _, raw in read(["-"], io.BytesIO(b""))] == [b""]


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(click.ClickException, match="nothing does not exist"):
        list(read([str(tmp_path / "nothing")], io.BytesIO()))


def test_input_order_is_kept_over_several_paths(tmp_path: Path) -> None:
    for name in ("2.eml", "1.eml"):
        (tmp_path / name).write_bytes(ONE)
    assert names(tmp_path / "2.eml", "-", tmp_path / "1.eml", stdin=ONE) == ["2.eml", "-", "1.eml"]


def test_a_file_that_can_not_be_read_is_told_and_stands_in_its_place_and_the_next_ones_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.eml", "b.eml"):
        (tmp_path / name).write_bytes(ONE)
    whole = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "a.eml":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    found = [(Path(name).name, raw) for name, raw in read([str(tmp_path)], io.BytesIO())]
    assert found == [("a.eml", b""), ("b.eml", ONE)]
    assert "a.eml can't be read (Permission denied)" in capsys.readouterr().err
