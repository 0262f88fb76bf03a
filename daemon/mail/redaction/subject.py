"""Subjects without what mail programs, gateways and ticket systems put before them, and without demands around them."""

import re
from collections.abc import Sequence

from daemon.mail.redaction.matter import listed
from daemon.mail.tokens import Token, tokens_of

_PREFIX = re.compile(
    r"\s*(?:(?:re|aw|antw|antwort|sv|vs|ref|rif|res|r|odp|ynt|fw|fwd|wg|tr|rv|enc|i|doorst|vb|vl|pd|továbbítás|vá|atb|απ|πρθ|yan|ilt|答复|回复|转发|回覆|轉寄|fs|réf|rép|回信)\s?(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：]"
    r"|\[?(?:external|extern|ext|externe|esterno|externo|ext mail|external e?-?mail|spam\??|caution: external)\]?\s?:?(?<=[\]:])"
    r"|\[[^\]\n]{0,30}(?:#|no\.?|nr\.?|ticket|case|eh-)\s?[^\]\n]{0,30}\]|\(?(?:ticket|case|request|incident|ref|sr|inc|req)\s?(?:#|id|no\.?|nr\.?)?\s?:?\s?[a-z]{0,4}-?\d{3,12}\)?\s?[:-]?"
    r"|auto(?:matisch)?:|[-–|:!\s]+)",
    re.IGNORECASE,
)
_CLOSING = frozenset(")]}»”’\"'")  # belong to what stands before them: "RE: [External] - ASAP"
_TAG = re.compile(
    r"\s*[\[(](?:EH-[A-Z0-9]{4,12}|#\d{2,12}|ticket[^\])]{0,30}\d[^\])]{0,20}|case[^\])]{0,30}\d[^\])]{0,20})[\])]\s*",
    re.IGNORECASE,
)


def core_subject(subject: str) -> str:
    """The subject without Re:, Fwd:, [External], ticket numbers."""
    subject = _TAG.sub(" ", subject[:1000])
    for _ in range(12):
        match = _PREFIX.match(subject)
        if match is None or match.end() == 0:
            break
        subject = subject[match.end() :]
    return subject.strip()


def without_urging(subject: str) -> str:
    """Without the demand words at both ends of a subject, in whatever language: "Priorità massima - …", "… (réponse exigée)".

    They are a run of such words set apart by a mark, or shouted; nothing is left of a subject of only them.
    """
    tokens = tokens_of(subject[:300])
    end = _run(tokens)
    if end == len(tokens):
        return ""
    if end and tokens[end].kind != "number" and (tokens[end - 1].kind == "mark" or _is_shout(subject, tokens, 0, end)):
        subject = subject[tokens[end].start :]
        tokens = tokens_of(subject[:300])
    begin = len(tokens) - _run(tokens[::-1])
    while begin < len(tokens) and subject[tokens[begin].start] in _CLOSING:
        begin += 1
    if begin == len(tokens) or len(subject) > 300:
        return subject
    apart = tokens[begin].kind == "mark" or _is_shout(subject, tokens, begin, None)
    return subject[: tokens[begin].start] if apart else subject


def _run(tokens: Sequence[Token]) -> int:
    """How many tokens from the first are demand words and marks, one of them a demand by itself; 0 without one."""
    end, marked, urged = 0, 0, False
    while end < len(tokens):
        token = tokens[end]
        core = token.kind != "mark" and listed(token.low, "urging")
        if not core and token.kind != "mark" and not listed(token.low, "urging words"):
            break
        urged = urged or core
        end += 1
        if urged and token.kind == "mark":
            marked = end  # "Importante: the printer" has its article behind the mark
    return (marked or end if end < len(tokens) else end) if urged else 0


def _is_shout(subject: str, tokens: Sequence[Token], begin: int, end: int | None) -> bool:
    """Whether the words there are in capitals, and others are not."""
    last = len(subject) if end is None else tokens[end].start
    run, rest = subject[tokens[begin].start : last], subject[: tokens[begin].start] + subject[last:]
    return run.isupper() and not rest.isupper() and any(token.low.isalpha() for token in tokens)
