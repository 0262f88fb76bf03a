"""Greeting, sign-off and signature: the frame around the issue, found by lines, in every language at once."""

import re

from daemon.mail.own_words.signature import is_sign_off

_GREETING = re.compile(
    r"\s{0,4}(?:(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day)|to whom it may concern|dear sir or madam|dears|morning|afternoon"
    r"|hallo|guten (?:tag|morgen|abend)|moin(?: moin)?|servus|grüezi|grüß gott|liebe[rs]?|sehr geehrte[rs]?|werte[rs]?|hallihallo|mahlzeit"
    r"|bonjour|bonsoir|salut|cher|chère|chers|madame|monsieur|madame, monsieur|mesdames|messieurs"
    r"|hola|buenos días|buenas(?: tardes| noches)?|estimad[oa]s?|querid[oa]s?|muy señor(?:es)? mío"
    r"|buongiorno|buonasera|salve|ciao|gentil[ei]|egregi[oa]?|spett(?:abile|\.le)?|car[oaie]"
    r"|beste|geachte|goedemorgen|goedemiddag|goedenavond|goedendag|goeiedag|dag|hoi|l\.s\."
    r"|olá|ola|bom dia|boa tarde|boa noite|prezad[oa]s?|car[oa]s?|exm[oa]s?\.?|oi"
    r"|dzień dobry|witam|witaj|cześć|szanown[yai]|szanowni państwo|drog[iae]|hej|hei|god (?:dag|morgen)|kära|kære|kjære|dobrý den|ahoj|bună ziua|jó napot|kedves|tisztelt|здравствуйте|добрый день|уважаем\w{1,3}|привет|merhaba|sayın)"
    r"(?:[\s,][^.?!:;\n]{0,60}?)?)\s?[,.!:;–—-]{0,3}\s*\Z",
    re.IGNORECASE,
)
_GREETING_START = re.compile(
    r"\s{0,4}(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|moin|liebe[rs]?|sehr geehrte[rs]?|bonjour|hola|buongiorno|buenos días|beste|geachte|olá|bom dia|dzień dobry|witam|hej)"
    r"(?:\s[^,.!?:\n]{0,50})?[,!:]\s+(?=\S)",
    re.IGNORECASE,
)


def core(lines: list[str], names: tuple[str, ...] = ()) -> list[str]:
    """The lines between greeting and sign-off; all of them when nothing would be left."""
    inner = _from_greeting(lines)
    inner = _to_sign_off(inner)
    return inner if any(line.strip() for line in inner) else lines


def _from_greeting(lines: list[str]) -> list[str]:
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        if _GREETING.match(line):
            return lines[at + 1 :]
        match = _GREETING_START.match(line)
        if match:
            return [line[match.end() :], *lines[at + 1 :]]
        return lines
    return lines


def _to_sign_off(lines: list[str]) -> list[str]:
    for at in range(max(0, len(lines) - 25), len(lines)):
        if is_sign_off(lines[at]) and sum(1 for line in lines[at + 1 :] if line.strip()) <= 14:
            return lines[:at]
    return lines
