from collections import Counter

from classifiers.examples import Task, TypeText, task_of
from classifiers.levels import places
from classifiers.matrix import level_of
from classifiers.starter import starter_labels
from config.settings import Settings

TYPES = ("access", "hardware", "software", "network", "email", "data")


def task(levels: tuple[str, ...], types: tuple[str, ...]) -> Task:
    return Task(levels, tuple(TypeText(name, (name,)) for name in types))


def test_levels_of_other_names_take_the_place_of_the_shipped_ones() -> None:
    assert places(("critical", "high", "normal", "low")) == (0, 1, 2, 3)
    assert places(("P1", "P2", "P3")) == (0, 1, 1, 2)
    assert places(("now", "later")) == (0, 0, 1, 1)
    assert places(("1", "2", "3", "4", "5")) == (0, 1, 3, 4)
    assert places(("any",)) == (0, 0, 0, 0)


def test_types_that_were_removed_leave_the_others_as_they_are() -> None:
    labels = [labels for _, labels in starter_labels(task(("critical", "high", "normal", "low"), TYPES))]
    counted = Counter(given.issue_type for given in labels)
    assert counted["access"] > 100
    assert counted[None] > 100  # mails of types that are gone still teach urgency


def test_a_scheme_of_its_own_is_not_drowned_by_a_name_it_happens_to_share() -> None:
    own = ("Hardware", "HR", "Purchase", "Storage", "Projects", "Miscellaneous")
    counted = Counter(given.issue_type for _, given in starter_labels(task(("a", "b"), own)))
    assert 0 < counted["Hardware"] <= 25


def test_the_matrix_gives_nearly_every_undisputed_mail_of_the_corpus_its_level(settings: Settings) -> None:
    unlike = 0
    mails = list(starter_labels(task_of(settings)))
    for mail, labels in mails:
        facts = {
            "harm": mail.facets.harm,
            "reach": mail.facets.reach,
            "work": mail.facets.work,
            "time": mail.facets.time,
            "round": mail.facets.round,
            "act": "yes" if labels.act else "no",
        }
        unlike += level_of(facts) != mail.urgency and "urgency" not in mail.disputed
    assert unlike <= 3 * len(mails) / 1000, "but for a few that readers agreed on for reasons beyond the facts"
