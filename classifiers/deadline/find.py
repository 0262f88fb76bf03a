"""Finds the deadlines of a text as moments in the zone of `now`, relative words included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from classifiers.deadline.words import DAYS, MINUTES, MONTHS, NUMBERS, PARTS, WEEKDAYS
from classifiers.features.concepts import lexicon
from classifiers.features.text import Sentence, Words

_CONSEQUENCES = ("event", "consequence")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment ahead with a consequence. `phrase` and `consequence` are the writer's words."""

    when: datetime
    phrase: str
    consequence: str
    dated: bool  # a day of the calendar was named ("24 November"), not only a clock time, a weekday or a relative word

    def soon(self, now: datetime) -> bool:
        """Within about one working day: to noon tomorrow."""
        noon = datetime.combine(now.date() + timedelta(days=1), time(12), now.tzinfo)
        return self.when <= noon


def _any(words: dict[str, int] | dict[str, float]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


_NUMBER = rf"(?:\d{{1,3}}|{_any(NUMBERS)})"
_HOUR = rf"(?:[01]?\d|2[0-4]|{'|'.join(list(NUMBERS)[2:14])}|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)"
_SPAN = re.compile(
    rf"\b(?:in|within|binnen|innerhalb von)\s+(?:the\s+next\s+|about\s+|etwa\s+|ca\.?\s+|(?:den\s+)?nächsten\s+)?"
    rf"(?P<count>{_NUMBER}|the)?\s*(?P<unit>{_any(MINUTES)}|halbe[n]? stunde|viertelstunde|dreiviertelstunde)\b"
)
_DAY = re.compile(
    rf"\b(?P<day>{_any(DAYS)})\b|\b(?P<weekday>{_any(WEEKDAYS)})s?\b"
    rf"|\b(?P<dom>\d{{1,2}})(?:st|nd|rd|th|\.)?\s*(?:of\s+)?(?P<month>{_any(MONTHS)})\b"
    rf"|\b(?P<month2>{_any(MONTHS)})\s+(?P<dom2>\d{{1,2}})(?:st|nd|rd|th)?\b"
    r"|\b(?P<dom3>\d{1,2})\.(?P<month3>\d{1,2})\.(?P<year>20\d\d)?(?!\d)"
    r"|\b(?P<iso>20\d\d-\d\d-\d\d)\b"
)
_CLOCK = re.compile(
    r"\b(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)(?!\d|\.\d)\s*(?P<ap>am|pm|a\.m\.|p\.m\.)?"
    rf"|\b(?P<h2>{_HOUR})\s*(?P<ap2>am|pm|a\.m\.|p\.m\.|uhr|o'clock)\b(?:\s*(?P<m2>[0-5]\d)\b)?"
    rf"|\b(?:at|by|before|till|until|um|bis|vor|gegen)\s+(?P<half>half\s+past|halb|quarter\s+past|quarter\s+to|viertel\s+nach|viertel\s+vor|half)?\s*(?P<h3>{_HOUR})\b(?![:.]\d|\s*(?:%|percent|prozent|{_any(MINUTES)}|of\b|people|personen))"
    rf"|\b(?P<part>{_any(PARTS)})\b"
)
# What stands before a time that is no deadline: it tells since when, or what was.
_BEHIND = re.compile(
    r"(?:since|from|after|seit|ab|nach|yesterday|last|gestern|letzten?|vorgestern|ago|vor einer|started|began|stopped)"
    r"\W*(?:\w+\W+){0,2}$"
)
_EVENING = 20 * 60


def deadlines(words: Words, now: datetime) -> tuple[Deadline, ...]:
    """The deadlines still ahead of `now`, nearest first. A consequence stands in the same sentence or beside it."""
    known = lexicon()
    wanted = known.numbers(*_CONSEQUENCES)
    mentions = {
        place: mention
        for place, sentence in enumerate(words.sentences)
        if (mention := known.first_of(sentence.forms, wanted))
    }
    found = []
    for place, sentence in enumerate(words.sentences):
        # In the sentence itself, the next one, or the one before.
        near = next((at for at in (place, place + 1, place - 1) if at in mentions), None)
        if near is None:
            continue
        begin = words.places(sentence)[0][0]
        for when, start, stop, dated in _moments(words.told(sentence), now):
            if when >= now - timedelta(minutes=1):
                phrase = words.source[begin + start : begin + stop].strip(" ,.")
                found.append(Deadline(when, phrase, _said(words, words.sentences[near], *mentions[near]), dated))
    return tuple(sorted(found, key=lambda deadline: deadline.when))


def _said(words: Words, sentence: Sentence, first: int, last: int) -> str:
    """The writer's words from one word of a sentence to another."""
    places = words.places(sentence)
    return words.source[places[first][0] : places[last][1]]


def _moments(text: str, now: datetime) -> Iterator[tuple[datetime, int, int, bool]]:
    """(moment, start, end, whether dated) of what a sentence says; a day and a clock time belong together."""
    for match in _SPAN.finditer(text):
        minutes = _minutes(match["count"], match["unit"])
        if minutes:
            yield now + timedelta(minutes=minutes), match.start(), match.end(), False
    days = [
        (day, m.start(), m.end(), dated) for m in _DAY.finditer(text) if (day := _day(m, now)) for dated in [_dated(m)]
    ]
    clocks = [
        (clock, m.start(), m.end())
        for m in _CLOCK.finditer(text)
        if (clock := _clock(m)) is not None
        and not _BEHIND.search(text[: m.start()])
        and not any(start <= m.start() < end or start < m.end() <= end for _, start, end, dated in days if dated)
    ]
    taken = set()
    for day, start, end, dated in days:
        if _BEHIND.search(text[:start]):
            continue
        nearest = min(clocks, key=lambda clock: min(abs(clock[1] - end), abs(start - clock[2])), default=None)
        if nearest is not None and min(abs(nearest[1] - end), abs(start - nearest[2])) <= 30:
            taken.add(nearest[1])
            clock, first, last = nearest
            yield _at(day, _sensible(clock, now, day), now), min(start, first), max(end, last), dated
        else:
            yield _at(day, 17 * 60, now), start, end, dated
    for clock, start, end in clocks:
        if start not in taken and not days:
            yield _at(now.date(), _sensible(clock, now, now.date()), now), start, end, False


def _minutes(count: str | None, unit: str) -> float:
    if "viertelstunde" in unit:
        return 45 if unit.startswith("drei") else 15
    if "halbe" in unit:
        return 30
    each = MINUTES[unit]
    if count is None or count == "the":
        return each if count == "the" or unit == "fortnight" else 0
    return each * (int(count) if count.isdigit() else NUMBERS[count])


def _dated(match: re.Match[str]) -> bool:
    return match["day"] is None and match["weekday"] is None


def _day(match: re.Match[str], now: datetime) -> date | None:
    today = now.date()
    if match["day"]:
        return today + timedelta(days=DAYS[match["day"]])
    if match["weekday"]:
        return today + timedelta(days=(WEEKDAYS[match["weekday"]] - today.weekday()) % 7)
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        day = int(match["dom"] or match["dom2"] or match["dom3"])
        month = MONTHS[match["month"] or match["month2"]] if match["dom3"] is None else int(match["month3"])
        made = date(int(match["year"]) if match["year"] else today.year, month, day)
    except ValueError:  # 31 June, 99.99.
        return None
    # Without a year, a date long past means the next one.
    return made.replace(year=made.year + 1) if not match["year"] and (today - made).days > 180 else made


def _clock(match: re.Match[str]) -> tuple[int, bool] | None:
    """(minutes since midnight, whether morning or afternoon is certain)."""
    if match["part"]:
        return PARTS[match["part"]], True
    said = match["h"] or match["h2"] or match["h3"]
    hour = int(said) if said.isdigit() else int(NUMBERS[said])
    minute = int(match["m"] or match["m2"] or 0)
    half = (match["half"] or "").split()
    if half:
        minute = {"past": 30 if half[0] == "half" else 15, "nach": 15}.get(half[-1], 30)
        if half[-1] in ("halb", "to", "vor"):
            hour, minute = hour - 1, 30 if half[-1] == "halb" else 45
    marker = (match["ap"] or match["ap2"] or "").replace(".", "")
    if marker == "pm" and hour < 12:
        hour += 12
    if hour > 24:
        return None
    exact = match["m"] is not None and (hour >= 12 or said.startswith("0"))
    return hour * 60 + minute, exact or marker in ("am", "pm", "uhr") or hour > 12


def _sensible(clock: tuple[int, bool], now: datetime, day: date) -> int:
    """The next such hour of a working day: "at four" is in the afternoon, "at nine" is past once nine has struck."""
    minutes, certain = clock
    if certain or minutes >= 12 * 60:
        return minutes
    passed = day == now.date() and minutes <= now.hour * 60 + now.minute
    afternoon = minutes + 12 * 60
    return afternoon if minutes < 7 * 60 or (passed and afternoon <= _EVENING) else minutes


def _at(day: date, minutes: int, now: datetime) -> datetime:
    midnight = datetime.combine(day, time(), now.tzinfo)
    return midnight + timedelta(minutes=minutes)
