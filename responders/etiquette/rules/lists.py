"""Mailing lists, newsletters and other mail to many."""

from responders.etiquette.clues import Clues
from responders.etiquette.rules.rule import Rule
from responders.etiquette.text import fold
from responders.etiquette.words import names

_LIST_FIELDS = frozenset({"mailing-list", "x-mailing-list", "x-mlserver", "x-ml-name"})
_PRECEDENCES = ("bulk", "junk", "list", "auto reply", "auto_reply")


def _header(clues: Clues) -> str | None:
    if clues.own_list:
        return None
    for name, values in clues.headers.items():
        if name.startswith("list-") or name in _LIST_FIELDS:
            return f"{name}: {values[0]}"
    return None


def _precedence(clues: Clues) -> str | None:
    if clues.own_list:
        return None
    for name in ("precedence", "x-precedence"):
        for value in clues.all(name):
            if fold(value) in _PRECEDENCES:
                return f"{name}: {value}"
    return None


def _sender(clues: Clues) -> str | None:
    for field, address in clues.named:
        if clues.own_list and field in ("Sender", "Return-Path"):
            continue
        if names.is_list_role(address) or (field != "Return-Path" and names.is_bouncer(address)):
            return f"{field}: {address}"
    return None


def _envelope(clues: Clues) -> str | None:
    """Bulk mailers do so, and so do services through which people write: forms, customer databases."""
    if clues.own_list:
        return None
    for field, address in clues.named:
        if address in clues.evidence.senders:
            continue  # the writer's own: "bounce.house.rental@" is a firm
        if field in ("Sender", "Return-Path") and names.is_bounce_path(address):
            return f"{field}: {address}"
    return None


LIST_HEADER = Rule(
    "list-header",
    "list",
    "it came through a mailing list",
    "RFC 2919, RFC 2369, RFC 3834 section 2",
    _header,
    look=True,
)
PRECEDENCE = Rule(
    "precedence",
    "list",
    "it was sent as mail to many or by a program",
    "RFC 2076, RFC 3834 section 3.1.8",
    _precedence,
    look=True,
)
LIST_SENDER = Rule(
    "list-sender",
    "list",
    "it was sent by a list, or by the address that manages one",
    "RFC 3834 section 2, RFC 2142 section 6",
    _sender,
    look=True,
)
BOUNCE_ENVELOPE = Rule(
    "bounce-collecting-envelope",
    "held",
    "it was sent through a service that collects bounces; a person should look",
    "RFC 3834 section 2, VERP",
    _envelope,
    look=True,
)
