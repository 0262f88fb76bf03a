"""Sentences at both ends of a mail that speak of the writing itself and of no matter.

"As President, may I say how much I admire your team", "otherwise this goes to the press", "cc: the Provost": no list holds
them all, but they have a shape. They address the reader, or speak of writing, thanking, asking, complaining, of the
writer's post or of copies, and they name nothing a support desk looks after: no thing, fault, harm, event or time of
day. What the judgement's own word lists or its statements of harm know always stays, and so does every number.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from classifiers.features.concepts import lexicon
from classifiers.features.text import words_in
from classifiers.floors.patterns import patterns
from daemon.mail.language import language_of
from daemon.mail.redaction.frame import is_contact_line, is_name_line
from daemon.mail.redaction.people import without_contact
from daemon.mail.redaction.sentences import paragraphs, sentences_of
from daemon.mail.redaction.vocabulary import LANGUAGES, frame, vocabulary
from daemon.mail.salutation import greeting_end, is_sign_off
from daemon.mail.tokens import Token, tokens_of
from daemon.mail.wordlists import Phrases, phrases, sections

TAIL = 20  # lines at the end among which a sign-off is looked for
_KISSES = frozenset({"x", "xx", "xxx", "xo"})
_POSTSCRIPT = re.compile(r"\s*p\.?\s?p?\.?s\.?\s?[:.,-]", re.IGNORECASE)
# The letter itself and where it lands.
_LETTER = re.compile(
    r"\b(?:(?:your|eure?[nm]?|ihr(?:em|en)?|votre|su|vuestro|vostra|jullie|uw)"
    r" (?:in-?box(?:es)?|mailbox|postfach|boîte|buzón|casella|posteingang)"
    r"|(?:this|another|one more|yet another|long|my|dieser?|noch eine|ce|cet|este|questa|deze|tego)"
    r" (?:e-?mails?|mails?|message|correo|courriel))\b",
    re.IGNORECASE,
)
_ECO = re.compile(r"\b(?:environment|umwelt|environnement|medio ?ambiente|ambiente|milieu|środowisk)\w*", re.IGNORECASE)
_PARTS = re.compile(r"\s[-–—|/]{1,3}\s|:\s|[()]")
ENDS = 14  # sentences looked at from each end
# Share and number of words that letters are not made of; where no corpus taught which words letters are made of, more.
CORPUS = frozenset({"en", "de", "und"})
ALLOWED = {True: (0.2, 3), False: (0.45, 7)}
LENGTH = 420  # characters of such a sentence at most
# What a threat, and a word on how little one knows, may name.
_BESIDES = {
    "threat": ("legal", "press", "conduct", "consequence", "mail", "website"),
    "lowly": ("computer", "wrongdata", "facility", "app", "system", "opsys"),
}
# What stands below letters besides names: legal forms and registers, hours and absences.
_BELOW = re.compile(
    r"\b(?:gmbh|mbh|ltd|llp|plc|inc|llc|s\.?r\.?l|s\.?p\.?a|sp\. ?z ?o\. ?o|s\.?a\.?r\.?l|sas|b\.v|n\.v|lda|ltda"
    r"|cap\. ?soc|capitale sociale|p\. ?iva|krs|nip|regon|vat|siret|siren|kvk|cif|nif|hrb|ust-?id\w*"
    r"|registered (?:in|office|charity)|company n(?:o|umber)|amtsgericht|handelsregister|registergericht"
    r"|working (?:days|hours|pattern)|own hours|office hours|annual leave|arbeitstage|arbeitszeit\w*|bürozeit\w*"
    r"|urlaub|vakantie|congés|vacaciones|horario|ferie|orari|férias|urlop\w*"
    r"|confidentiel\w*|confidential|vertraulich\w*|vertrouwelijk|confidencia\w*|riservat\w*|poufn\w*"
    r"|intended recipient|destinataire|destinatari\w*|geadresseerde|adressat\w*)\b",
    re.IGNORECASE,
)
# "Sent from my …" in the languages served: the verb, few words, no end of a sentence.
_SENT = re.compile(
    r"\s*(?:sent|envoyé|enviado|inviato|verstuurd|verzonden|wysłan[oe]|gesendet|von mein\w* .{2,30} gesendet)\b[^.!?:\d]{0,50}\Z",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\s*[\"“”„«»‚'_*].{8,200}[\"“”»«'_*]\s*[-–—.]?\s*[^\d]{0,60}\Z")


def without_edges(lines: Sequence[str]) -> list[str]:
    """The lines without such sentences at both ends; unchanged when nothing else would be left."""
    lines = _without_tail(lines)
    flat = [
        (begin, end, sentence) for begin, end, text in paragraphs(lines) for sentence in sentences_of(text) if sentence
    ]
    start = _frames(sentence for *_, sentence in flat)
    if start == len(flat):
        return list(lines)
    stop = len(flat) - _frames(sentence for *_, sentence in reversed(flat))
    first, last = flat[start][0], flat[stop - 1][0]
    top = [sentence for begin, _, sentence in flat[start:stop] if begin == first]
    bottom = [sentence for begin, _, sentence in flat[start:stop] if begin == last]
    out = list(lines[flat[start][0] : flat[stop - 1][1]])
    if stop < len(flat) and flat[stop][0] == last:
        out[last - first :] = [" ".join(bottom)]
    if start and flat[start - 1][0] == first:
        out[: flat[start][1] - first] = [" ".join(top)]
    return out


def _without_tail(lines: Sequence[str]) -> Sequence[str]:
    """Without what stands below a sign-off and a name, when none of it names a matter: office hours, pronouns, mottos."""
    for at in range(len(lines) - 1, max(0, len(lines) - TAIL), -1):
        announced = is_sign_off(lines[at])
        below = [line for line in lines[at + announced :] if line]
        if not (_is_signed(below) if announced else not lines[at - 1] and _is_signature(below)):
            continue
        told = (sentence for line in below[1:] for sentence in sentences_of(line))
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
    return len(words) <= 8 and not ends and any(token.low in _posts() for token in words) and words[0].capital


def _is_name(line: str) -> bool:
    """A label, or a short line in capitals with a post in brackets: "Bev (Reception)"."""
    words = line.split()
    return len(words) <= 6 and (_is_label(line) or (line.endswith(")") and words[0][:1].isupper() and "(" in line))


def _tells(sentence: str) -> bool:
    """Whether a sentence below the sign-off still tells something: it names a matter, be it without a number."""
    if _tells_a_post(sentence):
        return False
    tokens = [token for token in tokens_of(sentence) if token.kind not in {"number", "url", "address"}]
    lows = [token.low.rstrip(".") or token.low for token in tokens]
    return names_matter(" ".join(lows), tokens, lows) and not _ECO.search(sentence) and not _BELOW.search(sentence)


def _frames(found: Iterable[str]) -> int:
    """How many of the sentences, from the first, are frame; labels and mottos only with frame behind them."""
    count = 0
    for seen, sentence in enumerate(found, start=1):
        if seen > ENDS:
            break
        if is_frame(sentence):
            count = seen
        elif not _is_label(sentence):
            break
    return count


def without_frame_parts(subject: str) -> str:
    """A subject without the parts between colons, dashes and brackets that are frame; as it is when all are."""
    parts = [part for part in _PARTS.split(subject) if part.strip()]
    kept = [part for part in parts if _SENT.match(part) or not is_frame(part)]
    return " - ".join(part.strip() for part in kept) if kept and len(kept) < len(parts) else subject


def _is_label(sentence: str) -> bool:
    """A name, a place, a motto in quotation marks or a picture: nothing that could state a fact."""
    if _QUOTED.match(sentence):
        return True
    tokens = [token for token in tokens_of(sentence) if token.kind != "mark"]
    named = all(
        token.capital or token.low in frame("name particles") or token.low in _KISSES or token.kind == "short"
        for token in tokens
    )
    return len(tokens) <= 6 and named and not names_matter(sentence, tokens, [token.low for token in tokens])


def is_frame(sentence: str) -> bool:
    """Whether a sentence speaks of the writing itself and of no matter."""
    if len(sentence) > LENGTH:
        return False
    sentence = _LETTER.sub("it", sentence)
    tokens = tokens_of(sentence)
    lows = [token.low.rstrip(".") or token.low for token in tokens]
    if is_copied(lows) or _SENT.match(sentence) or greeting_end(sentence) == len(tokens) or is_sign_off(sentence):
        return True
    if not _speaks_of_writing(tokens, lows) or _too_much_said(sentence, tokens, lows):
        return False
    return not names_matter(sentence, tokens, lows)


def _too_much_said(sentence: str, tokens: Sequence[Token], lows: Sequence[str]) -> bool:
    """Whether more than a few of its words are such as letters are not made of: then it tells something."""
    words = [low for token, low in zip(tokens, lows, strict=True) if token.kind not in {"mark", "elided"}]
    strange = sum(low not in _light_words() and not _listed(low, "writing") and low not in _posts() for low in words)
    if not _words("others").isdisjoint(lows) and not any(low in _posts() or low in frame("titles") for low in lows):
        return True  # it tells of somebody else
    share, most = ALLOWED[_language(sentence) in CORPUS and _besides(lows) != "lowly"]
    return strange > min(most, max(1, len(words) * share))


@lru_cache(maxsize=64)
def _language(sentence: str) -> str:
    return language_of(sentence)


def is_copied(lows: Sequence[str]) -> bool:
    """Whether it begins as a line of copies does: "cc:", "Do wiadomości:"."""
    length = phrases("edges", "copied").match(lows, 0)
    return bool(length) and length < len(lows) and lows[length] in {":", ",", "-"}


def _speaks_of_writing(tokens: Sequence[Token], lows: Sequence[str]) -> bool:
    you, polite = _words("you"), _words("you with a capital")
    return any(
        low in you or (low in polite and token.capital and at) or _listed(low, "writing") or low in _posts()
        for at, (token, low) in enumerate(zip(tokens, lows, strict=True))
    ) or bool(tokens and tokens[0].low in polite and tokens[0].capital)


def names_matter(sentence: str, tokens: Sequence[Token], lows: Sequence[str]) -> bool:
    """Whether it names what a support desk looks after, a number, or harm."""
    if any(token.kind in {"number", "url"} for token in tokens_of(without_contact(sentence))):
        return True
    if not _negations().isdisjoint(lows) and not _words("able").isdisjoint(lows):
        return True  # "ich kann sie nicht zurücknehmen"
    besides = _besides(lows)
    allowed = "lowly matters" if besides == "lowly" else "heard"
    if besides != "threat" and any(_listed(low, "matter") and not (besides and _listed(low, allowed)) for low in lows):
        return True
    light = _light(besides)
    bare = " ".join(low for low in lows if low not in _posts())
    shortest = 1 if language_of(sentence) in CORPUS else 4  # "op" is an operation in English only
    for words in words_in("", bare, "en").sentences:
        told = tuple(word for word in words if len(word.form) >= shortest)
        if any(concept not in light for concept in lexicon().concepts_of(told)):
            return True
    folded = sentence.casefold()
    return any(harm.regex.search(folded) for language in ("en", "de") for harm in patterns(language).possible(folded))


def _besides(lows: Sequence[str]) -> str:
    """Whether it threatens with somebody's ear, or says how little its writer is or knows; "" for neither."""
    for name, needed in (("threat", "heard"), ("lowly", "")):
        if any(_phrases(name).match(lows, at) for at in range(len(lows))) and (
            not needed or any(_listed(low, needed) for low in lows)
        ):
            return name
    return ""


def _listed(low: str, title: str) -> bool:
    """Whether a word or its beginning is listed."""
    if low in _words(title):
        return True
    begun = _begun(title)
    return any(low[:length] in begun for length in range(3, min(len(low), 12) + 1))


@lru_cache(maxsize=16)
def _words(title: str) -> frozenset[str]:
    return frozenset(word for word in sections("edges")[title] if not word.endswith("*"))


@lru_cache(maxsize=16)
def _begun(title: str) -> frozenset[str]:
    return frozenset(word[:-1] for word in sections("edges")[title] if word.endswith("*"))


@lru_cache(maxsize=16)
def _phrases(title: str) -> Phrases:
    return Phrases([phrase.rstrip("*") for phrase in sections("edges")[title]])


@lru_cache(maxsize=1)
def _negations() -> frozenset[str]:
    return frozenset(word for name in LANGUAGES for word in vocabulary(name).negations)


@lru_cache(maxsize=1)
def _posts() -> frozenset[str]:
    """Ranks, roles and titles of all languages, as far as they are one word."""
    listed = (phrase for name in LANGUAGES for title in ("ranks", "roles") for phrase in sections(name).get(title, ()))
    return frozenset(phrase for phrase in listed if " " not in phrase and len(phrase) > 2)


@lru_cache(maxsize=1)
def _light_words() -> frozenset[str]:
    """Words that say nothing about an issue, in any of the languages, and the commonest words of all."""
    found = {word for listed in sections("languages").values() for word in listed} | _words("you")
    for name in LANGUAGES:
        known = vocabulary(name)
        found |= known.weightless | known.common | known.demanding | known.pronouns | known.demand_adverbs
        found.update(word for phrase in sections(name)["courtesy"] for word in phrase.split())
    return frozenset(found)


@lru_cache(maxsize=3)
def _light(besides: str) -> frozenset[int]:
    return lexicon().numbers(*_words("light concepts"), *_BESIDES.get(besides, ()))
