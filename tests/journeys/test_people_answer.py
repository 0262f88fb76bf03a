"""A person's answer keeps the promise and withdraws what is pending, wherever it is found."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from daemon.store.tables import cases, followup, promise
from tests.journeys.letters import SAM
from tests.journeys.office import Office

pytestmark = pytest.mark.servers
ANA = "ana.ruiz@example.net"


def settled(office: Office, by: str) -> None:
    """The case is answered, the promise kept, and nothing comes after it, however long one waits."""
    (case,) = office.place.rows(cases)
    assert case["state"] == "answered"
    assert by in case["answered_by"]
    (given,) = office.place.rows(promise)
    assert given["outcome"] == "kept"
    assert {row["state"] for row in office.place.rows(followup)} == {"withdrawn"}
    before = len(office.letters())
    office.later(days=4)
    office.later(days=4)
    assert len(office.letters()) == before


def waits(office: Office) -> None:
    (case,) = office.place.rows(cases)
    assert case["state"] == "waiting"
    (given,) = office.place.rows(promise)
    assert given["outcome"] is None


def test_an_answer_in_the_sent_folder_keeps_the_promise_and_withdraws_what_is_pending(office: Office) -> None:
    office.receives()
    office.once()
    (ack,) = office.letters(ANA)
    office.clock.forward(timedelta(hours=1))
    office.answers(ack)
    office.later(minutes=1)
    settled(office, by=office.place.address)


def test_an_answer_from_the_sent_folder_to_the_writers_own_mail_counts_too(office: Office) -> None:
    raw = office.receives()
    office.once()
    from email import message_from_bytes
    from email.policy import default

    office.answers(message_from_bytes(raw, policy=default))
    office.later(minutes=1)
    settled(office, by=office.place.address)


def test_an_answer_that_names_only_the_reference_counts_when_it_goes_to_the_writer(office: Office) -> None:
    office.receives()
    office.once()
    (ack,) = office.letters(ANA)
    office.answers({"Subject": ack["Subject"], "Message-ID": ""})  # type: ignore[arg-type]  # a subject is all it has
    office.later(minutes=1)
    settled(office, by=office.place.address)


def test_a_colleagues_answer_that_arrives_in_the_inbox_keeps_the_promise(office: Office) -> None:
    office.receives()
    office.once()
    (ack,) = office.letters(ANA)
    office.receives(
        f"Re: {ack['Subject']}",
        to=ANA,
        sender=SAM,
        answers=ack,
        body="Please try the other cable.\n",
        headers={"Cc": office.place.address},
    )
    office.later(minutes=1)
    settled(office, by="sam@staff.example")
    assert office.kinds("sam@staff.example") == [], "colleagues get no acknowledgement"


def test_a_colleagues_note_that_the_writer_does_not_get_is_no_answer(office: Office) -> None:
    office.receives()
    office.once()
    (ack,) = office.letters(ANA)
    office.receives(f"Re: {ack['Subject']}", sender=SAM, answers=ack, body="Who takes this one?\n")
    office.later(minutes=1)
    waits(office)
    assert office.kinds("sam@staff.example") == []


def test_a_colleagues_absence_notice_is_no_answer(office: Office) -> None:
    office.receives()
    office.once()
    (ack,) = office.letters(ANA)
    marks = {"Auto-Submitted": "auto-replied", "Cc": office.place.address}
    office.receives("Automatic reply", to=ANA, sender=SAM, answers=ack, body="I am away.\n", headers=marks)
    office.answers(ack, "I am away.\n", headers={"Auto-Submitted": "auto-replied"})
    office.later(minutes=1)
    waits(office)


def test_our_own_copies_in_the_sent_folder_are_no_answer(office: Office) -> None:
    office.receives()
    office.once()
    office.later(minutes=5)
    office.later(minutes=5)
    sent = office.place.box.mails("Sent")
    assert len(sent) == 1, "each letter has one copy"
    assert b"X-Evenhand-Loop" in sent[0]
    waits(office)


@pytest.mark.parametrize("noted", ["copied = 'due'", "copied = 'no', state = 'due', sent_at = NULL"])
def test_a_copy_that_lies_there_already_is_not_put_again(office: Office, noted: str) -> None:
    """Killed between the copy and the note of it; or the server made the copy, and the letter isn't noted as sent yet."""
    office.receives()
    office.once()
    with closing(sqlite3.connect(office.place.folder / "evenhand.db")) as store, store:
        store.execute(f"UPDATE outbox SET {noted}")
    office.later(minutes=5)
    assert len(office.place.box.mails("Sent")) == 1


def test_an_answer_to_another_address_does_not_settle_the_writers_case(office: Office) -> None:
    office.receives()
    office.once()
    (ack,) = office.letters(ANA)
    office.answers(ack, to="supplier@example.org")
    office.later(minutes=1)
    waits(office)


def test_an_answer_before_the_first_look_is_seen_and_nothing_is_promised_later(office: Office) -> None:
    """A person was faster than a daemon that stood still."""
    office.receives()
    office.once()
    (ack,) = office.letters(ANA)
    office.clock.forward(timedelta(hours=2))
    office.answers(ack)
    office.later(days=2)
    assert office.kinds(ANA) == ["acknowledgement"], "no update and no apology after an answer"
    (given,) = office.place.rows(promise)
    assert given["outcome"] == "kept", "what counts is when the answer was given, not when we saw it"
