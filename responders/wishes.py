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
    r"wie (?:ist|steht|sieht)(?: denn)? (?:der|es)\b.{0,20}\b(?:stand|aus)|zum (?:zweiten|dritten) mal|hat (?:schon )?jemand",
)
_SETTLED = (
    r"thank(?:s| you)|thx|cheers|works? (?:again|now|fine)|working (?:again|now)|that did it|perfect|great",
    r"(?:all|everything)(?: is|'s)? (?:well|good|fine|sorted|solved)|(?:sorted|solved|fixed|resolved)|never ?mind",
    r"no longer (?:needed|a problem)|danke|vielen dank|merci|geht wieder|funktioniert (?:wieder|jetzt)",
    r"alles (?:gut|bestens|klar|in ordnung)|perfekt|prima|erledigt|gelöst|läuft wieder|klappt (?:wieder|jetzt)",
)
# What asks for something, or says that not all is well, beside the thanks.
_BUT = (
    r"but|still|however|again (?:not|down)|not|doesn'?t|don'?t|isn'?t|can'?t|cannot|won'?t|once more|in advance",
    r"please|could you|can you|would you|also|another|one more|what about",
    r"aber|noch|trotzdem|leider|nicht|keine?n?|wieder (?:weg|kaputt|da)|im voraus|bitte|könn(?:t?en|test)|auch",
)
SHORT = 40  # words: thanks are short; a longer mail has more to say and a person reads it
ASIDE = 3  # words of a sentence that says nothing of its own: a greeting, a name
READ = 4000  # characters of a further mail that are looked at


def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


_CHASES, _SETTLES, _OBJECTS = _any(_CHASE), _any(_SETTLED), _any(_BUT)
_SENTENCE_ENDS = re.compile(r"[.!;\n]+")


def chases(own_words: str) -> bool:
    """Whether the writer asks what has become of the matter."""
    return _CHASES.search(own_words[:READ]) is not None


def only_thanks(own_words: str) -> bool:
    """Whether every sentence only says thanks, or that it is settled. Thanks at the foot of a request are none."""
    text = own_words[:READ]
    if len(text.split()) > SHORT or "?" in text or _OBJECTS.search(text) is not None:
        return False
    sentences = [sentence for sentence in _SENTENCE_ENDS.split(text) if sentence.strip()]
    settled = [_SETTLES.search(sentence) is not None for sentence in sentences]
    rest = (sentence for sentence, said in zip(sentences, settled, strict=True) if not said)
    return any(settled) and all(len(sentence.split()) <= ASIDE for sentence in rest)
