"""Mail that cannot be understood, or whose writer cannot be told for certain."""

from functools import lru_cache

from responders.etiquette.clues import Clues
from responders.etiquette.rules.rule import Rule

# Internal names that organisations really use; the validator knows public names only. ".invalid" stays refused (RFC 2606).
LONGEST_ADDRESS = 254  # RFC 5321 section 4.5.3.1.3, without the angle brackets
_INTERNAL = (".local", ".test", ".localhost", ".arpa")


def _unreadable(clues: Clues) -> str | None:
    return "" if clues.evidence.parsed == "unreadable" else None


def _none(clues: Clues) -> str | None:
    if clues.evidence.senders:
        return None
    return clues.first("from")


def _several(clues: Clues) -> str | None:
    different = dict.fromkeys(clues.evidence.senders)
    if len(different) > 1:
        return ", ".join(different)
    return "two From fields" if len(set(clues.all("from"))) > 1 else None


def _bad_address(clues: Clues) -> str | None:
    return clues.sender if problem(clues.sender) else None


@lru_cache(maxsize=1024)  # 50 µs; people write more than once
def problem(address: str) -> str:
    """What is wrong with the syntax of an address, "" when nothing is. Deliverability is not looked up."""
    from email_validator import EmailNotValidError, validate_email  # 70 ms to import: only where an address is judged

    if len(address) > LONGEST_ADDRESS:
        return "longer than an address may be"
    local, at, domain = address.rpartition("@")
    if "." not in domain or domain.endswith(_INTERNAL):
        domain += ".example.org"
    try:
        validate_email(
            f"{local}{at}{domain}", check_deliverability=False, allow_quoted_local=True, allow_domain_literal=True
        )
    except EmailNotValidError as refused:
        return str(refused)
    return ""


UNREADABLE = Rule(
    "unreadable", "unclear", "the mail could not be understood; a person should look", "RFC 5322", _unreadable
)
NO_SENDER = Rule("no-sender", "unclear", "its From names nobody who could be answered", "RFC 5322 section 3.6.2", _none)
SEVERAL_SENDERS = Rule(
    "several-senders",
    "unclear",
    "its From names more than one sender",
    "RFC 5322 section 3.6.2, RFC 7489 section 6.6.1",
    _several,
)
BAD_SENDER_ADDRESS = Rule(
    "bad-sender-address",
    "unclear",
    "its sender's address cannot be one",
    "RFC 5321 section 4.1.2, RFC 6531",
    _bad_address,
)
