"""Sentences at both ends of a mail that speak of the writing itself and of no matter.

"As President, may I say how much I admire your team", "otherwise this goes to the press", "cc: the Provost": no list holds
them all, but they have a shape. They address the reader, or speak of writing, thanking, asking, complaining, of the
writer's post or of copies, and they name nothing a support desk looks after: no thing, fault, harm, event or time of
day. What the judgement's own word lists or its statements of harm know always stays, and so does every number.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from daemon.mail.redaction.farewell import is_farewell
from daemon.mail.redaction.introduction import introduces
from daemon.mail.redaction.kinds import is_of_a_kind
from daemon.mail.redaction.matter import CORPUS, besides_of, language, listed, listed_words, names_matter, posts
from daemon.mail.redaction.sentences import paragraphs, sentences_of
from daemon.mail.redaction.tail import is_label, is_motto, is_named_with_place, without_tail
from daemon.mail.redaction.vocabulary import frame, light_words
from daemon.mail.salutation import greeting_end
from daemon.mail.tokens import Token, lows_of, tokens_of
from daemon.mail.wordlists import phrases, sections

# The letter itself and where it lands.
_LETTER = re.compile(
    r"\b(?:(?:your|eure?[nm]?|ihr(?:em|en)?|votre|su|vuestro|vostra|jullie|uw)"
    r" (?:in-?box(?:es)?|mailbox|postfach|boîte|buzón|casella|posteingang)"
    r"|(?:this|another|one more|yet another|long|my|dieser?|noch eine|ce|cet|este|questa|deze|tego)"
    r" (?:e-?mails?|mails?|message|correo|courriel))\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s[-–—|/]{1,3}\s|:\s|[()]")
ADDRESSED = 12  # words of "for the attention of …" or "cc …" in a subject at most
# "(cc: Ines, Ole)" at the end of a subject; what is in it is asked as one.
_BRACKETED = re.compile(r"\s*(?:\(([^()\[\]]{2,80})\)|\[([^()\[\]]{2,80})\])\s*\Z")
_CLAUSES = re.compile(r";\s+|\s[-–—]\s")
ENDS = 14  # sentences looked at from each end
# Share and number of words that letters are not made of; where no corpus taught which words letters are made of, more.
ALLOWED = {True: (0.2, 3), False: (0.45, 7)}
LENGTH = 420  # characters of such a sentence at most
# "Sent from my …" in the languages served: the verb, few words, no end of a sentence.
_SENT = re.compile(
    r"\s*(?:sent|envoyé|enviado|inviato|verstuurd|verzonden|wysłan[oe]|gesendet|von mein\w* .{2,30} gesendet)\b[^.!?:\d]{0,50}\Z",
    re.IGNORECASE,
)


def without_edges(lines: Sequence[str]) -> list[str]:
    """The lines without such sentences at both ends; unchanged when nothing else would be left."""
    lines = without_tail(lines)
    flat = [
        (begin, end, sentence)
        for begin, end, text in paragraphs(lines)
        for sentence in ([text] if is_motto(text) else sentences_of(text))
        if sentence
    ]
    mail = "\n".join(lines)
    start = _frames((sentence for *_, sentence in flat), mail)
    if start == len(flat):
        return list(lines)
    stop = len(flat) - _frames((sentence for *_, sentence in reversed(flat)), mail)
    first, last = flat[start][0], flat[stop - 1][0]
    top = [sentence for begin, _, sentence in flat[start:stop] if begin == first]
    bottom = [sentence for begin, _, sentence in flat[start:stop] if begin == last]
    out = list(lines[flat[start][0] : flat[stop - 1][1]])
    if stop < len(flat) and flat[stop][0] == last:
        out[last - first :] = [" ".join(bottom)]
    if start and flat[start - 1][0] == first:
        out[: flat[start][1] - first] = [" ".join(top)]
    return out


def _frames(found: Iterable[str], mail: str) -> int:
    """How many of the sentences of a mail, from the first, are frame; labels and mottos only with frame behind them."""
    count, signed = 0, False
    for seen, sentence in enumerate(found, start=1):
        if seen > ENDS:
            break
        if _is_certain(sentence) if signed else is_frame(sentence, mail):
            count = seen
        elif is_named_with_place(sentence):
            signed = True  # as may be "Josiane, de la cantine": only what is surely frame goes with it
        elif not is_label(sentence):
            break
    return count


def _is_certain(sentence: str) -> bool:
    """Whether it is a farewell or of a kind that is told by phrases, not only by naming no matter."""
    tokens = tokens_of(sentence[:LENGTH])
    return is_farewell(sentence) or is_of_a_kind(sentence, tokens, lows_of(tokens))


def without_frame_parts(subject: str) -> str:
    """A subject without the parts between colons, dashes and brackets that are frame.

    When all of them seem to be, only those go that can be nothing else; never all.
    """
    ending = _BRACKETED.search(subject)
    if ending is not None and ending.start() and _is_addressed(f"{ending[1] or ending[2]}".replace(":", " ")):
        subject = subject[: ending.start()]
    marks = ["", *_PARTS.findall(subject)]
    parts = [(mark, part) for mark, part in zip(marks, _PARTS.split(subject), strict=True) if part.strip()]
    kept = [_is_sent_from(part) or not (is_frame(part) or _is_addressed(part)) for _, part in parts]
    if not any(kept):
        kept = [not (_is_addressed(part) or is_farewell(part)) for _, part in parts]
    if all(kept) or not any(kept):
        return subject
    out, before = "", True
    for (mark, part), keep in zip(parts, kept, strict=True):
        if keep:
            out += ((mark if before and mark not in "()" else " - ") if out else "") + part.strip()
        before = keep
    return out


def _is_sent_from(part: str) -> bool:
    """In a subject, "Sent from …" may be what the mail is about."""
    return _SENT.match(part) is not None


def _is_addressed(part: str) -> bool:
    """Whether a part of a subject says for whom it is or who has a copy: "z. Hd. des Teams", "c/c Dra. Paiva"."""
    plain = _pointless(part)
    opening = next((one for one in _addressing() if plain.startswith(one)), None)
    if opening is None or len(plain.split()) > ADDRESSED:
        return False
    rest = [token for token in tokens_of(plain[len(opening) :]) if token.low not in frame("after greeting") | {"teams"}]
    return not names_matter(" ".join(token.low for token in rest), rest, [token.low for token in rest])


@lru_cache(maxsize=1)
def _addressing() -> list[str]:
    return sorted({_pointless(phrase) for phrase in sections("edges")["addressed"]}, key=len, reverse=True)


def _pointless(text: str) -> str:
    """Folded, words without points, a blank behind each: "T.a.v." and "t. a. v." are the same."""
    return " ".join(text.casefold().replace(".", " ").split()) + " "


def is_frame(sentence: str, mail: str = "") -> bool:
    """Whether a sentence speaks of the writing itself and of no matter.

    In another language than the mail's, one for which there are lists of matters, naming none is enough.
    """
    if len(sentence) > LENGTH:
        return False
    sentence = _LETTER.sub("it", sentence)
    tokens = tokens_of(sentence)
    lows = lows_of(tokens)
    if is_copied(lows) or _SENT.match(sentence) or greeting_end(sentence) == len(tokens) or is_farewell(sentence):
        return True
    if introduces(sentence) or is_of_a_kind(sentence, tokens, lows):
        return True
    clauses = _CLAUSES.split(sentence)
    if len(clauses) > 1 and all(is_frame(clause, mail) for clause in clauses if clause.strip()):
        return True
    if _reads_along(lows):
        return not names_matter(sentence, tokens, lows)
    courteous = _speaks_of_writing(tokens, lows) and not _too_much_said(sentence, tokens, lows)
    if not courteous and not _is_foreign(sentence, mail):
        return False
    return not names_matter(sentence, tokens, lows)


def _is_foreign(sentence: str, mail: str) -> bool:
    """Whether a sentence of an English or German mail is in another language than these; the mail is asked last: it is long."""
    return language(sentence) not in CORPUS and language(mail) in CORPUS - {"und"}


def _too_much_said(sentence: str, tokens: Sequence[Token], lows: Sequence[str]) -> bool:
    """Whether more than a few of its words are such as letters are not made of: then it tells something."""
    spoken = language(sentence)
    words = [
        low
        for at, (token, low) in enumerate(zip(tokens, lows, strict=True))
        if token.kind not in {"mark", "elided"} and not (at and token.capital and spoken != "de")  # a name
    ]
    strange = sum(low not in light_words() and not listed(low, "writing") and low not in posts() for low in words)
    if not listed_words("others").isdisjoint(lows) and not any(
        low in posts() or low in frame("titles") for low in lows
    ):
        return True  # it tells of somebody else
    share, most = ALLOWED[spoken in CORPUS and besides_of(lows) != "lowly"]
    return strange > min(most, max(1, len(words) * share))


def is_copied(lows: Sequence[str]) -> bool:
    """Whether it begins as a line of copies does: "cc:", "Do wiadomości:"."""
    length = phrases("edges", "copied").match(lows, 0)
    return bool(length) and length < len(lows) and lows[length] in {":", ",", "-"}


def _reads_along(lows: Sequence[str]) -> bool:
    """Whether it says that somebody gets a copy ("liest in Kopie mit"), and not that nobody does."""
    along = phrases("edges", "reads along")
    return listed_words("nobody").isdisjoint(lows) and any(along.match(lows, at) for at in range(len(lows)))


def _speaks_of_writing(tokens: Sequence[Token], lows: Sequence[str]) -> bool:
    you, polite = listed_words("you"), listed_words("you with a capital")
    return any(
        low in you or (low in polite and token.capital and at) or listed(low, "writing") or low in posts()
        for at, (token, low) in enumerate(zip(tokens, lows, strict=True))
    ) or bool(tokens and tokens[0].low in polite and tokens[0].capital)
