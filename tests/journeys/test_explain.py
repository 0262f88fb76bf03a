"""`evenhand explain --json`: one object a message, in input order, whatever the message is."""

import json
import mailbox
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.installation import Installation
from tests.journeys.letters import bounce, letter, newsletter

pytestmark = pytest.mark.servers
KEYS = [
    "source", "message_id", "subject", "from", "parsed", "answer", "text", "own_words", "language", "urgency",
    "issue_type", "sensitive", "promise", "reply",
]  # fmt: skip


def told(place: Installation, *arguments: str, stdin: bytes = b"", config: bool = False) -> list[dict[str, Any]]:
    """What `explain --json` prints on the shipped defaults, with the shared model."""
    command = ("explain", "--json", "--state", str(place.folder), *arguments)
    said = place.cli(*command, stdin=stdin, config=config) if stdin else place.inside(*command, config=config)
    assert said.code == 0, said.err
    return [json.loads(line) for line in said.out.splitlines()]


def test_every_kind_of_source_is_read_in_order_and_a_bad_message_stops_nothing(
    place: Installation, tmp_path: Path
) -> None:
    mails = tmp_path / "mails"
    (mails / "more").mkdir(parents=True)
    (mails / "a.eml").write_bytes(letter("desk@example.org", "One"))
    (mails / "b.eml").write_bytes(b"\xff\xfe\x00 nothing at all \x00")
    (mails / "c.eml").write_bytes(b"")
    (mails / "more" / "d.eml").write_bytes(bounce("desk@example.org"))
    box = mailbox.mbox(tmp_path / "old.mbox")
    box.add(letter("desk@example.org", "Two").replace(b"\r\n", b"\n"))
    box.add(newsletter("desk@example.org").replace(b"\r\n", b"\n"))
    box.close()
    maildir = mailbox.Maildir(tmp_path / "Maildir")
    maildir.add(letter("desk@example.org", "Three"))
    maildir.close()
    alone = tmp_path / "alone.eml"
    alone.write_bytes(letter("desk@example.org", "Four"))
    paths = [str(mails), str(tmp_path / "old.mbox"), str(tmp_path / "Maildir"), str(alone), "-"]
    rows = told(place, *paths, stdin=letter("desk@example.org", "Five"))

    assert all(list(row) == KEYS for row in rows)
    assert [row["source"].removeprefix(f"{tmp_path}/").split(":")[0] for row in rows][:6] == [
        "mails/a.eml", "mails/b.eml", "mails/c.eml", "mails/more/d.eml", "old.mbox#1", "old.mbox#2",
    ]  # fmt: skip
    assert rows[-1]["source"] == "-"
    assert [row["subject"] for row in rows if row["answer"]["allowed"]] == ["One", "Two", "Three", "Four", "Five"]
    assert [row["answer"]["allowed"] for row in rows] == [True, False, False, False, True, False, True, True, True]
    assert {row["parsed"] for row in rows} <= {"whole", "partial", "unreadable"}


def test_the_fields_say_what_the_daemon_would_do_at_that_moment(place: Installation, tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    body = "Since yesterday my second screen stays black.\n\nOn Monday Bo wrote:\n> Try the cable.\n"
    mail.write_bytes(letter("desk@example.org", "Second screen stays black", body))
    (row,) = told(place, "--now", "2026-11-24T10:00:00+00:00", str(mail))
    assert row["from"] == "ana.ruiz@example.net"
    assert row["message_id"].startswith("<letter.")
    assert row["answer"] == {"allowed": True, "reason": "personal-mail"}
    assert "Try the cable" in row["text"]
    assert "Try the cable" not in row["own_words"]
    assert "second screen stays black" in row["own_words"]
    assert row["language"] == "en"
    for label in ("urgency", "issue_type"):
        assert set(row[label]) == {"label", "confidence", "sure", "because"}
        assert 0 <= row[label]["confidence"] <= 1
    assert row["urgency"]["label"] in ("critical", "high", "normal", "low")
    assert row["sensitive"] == {"flag": False, "because": []}
    assert set(row["promise"]) == {"due", "basis", "level", "cases"}
    assert (row["promise"]["basis"], row["promise"]["level"], row["promise"]["cases"]) == ("policy", None, 0)
    assert row["promise"]["due"].endswith("+00:00")
    assert row["promise"]["due"] > "2026-11-24T10:00:00+00:00"
    assert row["reply"]["headers"]["Auto-Submitted"] == "auto-replied"
    assert "has arrived" in row["reply"]["text"]


def test_what_may_not_be_answered_has_neither_promise_nor_reply(place: Installation, tmp_path: Path) -> None:
    mail = tmp_path / "list.eml"
    mail.write_bytes(newsletter("desk@example.org"))
    (row,) = told(place, str(mail))
    assert row["answer"]["allowed"] is False
    assert row["promise"] is None
    assert row["reply"] is None
    assert row["urgency"]["label"], "it is judged all the same"


def test_with_a_configuration_the_rules_about_our_own_addresses_hold(place: Installation, tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(letter("somebody.else@example.org"))
    (without,) = told(place, str(mail))
    (with_ours,) = told(place, str(mail), config=True)
    assert (without["answer"]["allowed"], with_ours["answer"]["allowed"]) == (True, False)
    assert place.letters() == []


def test_people_get_the_same_in_words_and_a_missing_file_is_named(place: Installation, tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(letter("desk@example.org", "Second screen [stays] black"))
    said = place.inside("explain", "--state", str(place.folder), str(mail), config=False)
    assert said.code == 0
    assert "Second screen [stays] black" in said.out
    assert "personal-mail" in said.out
    missing = place.inside("explain", "--state", str(place.folder), str(tmp_path / "nothing.eml"), config=False)
    assert missing.code == 1
    assert "nothing.eml does not exist" in missing.err
