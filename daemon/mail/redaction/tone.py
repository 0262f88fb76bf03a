"""Demands, shouting and courtesy, which say nothing about the issue."""

import re

_DEMANDS = re.compile(
    r"\b(?:(?:very |extremely |super |most )?urgent(?:ly)?|a\.?s\.?a\.?p\.?|as soon as (?:possible|you can)|(?:top|highest|high|maximum) priority|right now|at once|without delay|straight away"
    r"|dringend(?:st)?|eilt|sehr eilig|umgehend|unverzüglich|so schnell wie möglich|schnellstmöglich|höchste priorität|urgente(?:mente)?|lo antes posible|cuanto antes|d'urgence|au plus vite|dès que possible|il prima possibile|zo snel mogelijk|spoed|o mais rápido possível|pilne|pilnie|jak najszybciej)\b[!:]*",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\b(?:sorry (?:to bother you|for bothering you|for the trouble)|no rush|no hurry|whenever you (?:can|have (?:time|a minute))|if it's not too much trouble|i demand(?: that)?|please|kindly|bitte|por favor|s'il vous pla[iî]t|svp|per favore|alstublieft|proszę)\b[,.!]*",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"([!?.,;:-])[!?.,;:-]*[!?.]+|!+")
_BLANKS = re.compile(r"[ \t]{2,}")
_BEFORE_POINT = re.compile(r"\s+([.,;:?])")


def without_tone(text: str, language: str) -> str:
    """The text in lower case, without demands and courtesy."""
    text = _COURTESY.sub(" ", _DEMANDS.sub(" ", text))
    text = _REPEATED.sub(lambda match: "?" if "?" in match[0] else ".", text)
    text = _BEFORE_POINT.sub(r"\1", _BLANKS.sub(" ", text))
    return text.casefold().strip(" ,;:-.!")
