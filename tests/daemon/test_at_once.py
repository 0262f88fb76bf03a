"""A correction holds for the very same trouble from the next mail on, until a model has learnt it."""

from collections.abc import Callable

from classifiers.judgement import Judgement
from daemon.learning import TAUGHT
from daemon.store.corrections import correct, last
from daemon.store.notes import set_note
from tests.daemon.kit import Desk, mail

BADGE = "the badge reader at the north door blinks red for every card"
AGAIN = "badge reader at the north door blinks red, every card again"


def corrected(desk: Desk, by: str = "ana", case: int = -1, **given: str) -> str:
    """Somebody corrects a case, the latest by default; returns its reference."""
    row = desk.rows("cases")[case]
    with desk.store.write() as tx:
        correct(tx, row["id"], given, by, "command", desk.now)
    return str(row["ref"])


def judged_next(desk: Desk, body: str = AGAIN, **more: str) -> tuple[str, str, list[str]]:
    """Another mail by somebody else: level, type and reasons."""
    desk.later(minutes=10)
    desk.arrive(mail("Badge reader", body=body, sender=more.pop("sender", "ben@example.net"), **more))
    row = desk.rows("cases")[-1]
    told = desk.rows("message")[-1]["judgement"]
    assert not isinstance(told, Judgement)
    return row["urgency"], row["issue_type"], told["urgency"]["because"]


def test_the_next_mail_on_the_same_trouble_is_judged_as_corrected_and_says_so(desk: Desk) -> None:
    desk.arrive(mail("Badge reader north door", body=BADGE))
    ref = corrected(desk, urgency="high", issue_type="access")
    level, kind, because = judged_next(desk)
    assert (level, kind) == ("high", "access")
    assert because == [f"as corrected on case {ref}"]


def test_another_trouble_is_judged_as_before(desk: Desk) -> None:
    desk.arrive(mail("Badge reader north door", body=BADGE))
    corrected(desk, urgency="high")
    assert judged_next(desk, "the printer in room 4 wants a new toner")[0] == "normal"


def test_people_who_disagree_change_nothing(desk: Desk) -> None:
    desk.arrive(mail("Badge reader north door", body=BADGE))
    corrected(desk, "ana", urgency="high")
    corrected(desk, "ben", urgency="low")
    assert judged_next(desk)[0] == "normal"


def test_a_later_correction_is_heard_without_a_restart(desk: Desk) -> None:
    desk.arrive(mail("Badge reader north door", body=BADGE))
    corrected(desk, urgency="high")
    assert judged_next(desk)[0] == "high"
    corrected(desk, case=0, urgency="low")
    assert judged_next(desk, sender="cem@example.net")[0] == "low"


def test_what_a_model_in_force_has_learnt_is_left_to_it(desk: Desk) -> None:
    desk.arrive(mail("Badge reader north door", body=BADGE))
    corrected(desk, urgency="high")
    with desk.store.write() as tx:
        set_note(tx, TAUGHT, str(last(tx)), desk.now)
    assert judged_next(desk)[0] == "normal"


def test_a_level_that_the_configuration_no_longer_has_is_not_given(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    desk.arrive(mail("Badge reader north door", body=BADGE))
    corrected(desk, urgency="grave", issue_type="doors")
    assert judged_next(desk)[:2] == ("normal", "hardware")
