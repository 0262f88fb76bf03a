"""What a further mail in a case wants: is it a chase, or thanks that ask for nothing?

Both look at the writer's own words only. When in doubt neither holds: the mail is then an addition for people to read.
"""

import re

_CHASE = (
    r"any (?:news|update|progress|word|answer|reply)",
    r"(?:still|just) (?:waiting|nothing|no (?:answer|reply|response|news))",
    r"(?:haven'?t|have not|not|never) (?:yet )?(?:heard|had|received|got(?:ten)?)"
    r" (?:back|anything|any|an? (?:answer|reply))",
    r"follow(?:ing)?[- ]?up|chas(?:e|ing)|when will|how long",
    r"did you (?:get|receive|see)|has (?:anyone|anybody|somebody)|is anyone",
    r"(?:second|third) (?:mail|time|request)|reminder|what is the status|status\?",
    r"(?:gibt es|schon) (?:etwas|was) neues|noch (?:immer )?(?:keine|nichts)|warte(?:n)? (?:immer )?noch",
    r"(?:nach|noch) wie vor keine|wann (?:kommt|kann|bekomme|meldet|wird)|nachfragen|nachhaken|erinner(?:n|ung)",
    r"wie (?:ist|steht|sieht) (?:der|es)\b.{0,20}\b(?:stand|aus)|zum (?:zweiten|dritten) mal|hat (?:schon )?jemand",
)
_SETTLED = (
    r"thank(?:s| you)|cheers|works? (?:again|now|fine)|working (?:again|now)",
    r"(?:all )?(?:sorted|solved|fixed|resolved)|no longer (?:needed|a problem)|never ?mind",
    r"danke|vielen dank|merci|geht wieder|funktioniert (?:wieder|jetzt)",
    r"erledigt|gelöst|hat sich erledigt|läuft wieder|klappt (?:wieder|jetzt)",
)
_BUT = (
    r"but|still|however|again (?:not|down)|not (?:working|fixed|solved)|doesn'?t|can'?t|cannot",
    r"aber|noch (?:immer|nicht)|trotzdem|leider|nicht",
)
SHORT = 40  # words: thanks are short; a longer mail has more to say and a person reads it
READ = 4000  # characters of a further mail that are looked at


def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


_CHASES, _SETTLES, _OBJECTS = _any(_CHASE), _any(_SETTLED), _any(_BUT)


def chases(own_words: str) -> bool:
    """Whether the writer asks what has become of the matter."""
    return _CHASES.search(own_words[:READ]) is not None


def only_thanks(own_words: str) -> bool:
    """Whether the mail only says thanks, or that it is settled."""
    text = own_words[:READ]
    if len(text.split()) > SHORT or "?" in text:
        return False
    return _SETTLES.search(text) is not None and _OBJECTS.search(text) is None
