"""What a writer's further mail gets: a chase its own answer, thanks nothing, worse news a new promise."""

import pytest

from daemon.store.tables import cases, promise
from tests.journeys.office import Office, text_of

pytestmark = pytest.mark.servers
ANA = "ana.ruiz@example.net"


def test_a_chase_gets_an_apology_and_the_true_state_not_the_first_text_again(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    (ack,) = office.letters(ANA)
    office.clock.moment = office.now.replace(hour=15)
    office.receives("Re: Second screen stays black", body="Is there any news on this?\n", answers=ack)
    office.once()
    _, chase = office.letters(ANA)
    assert office.kinds(ANA) == ["acknowledgement", "chase"]
    said = text_of(chase)
    assert "You wrote about this" in said
    assert "and have now written again. Nobody has answered you yet" in said
    assert "This first answer is automatic" not in said
    assert "What we said still holds" in said
    assert len(office.place.rows(cases)) == 1
    assert len(office.place.rows(promise)) == 1, "a chase changes no promise"


def test_a_chase_without_any_reference_is_known_by_writer_and_subject(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    office.receives("AW: Second screen  stays black", body="I am still waiting for an answer.\n")
    office.later(hours=2)
    assert office.kinds(ANA) == ["acknowledgement", "chase"]


def test_a_chase_after_a_broken_promise_is_told_so_in_the_answer(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    (ack,) = office.letters(ANA)
    for hour, minute in ((9, 5), (9, 35), (10, 5), (10, 20)):
        office.until(office.now.replace(day=25, hour=hour, minute=minute))
    before = len(office.letters(ANA))
    office.receives("Re: Second screen stays black", body="Hello?\n", answers=ack)
    office.until(office.now.replace(day=26, hour=11))
    chase = office.letters(ANA)[-1]
    assert len(office.letters(ANA)) > before
    assert office.kinds(ANA)[-1] in ("chase", "merged")
    assert "we are sorry" in text_of(chase)


def test_more_facts_that_ask_for_nothing_get_no_further_mail(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    (ack,) = office.letters(ANA)
    office.receives("Re: Second screen stays black", body="It is the one on the left, by the window.\n", answers=ack)
    office.later(hours=1)
    assert office.kinds(ANA) == ["acknowledgement"]
    assert len(office.place.rows(cases)) == 1


def test_thanks_after_a_persons_answer_get_nothing_and_open_nothing(office: Office) -> None:
    first = office.receives("Second screen stays black")
    office.once()
    (ack,) = office.letters(ANA)
    office.answers(ack)
    office.later(minutes=10)
    office.receives("Re: Second screen stays black", body="Thanks, it works again!\n", answers=ack)
    office.later(minutes=10)
    assert first
    assert office.kinds(ANA) == ["acknowledgement"]
    (case,) = office.place.rows(cases)
    assert case["state"] == "answered"


def test_a_further_mail_that_makes_it_worse_raises_the_case_and_brings_a_nearer_promise(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    (ack,) = office.letters(ANA)
    office.receives("Re: Second screen stays black", body="Now the payroll can't be run either.\n", answers=ack)
    office.later(minutes=30)
    assert office.kinds(ANA) == ["acknowledgement", "added"]
    (case,) = office.place.rows(cases)
    assert case["urgency"] == "high"
    first, second = office.place.rows(promise)
    assert second["due"] < first["due"]
    assert (first["replaced_by"], second["urgency"]) == (second["id"], "high")
    added = office.letters(ANA)[-1]
    assert "moves your matter up" in text_of(added)


def test_a_new_question_after_the_answer_waits_again_with_a_new_promise(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    (ack,) = office.letters(ANA)
    office.answers(ack)
    office.later(minutes=10)
    office.receives("Re: Second screen stays black", body="It went black once more this afternoon.\n", answers=ack)
    office.later(minutes=30)
    (case,) = office.place.rows(cases)
    assert case["state"] == "waiting"
    assert office.kinds(ANA) == ["acknowledgement", "added"]
    assert "waits for a person again" in text_of(office.letters(ANA)[-1])


def test_somebody_else_who_names_the_reference_does_not_get_into_the_case(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    (ack,) = office.letters(ANA)
    office.receives(f"Re: {ack['Subject']}", body="Is there any news?\n", sender="Eve <eve@example.org>")
    office.later(minutes=5)
    assert len(office.place.rows(cases)) == 2
    assert office.kinds("eve@example.org") == ["acknowledgement"]
    assert office.kinds(ANA) == ["acknowledgement"]
