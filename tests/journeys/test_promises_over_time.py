"""A promise is kept in sight: reminders, an update before it passes, the admission after, step by step up the chain."""

from datetime import UTC, datetime, timedelta

import pytest

from daemon.store.tables import cases, outbox, promise
from tests.journeys.office import TUESDAY, Office, text_of

pytestmark = pytest.mark.servers
ANA = "ana.ruiz@example.net"
WEDNESDAY = TUESDAY + timedelta(days=1)
THURSDAY = TUESDAY + timedelta(days=2)


def test_staff_are_reminded_then_the_writer_is_told_before_the_promise_passes_then_it_goes_up(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    (first,) = office.place.rows(promise)
    assert first["due"] == WEDNESDAY, "eight working hours from Tuesday ten o'clock"

    office.until(WEDNESDAY - timedelta(minutes=61))
    assert office.kinds("team@staff.example") == []
    office.until(WEDNESDAY - timedelta(minutes=59))
    assert office.kinds("team@staff.example") == ["reminder"]
    assert office.kinds(ANA) == ["acknowledgement"]

    office.until(WEDNESDAY - timedelta(minutes=29))
    assert office.kinds(ANA) == ["acknowledgement", "update"]
    update = office.letters(ANA)[-1]
    assert "Nobody has answered yet, and that is on our side" in text_of(update)
    assert update["In-Reply-To"]
    assert update["Auto-Submitted"].startswith("auto-")
    _, second = office.place.rows(promise)
    assert second["due"] > first["due"]

    office.until(WEDNESDAY + timedelta(minutes=2))
    assert office.kinds("lead@staff.example") == ["escalation"]
    assert office.kinds("head@staff.example") == []
    first, second = office.place.rows(promise)
    assert (first["outcome"], second["outcome"]) == ("broken", None)

    office.until(THURSDAY + timedelta(minutes=5))
    assert office.kinds("head@staff.example") == ["escalation"], "eight working hours later one step further"


def test_a_passing_promise_tells_staff_once_each_step_and_floods_nobody(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    office.passes(TUESDAY + timedelta(days=3), every=timedelta(hours=1))
    writer = office.kinds(ANA)
    assert writer[0] == "acknowledgement"
    assert 2 <= len(writer) <= 5, writer
    assert len(office.kinds("team@staff.example")) <= 8
    (case,) = office.place.rows(cases)
    assert case["state"] == "waiting", "nothing is ever closed"


def test_an_update_goes_out_in_the_evening_when_the_promise_passes_at_night(office: Office) -> None:
    office.until(TUESDAY.replace(hour=19, minute=45))
    office.receives("Server room", body="There is smoke in the server room.\n")
    office.once()
    (given,) = office.place.rows(promise)
    assert given["due"] >= TUESDAY.replace(hour=20, minute=45)
    office.until(TUESDAY.replace(hour=19, minute=59, second=30))
    assert office.kinds(ANA) == ["acknowledgement", "update"]


def test_at_night_people_are_left_alone_and_the_morning_admits_in_its_first_sentence(office: Office) -> None:
    night = TUESDAY.replace(hour=21)
    office.until(night)
    office.receives("Server room", body="There is smoke in the server room.\n")
    office.once()
    office.passes(night + timedelta(hours=9, minutes=59), every=timedelta(minutes=50))
    assert office.kinds(ANA) == ["acknowledgement"], "nothing at night but the acknowledgement"
    assert "escalation" in office.kinds("lead@staff.example"), "staff are told of what burns"

    office.until(night.replace(day=25, hour=7, minute=1))
    assert office.kinds(ANA)[:2] == ["acknowledgement", "broken"]
    said = text_of(office.letters(ANA)[1])
    first = said.partition(", ")[2]
    assert first.startswith(("We said that you would hear", "We had aimed to answer")), said
    assert "that did not happen. It is on our side, and we are sorry." in said


def test_after_a_standstill_one_true_mail_stands_for_all_that_is_late(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    office.until(THURSDAY.replace(hour=14))
    assert office.kinds(ANA) == ["acknowledgement", "merged"]
    said = text_of(office.letters(ANA)[-1])
    assert "stood still" in said
    assert "we are sorry" in said
    assert office.kinds("team@staff.example") == ["escalation"], "what is late is not called due soon"
    assert office.kinds("lead@staff.example") == ["escalation"]
    office.later(minutes=5)
    assert office.kinds(ANA) == ["acknowledgement", "merged"]


def test_many_late_cases_are_one_mail_to_each_colleague(office: Office) -> None:
    for number in range(6):
        office.receives(f"Trouble {number}", sender=f"Writer <writer{number}@example.net>")
    office.once()
    office.until(WEDNESDAY - timedelta(minutes=59))
    (told,) = office.letters("team@staff.example")
    assert told["Subject"].startswith("6 answers are due soon") or "6" in told["Subject"]
    assert all(f"Trouble {number}" in text_of(told) for number in range(6))


def test_an_answer_between_the_plan_and_the_sending_takes_the_letter_back(office: Office) -> None:
    office.receives("Second screen stays black")
    office.once()
    (ack,) = office.letters(ANA)
    office.place.sink.refuse["rcpt"] = lambda to: "451 4.3.0 later" if to == ANA else None
    office.until(WEDNESDAY - timedelta(minutes=29))
    office.answers(ack)
    office.clock.forward(timedelta(minutes=1))
    office.place.sink.refuse.clear()
    office.once()
    office.later(minutes=30)
    assert office.kinds(ANA) == ["acknowledgement"]
    assert [row["state"] for row in office.place.rows(outbox) if row["kind"] == "update"] == ["withdrawn"]


def test_the_promise_respects_the_weekend(office: Office) -> None:
    friday = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)
    office.until(friday)
    office.receives("Second screen stays black")
    office.once()
    (given,) = office.place.rows(promise)
    assert given["due"] == datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
    office.until(datetime(2026, 11, 29, 12, 0, tzinfo=UTC))
    assert office.kinds(ANA) == ["acknowledgement"]
    assert office.kinds("team@staff.example") == []
