"""What falls due becomes letters: one to a writer and one to a colleague at a time, none at night, none in shadow mode."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from config.settings import FollowupSettings, Staff
from daemon import followups
from daemon.store import cases
from daemon.store.forget import forget
from daemon.store.tables import metadata
from tests.daemon.kit import Desk, mail, settings

ANA = "ana.ruiz@example.net"
WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)  # when the promise of an ordinary mail of Tuesday passes


def tick(desk: Desk, at: datetime) -> list[tuple[str, str]]:
    """(kind, recipient) of the letters that one tick at that moment puts into the outbox."""
    before = {row["id"] for row in desk.rows("outbox")}
    desk.clock.moment = at
    followups.tick(desk.handler, at)
    return [(row["kind"], row["recipient"]) for row in desk.rows("outbox") if row["id"] not in before]


def test_a_tick_with_nothing_due_writes_nothing(desk: Desk) -> None:
    desk.arrive(mail())
    assert tick(desk, desk.now + timedelta(hours=1)) == []


def test_first_the_team_then_the_writer_then_the_chain(desk: Desk) -> None:
    desk.arrive(mail())
    assert tick(desk, WEDNESDAY - timedelta(hours=1)) == [("reminder", "team@staff.example")]
    assert tick(desk, WEDNESDAY - timedelta(minutes=30)) == [("update", ANA)]
    assert ("escalation", "lead@staff.example") in tick(desk, WEDNESDAY + timedelta(minutes=1))


def test_a_second_tick_at_the_same_moment_writes_nothing(desk: Desk) -> None:
    desk.arrive(mail())
    at = WEDNESDAY - timedelta(minutes=30)
    assert tick(desk, at)
    assert tick(desk, at) == []


def test_each_colleague_gets_one_letter_for_all_cases(desk: Desk) -> None:
    desk.arrive(*(mail(f"Matter {n}", sender=f"W <w{n}@example.net>") for n in range(7)))
    assert tick(desk, WEDNESDAY - timedelta(hours=1)) == [("reminder", "team@staff.example")]
    payload = desk.rows("outbox")[-1]["payload"].decode()
    assert all(row["ref"] in payload for row in desk.rows("cases"))


def test_an_update_at_night_waits_for_the_morning_and_then_admits(desk: Desk) -> None:
    desk.clock.moment = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
    desk.arrive(mail("Smoke", body="There is smoke in the hall.\n"))
    for hour in (23, 24, 26, 29):
        told = tick(desk, datetime(2026, 11, 24, tzinfo=UTC) + timedelta(hours=hour, minutes=50))
        assert ANA not in [to for _, to in told]
    told = tick(desk, datetime(2026, 11, 25, 7, 0, tzinfo=UTC))
    assert [kind for kind, to in told if to == ANA] == ["broken"]


def test_without_staff_addresses_nothing_fails(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(staff=Staff())
    desk.arrive(mail())
    assert tick(desk, WEDNESDAY + timedelta(minutes=2)) in ([("update", ANA)], [("broken", ANA)], [("merged", ANA)])


def test_the_chain_goes_up_a_step_at_a_time_and_stays_at_the_top(desk: Desk) -> None:
    desk.arrive(mail())
    steps = []
    at = WEDNESDAY + timedelta(minutes=2)
    for _ in range(60):
        steps += [to for kind, to in tick(desk, at) if kind == "escalation"]
        at += timedelta(hours=4)
    up = [to for to in steps if to != "team@staff.example"]
    assert up[:3] == ["lead@staff.example", "head@staff.example", "head@staff.example"]
    assert set(up[1:]) == {"head@staff.example"}
    assert len(up) < 15, "the top is told about once a working day"
    assert steps.count("team@staff.example") <= 1


def test_shadow_mode_lets_nothing_fall_due(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(mode="shadow")
    desk.arrive(mail())
    assert tick(desk, WEDNESDAY + timedelta(days=3)) == []


def test_a_case_that_was_answered_gets_nothing(desk: Desk) -> None:
    desk.arrive(mail())
    with desk.store.write() as tx:
        assert cases.answered(tx, 1, "sam@staff.example", desk.now, desk.now)
        assert not cases.answered(tx, 1, "sam@staff.example", desk.now, desk.now)
    assert tick(desk, WEDNESDAY + timedelta(days=3)) == []
    assert [row["outcome"] for row in desk.rows("promise")] == ["kept"]


@pytest.mark.parametrize(("after", "outcome"), [(timedelta(0), "kept"), (timedelta(seconds=1), "broken")])
def test_an_answer_keeps_the_promise_to_the_second(desk: Desk, after: timedelta, outcome: str) -> None:
    desk.arrive(mail())
    with desk.store.write() as tx:
        cases.answered(tx, 1, "sam@staff.example", WEDNESDAY + after, WEDNESDAY + timedelta(hours=1))
    assert [row["outcome"] for row in desk.rows("promise")] == [outcome]


def test_a_promise_breaks_once_and_an_answer_after_it_does_not_mend_it(desk: Desk) -> None:
    desk.arrive(mail())
    late = WEDNESDAY + timedelta(hours=2)
    with desk.store.write() as tx:
        assert cases.break_overdue(tx, late) == 1
        assert cases.break_overdue(tx, late) == 0
        cases.answered(tx, 1, "sam@staff.example", late, late)
    (row,) = desk.rows("promise")
    assert (row["outcome"], row["outcome_at"]) == ("broken", late)


def test_a_level_that_the_configuration_no_longer_has_stops_nothing(desk: Desk) -> None:
    desk.arrive(mail(), mail("Payroll", body="The payroll stops.\n", sender="Bo <bo@example.net>"))
    with desk.store.write() as tx:
        table = metadata.tables["cases"]
        tx.execute(table.update().where(table.c.id == 1).values(urgency="whenever"))
    told = tick(desk, WEDNESDAY + timedelta(minutes=2))
    assert any(to == "bo@example.net" for _, to in told)


def test_one_case_that_fails_holds_up_no_other_and_is_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk.arrive(mail(), mail("Another", sender="Bo <bo@example.net>"))
    update = desk.handler.composer.update

    def failing(about):  # type: ignore[no-untyped-def]
        if about.to == ANA:
            raise RuntimeError("a bug of ours")
        return update(about)

    monkeypatch.setattr(desk.handler.composer, "update", failing)
    at = WEDNESDAY - timedelta(minutes=30)
    assert [to for kind, to in tick(desk, at) if kind == "update"] == ["bo@example.net"]
    assert "a bug of ours" in caplog.text
    assert tick(desk, at + timedelta(minutes=1)) == [], "not every few seconds"
    monkeypatch.undo()
    assert ANA in [to for _, to in tick(desk, at + timedelta(hours=1))]


def test_somebody_who_was_forgotten_is_written_to_no_more(desk: Desk) -> None:
    desk.arrive(mail())
    with desk.store.write() as tx:
        assert forget(tx, ANA.upper()) > 0
        assert forget(tx, "nobody@example.org") == 0
    told = tick(desk, WEDNESDAY - timedelta(minutes=29))
    assert {to for _, to in told} <= {"team@staff.example"}
    everything = str([desk.rows(name) for name in ("cases", "message", "outbox")])
    assert "ana.ruiz" not in everything.casefold()
    assert "Second screen" not in everything


def test_the_question_whether_it_is_settled_is_asked_once_after_the_silence(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(followups=FollowupSettings(settled_after=timedelta(days=3)))
    desk.arrive(mail())
    reference = desk.rows("outbox")[0]["message_id"]
    answer = mail(
        "Re: it", to=ANA, sender="Sam <sam@staff.example>", answers=reference, headers={"Cc": "desk@support.example"}
    )
    desk.arrive(answer)
    assert [row["state"] for row in desk.rows("cases")] == ["answered"]
    told = [tick(desk, desk.now + timedelta(days=1)) for _ in range(8)]
    assert [one for some in told for one in some] == [("settled", ANA)]


def test_settings_of_a_test_are_the_shipped_ones() -> None:
    assert [level.name for level in settings().urgency] == ["critical", "high", "normal", "low"]
    assert replace(settings(), mode="shadow").mode == "shadow"
