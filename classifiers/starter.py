"""The starter corpus with the labels of the configuration in force."""

import hashlib
from collections.abc import Iterator

from classifiers.corpus import Example, starter
from classifiers.examples import Labels, Task
from classifiers.levels import RUBRIC, places

# One mail in so many is never learnt from, so that models can be compared on it.
_GOLDEN = 25


def starter_labels(task: Task) -> Iterator[tuple[Example, Labels]]:
    """The mails to learn from, with their labels under the organisation's levels and types.

    A level of the rubric becomes the organisation's level in its place. A type is kept where the organisation has one of
    that name; where it hasn't, the type of the mail is unknown and only the other labels are learnt from it.
    """
    return ((mail, labels) for mail, labels in _labelled(task) if not _is_golden(mail))


def golden_labels(task: Task) -> Iterator[tuple[Example, Labels]]:
    """The mails that no model has learnt from: the golden set of the promotion gate."""
    return ((mail, labels) for mail, labels in _labelled(task) if _is_golden(mail))


def _is_golden(mail: Example) -> bool:
    return hashlib.sha256(f"{mail.subject}\n{mail.body}".encode()).digest()[0] % _GOLDEN == 0


def _labelled(task: Task) -> Iterator[tuple[Example, Labels]]:
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
                group=mail.setting,
            ),
        )
