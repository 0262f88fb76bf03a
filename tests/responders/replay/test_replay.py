"""Replaying a history: what an admin learns, and that nobody looked into the future."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from config.settings import CalendarSettings
from responders.calendar import CalendarError
from responders.replay import Row, replay
from responders.window.method import Method
from tests.responders.window.desks import HOUR, MONDAY, settings

PLAN = settings()
EAGER = Method(fewest=8)


def row(number: int, opened: datetime, hours: float | None, urgency: str = "normal", kind: str = "network") -> Row:
    answered = None if hours is None else opened + timedelta(hours=hours)
    return Row(f"case-{number}", opened, answered, urgency, kind, number + 2)


def history(count: int, seed: int = 1, every: float = 3.0) -> list[Row]:
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(count):
        urgency = str(rng.choice(["critical", "high", "normal"], p=[0.1, 0.3, 0.6]))
        wait = None if rng.random() < 0.03 else float(rng.lognormal(1.0, 1.0))
        rows.append(row(number, MONDAY + timedelta(hours=every * number), wait, urgency, f"type-{rng.integers(3)}"))
    return rows


def test_promises_are_counted_as_kept_or_broken_by_what_really_happened() -> None:
    rows = [
        row(0, MONDAY, 1),
        row(1, MONDAY + HOUR, 30),
        row(2, MONDAY + 2 * HOUR, None),
        row(3, MONDAY + 90 * HOUR, 1),
    ]
    result = replay(rows, PLAN)
    assert (result.total.promised, result.total.kept, result.by_policy) == (4, 2, 4)
    assert [each["kept"] for each in result.each()] == [True, False, False, True]


def test_a_case_answered_on_the_spot_needs_no_promise() -> None:
    result = replay([row(0, MONDAY, 0), row(1, MONDAY, 1)], PLAN)
    assert (result.total.promised, result.unneeded) == (1, 1)


def test_a_promise_not_yet_due_when_the_log_ends_is_neither_kept_nor_broken() -> None:
    result = replay([row(0, MONDAY, 1), row(1, MONDAY + 2 * HOUR, None)], PLAN)
    assert (result.total.promised, result.open) == (1, 1)
    assert [each["kept"] for each in result.each()] == [True, None]


def test_the_names_in_the_json_are_those_that_scripts_rely_on() -> None:
    told = replay(history(120), PLAN, method=EAGER).to_json()
    named = {"promised", "kept", "coverage", "by_urgency", "by_month", "median_window_hours", "mean_window_hours"}
    assert named | {"by_policy"} <= told.keys()
    assert set(told["by_urgency"]) == {"critical", "high", "normal"}
    assert {"promised", "kept", "coverage"} <= told["by_urgency"]["normal"].keys()
    assert list(told["by_month"]) == ["2026-03"]
    assert sum(part["promised"] for part in told["by_urgency"].values()) == told["promised"]
    assert told["coverage"] == pytest.approx(told["kept"] / told["promised"], abs=1e-4)
    json.dumps(told, allow_nan=False)


def test_each_promise_is_written_with_its_basis_and_level() -> None:
    result = replay(history(60), PLAN, method=EAGER)
    lines, table = io.StringIO(), io.StringIO()
    result.write_each(lines)
    result.write_each(table, "csv")
    rows = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert rows[0] | {"due": "", "kept": None} == {
        "case_id": "case-0",
        "promised_at": "2026-03-02T09:00:00+00:00",
        "due": "",
        "basis": "policy",
        "level": None,
        "kept": None,
    }
    assert {"policy", "measured"} == {each["basis"] for each in rows}
    assert {each["level"] for each in rows if each["basis"] == "measured"} <= {None, 0.9}
    assert table.getvalue().splitlines()[0] == "case_id,promised_at,due,basis,level,kept"
    assert len(table.getvalue().splitlines()) == len(rows) + 1


def test_intervals_hold_the_share_and_narrow_with_more_promises() -> None:
    few, many = (replay(history(n), PLAN, method=EAGER).total for n in (40, 160))
    for share in (few, many):
        assert share.interval is not None
        assert share.interval[0] < (share.coverage or 0) < share.interval[1]
    assert (many.interval or (0, 0))[1] - (many.interval or (0, 0))[0] < (few.interval or (0, 9))[1] - (
        few.interval or (0, 0)
    )[0]


def test_an_unknown_urgency_follows_the_middle_policy_and_that_is_said() -> None:
    result = replay([row(0, MONDAY, 3, urgency="P1"), row(1, MONDAY + HOUR, 90)], PLAN)
    (problem,) = result.problems
    assert str(problem) == "line 2: the configuration has no urgency 'P1': its cases follow the policy of 'high'"
    assert next(result.each())["due"] == "2026-03-02T13:00:00+00:00"


def test_rows_in_any_order_give_the_same_promises() -> None:
    rows = history(80)
    forward, backward = replay(rows, PLAN, method=EAGER), replay(rows[::-1], PLAN, method=EAGER)
    assert list(forward.each()) == list(backward.each())


def test_an_empty_history_is_an_answer_too() -> None:
    told = replay([], PLAN).to_json()
    assert (told["promised"], told["coverage"], told["median_window_hours"]) == (0, None, None)


def test_a_desk_that_never_opens_is_refused() -> None:
    with pytest.raises(CalendarError, match="no working time"):
        replay(history(5), replace(PLAN, calendar=CalendarSettings(hours={})))


def test_progress_is_told_from_time_to_time() -> None:
    told: list[tuple[int, int]] = []
    result = replay(history(150), PLAN, lambda done, total: told.append((done, total)), EAGER)
    assert told[-1] == (len(list(result.each())),) * 2
    assert len(told) >= 50


moments = st.integers(0, 60 * 24 * 20)


@examples(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(moments, st.one_of(st.none(), st.integers(0, 6000)), st.integers(0, 3), st.integers(0, 3)),
        min_size=30,
        max_size=90,
    ),
    moments,
)
def test_cutting_the_history_changes_no_promise_given_before_the_cut(
    cases: list[tuple[int, int | None, int, int]], cut: int
) -> None:
    names = ("critical", "high", "normal", "elsewhere")
    rows = [
        row(
            number,
            MONDAY + timedelta(minutes=opened),
            None if wait is None else wait / 60,
            names[level],
            f"type-{kind}",
        )
        for number, (opened, wait, level, kind) in enumerate(cases)
    ]
    at = MONDAY + timedelta(minutes=cut)
    seen = [
        replace(one, answered_at=one.answered_at if one.answered_at and one.answered_at <= at else None)
        for one in rows
        if one.opened_at < at
    ]
    whole = {each["case_id"]: each for each in replay(rows, PLAN, method=EAGER).each()}
    for each in replay(seen, PLAN, method=EAGER).each():
        full = whole[each["case_id"]]
        assert [each[name] for name in ("promised_at", "due", "basis", "level")] == [
            full[name] for name in ("promised_at", "due", "basis", "level")
        ]


def test_windows_learnt_from_a_steady_desk_are_kept_about_nine_times_in_ten() -> None:
    result = replay(history(500, every=2.0), PLAN)
    assert result.total.coverage is not None
    assert 0.86 < result.total.coverage < 0.96
    assert result.by_policy < 100


def test_times_are_utc_whatever_the_zone_of_the_file() -> None:
    opened = datetime(2026, 3, 2, 12, tzinfo=UTC).astimezone(tz=None)
    assert next(replay([row(0, opened, 1)], PLAN).each())["promised_at"] == "2026-03-02T12:00:00+00:00"
