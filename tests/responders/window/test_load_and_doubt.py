"""A long queue and an unsure pace lengthen windows; neither invents anything."""

import numpy as np
import pytest

from responders.window.curve import Curve
from responders.window.doubt import quantile
from responders.window.load import load

AGES = np.sort(np.random.default_rng(1).lognormal(1.0, 1.0, 1200))
CURVE = Curve(AGES, 1 - np.arange(1, AGES.size + 1) / AGES.size)


def test_a_pace_that_is_known_reads_the_curve_itself() -> None:
    assert quantile(CURVE, 0.92, 0.0) == pytest.approx(CURVE.quantile(0.92), rel=0.02)


def test_the_less_the_pace_is_known_the_longer_the_window() -> None:
    windows = [quantile(CURVE, 0.92, doubt) for doubt in (0.0, 0.2, 0.4, 0.8)]
    assert windows == sorted(windows)
    assert windows[-1] < 3 * windows[0]


def test_a_curve_that_ends_too_early_is_continued() -> None:
    short = Curve(AGES[:600], CURVE.waiting[:600])
    assert quantile(short, 0.92, 0.3) > AGES[599]
    assert quantile(Curve(np.zeros(0), np.zeros(0)), 0.92, 0.3) == 0.0


def test_the_load_counts_those_who_waited_just_before() -> None:
    begun = np.array([0.0, 1.0, 2.0, 3.0, 30.0])
    ended = np.array([10.0, 10.0, 10.0, 4.0, np.inf])
    loads, now = load(begun, ended, begun, now=31.0, since=0.0, day=8.0)
    assert loads[0] < loads[1] < loads[2] < loads[3]
    assert loads[4] == pytest.approx(loads[0])
    assert now == pytest.approx(loads[1])


def test_cases_from_before_the_recent_period_and_forgotten_ones_weigh_nothing() -> None:
    begun = np.array([0.0, 900.0, 901.0])
    loads, _ = load(begun, np.array([np.inf, np.inf, np.inf]), begun, now=902.0, since=800.0, day=8.0)
    assert loads[0] == 0.0
    assert loads[1] < loads[2]
    assert load(begun, begun + 1, begun, now=2000.0, since=1990.0, day=8.0)[0].tolist() == [0.0, 0.0, 0.0]


def test_the_present_load_is_not_believed_far_beyond_what_was_seen() -> None:
    begun = np.concatenate([np.arange(100.0), np.full(5000, 100.0)])
    ended = np.concatenate([np.arange(100.0) + 1, np.full(5000, np.inf)])
    loads, now = load(begun, ended, begun[:100], now=101.0, since=0.0, day=8.0)
    assert now <= np.abs(loads).max() + 0.3 + 1e-9
