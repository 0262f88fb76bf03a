from datetime import UTC, datetime

from classifiers.issue_text import IssueText
from classifiers.judgement import Judgement, Label, Sensitive
from classifiers.promote import Evidence, Known, gate

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


class Says:
    """A judge that knows its answers by subject."""

    def __init__(self, answers: dict[str, str], confidence: float = 0.9) -> None:
        self.answers = answers
        self.confidence = confidence

    def judge(self, text: IssueText, now: datetime) -> Judgement:
        label = Label(self.answers.get(text.subject, "normal"), self.confidence, True)
        return Judgement(label, Label("other", self.confidence, True), Sensitive(False))

    def judge_many(self, texts: list[IssueText], now: datetime) -> list[Judgement]:
        return [self.judge(text, now) for text in texts]


def mail(subject: str, body: str = "") -> IssueText:
    return IssueText.sealed(subject, body, "en")


def known(truth: dict[str, str]) -> list[Known]:
    return [Known(mail(subject), level, None) for subject, level in truth.items()]


TRUTH = {f"mail {i}": "critical" if i < 10 else "normal" for i in range(100)}
RIGHT = Says(TRUTH)


def test_the_first_model_goes_into_force() -> None:
    assert gate(None, RIGHT, Evidence(), "critical", NOW).reason == "first-model"


def test_an_equal_model_goes_into_force_and_says_its_figures() -> None:
    verdict = gate(RIGHT, RIGHT, Evidence(known(TRUTH)), "critical", NOW)
    assert verdict.promoted
    assert "100 %" in verdict.sentence


def test_a_model_worse_beyond_chance_is_kept_back() -> None:
    poor = Says({**TRUTH, **{f"mail {i}": "low" for i in range(10, 40)}}, 0.7)
    assert gate(RIGHT, poor, Evidence(known(TRUTH)), "critical", NOW).reason == "worse"


def test_a_model_that_finds_fewer_critical_mails_is_kept_back_though_as_good_otherwise() -> None:
    before = Says({**TRUTH, "mail 50": "low"}, 0.95)
    after = Says({**TRUTH, "mail 0": "normal"}, 0.95)
    verdict = gate(before, after, Evidence(known(TRUTH)), "critical", NOW)
    assert verdict.reason == "misses-critical"
    assert "finds 9; 10 were found before" in verdict.sentence


def test_a_model_that_boasts_is_kept_back() -> None:
    half = {subject: level if i % 2 else "low" for i, (subject, level) in enumerate(TRUTH.items())}
    assert gate(Says(half, 0.5), Says(half, 0.99), Evidence(known(TRUTH)), "critical", NOW).reason == "badly-calibrated"


def test_a_model_that_looks_at_rank_is_kept_back_even_as_the_first() -> None:
    swaps = [(mail("the dean cannot print"), mail("the porter cannot print"))]
    servile = Says({"the dean cannot print": "critical"})
    assert gate(None, servile, Evidence(swaps=swaps), "critical", NOW).reason == "rank-flips"


def test_a_model_that_changes_too_many_recent_decisions_is_kept_back() -> None:
    recent = [mail(f"mail {i}") for i in range(100)]
    assert gate(Says({}), RIGHT, Evidence(recent=recent), "critical", NOW).promoted  # ten of a hundred
    many = Says({f"mail {i}": "high" for i in range(30)})
    assert gate(Says({}), many, Evidence(recent=recent), "critical", NOW).reason == "changes-much"
