"""A mailbox as it is: people, machines, lists, absences, bounces; each gets what it should, and staff see everyone."""

import pytest
import sqlalchemy as sa

from daemon.store.tables import cases, message
from tests.journeys.letters import absence, bounce, letter, newsletter
from tests.journeys.office import Office, kind_of, text_of

pytestmark = pytest.mark.servers
ANA = "ana.ruiz@example.net"


def test_people_are_answered_machines_are_not_and_each_mail_has_a_named_reason(office: Office) -> None:
    to = office.place.address
    office.place.box.put(
        bounce(to),
        newsletter(to),
        absence(to),
        letter(to, "I ordered a dock", sender="no-reply@shop.example.com"),
        letter("somebody.else@example.org", "Not for us"),
        letter(to, "Second screen stays black"),
        letter(
            to,
            "Drucker zieht zwei Blätter ein",
            "Guten Tag,\nder Drucker zieht seit gestern immer zwei Blätter ein.\nViele Grüße\nJonas\n",
            "Jonas Brandl <jonas@example.net>",
        ),
        at=office.now,
    )
    assert office.once() == 7
    assert sorted(str(one["To"].addresses[0].addr_spec) for one in office.letters()) == [
        "ana.ruiz@example.net",
        "jonas@example.net",
    ]
    with office.store.read() as tx:
        rows = tx.execute(sa.select(message).where(message.c.folder == "INBOX").order_by(message.c.uid)).all()
    assert [row.state for row in rows] == ["handled"] * 7
    assert [row.allowed for row in rows] == [False] * 5 + [True] * 2
    assert [row.role for row in rows] == ["bounce", "machine", "absence", "machine", "writer", "writer", "writer"]
    assert all(row.reason and row.sentence for row in rows)
    assert [row.reason for row in rows[-2:]] == ["personal-mail"] * 2
    with office.store.read() as tx:
        waiting = tx.execute(sa.select(cases.c.subject)).scalars().all()
    assert "Not for us" in waiting, "a person may be waiting: staff see it though nothing is answered"
    assert "I ordered a dock" not in waiting


def test_a_german_mail_is_answered_in_german(office: Office) -> None:
    body = "Guten Tag,\nder Drucker im zweiten Stock zieht seit gestern immer zwei Blätter auf einmal ein.\n"
    office.receives("Drucker im zweiten Stock", body=body, sender="Jonas Brandl <jonas@example.net>")
    office.once()
    (ack,) = office.letters("jonas@example.net")
    said = text_of(ack)
    assert "Drucker im zweiten Stock" in said
    assert "ein Mensch" in said or "eine Person" in said or "Sie" in said
    assert "has arrived" not in said


def test_a_sensitive_mail_gets_the_neutral_words_and_the_chain_is_told(office: Office) -> None:
    subject = "About my supervisor"
    office.receives(subject, body="My supervisor keeps harassing me at night. I have kept all messages.\n")
    office.once()
    (ack,) = office.letters("ana.ruiz@example.net")
    said = text_of(ack)
    assert kind_of(ack) == "neutral"
    assert "in confidence" in said
    assert "harass" not in said
    assert subject not in said
    assert subject not in ack["Subject"]
    assert "?" not in said, "no questions"
    (told,) = office.letters("lead@staff.example")
    assert "in confidence" in told["Subject"]
    assert "harass" not in text_of(told)
    assert office.letters("team@staff.example") == [], "only the chain is told"


def test_a_critical_mail_alerts_the_team_and_the_chain_at_once(office: Office) -> None:
    office.receives("Server room", body="There is smoke in the server room.\n")
    office.once()
    assert office.kinds("team@staff.example") == ["alert"]
    assert office.kinds("lead@staff.example") == ["alert"]
    (flags,) = office.place.box.flags().values()
    asked = {"evenhand-confirm"}  # of one mail in fifty
    assert {"\\Flagged", "evenhand-critical", "evenhand-hardware", "evenhand-handled"} == flags - asked
    (ack,) = office.letters("ana.ruiz@example.net")
    assert "call 999 now" in text_of(ack)[:200], "the number comes before anything else"


def test_where_the_judgement_is_not_sure_nothing_is_claimed_about_the_issue(office: Office) -> None:
    office.receives("It does the thing again", body="It is a puzzle to me.\n")
    office.once()
    (ack,) = office.letters("ana.ruiz@example.net")
    said = text_of(ack)
    assert "How we understood it" not in said
    assert "ask if something is unclear" in said
    (waiting,) = office.place.queue()["waiting"]
    assert (waiting["urgency"], waiting["urgency_sure"]) == ("high", False), "staff see the highest still possible"


def test_a_loop_of_two_machines_ends_by_itself(office: Office) -> None:
    """A program that answers every mail with a new one, and shows by no header what it is."""
    for number in range(12):
        office.receives(f"Your message {number}", body="We have got your message.\n", sender="bot@loop.example.com")
        office.later(minutes=1)
    assert len(office.letters("bot@loop.example.com")) == 4, "four an hour by default"
    office.receives("Somebody else")
    office.once()
    assert len(office.letters("ana.ruiz@example.net")) == 1, "other people are answered all the same"


def test_our_own_letter_that_comes_back_opens_nothing(office: Office) -> None:
    office.receives()
    office.once()
    (ack,) = office.place.received()
    office.place.box.put(ack.payload, at=office.now)
    office.once()
    assert len(office.letters()) == 1
    assert len(office.place.queue()["waiting"]) == 1


def test_an_address_that_bounced_is_shown_as_unreachable(office: Office) -> None:
    office.receives()
    office.once()
    (ack,) = office.letters()
    office.place.box.put(bounce(office.place.address, ack["Message-ID"], "ana.ruiz@example.net"), at=office.now)
    office.later(minutes=5)
    (waiting,) = office.place.queue()["waiting"]
    assert waiting["unreachable"], "staff see that mail to the writer does not arrive"
    assert len(office.letters(ANA)) == 1, "nothing more is sent there"
    assert office.kinds("team@staff.example") == ["alert"]
