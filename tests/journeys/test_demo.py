"""`evenhand demo`: a whole mailbox on this machine."""

import re
import shutil
from pathlib import Path

from rich.console import Console

from daemon.demo.demo import demo
from tests.journeys.installation import program


def test_the_demo_ends_in_success_with_a_table_of_what_became_of_every_mail(tmp_path: Path, model: Path) -> None:
    shutil.copytree(model, tmp_path / "models")
    console = Console(record=True, width=160, file=(tmp_path / "shown").open("w"))
    demo(tmp_path, console)
    shown = console.export_text()
    assert "What became of the mails" in shown
    for subject in ("VPN drops every ten minutes", "Drucker im zweiten Stock", "Undelivered Mail"):
        assert subject in shown
    assert "What is due next" in shown
    assert re.search(r"acknowledgement, sent", shown)
    assert "told at once" in shown
    replies = list((tmp_path / "replies").glob("*.eml"))
    assert len(replies) >= 9
    envelopes = [reply.read_bytes().split(b"\r\n", 2)[:2] for reply in replies]
    assert all(sender == b"X-Envelope-From: <>" for sender, _ in envelopes)
    writers = [to for _, to in envelopes]
    assert not any(b"mailer-daemon" in to.lower() or b"news@" in to or b"greta.holm" in to for to in writers)
    kept = list((tmp_path / "mailbox").glob("*.eml"))
    assert len(kept) >= 12
    assert not any(b"\\Seen" in mail.read_bytes()[:200] for mail in kept)
    assert all(b"\r\n\r\n" in mail.read_bytes() for mail in kept), "whole mails, which explain can read"


def test_the_demo_writes_over_nothing(tmp_path: Path) -> None:
    import subprocess

    (tmp_path / "mine.txt").write_text("mine")
    done = subprocess.run([*program(), "demo", "--keep", str(tmp_path)], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
