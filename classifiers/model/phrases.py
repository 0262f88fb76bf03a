"""Facts in plain words, in the languages of our replies; other languages read English."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

_ENGLISH: Mapping[tuple[str, str], str] = {
    ("harm", "safety"): "people may come to harm",
    ("harm", "security"): "an account, a machine or data is in strange hands",
    ("harm", "loss"): "money or data is being lost",
    ("reach", "one"): "one person is affected",
    ("reach", "several"): "several people are affected",
    ("reach", "many"): "many people are affected",
    ("work", "no"): "nothing has stopped",
    ("work", "slowed"): "work goes on, but slower",
    ("work", "stopped"): "work has stopped",
    ("time", "soon"): "something follows within about a working day",
    ("time", "later"): "it is wanted for later",
    ("round", "yes"): "there is a way round",
    ("round", "no"): "there is no way round",
    ("act", "no"): "a question, a wish, thanks or news",
    ("act", "yes"): "there is something to act on",
    ("type", ""): "the words",
    ("sensitive", ""): "a person should read it first",
}

_GERMAN: Mapping[tuple[str, str], str] = {
    ("harm", "safety"): "Menschen könnten zu Schaden kommen",
    ("harm", "security"): "ein Konto, ein Gerät oder Daten sind in fremden Händen",
    ("harm", "loss"): "Geld oder Daten gehen gerade verloren",
    ("reach", "one"): "eine Person ist betroffen",
    ("reach", "several"): "mehrere sind betroffen",
    ("reach", "many"): "viele sind betroffen",
    ("work", "no"): "nichts steht still",
    ("work", "slowed"): "die Arbeit geht weiter, aber langsamer",
    ("work", "stopped"): "die Arbeit steht still",
    ("time", "soon"): "innerhalb etwa eines Arbeitstags hängt etwas davon ab",
    ("time", "later"): "es hat bis später Zeit",
    ("round", "yes"): "es gibt einen Umweg",
    ("round", "no"): "es gibt keinen Umweg",
    ("act", "no"): "eine Frage, ein Wunsch, Dank oder eine Nachricht",
    ("act", "yes"): "es gibt etwas zu tun",
    ("type", ""): "die Wörter",
    ("sensitive", ""): "ein Mensch soll es zuerst lesen",
}


def fact(name: str, value: str, language: str) -> str:
    """A fact in plain words."""
    return (_GERMAN if language.startswith("de") else _ENGLISH)[name, value]


def quoted(said: str, words: str, language: str) -> str:
    """A fact with the writer's words that carry it."""
    if not words:
        return said
    return f"{said}: „{words}“" if language.startswith("de") else f'{said}: "{words}"'


def deadline(when: datetime, now: datetime, consequence: str, language: str) -> str:
    """ "exam today at 16:00", with the day named as people do."""
    german = language.startswith("de")
    clock = "24:00" if _midnight(when) else when.strftime("%H:%M")
    day = _day((when - timedelta(minutes=1)).date() if _midnight(when) else when.date(), now.date(), german)
    return f"{consequence}: {day} um {clock} Uhr" if german else f"{consequence}: {day} at {clock}"


def _midnight(when: datetime) -> bool:
    return when.hour == 0 and when.minute == 0


def _day(day: date, today: date, german: bool) -> str:
    if day == today:
        return "heute" if german else "today"
    if day == today + timedelta(days=1):
        return "morgen" if german else "tomorrow"
    return day.strftime("%d.%m.%Y") if german else day.isoformat()
