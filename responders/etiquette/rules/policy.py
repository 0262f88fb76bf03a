"""What the operator, the sender's system or the receiving server say about answering."""

from fnmatch import fnmatchcase

from responders.etiquette.clues import Clues
from responders.etiquette.fields.authentication_results import topmost
from responders.etiquette.rules.rule import Rule

_SUPPRESSING = frozenset({"all", "autoreply", "oof"})


def listed(address: str, patterns: tuple[str, ...]) -> str | None:
    """The first glob pattern that matches the case folded address."""
    return (
        next((pattern for pattern in patterns if fnmatchcase(address, pattern.casefold())), None) if address else None
    )


def _denied(clues: Clues) -> str | None:
    for address in clues.evidence.senders:
        if (pattern := listed(address, clues.settings.deny)) is not None:
            return f"{address} is covered by {pattern}"
    return None


def _suppressed(clues: Clues) -> str | None:
    for value in clues.all("x-auto-response-suppress"):
        wanted = {word.strip().casefold() for word in value.replace(";", ",").split(",")}
        if wanted & _SUPPRESSING:
            return f"X-Auto-Response-Suppress: {value}"
    return None


def _not_addressed(clues: Clues) -> str | None:
    own = clues.evidence.own_addresses
    if not own or any(_plain(recipient) in own or recipient in own for recipient in clues.evidence.recipients):
        return None
    return ", ".join(clues.evidence.recipients[:3])


def _plain(address: str) -> str:
    """Without the detail of sub-addressing (RFC 5233): help+vpn@example.org is help@example.org."""
    local, at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def _forged(clues: Clues) -> str | None:
    values = clues.all("authentication-results")
    result = topmost(values, clues.evidence.authserv_id, "dmarc")
    return f"dmarc={result}" if result in ("fail", "hardfail") else None


DENIED = Rule(
    "denied",
    "held",
    "the operator's list says that this sender gets no automatic answer",
    "configuration: etiquette.deny",
    _denied,
)
SUPPRESSED = Rule(
    "answers-suppressed",
    "held",
    "the sender's system asks for no automatic answers",
    "MS-OXCMAIL 2.2.3.2.14",
    _suppressed,
    look=True,
)
NOT_ADDRESSED = Rule(
    "not-addressed",
    "held",
    "none of our addresses is among its recipients",
    "RFC 3834 section 2, RFC 5230 section 4.5",
    _not_addressed,
    look=True,
)
FORGED = Rule("forged", "held", "the receiving server says that its sender is forged", "RFC 8601, RFC 7489", _forged)
