"""Waiting-time curves against the textbook's way of writing them down."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responders.window.curve import FROM_THE_START, Spells

case = st.tuples(
    st.floats(0, 100).map(lambda x: round(x, 1)),  # leaves; one decimal makes ties
    st.booleans(),  # answered
    st.one_of(st.none(), st.floats(0, 50).map(lambda x: round(x, 1))),  # seen from this age on
    st.integers(1, 4),  # weight
)


def spells(cases: list[tuple[float, bool, float | None, int]]) -> tuple[Spells, np.ndarray]:
    ordered = sorted((one for one in cases if one[2] is None or one[2] < one[0]), key=lambda one: not one[1])
    made = Spells(
        np.array([FROM_THE_START if one[2] is None else one[2] for one in ordered], float),
        np.array([one[0] for one in ordered], float),
        np.array([one[1] for one in ordered], bool),
    )
    return made, np.array([one[3] for one in ordered], float)


def textbook(cases: list[tuple[float, bool, float | None, int]], age: float) -> float:
    """The share still waiting after `age`: the product over ages of 1 - answers / those under observation then."""
    usable = [one for one in cases if one[2] is None or one[2] < one[0]]
    share = 1.0
    for at in sorted({one[0] for one in usable if one[1] and one[0] <= age}):
        answers = sum(one[3] for one in usable if one[1] and one[0] == at)
        waiting = sum(one[3] for one in usable if one[0] >= at and (one[2] is None or one[2] < at))
        share *= 1 - answers / waiting
    return share


@settings(max_examples=150, deadline=None)
@given(st.lists(case, min_size=1, max_size=40), st.floats(0, 110))
def test_the_curve_is_that_of_kaplan_and_meier_with_weights_ties_and_late_entry(
    cases: list[tuple[float, bool, float | None, int]], age: float
) -> None:
    made, weights = spells(cases)
    assert made.curve(weights).still_waiting(age) == pytest.approx(textbook(cases, age), abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.floats(0.01, 1000), min_size=1, max_size=60), st.floats(0.05, 0.95))
def test_when_everybody_was_answered_a_quantile_is_the_plain_one(waits: list[float], level: float) -> None:
    made = Spells(np.full(len(waits), FROM_THE_START), np.array(waits), np.ones(len(waits), bool))
    read = made.curve(np.ones(len(waits))).quantile(level)
    assert np.mean(np.array(waits) <= read) >= level - 1e-9
    assert np.mean(np.array(waits) < read) < level + 1e-9


def test_those_who_still_wait_make_the_window_longer() -> None:
    answered = np.arange(1.0, 101.0)
    waits = np.concatenate([answered, np.full(30, 60.0)])
    flags = np.arange(130) < 100
    alone = Spells(np.full(100, FROM_THE_START), answered, np.ones(100, bool)).curve(np.ones(100))
    both = Spells(np.full(130, FROM_THE_START), waits, flags).curve(np.ones(130))
    assert both.quantile(0.9) > alone.quantile(0.9)


def test_what_was_never_seen_is_said_to_be_unseen_and_continues_the_shape() -> None:
    rng = np.random.default_rng(3)
    waits = rng.lognormal(1.0, 1.0, 4000)
    cut = np.quantile(waits, 0.7)
    order = np.argsort(waits > cut, kind="stable")
    leave = np.minimum(waits, cut)[order]
    curve = Spells(np.full(4000, FROM_THE_START), leave, (waits <= cut)[order]).curve(np.ones(4000))
    assert curve.reaches(0.6)
    assert not curve.reaches(0.9)
    assert curve.quantile(0.9) == pytest.approx(np.quantile(waits, 0.9), rel=0.15)


def test_a_curve_of_nothing_has_no_wait() -> None:
    empty = Spells(np.zeros(0), np.zeros(0), np.zeros(0, bool)).curve(np.zeros(0))
    assert empty.quantile(0.9) == 0
    assert not empty.reaches(0.1)
    assert empty.still_waiting(5) == 1
