import pytest

from classifiers.evaluate import Judged, evaluate
from classifiers.judgement import Judgement, Label, Sensitive


def judged(true: str | None, said: str, confidence: float, sure: bool) -> Judged:
    label = Label(said, confidence, sure)
    return Judged(true, None, Judgement(label, Label("other", 0.5, False), Sensitive(False)))


def test_the_figures_follow_from_the_decisions() -> None:
    measure = evaluate(
        [
            judged("high", "high", 0.9, True),
            judged("high", "low", 0.6, False),
            judged("low", "low", 0.8, True),
            judged("low", "low", 0.7, False),
        ]
    )["urgency"]
    assert measure.n == 4
    assert measure.accuracy == 0.75
    assert measure.macro_f1 == pytest.approx((2 / 3 + 4 / 5) / 2)
    assert (measure.share_sure, measure.precision_when_sure) == (0.5, 1.0)
    assert measure.confusion == {"high": {"high": 1, "low": 1}, "low": {"low": 2}}


def test_a_label_that_no_row_has_is_not_measured() -> None:
    measures = evaluate([judged(None, "low", 0.9, True)])
    assert measures["urgency"].to_json()["accuracy"] is None
    assert measures["issue_type"].n == 0


def test_boasting_shows_as_calibration_error() -> None:
    rows = [judged("low" if i % 2 else "high", "low", 0.95, True) for i in range(100)]
    assert evaluate(rows)["urgency"].ece == pytest.approx(0.45)
