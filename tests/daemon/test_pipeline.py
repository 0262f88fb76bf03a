"""The way of one mail as one pure function, and what becomes of a batch."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from config.settings import FollowupSettings, Limits
from daemon.mail import read_bytes
from daemon.pipeline import Line, plan
from daemon.plan import Known
from daemon.store import cases
from daemon.store.history import read_history
from daemon.store.tables import metadata
from tests.daemon.kit import NOW, Desk, box, mail
from tests.journeys.letters import bounce, message_id, newsletter

ANA = "ana.ruiz@example.net"


def line(desk: Desk) -> Line:
    with desk.store.read() as tx:
        at = desk.handler.windows.at(desk.now, read_history(tx, desk.now))
    return Line(desk.settings, desk.settings.mailboxes[0], at, desk.handler.composer)


def test_equal_facts_give_equal_plans(desk: Desk) -> None:
    (read,) = desk.handler.reader.read([mail()], NOW)
    known = Known(free_ref="7QK2MR")
    one, two = (plan(read.mail, read.judgement, known, line(desk), NOW) for _ in range(2))
    assert one == two
    assert one.new_case is not None
    assert [letter.reply.kind for letter in one.outgoing] == ["acknowledgement"]


@pytest.mark.parametrize("known", [Known(marked=True), Known(old=True), Known(copy_of=3)])
def test_what_was_handled_before_or_is_old_opens_no_case_and_gets_no_answer(desk: Desk, known: Known) -> None:
    made = plan(read_bytes(mail(), Limits()), None, known, line(desk), NOW)
    assert (made.outgoing, made.new_case, made.promise, made.due) == ((), None, None, ())
    assert made.verdict.sentence


def test_the_promise_in_the_letter_is_the_promise_in_the_ledger(desk: Desk) -> None:
    desk.arrive(mail())
    (given,) = desk.rows("promise")
    text = desk.rows("outbox")[0]["payload"].decode()
    assert given["due"].hour == 10
    assert "Wednesday 25 November, 10:00" in " ".join(text.split())


def test_the_clock_of_a_promise_starts_when_the_mail_arrived_not_when_it_was_read(desk: Desk) -> None:
    desk.arrive(mail())
    (case,) = desk.rows("cases")
    assert case["opened_at"] == NOW


def test_each_mail_gets_the_flags_of_its_level_and_the_folder_of_its_type(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(box(file_into={"software": "Programs", "critical": "Now"}))
    desk.arrive(
        mail("Payroll", body="The payroll stops.\n"),
        mail("Smoke", body="There is smoke.\n"),
        mail("Screen"),
        newsletter("desk@support.example"),
    )
    marks = [row["marks"] for row in desk.rows("message")]
    assert {"evenhand-handled", "evenhand-high", "evenhand-software", "\\Flagged"} <= set(marks[0]["flags"])
    assert marks[0]["move"] == "Programs"
    assert marks[1]["move"] == "Now"
    assert "\\Flagged" not in marks[2]["flags"]
    assert marks[2]["move"] is None
    assert marks[3] == {"flags": ["evenhand-handled"], "move": None}


def test_a_case_tells_the_team_and_the_chain_as_its_level_says(desk: Desk) -> None:
    desk.arrive(
        mail("Smoke", body="There is smoke.\n"), mail("Payroll", body="The payroll stops.\n", sender="Bo <b@x.example>")
    )
    alerts = [row["recipient"] for row in desk.rows("outbox") if row["kind"] == "alert"]
    assert alerts == ["team@staff.example", "lead@staff.example", "team@staff.example"]


def test_an_alert_tells_why_since_when_and_what_the_writer_is_told(desk: Desk) -> None:
    (read,) = desk.handler.reader.read([mail("Smoke", body="There is smoke.\n")], NOW)
    known = Known(free_ref="7QK2MR", received_at=NOW - timedelta(hours=2))
    made = plan(read.mail, read.judgement, known, line(desk), NOW)
    text = " ".join(next(one.reply.text for one in made.outgoing if one.reply.kind == "alert").split())
    assert 'it says "critical"' in text
    assert "waiting for 2 hours" in text
    assert "Told to the writer: today, Tuesday 24 November, by 11:00" in text


def test_no_writer_gets_more_automatic_mails_a_day_about_a_case_than_allowed(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(followups=FollowupSettings(most_per_day=2))
    first = mail()
    desk.arrive(first)
    for _ in range(5):
        desk.later(minutes=10)
        desk.arrive(mail("Re: Second screen stays black", body="Any news?\n", answers=message_id(first), at=desk.now))
    assert [row["kind"] for row in desk.rows("outbox")] == ["acknowledgement", "chase"]
    assert len([row for row in desk.rows("message") if row["case_id"] == 1]) == 6, "all of them are kept with the case"


def test_a_further_mail_that_makes_it_critical_alerts_and_marks_as_a_first_one_would(desk: Desk) -> None:
    first = mail()
    desk.arrive(first)
    desk.arrive(mail("Re: Second screen stays black", body="Now there is smoke.\n", answers=message_id(first)))
    told = [(row["kind"], row["recipient"]) for row in desk.rows("outbox")]
    assert told == [
        ("acknowledgement", ANA),
        ("alert", "team@staff.example"),
        ("alert", "lead@staff.example"),
        ("added", ANA),
    ]
    assert {"evenhand-critical", "\\Flagged"} <= set(desk.rows("message")[1]["marks"]["flags"])
    assert desk.rows("cases")[0]["urgency"] == "critical"


def test_a_further_mail_to_be_read_in_confidence_makes_the_case_one(desk: Desk) -> None:
    first = mail()
    desk.arrive(first)
    desk.arrive(mail("Re: it", body="My supervisor keeps harassing me about it.\n", answers=message_id(first)))
    assert desk.rows("cases")[0]["sensitive"]
    assert [(row["kind"], row["recipient"]) for row in desk.rows("outbox")][1:] == [("alert", "lead@staff.example")]
    desk.arrive(mail("Re: it", body="He is harassing me still.\n", answers=message_id(first)))
    assert len(desk.rows("outbox")) == 2, "the chain is told once"


def test_what_waits_again_is_put_before_the_team_even_when_the_writer_is_told_nothing(
    open_desk: Callable[..., Desk],
) -> None:
    desk = open_desk(followups=FollowupSettings(most_per_day=2))
    first = mail()
    desk.arrive(first, mail("Re: it", body="Any news?\n", answers=message_id(first)))
    with desk.store.write() as tx:
        tx.execute(metadata.tables["outbox"].update().values(state="sent"))
        cases.answered(tx, 1, "sam@staff.example", desk.now, desk.now)
    desk.arrive(mail("Re: it", body="It is black once more.\n", answers=message_id(first)))
    assert desk.rows("cases")[0]["state"] == "waiting"
    assert [row["kind"] for row in desk.rows("outbox")] == ["acknowledgement", "chase"], "two a day are enough"
    due = [row["kind"] for row in desk.rows("followup") if row["state"] == "due"]
    assert due == ["remind", "overdue"]


def test_a_bounce_of_our_letter_to_staff_marks_no_writer(desk: Desk) -> None:
    desk.arrive(mail("Smoke", body="There is smoke.\n"))
    alert = next(row for row in desk.rows("outbox") if row["kind"] == "alert")
    desk.arrive(bounce("desk@support.example", alert["message_id"], alert["recipient"]))
    assert not desk.rows("cases")[0]["unreachable"]


def test_a_batch_whose_one_mail_fails_is_handled_but_for_that(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from daemon import handle

    def failing(one, *rest):  # type: ignore[no-untyped-def]
        if one.subject == "poison":
            raise RuntimeError("a bug of ours")
        return plan(one, *rest)

    monkeypatch.setattr(handle, "plan", failing)
    assert desk.arrive(mail("One"), mail("poison"), mail("Two"), attempts=1) == 2
    assert [row["state"] for row in desk.rows("message")] == ["handled", "waiting", "handled"]


def test_two_programs_that_write_the_same_mail_leave_one_letter(desk: Desk) -> None:
    """Even if the snapshot was taken before the other wrote: the identity row forbids the second."""
    raw = mail()
    desk.arrive(raw)
    from daemon.store import known as knowledge

    assert knowledge is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(knowledge, "_copies", lambda tx, hashes: {})
        assert desk.arrive(raw, attempts=3) == 0
    assert len(desk.rows("outbox")) == 1
    assert [row["state"] for row in desk.rows("message")] == ["handled", "aside"]


def test_no_letter_carries_a_line_that_a_mail_has_smuggled_in(desk: Desk) -> None:
    name = "=?utf-8?q?A=0D=0ABcc=3A_eve=40example=2Eorg?="
    desk.arrive(mail(f"x\r\n {name}", sender=f"{name} <ana@example.net>"))
    assert desk.rows("outbox")
    for row in desk.rows("outbox"):
        head = row["payload"].split(b"\r\n\r\n")[0]
        assert not any(part.lower().startswith(b"bcc") for part in head.split(b"\r\n"))


def test_internal_dates_that_can_not_be_are_not_believed() -> None:
    from daemon.handle import bounded

    assert bounded(None, NOW) == NOW
    assert bounded(NOW + timedelta(days=1), NOW) == NOW
    assert bounded(NOW - timedelta(days=31), NOW) == NOW
    assert bounded(NOW - timedelta(days=1), NOW) == NOW - timedelta(days=1)


def test_a_level_that_was_renamed_does_not_lose_a_further_mail(desk: Desk) -> None:
    first = mail()
    desk.arrive(first)
    with desk.store.write() as tx:
        tx.execute(metadata.tables["cases"].update().values(urgency="an older name"))
    answer = mail("Re: Second screen stays black", body="Any news?\n", answers=message_id(first))
    assert desk.arrive(answer) == 1
    assert [row["kind"] for row in desk.rows("outbox")] == ["acknowledgement", "chase"]
