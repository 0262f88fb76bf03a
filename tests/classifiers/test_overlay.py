from datetime import UTC, datetime

from classifiers.issue_text import IssueText
from classifiers.judgement import Judgement, Label, Sensitive
from classifiers.overlay import MOST, Overlay, Said

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LEVELS = ("critical", "high", "normal", "low")
TROUBLE = IssueText.sealed(
    "badge reader north door", "the badge reader at the north door blinks red for every card", "en"
)
AGAIN = IssueText.sealed("badge reader", "badge reader at the north door blinks red, every card, again", "en")
MENDED = IssueText.sealed(
    "badge reader", "the badge reader at the north door is fixed, blinks green for every card", "en"
)
OTHER = IssueText.sealed("toner", "the printer in room 4 wants a new toner", "en")
JUDGED = Judgement(Label("normal", 0.6, False), Label("hardware", 0.5, False), Sensitive(False))


def said(by: str = "ana", case: str = "EH-AAAA", text: IssueText = TROUBLE, **labels: str) -> Said:
    return Said(case, by, text, **labels)


def after(text: IssueText, *given: Said, judged: Judgement = JUDGED) -> Judgement:
    return Overlay.of(given, LEVELS).apply(judged, text)


def test_a_correction_holds_at_once_for_the_very_same_trouble_and_names_the_case() -> None:
    judged = after(AGAIN, said(urgency="critical", issue_type="security"))
    assert (judged.urgency.label, judged.issue_type.label) == ("critical", "security")
    assert judged.urgency.because == ("as corrected on case EH-AAAA",)
    assert judged.urgency.sure


def test_a_german_mail_is_told_so_in_german() -> None:
    german = IssueText.sealed("kartenleser nordtür", "der kartenleser an der nordtür blinkt rot bei jeder karte", "de")
    judged = after(german, said(text=german, urgency="high"))
    assert judged.urgency.because == ("wie zu Fall EH-AAAA berichtigt",)


def test_a_correction_leaves_other_troubles_and_news_of_its_end_alone() -> None:
    for text in (OTHER, MENDED, IssueText.sealed("", "", "en"), IssueText.sealed("red", "door", "en")):
        assert after(text, said(urgency="critical")) == JUDGED


def test_the_label_of_most_people_decides_and_an_even_vote_nothing() -> None:
    assert after(AGAIN, said("ana", urgency="critical"), said("ben", urgency="low")) == JUDGED
    three = (said("ana", urgency="high"), said("ben", urgency="low"), said("cem", "EH-CCCC", urgency="high"))
    assert after(AGAIN, *three).urgency.label == "high"


def test_one_person_has_one_voice_however_often_they_speak_and_it_is_the_latest() -> None:
    loud = [said("ana", urgency="critical") for _ in range(50)]
    assert after(AGAIN, *loud, said("ben", urgency="low")) == JUDGED
    changed = after(AGAIN, said("ana", urgency="critical"), said("ana", "EH-BBBB", urgency="low"))
    assert (changed.urgency.label, changed.urgency.because) == ("low", ("as corrected on case EH-BBBB",))


def test_one_persons_flood_does_not_push_out_what_others_said() -> None:
    flood = [
        said("ana", text=IssueText.sealed("", f"matter alpha{i} beta{i} gamma{i}", "en"), urgency="low")
        for i in range(2 * MOST)
    ]
    assert after(AGAIN, said("ben", urgency="critical"), *flood).urgency.label == "critical"


def test_an_admins_rule_stays_above_a_correction() -> None:
    ruled = Judgement(Label("high", 1.0, True, ("rule doors",)), JUDGED.issue_type, JUDGED.sensitive)
    assert after(AGAIN, said(urgency="low"), judged=ruled).urgency == ruled.urgency


def test_plain_danger_is_never_lowered_by_a_correction() -> None:
    fire = IssueText.sealed("fire panel block c", "the fire panel in block c has been dark since friday", "en")
    grave = Judgement(Label("critical", 0.9, True), JUDGED.issue_type, JUDGED.sensitive)
    assert after(fire, said(text=fire, urgency="low"), judged=grave).urgency.label == "critical"
    assert after(fire, said(text=fire, urgency="critical")).urgency.label == "critical"


def test_a_mail_marked_as_sensitive_marks_the_next_on_the_same_matter() -> None:
    judged = after(AGAIN, Said("EH-AAAA", "ana", TROUBLE, sensitive=True))
    assert judged.sensitive == Sensitive(True, ("as corrected on case EH-AAAA",))
