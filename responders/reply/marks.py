"""The marks that tell other machines not to answer: RFC 3834 5, MS-OXCMAIL 2.2.3.2.14, and a mark of our own."""

import re
from collections.abc import Sequence
from typing import Literal

_ID = re.compile(r"<[!-;=?-~]{1,500}@[!-;=?-~]{1,300}>")
MOST_IDS = 20


def automatic_marks(
    kind: Literal["auto-replied", "auto-generated"], answers: str | None, references: Sequence[str] = ()
) -> dict[str, str]:
    """Headers by name. Only well-formed Message-IDs of others get in, the first and the latest when there are many."""
    marks = {"Auto-Submitted": kind, "X-Auto-Response-Suppress": "All", "X-Evenhand-Loop": "1"}
    ids = [one for one in references if _ID.fullmatch(one)]
    if answers and _ID.fullmatch(answers):
        marks["In-Reply-To"] = answers
        ids = [one for one in ids if one != answers] + [answers]
    if len(ids) > MOST_IDS:
        ids = [ids[0], *ids[1 - MOST_IDS :]]
    if ids:
        marks["References"] = " ".join(ids)
    return marks
