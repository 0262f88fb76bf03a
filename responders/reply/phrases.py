"""The few phrases that the program itself puts together, by language; everything else stands in the templates.

A language without an entry gets plain forms that need no grammar: "2026-11-24, 14:00".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """`{day}` is "Tuesday 24 November", `{time}` what `clock` made of "14:00"."""

    mark: str = "Auto"  # begins the subject of every automatic mail
    day: str = ""  # CLDR date pattern; "" = CLDR's full date
    clock: str = "{time}"
    by: str = "≤ {day}, {time}"
    by_today: str = "≤ {day}, {time}"
    by_midnight: str = "≤ {day}, 24:00"
    at: str = "{day}, {time}"
    at_today: str = "{day}, {time}"
    on: str = "{day}"
    today: str = ""  # "" = the date
    opening: str = "{day}, {time}"
    zone: str = "{city}"
    tenths: tuple[str, ...] = ()  # five in ten … nine in ten
    and_: str = " / "


_ENGLISH = ("five", "six", "seven", "eight", "nine")
_GERMAN = ("fünf", "sechs", "sieben", "acht", "neun")

PHRASES = {
    "en": Phrases(
        day="EEEE d MMMM",
        by="by {day}, {time}",
        by_today="today, {day}, by {time}",
        by_midnight="by the end of {day}, midnight",
        at="on {day} at {time}",
        at_today="at {time}",
        on="on {day}",
        today="today",
        opening="{day} at {time}",
        zone="{city} time",
        tenths=tuple(f"{word} in ten" for word in _ENGLISH),
        and_=" and ",
    ),
    "de": Phrases(
        mark="Automatisch",
        day="EEEE, d. MMMM",
        clock="{time} Uhr",
        by="bis {day}, {time}",
        by_today="heute, {day}, bis {time}",
        by_midnight="bis {day}, 24:00 Uhr",
        at="am {day}, um {time}",
        at_today="um {time}",
        on="am {day}",
        today="heute",
        opening="{day}, {time}",
        zone="Ortszeit {city}",
        tenths=tuple(f"{word} von zehn" for word in _GERMAN),
        and_=" und ",
    ),
    "fr": Phrases(
        mark="Automatique",
        day="EEEE d MMMM",
        by="d'ici le {day}, {time}",
        by_today="aujourd'hui, {day}, avant {time}",
        by_midnight="d'ici le {day}, minuit",
        at="le {day} à {time}",
        at_today="à {time}",
        on="le {day}",
        today="aujourd'hui",
        opening="{day} à {time}",
        zone="heure de {city}",
        and_=" et ",
    ),
    "es": Phrases(
        mark="Automático",
        day="EEEE d 'de' MMMM",
        by="hasta el {day}, {time}",
        by_today="hoy, {day}, hasta las {time}",
        by_midnight="hasta el {day}, 24:00",
        at="el {day} a las {time}",
        at_today="a las {time}",
        on="el {day}",
        today="hoy",
        opening="{day} a las {time}",
        zone="hora de {city}",
        and_=" y ",
    ),
    "it": Phrases(
        mark="Automatico",
        day="EEEE d MMMM",
        by="entro {day}, ore {time}",
        by_today="oggi, {day}, entro le {time}",
        by_midnight="entro {day}, ore 24:00",
        at="{day} alle {time}",
        at_today="alle {time}",
        on="{day}",
        today="oggi",
        opening="{day} alle {time}",
        zone="ora di {city}",
        and_=" e ",
    ),
    "nl": Phrases(
        mark="Automatisch",
        day="EEEE d MMMM",
        by="uiterlijk {day}, {time}",
        by_today="vandaag, {day}, uiterlijk {time}",
        by_midnight="uiterlijk {day}, 24:00",
        at="op {day} om {time}",
        at_today="om {time}",
        on="op {day}",
        today="vandaag",
        opening="{day} om {time}",
        zone="tijd in {city}",
        and_=" en ",
    ),
    "pt": Phrases(
        mark="Automático",
        day="EEEE, d 'de' MMMM",
        by="até {day}, {time}",
        by_today="hoje, {day}, até às {time}",
        by_midnight="até {day}, 24:00",
        at="{day} às {time}",
        at_today="às {time}",
        on="{day}",
        today="hoje",
        opening="{day} às {time}",
        zone="hora de {city}",
        and_=" e ",
    ),
    "pl": Phrases(
        mark="Automatycznie",
        day="EEEE, d MMMM",
        by="najpóźniej {day}, {time}",
        by_today="dzisiaj, {day}, do {time}",
        by_midnight="najpóźniej {day}, 24:00",
        at="{day} o {time}",
        at_today="o {time}",
        on="{day}",
        today="dzisiaj",
        opening="{day} o {time}",
        zone="czas: {city}",
        and_=" i ",
    ),
}

_PLAIN = Phrases()


def phrases_for(language: str) -> Phrases:
    """The phrases of a BCP 47 language; regional forms share those of their language."""
    return PHRASES.get(language.partition("-")[0].lower(), _PLAIN)
