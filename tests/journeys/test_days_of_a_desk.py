"""Longer stories: a whole matter from the first mail to the last, and what staff see of it."""

import pytest

from daemon.store.tables import cases, promise
from tests.journeys.office import Office, text_of

pytestmark = pytest.mark.servers
ANA = "ana.ruiz@example.net"


def test_a_matter_from_first_mail_to_thanks(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    (ack,) = office.letters(ANA)
    office.receives("Re: Second screen stays black", body="Is there any news?\n", answers=ack)
    office.later(hours=3)
    office.answers(ack, "Could you try the other cable?\n")
    office.later(hours=1)
    office.receives("Re: Second screen stays black", body="The other cable changes nothing.\n", answers=ack)
    office.later(minutes=30)
    (waiting,) = office.place.queue()["waiting"]
    office.answers(ack, "Then we bring you a new one.\n")
    office.later(minutes=30)
    office.receives("Re: Second screen stays black", body="Thanks, it works again!\n", answers=ack)
    office.later(minutes=30)
    assert office.place.queue()["waiting"] == []
    assert office.kinds(ANA)[:2] == ["acknowledgement", "chase"]
    assert len(office.kinds(ANA)) <= 3
    told = office.place.case(waiting["ref"])
    assert [mail["role"] for mail in told["mails"]].count("writer") == 4
    assert [mail["role"] for mail in told["mails"]].count("staff") == 2
    assert {given["outcome"] for given in told["promises"]} == {"kept"}
    story = office.place.inside("case", waiting["ref"]).out
    assert "answered by" in story


def test_the_update_says_the_new_time_and_the_ledger_keeps_the_old_one(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    office.until(office.now.replace(day=25, hour=9, minute=31))
    update = text_of(office.letters(ANA)[-1])
    first, second = office.place.rows(promise)
    assert f"{second['due']:%-d %B, %H:%M}" in update
    assert (first["number"], second["number"]) == (1, 2)
    assert first["replaced_by"] == second["id"]


def test_each_letter_about_a_case_stands_in_one_thread_and_names_the_reference(office: Office) -> None:
    raw = office.receives("Second screen stays black")
    office.once()
    (ack,) = office.letters(ANA)
    office.receives("Re: Second screen stays black", body="Any news?\n", answers=ack)
    office.later(hours=1)
    office.until(office.now.replace(day=25, hour=9, minute=31))
    (case,) = office.place.rows(cases)
    letters = office.letters(ANA)
    assert len(letters) == 3
    assert len({one["Message-ID"] for one in letters}) == 3
    for one in letters:
        assert f"[EH-{case['ref']}]" in one["Subject"]
        assert one["Subject"].startswith("Auto: ")
        assert one["References"]
        assert one["Auto-Submitted"] in ("auto-replied", "auto-generated")
        assert one["X-Auto-Response-Suppress"] == "All"
    assert raw


def test_a_copied_dignitary_changes_nothing_and_gets_nothing(office: Office) -> None:
    office.receives(
        "Second screen stays black", headers={"Cc": "President <president@example.org>", "Importance": "high"}
    )
    office.receives("Second screen is black", sender="Bo <bo@example.net>")
    office.once()
    dignified, plain = office.place.queue()["waiting"]
    assert (dignified["urgency"], dignified["due"]) == (plain["urgency"], plain["due"])
    assert office.letters("president@example.org") == []


def test_a_mail_with_a_big_attachment_is_answered_like_any_other(office: Office) -> None:
    body = (
        "--b\nContent-Type: text/plain\n\nMy second screen stays black, see the picture.\n\n--b\n"
        'Content-Type: image/png; name="screen.png"\nContent-Transfer-Encoding: base64\n\n'
        + "QUJD" * 500_000
        + "\n--b--\n"
    )
    office.receives(
        "Screen", body=body, headers={"Content-Type": "multipart/mixed; boundary=b", "Content-Transfer-Encoding": ""}
    )
    office.once()
    (ack,) = office.letters(ANA)
    assert len(ack.as_bytes()) < 10_000
