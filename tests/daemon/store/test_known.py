"""What the store knows about a mail: which case it belongs to, whether it is a copy, how often its sender was answered."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.store.known import plain_subject, references_in
from daemon.store.plans import mark_unreachable
from tests.daemon.kit import Desk, box, mail
from tests.journeys.letters import message_id

SECOND_SCREEN = "Second screen stays black"


def ack(desk: Desk) -> str:
    """The Message-ID of the first acknowledgement."""
    return str(desk.rows("outbox")[0]["message_id"])


def test_an_answer_to_our_acknowledgement_belongs_to_its_case(desk: Desk) -> None:
    desk.arrive(mail(SECOND_SCREEN))
    known = desk.known(mail("Re: something else", answers=ack(desk)))
    assert known.case.subject == SECOND_SCREEN
    assert known.memory.names_our_automatic


def test_an_answer_to_the_writers_own_mail_belongs_to_its_case(desk: Desk) -> None:
    first = mail(SECOND_SCREEN)
    desk.arrive(first)
    known = desk.known(mail("Re: something else", answers=message_id(first), sender="Bo <bo@example.net>"))
    assert known.case.subject == SECOND_SCREEN
    assert not known.memory.names_our_automatic


def test_our_own_message_id_counts_more_than_others(desk: Desk) -> None:
    first, second = mail("First matter"), mail("Second matter", sender="Bo <bo@example.net>")
    desk.arrive(first, second)
    of_second = str(desk.rows("outbox")[1]["message_id"])
    both = {"In-Reply-To": message_id(first), "References": f"{message_id(first)} {of_second}"}
    assert desk.known(mail("Re: both", headers=both)).case.subject == "Second matter"


def test_a_reference_in_the_subject_counts_only_from_somebody_of_the_case(desk: Desk) -> None:
    desk.arrive(mail(SECOND_SCREEN, headers={"Cc": "Bo <bo@example.net>"}))
    ref = desk.rows("cases")[0]["ref"]
    subject = f"About it [EH-{ref.lower()}]"
    assert desk.known(mail(subject)).case.ref == ref
    assert desk.known(mail(subject, sender="Bo <BO@example.net>")).case.ref == ref
    assert desk.known(mail(subject, sender="Eve <eve@example.org>")).case is None


def test_the_same_writer_with_the_same_subject_is_the_same_matter_while_it_waits(desk: Desk) -> None:
    desk.arrive(mail(SECOND_SCREEN))
    again = f"AW: Re:  {SECOND_SCREEN.upper()} "
    assert desk.known(mail(again)).case is not None
    assert desk.known(mail(again, sender="Bo <bo@example.net>")).case is None
    desk.later(days=31)
    assert desk.known(mail(again)).case is None


def test_a_mail_without_a_subject_joins_nothing(desk: Desk) -> None:
    desk.arrive(mail("", headers={"Subject": ""}))
    assert desk.known(mail("", headers={"Subject": ""})).case is None


def test_a_copy_is_known_wherever_it_turns_up(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(box("one"), box("two"))
    raw = mail(SECOND_SCREEN, to="one@support.example")
    desk.arrive(raw)
    on_the_way = b"Received: from here by there\r\nX-Spam: no\r\n" + raw
    assert desk.known(on_the_way).copy_of is not None
    assert desk.arrive(on_the_way, mailbox=desk.settings.mailboxes[1]) == 1
    assert len(desk.rows("cases")) == 1
    assert len(desk.rows("outbox")) == 1
    assert [row["state"] for row in desk.rows("message")] == ["handled", "copy"]


def test_a_copy_in_the_same_batch_is_one_mail(desk: Desk) -> None:
    raw = mail(SECOND_SCREEN)
    desk.arrive(raw, raw, raw)
    assert len(desk.rows("outbox")) == 1
    assert len(desk.rows("cases")) == 1


def test_a_chase_in_the_same_batch_is_seen_as_one(desk: Desk) -> None:
    first = mail(SECOND_SCREEN)
    desk.arrive(first, mail(f"Re: {SECOND_SCREEN}", body="Any news?\n", answers=message_id(first)))
    assert [row["kind"] for row in desk.rows("outbox")] == ["acknowledgement", "chase"]


def test_a_sender_is_counted_within_one_batch_too(desk: Desk) -> None:
    desk.arrive(*(mail(f"Matter {number}") for number in range(8)))
    assert len(desk.rows("outbox")) == desk.settings.etiquette.per_sender_hour
    assert len(desk.rows("cases")) == 8, "people see all of them"
    assert [row["reason"] for row in desk.rows("message")][-1] == "sender-hourly-limit"


def test_an_hour_later_the_sender_is_answered_again(desk: Desk) -> None:
    desk.arrive(*(mail(f"Matter {number}") for number in range(5)))
    desk.later(hours=1, minutes=1)
    assert desk.known(mail("Another")).memory.sender_last_hour == 0
    assert desk.known(mail("Another")).memory.sender_last_day == 4


def test_an_address_that_bounced_is_remembered_as_long_as_configured(desk: Desk) -> None:
    with desk.store.write() as tx:
        mark_unreachable(tx, "Ana.Ruiz@example.net", "no such person", desk.now)
    assert desk.known(mail()).memory.bounced_lately
    desk.arrive(mail())
    assert desk.rows("outbox") == []
    assert desk.rows("message")[0]["reason"] == "bounced-lately"
    desk.clock.forward(desk.settings.etiquette.bounced_for + timedelta(minutes=1))
    assert not desk.known(mail("Another")).memory.bounced_lately


def test_an_address_that_fails_is_shown_at_the_cases_that_wait(desk: Desk) -> None:
    desk.arrive(mail())
    with desk.store.write() as tx:
        mark_unreachable(tx, "ana.ruiz@example.net", "no such person", desk.now)
    assert desk.rows("cases")[0]["unreachable"]


@pytest.mark.parametrize(
    ("subject", "plain"),
    [
        ("Re: AW: Fwd: Printer", "printer"),
        ("RE[2]: Printer  jams", "printer jams"),
        ("Antw: Odp: printer", "printer"),
        ("Really: printer", "really: printer"),
        ("", ""),
    ],
)
def test_reply_prefixes_do_not_make_another_subject(subject: str, plain: str) -> None:
    assert plain_subject(subject) == plain


def test_references_are_found_in_any_case_and_only_with_our_tag() -> None:
    assert references_in("Re: x [EH-7qk2mr] and [EH-AAAAAA] [XX-7QK2MR]", "EH") == ["7QK2MR", "AAAAAA"]
    assert references_in("EH-7QK2MR", "EH") == []


@given(st.text(max_size=200))
def test_any_subject_can_be_looked_at(subject: str) -> None:
    assert plain_subject(subject) == plain_subject(plain_subject(subject)) or ":" in subject
    assert all(len(ref) <= 12 for ref in references_in(subject, "EH"))
