"""Subjects without what mail programs, gateways and ticket systems put before them."""

import re

_PREFIX = re.compile(
    r"\s*(?:(?:re|aw|antw|antwort|sv|vs|ref|rif|res|r|odp|ynt|fw|fwd|wg|tr|rv|enc|i|doorst|vb|vl|pd|továbbítás|vá|atb|απ|πρθ|yan|ilt|答复|回复|转发|回覆|轉寄|fs|réf|rép|回信)\s?(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：]"
    r"|\[?(?:external|extern|ext|externe|esterno|externo|ext mail|external e?-?mail|spam\??|caution: external)\]?\s?:?(?<=[\]:])"
    r"|\[[^\]\n]{0,30}(?:#|no\.?|nr\.?|ticket|case|eh-)\s?[^\]\n]{0,30}\]|\(?(?:ticket|case|request|incident|ref|sr|inc|req)\s?(?:#|id|no\.?|nr\.?)?\s?:?\s?[a-z]{0,4}-?\d{3,12}\)?\s?[:-]?"
    r"|auto(?:matisch)?:|[-–|:!\s]+)",
    re.IGNORECASE,
)
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
