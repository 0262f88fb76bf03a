from datetime import UTC, datetime

from classifiers.examples import Labels
from classifiers.issue_text import IssueText
from classifiers.model import Model
from classifiers.overlay import Overlay

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TROUBLE = IssueText.sealed(
    "badge reader north door", "the badge reader at the north door blinks red for every card", "en"
)
AGAIN = IssueText.sealed("badge reader", "badge reader at the north door blinks red, every card, again", "en")
OTHER = IssueText.sealed("toner", "the printer in room 4 wants a new toner", "en")


def test_a_correction_holds_at_once_for_the_very_same_trouble(model: Model) -> None:
    overlay = Overlay.of(model, [(TROUBLE, Labels(urgency="critical", issue_type="security"))])
    judged = overlay.judge(AGAIN, NOW)
    assert (judged.urgency.label, judged.issue_type.label) == ("critical", "security")
    assert judged.urgency.because == ('corrected for the same trouble: "badge reader north door"',)


def test_a_correction_leaves_other_troubles_alone(model: Model) -> None:
    overlay = Overlay.of(model, [(TROUBLE, Labels(urgency="critical"))])
    assert overlay.judge(OTHER, NOW) == model.judge(OTHER, NOW)


def test_corrections_that_contradict_each_other_decide_nothing(model: Model) -> None:
    overlay = Overlay.of(model, [(TROUBLE, Labels(urgency="critical")), (TROUBLE, Labels(urgency="low"))])
    assert overlay.judge(AGAIN, NOW).urgency == model.judge(AGAIN, NOW).urgency


def test_no_corrections_change_nothing(model: Model) -> None:
    assert Overlay.of(model, []).judge(AGAIN, NOW) == model.judge(AGAIN, NOW)
