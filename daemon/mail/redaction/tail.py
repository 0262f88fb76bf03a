"""What stands below the last words of a mail: name, post, company, register, hours, mottos."""

import re
from collections.abc import Sequence
from itertools import pairwise

from daemon.mail.redaction.farewell import is_farewell
from daemon.mail.redaction.frame import is_contact_line, is_name_line, is_signed_line
from daemon.mail.redaction.matter import names_matter, posts
from daemon.mail.redaction.sentences import sentences_of
from daemon.mail.redaction.vocabulary import frame
from daemon.mail.tokens import lows_of, tokens_of

TAIL = 20  # lines at the end among which a sign-off is looked for
_KISSES = frozenset({"x", "xx", "xxx", "xo"})
_POSTSCRIPT = re.compile(r"\s*p\.?\s?p?\.?s\.?\s?[:.,-]", re.IGNORECASE)
_ECO = re.compile(r"\b(?:environment|umwelt|environnement|medio ?ambiente|ambiente|milieu|środowisk)\w*", re.IGNORECASE)
# What stands below letters besides names: legal forms and registers, hours and absences.
_BELOW = re.compile(
    r"\b(?:gmbh|mbh|ltd|llp|plc|inc|llc|s\.?r\.?l|s\.?p\.?a|sp\. ?z ?o\. ?o|s\.?a\.?r\.?l|sas|b\.v|n\.v|lda|ltda"
    r"|cap\. ?soc|capitale sociale|p\. ?iva|krs|nip|regon|vat|siret|siren|kvk|cif|nif|hrb|ust-?id\w*"
    r"|registered (?:in|office|charity)|company n(?:o|umber)|amtsgericht|handelsregister|registergericht"
    r"|working (?:days|hours|pattern)|own hours|office hours|annual leave|arbeitstage|arbeitszeit\w*|bürozeit\w*"
    r"|urlaub|vakantie|congés|vacaciones|horario|ferie|orari|férias|urlop\w*"
    r"|(?:public|bank|national|school|federal) holidays?|half-?term|out of term|feiertag\w*|brückentag\w*|schulferien"
    r"|sprechzeit\w*"
    r"|jours? fériés?|heures d'ouverture|días? festivos?|festivos|giorni festivi|feestdag\w*|schoolvakantie\w*|openingstijden"
    r"|feriados?|horário|dni świąteczn\w+|dni wolne|święta|godziny (?:pracy|otwarcia|urzędowania)"
    r"|confidentiel\w*|confidential|vertraulich\w*|vertrouwelijk|confidencia\w*|riservat\w*|poufn\w*"
    r"|intended recipient|destinataire|destinatari\w*|geadresseerde|adressat\w*)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\s*[\"“”„«»‚'_*].{8,200}[\"“”»«'_*]\s*[-–—.]?\s*[^\d]{0,60}\Z")

_FROM = re.compile(
    r"\s*([^,(|/\d:;?!]{2,30}?)"
    r"\s(?:from|vom|von der|aus de[mr]|van|du|de l[ae']|del|dell[ao']|da|do|das|z|ze)\s?[^.,?!:;\d]{2,30}\Z"
)


def without_tail(lines: Sequence[str]) -> Sequence[str]:
    """Without what stands below a sign-off and a name, when none of it names a matter: office hours, pronouns, mottos."""
    for at in range(len(lines) - 1, max(0, len(lines) - TAIL), -1):
        announced = is_farewell(lines[at])
        below = [line for line in lines[at + announced :] if line]
        if not (_is_signed(below) if announced else not lines[at - 1] and _is_signature(below)):
            continue
        lines_below = (line for above, line in pairwise(below) if not (_tells_a_post(above) and _is_unit(line)))
        told = (sentence for line in lines_below for sentence in sentences_of(line))
        if not any(_POSTSCRIPT.match(sentence) or _tells(sentence) for sentence in told):
            return lines[:at]
    return lines


def _is_signed(block: Sequence[str]) -> bool:
    """Nothing, or what begins with a name."""
    return not block or _is_name(block[0])


def _is_signature(block: Sequence[str]) -> bool:
    """A name of two words or more, and below it a post, a company or a number to reach somebody, none of it a sentence."""
    name, *rest = block or ("",)
    if not 2 <= len(name.split()) <= 5 or not is_name_line(name, frozenset()):
        return False
    if any(len(line) > 80 or line.endswith(("?", "!")) for line in rest if not _BELOW.search(line)):
        return False
    return any(_BELOW.search(line) or is_contact_line(line) or _tells_a_post(line) for line in rest)


def _tells_a_post(line: str) -> bool:
    """A short line with a rank or role in it that is no sentence: "Payroll Officer"."""
    tokens = tokens_of(line)
    words = [token for token in tokens if token.kind != "mark"]
    ends = line.endswith(("?", "!", "."))
    return len(words) <= 8 and not ends and any(token.low in posts() for token in words) and words[0].capital


def _is_unit(line: str) -> bool:
    """A few words in capitals as below a post: "Registry Services"."""
    words = [token for token in tokens_of(line) if token.kind != "mark"]
    small = frame("name particles") | {"of", "and", "for", "the", "und", "für", "et", "y", "e", "i", "en", "voor"}
    return len(words) <= 5 and all(token.kind != "number" and (token.capital or token.low in small) for token in words)


def _is_name(line: str) -> bool:
    """A label, or a short line in capitals with a post in brackets: "Bev (Reception)"."""
    words = line.split()
    return len(words) <= 6 and (
        is_label(line) or is_named_with_place(line) or (line.endswith(")") and words[0][:1].isupper() and "(" in line)
    )


def _tells(sentence: str) -> bool:
    """Whether a sentence below the sign-off still tells something: it names a matter, be it without a number."""
    if _tells_a_post(sentence):
        return False
    tokens = [token for token in tokens_of(sentence) if token.kind not in {"number", "url", "address"}]
    lows = lows_of(tokens)
    return names_matter(" ".join(lows), tokens, lows) and not _ECO.search(sentence) and not _BELOW.search(sentence)


def is_label(sentence: str) -> bool:
    """A name, a place, a motto in quotation marks or a picture: nothing that could state a fact."""
    if is_motto(sentence):
        return True
    tokens = [token for token in tokens_of(sentence) if token.kind != "mark"]
    named = all(
        token.capital or token.low in frame("name particles") or token.low in _KISSES or token.kind == "short"
        for token in tokens
    )
    return len(tokens) <= 6 and named and not names_matter(sentence, tokens, [token.low for token in tokens])


def is_motto(paragraph: str) -> bool:
    """Words between quotation marks and nothing else, with at most a name behind them."""
    return _QUOTED.match(paragraph) is not None


def is_named_with_place(line: str) -> bool:
    """A name, and behind it what its bearer does: "Josiane, de la cantine", "Truus van de schoonmaak"."""
    tokens = [token for token in tokens_of(line) if token.kind != "mark"]
    if len(tokens) > 8 or line.endswith((".", "?", "!")):
        return False
    match = _FROM.match(line)
    named = is_signed_line(line) or (match is not None and is_name_line(match[1], frozenset()))
    return named and not names_matter(line, tokens, [token.low for token in tokens])
