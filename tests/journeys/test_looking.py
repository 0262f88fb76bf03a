"""What people look at and say: the queue, a case, "answered by telephone"."""

import json
from datetime import UTC

import pytest

from daemon.store.tables import promise
from tests.journeys.office import Office

pytestmark = pytest.mark.servers
ANA = "ana.ruiz@example.net"


def test_the_queue_shows_the_nearest_promise_first_and_a_case_tells_its_whole_story(office: Office) -> None:
    office.receives("A logo looks stretched", body="The logo looks stretched.\n", sender="Bo <bo@example.net>")
    office.receives("Second screen stays black")
    office.once()
    first, second = office.place.queue()["waiting"]
    assert (first["subject"], second["subject"]) == ("Second screen stays black", "A logo looks stretched")
    assert set(first) >= {"ref", "urgency", "issue_type", "writer", "subject", "opened_at", "due", "basis", "broken"}
    assert first["due"] == "2026-11-25T10:00:00+00:00"

    told = office.place.case(f"EH-{first['ref'].lower()}")
    assert told["case"]["writer"] == ANA
    assert [mail["role"] for mail in told["mails"] if mail["folder"] == "INBOX"] == ["writer"]
    assert told["mails"][0]["judgement"]["urgency"]["label"] == "normal"
    assert [given["outcome"] for given in told["promises"]] == [None]
    assert [letter["kind"] for letter in told["letters"]] == ["acknowledgement"]
    assert {due["kind"] for due in told["followups"]} == {"remind", "update", "overdue"}

    shown = office.place.inside("queue").out
    assert first["ref"] in shown
    assert "Second screen stays black" in shown
    story = office.place.inside("case", first["ref"]).out
    assert "acknowledgement to ana.ruiz@example.net (sent" in story
    assert "promise" in story


def test_the_status_says_when_a_pass_last_looked_into_the_mailbox(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    (mailbox,) = json.loads(office.place.inside("status", "--json").out)["mailboxes"]
    assert mailbox["polled_at"] == office.now.astimezone(UTC).isoformat()
    assert mailbox["error"] == ""


def test_a_case_answered_by_telephone_is_noted_and_nothing_follows(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    (waiting,) = office.place.queue()["waiting"]
    said = office.place.cli("case", waiting["ref"], "answered", "--by", "Sam, by telephone")
    assert said.code == 0
    assert "noted as answered" in said.err
    assert "answered by Sam, by telephone" in said.out
    assert office.place.queue()["waiting"] == []
    office.later(days=3)
    assert office.kinds(ANA) == ["acknowledgement"]
    assert [row["by"] for row in office.place.rows(promise)] == ["Sam, by telephone"]
    again = office.place.inside("case", waiting["ref"], "answered")
    assert "was answered before" in again.err


def test_looking_creates_nothing_and_unknown_cases_are_named(office: Office) -> None:
    said = office.place.inside("case", "EH-NOBODY")
    assert said.code == 1
    assert "no case is called 'EH-NOBODY'" in said.err
    office.__exit__()
    (office.place.folder / "evenhand.db").unlink()
    empty = office.place.cli("queue")
    assert empty.code == 1
    assert "the daemon has not run yet" in empty.err
    assert not (office.place.folder / "evenhand.db").exists()


def test_a_sensitive_case_hides_its_subject_in_the_queue_people_look_at(office: Office) -> None:
    office.receives("About my supervisor", body="My supervisor keeps harassing me.\n")
    office.once()
    shown = office.place.inside("queue").out
    assert "About my supervisor" not in shown
    assert "(sensitive)" in shown
