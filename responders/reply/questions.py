"""Which clarifying questions a mail has answered already, so that nobody is asked what they have just written.

A plain heuristic, honest about its limits: a question belongs to a class by its own words ("since when", "which device",
"what does the message say"), and counts as answered when the mail holds a sign of that class (a weekday, a device, a
quotation). Classes without a clear sign are always asked. A wrong guess costs little: one question too many, or one less.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

READ = 6000  # characters of the mail that are looked at


@dataclass(frozen=True, slots=True)
class Clue:
    """A class of questions: what such a question looks like, and what in a mail answers it."""

    name: str
    asks: re.Pattern[str]
    answers: re.Pattern[str]


def unanswered(questions: Sequence[str], own_words: str, language: str) -> tuple[str, ...]:
    """The questions that the words leave open, in order. `language` is that of the questions; clues know en and de."""
    text = own_words[:READ]
    return tuple(question for question in questions if not _answered(question, text))


def _answered(question: str, text: str) -> bool:
    clues = _clues(question)
    return bool(clues) and all(clue.answers.search(text) for clue in clues)


@lru_cache(maxsize=1024)
def _clues(question: str) -> tuple["Clue", ...]:
    return tuple(clue for clue in CLUES if clue.asks.search(question))


def _clue(name: str, asks: str, answers: str) -> Clue:
    return Clue(name, re.compile(asks, re.IGNORECASE), re.compile(answers, re.IGNORECASE))


_DAYS = (
    r"mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|yesterday|this morning|last (?:night|week|month)"
    r"|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?|gestern|vorgestern|heute (?:früh|morgen)"
    r"|letzte[rn]? (?:woche|nacht|monat)"
)
_SPAN = r"(?:\d+|an?|one|two|three|four|five|six|some|ein(?:er|em|igen)?|zwei|drei|vier|fünf|sechs)"
_UNITS = r"(?:minutes?|hours?|days?|weeks?|months?|minuten?|stunden?|tag(?:en?)?|wochen?|monat(?:en?)?)"

CLUES = (
    _clue(
        "since when",
        r"\bsince when\b|\bwhen (?:did|was|has)\b|\bhow long\b|\bseit wann\b|\bwann (?:hat|ist|war|trat)\b|\bwie lange\b",
        rf"\bsince\b|\bseit(?:dem)?\b|\b(?:{_DAYS})\b|\b{_SPAN} {_UNITS} ago\b|\bfor (?:the (?:last|past) )?{_SPAN} {_UNITS}\b"
        rf"|\bvor {_SPAN} {_UNITS}\b|\b(?:started|began|begann|angefangen|after the update|nach dem update)\b",
    ),
    _clue(
        "how often",
        r"\bhow often\b|\balways\b.*\bor\b|\bevery time\b|\bwie oft\b|\bimmer\b.*\boder\b|\bjedes mal\b",
        r"\b(?:always|every(?: time| few| \w+ minutes| day| morning)|sometimes|now and then|once|twice|constantly|intermittent\w*"
        r"|randomly|daily|hourly)\b|\b(?:immer|jedes mal|manchmal|ab und zu|einmal|zweimal|ständig|täglich|alle \w+ minuten)\b",
    ),
    _clue(
        "where",
        r"\bwhere\b|\bwhich (?:room|building|site|floor|place)\b|\bat home\b|\bwo\b|\bwelche[mnrs]? (?:raum|gebäude|standort)\b"
        r"|\bin welche[mr]\b.*\b(?:raum|gebäude)\b|\bzu hause\b",
        r"\b(?:room|building|floor|office|lab|ward|campus|site|at home|from home|hotel|library|warehouse)\b"
        r"|\b(?:raum|zimmer|gebäude|stock|etage|büro|labor|station|standort|zu ?hause|homeoffice|bibliothek|lager|halle)\b",
    ),
    _clue(
        "message",
        r"\b(?:error|message|exact (?:words|text))\b|\bwhat does (?:it|the screen) say\b|\b(?:fehler)?meldung\b|\bwortlaut\b",
        r"[\"“”„«][^\"“”„«»]{6,}[\"“”»]|\b(?:error|fehler)(?:code|nummer| code| number)?[: ]+[\w-]*\d|\b0x[0-9a-f]{3,}"
        r"|\b(?:it|screen) says\b|\bthe message is\b|\bes (?:steht|kommt|erscheint)\b",
    ),
    _clue(
        "device",
        r"\bwhich (?:device|computer|machine|printer|phone|model|laptop)\b|\bon what (?:device|kind)\b"
        r"|\bwelche[snmr]? (?:gerät|rechner|drucker|telefon|modell|laptop)\w*\b",
        r"\b(?:thinkpad|macbook|iphone|ipad|android|latitude|elitebook|surface|optiplex|laserjet|samsung|lenovo|dell|hp|canon"
        r"|brother|epson|kyocera|ricoh|xerox)\b|\b(?:asset|inventory|serial|inventar|serien)\W?(?:no|nr|number|nummer|tag)?\b",
    ),
    _clue(
        "program",
        r"\bwhich (?:program|application|app|version|browser)\b|\bwelche[snmr]? (?:programm|anwendung|app|version|browser)\b",
        r"\b(?:windows|macos|linux|ubuntu|outlook|thunderbird|word|excel|powerpoint|teams|zoom|firefox|chrome|edge|safari|sap"
        r"|acrobat|matlab|moodle|citrix)\b|\bversion \d",
    ),
    _clue(
        "others",
        r"\b(?:others?|colleagues|anyone else|only you|just you|more people|how many)\b"
        r"|\b(?:andere|kolleg\w+|nur (?:sie|bei ihnen)|noch jemand|wie viele)\b",
        r"\b(?:everyone|everybody|nobody|all of us|whole (?:team|office|floor)|colleagues?|only me|just me)\b"
        r"|\b(?:the others|both of us)\b"
        r"|\b(?:alle|niemand|keiner|ganze[sn]? (?:team|büro|abteilung)|kolleg\w+|nur (?:ich|bei mir)|die anderen)\b",
    ),
    _clue(
        "by when",
        r"\bby when\b|\bwhen do you need\b|\bdeadline\b|\b(?:bis )?wann (?:brauchen|benötigen|wird)\b|\bbis wann\b|\bfrist\b",
        rf"\b(?:by|until|before|on|bis|am|zum|vor) (?:the )?(?:\d|{_DAYS}|noon|tomorrow|next|end of|morgen|mittag|ende|nächste)"
        r"|\b(?:starts?|beginnt|fängt) (?:on|am)\b",
    ),
    _clue(
        "amount or number",
        r"\b(?:invoice|order|account|reference) number\b|\b(?:rechnungs|bestell|konto|kunden)nummer\b",
        r"\b[A-Z]{0,4}[-/ ]?\d{4,}\b",
    ),
    _clue(
        "tried",
        r"\b(?:have you|did you) (?:already )?(?:tried?|restart\w*)\b|\bwhat have you tried\b|\bschon (?:versucht|probiert)\b",
        r"\b(?:tried|restarted|rebooted|reinstalled|reset|plugged)\b|\b(?:versucht|probiert|neu ?gestartet|neu installiert)\b",
    ),
)
