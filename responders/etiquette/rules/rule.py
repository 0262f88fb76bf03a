"""What a rule is."""

from collections.abc import Callable
from dataclasses import dataclass

from responders.etiquette.clues import Clues

# Says what was seen ("" when there is nothing to add), or None when the rule does not hold.
Check = Callable[[Clues], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason not to answer.

    `sentence` completes "not answered: …" for an admin. `look` marks rules that judge by appearance: an operator's
    `allow` list overrides these and no others.
    """

    name: str
    kind: str
    sentence: str
    source: str
    check: Check
    look: bool = False
