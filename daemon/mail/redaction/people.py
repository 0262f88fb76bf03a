"""Names, addresses, numbers, titles and ranks become one neutral word per language."""

import re

_SOMEONE = {
    "en": "someone",
    "de": "jemand",
    "es": "alguien",
    "fr": "quelqu'un",
    "it": "qualcuno",
    "nl": "iemand",
    "pt": "alguém",
    "pl": "ktoś",
}
_ADDRESS = re.compile(r"(?:mailto:)?[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_CREDENTIALS = re.compile(r"(?<=://)[^\s/@]{1,200}@")
_PHONE = re.compile(
    r"(?<![\w.:/-])(?:\+\d{1,3}[\s./-]?)?(?:\(\d{1,5}\)[\s./-]?)?\d{2,5}[\s./-]\d{2,5}(?:[\s./-]\d{2,5}){1,3}(?![\w:])"
)
_TITLES = r"(?:prof(?:essor(?:in)?)?\.?|dr\.?(?:-?ing\.?|\s?(?:med|phil|rer\. ?nat|jur|h\. ?c)\.?)?|mr|mrs|ms|sir|herr(?:n)?|frau|doctor|dean|director|president|monsieur|madame|señora?|sr|sra|sig|sig\.ra|dott|dott\.ssa|ing)"
_TITLED = re.compile(
    rf"\b(?:(?i:{_TITLES})\.?\s){{1,3}}(?:[^\W\d_][\w'’-]{{0,30}}\.?\s?(?:von|van|de|der|di|la)?\s?){{0,1}}[A-ZÀ-ÞŁŚŻ][\w'’-]{{1,30}}(?:\s[A-ZÀ-ÞŁŚŻ][\w'’-]{{1,30}}){{0,2}}"
)
_RANKS = {
    "en": r"(?:vice[ -]?)?(?:president|chancellor|rector|provost)|(?:deputy |associate |assistant |managing |executive |finance )*(?:dean|director)|ceo|cto|cfo|coo|cio|(?:head|chief|chair(?:man|woman)?) of (?:the )?\w+(?: \w+)?|chief \w+ officer|vip|minister|mayor|board of directors|senior management|head of department",
    "de": r"geschäftsführ(?:er|erin|ung)|geschäftsleitung|direktor(?:in)?|dekan(?:in)?|rektor(?:in)?|präsident(?:in)?|vorstand(?:svorsitzende[rn]?)?|abteilungsleit(?:er|erin|ung)|chefarzt|chefärztin|kanzler(?:in)?|bürgermeister(?:in)?|minister(?:in)?|institutsleit(?:er|erin|ung)|schulleit(?:er|erin|ung)|chef(?:in)?",
    "es": r"director(?:a)?(?: general)?|decan[oa]|rector(?:a)?|president[ea]|jef[ea] de (?:departamento|\w+)|gerente|alcalde(?:sa)?",
    "fr": r"direct(?:eur|rice)(?: général[e]?)?|doyen(?:ne)?|recteur|président[e]?|pdg|chef(?:fe)? de (?:service|département|\w+)|maire",
    "it": r"dirett(?:ore|rice)(?: generale)?|preside|rettore|presidente|amministratore delegato|capo (?:reparto|ufficio)|sindaco|primario",
    "nl": r"directeur|decaan|rector|voorzitter|hoofd van (?:de |het )?\w+|afdelingshoofd|burgemeester|bestuur",
    "pt": r"diretor(?:a)?(?: geral)?|decan[oa]|reitor(?:a)?|president[ea]|chefe de (?:departamento|\w+)|gerente|prefeit[oa]",
    "pl": r"dyrektor(?:ka|a)?|dziekan(?:a)?|rektor(?:a)?|prezes(?:a)?|kierownik(?:a)?|ordynator(?:a)?|burmistrz(?:a)?",
}
_ARTICLES = {
    "en": r"(?:the|our|my|a|an|your)\s",
    "de": r"(?:der|die|das|den|dem|des|unser(?:e|er|en|em)?|mein(?:e|er|en|em)?|ein(?:e|er|en|em)?)\s",
    "es": r"(?:el|la|los|las|nuestr[oa]|mi|un|una)\s",
    "fr": r"(?:le|la|les|l'|notre|mon|ma|un|une)\s?",
    "it": r"(?:il|la|lo|l'|i|gli|le|nostr[oa]|mi[oa]|un|una)\s?",
    "nl": r"(?:de|het|een|onze|ons|mijn)\s",
    "pt": r"(?:o|a|os|as|noss[oa]|meu|minha|um|uma)\s",
    "pl": r"(?:nasz(?:a|ego|ej)?|mój|moja)\s",
}
_TAILS = {
    "en": r"(?:'s\s(?:personal\s|executive\s)?(?:assistant|secretary|office|pa))?",
    "de": "",
    "es": "",
    "fr": "",
    "it": "",
    "nl": "",
    "pt": "",
    "pl": "",
}
_BY_LANGUAGE = {
    language: re.compile(rf"\b(?:{_ARTICLES[language]})?(?:{ranks})\b{_TAILS[language]}", re.IGNORECASE)
    for language, ranks in _RANKS.items()
}
_SELF = {
    "en": re.compile(
        r"(?:\b(?:i am|i'm|i, as|as|speaking as|being) (?:the|a|an|your|our) (?:someone\b|\w+ someone\b)[^,.;!?\n]{0,60}?(?:,| and (?=i\b)|(?=[.;!?\n]|\Z)))\s?",
        re.IGNORECASE,
    ),
}


def someone(language: str) -> str:
    """The neutral word for a person."""
    return _SOMEONE.get(language.split("-")[0], "someone")


def without_people(text: str, language: str, names: tuple[str, ...]) -> str:
    """The text with people made neutral."""
    word = someone(language)
    text = _ADDRESS.sub(word, _CREDENTIALS.sub("", text))
    text = _PHONE.sub("", text)
    for name in names:
        if len(name) >= 3 and " " in name.strip():
            text = re.sub(rf"\b{re.escape(name.strip())}\b", word, text, flags=re.IGNORECASE)
    text = _TITLED.sub(word, text)
    for code in dict.fromkeys((language.split("-")[0], "en")):
        if code in _BY_LANGUAGE:
            text = _BY_LANGUAGE[code].sub(word, text)
    return text
