"""The headers that our own automatic mail carries, so that no other program answers it (RFC 3834 section 3.1)."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

LOOP_MARK = "X-Evenhand-Loop"
LOOP_VALUE = "1"  # the version of the mark
MOST_IDS = 20
MOST_CHARACTERS = 900  # of References; RFC 5322 section 2.1.1 allows 998 a line, and some servers never unfold

# RFC 5322 section 3.6.4, visible ASCII only: nothing that could end a line or a field gets through.
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{3,300}>")


def automatic_headers(
    answered_id: str | None = None,
    references: Sequence[str] = (),
    submitted: Literal["auto-replied", "auto-generated"] = "auto-replied",
) -> dict[str, str]:
    """All but From, To, Subject, Date and Message-ID.

    `answered_id` is the Message-ID of the mail that is answered and `references` its own References (or In-Reply-To),
    oldest first; what is no Message-ID is left out. `submitted` is "auto-generated" for mail that answers none (reminders).
    """
    headers = {"Auto-Submitted": submitted, "X-Auto-Response-Suppress": "All", LOOP_MARK: LOOP_VALUE}
    parent = message_ids([answered_id or ""])[:1]
    chain = _capped([*(found for found in message_ids(references) if found not in parent), *parent])
    if parent:
        headers["In-Reply-To"] = parent[0]
    if chain:
        headers["References"] = " ".join(chain)
    return headers


def message_ids(values: Iterable[str]) -> list[str]:
    """The valid Message-IDs in fields such as References, in order, each once."""
    found = (match for value in values for match in _MESSAGE_ID.findall(value[:20_000]) if "@" in match)
    return list(dict.fromkeys(found))


def _capped(chain: list[str]) -> list[str]:
    """The first (it names the thread) and as many of the last as fit (RFC 5537 section 3.4.4 drops from the middle too)."""
    if not chain:
        return []
    first, rest = chain[0], chain[1:]
    room = MOST_CHARACTERS - len(first)
    kept: list[str] = []
    for found in reversed(rest):
        room -= len(found) + 1
        if room < 0 or len(kept) == MOST_IDS - 1:
            break
        kept.append(found)
    return [first, *reversed(kept)]
