from datetime import UTC, datetime

from classifiers.examples import Labels
from classifiers.issue_text import IssueText
from classifiers.judgement import Judgement, Label, Sensitive
from classifiers.promote import GOLDEN_SHARE, Gate, gate, is_golden

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


def mail(subject: str) -> IssueText:
    return IssueText.sealed(subject, "", "en")


TRUTH = {f"mail {i}": "critical" if i < 10 else "normal" for i in range(100)}
GOLDEN = [(mail(subject), Labels(urgency=level)) for subject, level in TRUTH.items()]


def through(old: Says, new: Says, wraps: list[tuple[IssueText, IssueText]] | None = None) -> Gate:
    return gate(old, new, GOLDEN, wraps or [], "critical", NOW)


def test_an_equal_model_goes_live_and_says_so() -> None:
    assert through(Says(TRUTH), Says(TRUTH)).passed


def test_a_model_worse_beyond_chance_is_kept_back() -> None:
    poor = through(Says(TRUTH), Says({**TRUTH, **{f"mail {i}": "low" for i in range(10, 25)}}))
    assert not poor.passed
    assert any("fell from" in reason for reason in poor.reasons)


def test_a_model_that_misses_a_critical_mail_is_kept_back_though_as_good_otherwise() -> None:
    kept = through(Says({**TRUTH, "mail 50": "low"}), Says({**TRUTH, "mail 0": "normal"}))
    assert kept.reasons == ("only 9 of 10 critical mails were found, before it were 10",)


def test_a_model_that_boasts_is_kept_back() -> None:
    half = {subject: level if i % 2 else "low" for i, (subject, level) in enumerate(TRUTH.items())}
    kept = through(Says(half, 0.55), Says(half, 0.99))
    assert any("confidence" in reason for reason in kept.reasons)


def test_a_model_that_looks_at_rank_is_kept_back() -> None:
    servile = Says({**TRUTH, "the dean cannot print": "critical"})
    kept = through(Says(TRUTH), servile, [(mail("someone cannot print"), mail("the dean cannot print"))])
    assert any("rank" in reason for reason in kept.reasons)


def test_golden_mails_are_chosen_by_their_text_alone() -> None:
    texts = [mail(f"subject {i}") for i in range(4000)]
    assert [is_golden(text) for text in texts] == [is_golden(text) for text in texts]
    assert abs(sum(map(is_golden, texts)) / len(texts) - GOLDEN_SHARE) < 0.015
