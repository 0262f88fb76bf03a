"""The starter corpus with the labels of the configuration in force."""

from collections.abc import Iterator

from classifiers.corpus import Example, starter
from classifiers.examples import Labels, Task
from classifiers.levels import RUBRIC, places


def starter_labels(task: Task) -> Iterator[tuple[Example, Labels]]:
    """Each mail of the corpus with its labels under the organisation's levels and types.

    A level of the rubric becomes the organisation's level in its place. A type is kept where the organisation has one of
    that name; where it hasn't, the type of the mail is unknown and only the other labels are learnt from it.
    """
    place = dict(zip(RUBRIC, places(task.levels), strict=True)) if task.levels else {}
    types = {name.casefold(): name for name in task.type_names}
    for mail in starter():
        yield (
            mail,
            Labels(
                urgency=task.levels[place[mail.urgency]] if place else None,
                issue_type=types.get(mail.issue_type),
                sensitive=mail.sensitive,
                facets=mail.facets,
                act=mail.urgency != RUBRIC[-1],
                disputed=tuple(sorted(mail.disputed)),
                group=mail.setting,
            ),
        )
