"""The starter corpus with the labels of the configuration in force."""

from collections import Counter
from collections.abc import Iterator

from classifiers.corpus import Example, key_of, starter
from classifiers.examples import Labels, Task
from classifiers.levels import RUBRIC, places

# Where most of the organisation's types are its own, the few that happen to be called like the corpus' must not drown
# them: so many mails of each are a good example, five hundred are a prejudice.
_OF_A_STRANGER = 25
_AT_HOME = 2 / 3
# Mails that were written to be hard teach and measure more: most mail is easy, and right anyway.
_HARD_SETTINGS = frozenset(
    {
        *(f"en/{name}" for name in ("hard", "pasted", "thin", "twins", "voices", "tickets", "buried", "delicate")),
        *(f"en/{name}" for name in ("questions", "unsaid", "counter", "almost", "thumbs", "hints", "elsewhere")),
        *(f"en/{name}" for name in ("benchmark", "crossroads", "unnamed", "verdicts", "longhand", "plainday")),
        *(f"en/{name}" for name in ("panel", "nearcrit", "typeborders", "loudquiet")),
        *(f"de/{name}" for name in ("nachbarn", "zwillinge", "verborgen", "schalter", "beinahe", "andeutung")),
        *(f"de/{name}" for name in ("querbeet", "pruefstein", "alltagskram", "schwelle", "probe", "grenzfall")),
    }
)
_HARD_TAGS = frozenset({"quiet", "loud", "misleading", "two", "rank"})
_OF_A_HARD_SETTING, _OF_A_HARD_KIND = 2.0, 1.5


def starter_labels(task: Task) -> Iterator[tuple[Example, Labels]]:
    """Each mail of the corpus with its labels under the organisation's levels and types.

    A level of the rubric becomes the organisation's level in its place. A type is kept where the organisation has one of
    that name; where it hasn't, the type of the mail is unknown and only the other labels are learnt from it.
    """
    place = dict(zip(RUBRIC, places(task.levels), strict=True)) if task.levels else {}
    types = {name.casefold(): name for name in task.type_names}
    shared = sum(name in _names() for name in types)
    most = len(starter()) if shared >= _AT_HOME * len(types) else _OF_A_STRANGER
    given: Counter[str] = Counter()
    for mail in _mixed() if most == _OF_A_STRANGER else starter():
        given[mail.issue_type] += 1
        yield (
            mail,
            Labels(
                urgency=task.levels[place[mail.urgency]] if place else None,
                issue_type=types.get(mail.issue_type) if given[mail.issue_type] <= most else None,
                sensitive=mail.sensitive,
                matter=mail.matter,
                facets=mail.facets,
                act=mail.urgency != RUBRIC[-1],
                disputed=tuple(sorted(mail.disputed)),
                group=mail.setting,
                weight=_weight(mail),
            ),
        )


def _weight(mail: Example) -> float:
    if mail.setting in _HARD_SETTINGS:
        return _OF_A_HARD_SETTING
    return 1.0 if _HARD_TAGS.isdisjoint(mail.tags) else _OF_A_HARD_KIND


def _names() -> frozenset[str]:
    return frozenset(mail.issue_type for mail in starter())


def _mixed() -> list[Example]:
    """The corpus in an order that takes the settings in turn."""
    return sorted(starter(), key=key_of)
