"""Reports by their content type or unmistakable title: delivery, feedback, read receipts, DMARC and TLS aggregates."""

from responders.etiquette.clues import Clues
from responders.etiquette.rules.rule import Rule
from responders.etiquette.words.receipts import AGGREGATE, FEEDBACK, PLAIN_RECEIPTS, RECEIPTS

_DELIVERY = frozenset({"message/delivery-status", "message/global-delivery-status", "message/xdelivery-status"})
_RECEIPT = frozenset({"message/disposition-notification", "message/global-disposition-notification"})
_FEEDBACK = frozenset({"message/feedback-report"})
_TLS = frozenset({"application/tlsrpt+gzip", "application/tlsrpt+json"})
_DELIVERY_TYPES = ("delivery-status", "global-delivery-status")
_RECEIPT_TYPES = ("disposition-notification", "global-disposition-notification", "mdn")
_SYNONYMS = {"feedback": "feedback-report", "x-feedback-report": "feedback-report", "tls-rpt": "tlsrpt"}


def _report_type(clues: Clues) -> str | None:
    kind = clues.report_type
    return None if kind is None else _SYNONYMS.get(kind, kind)


def _forwarded(clues: Clues) -> bool:
    """A person who forwards a report takes its parts along, but not the multipart/report around them."""
    return clues.replied and _report_type(clues) is None and not clues.from_system


def _part(clues: Clues, wanted: frozenset[str]) -> str | None:
    found = clues.plain_types & wanted
    return None if not found or _forwarded(clues) else min(found)


def _delivery(clues: Clues) -> str | None:
    kind = _report_type(clues)
    if kind in _DELIVERY_TYPES or (kind == "" and not clues.plain_types & (_RECEIPT | _FEEDBACK | _TLS)):
        return "multipart/report"
    return _part(clues, _DELIVERY)


def _receipt(clues: Clues) -> str | None:
    if _report_type(clues) in _RECEIPT_TYPES:
        return "multipart/report; report-type=disposition-notification"
    if (part := _part(clues, _RECEIPT)) is not None:
        return part
    if clues.first("x-ricevuta").strip():  # Italian certified mail (PEC): acceptance and delivery
        return f"X-Ricevuta: {clues.first('x-ricevuta')}"
    if PLAIN_RECEIPTS.match(clues.subject):
        return clues.evidence.subject
    title = clues.whole if clues.whole in RECEIPTS else clues.coloned
    if title in RECEIPTS and not clues.replied and clues.supported:
        return f"{clues.evidence.subject}; {clues.supported}"
    return None


def _feedback(clues: Clues) -> str | None:
    if _report_type(clues) == "feedback-report":
        return "multipart/report; report-type=feedback-report"
    if (part := _part(clues, _FEEDBACK)) is not None:
        return part
    if clues.first("x-hmxmroriginalrecipient"):
        return "X-HmXmrOriginalRecipient"
    return clues.evidence.subject if FEEDBACK.match(clues.subject) else None


def _aggregate(clues: Clues) -> str | None:
    if _report_type(clues) == "tlsrpt" or clues.first("tls-report-domain"):
        return "TLS report"
    if (part := _part(clues, _TLS)) is not None:
        return part
    return clues.evidence.subject if AGGREGATE.match(clues.subject) else None


def _other(clues: Clues) -> str | None:
    kind = _report_type(clues)
    return None if kind is None else f"multipart/report; report-type={kind}"


DELIVERY_REPORT = Rule(
    "delivery-report", "bounce", "it is a delivery report of a mail system", "RFC 3464, RFC 6522, RFC 6533", _delivery
)
READ_RECEIPT = Rule("read-receipt", "machine", "it is a read receipt", "RFC 8098", _receipt)
FEEDBACK_REPORT = Rule(
    "feedback-report", "machine", "it is a complaint or feedback report", "RFC 5965, RFC 6650", _feedback
)
AGGREGATE_REPORT = Rule(
    "aggregate-report",
    "machine",
    "it is an aggregate report about mail (DMARC or TLS)",
    "RFC 7489 7.2.1, RFC 8460",
    _aggregate,
)
OTHER_REPORT = Rule("other-report", "machine", "it is a report made by a program", "RFC 6522", _other)
