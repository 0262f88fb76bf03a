"""Our own mail coming back."""

from responders.etiquette.clues import OWN_MESSAGE_ID, Clues
from responders.etiquette.outgoing import LOOP_MARK as MARK
from responders.etiquette.rules.rule import Rule


def _is_ours(clues: Clues, message_id: str) -> bool:
    domain = message_id.rstrip(">").rpartition("@")[2].casefold()
    return message_id.startswith(OWN_MESSAGE_ID) and domain in clues.evidence.own_domains


def _loop(clues: Clues) -> str | None:
    if clues.all(MARK.casefold()):
        return MARK
    message_id = clues.first("message-id").strip()
    return message_id if _is_ours(clues, message_id) else None


def _own_address(clues: Clues) -> str | None:
    return next((address for address in clues.evidence.senders if address in clues.evidence.own_addresses), None)


def _answers_ours(clues: Clues) -> str | None:
    """A person who answers our automatic mail writes "Re: …": that is how a chase comes, and it is heard."""
    if clues.replied:
        return None
    if clues.evidence.memory.names_our_automatic:
        return ""
    referred = [*clues.evidence.embedded_ids, *clues.first("in-reply-to").split(), *clues.first("references").split()]
    return next((found for found in referred if _is_ours(clues, found)), None)


OWN_MAIL = Rule(
    "own-mail", "self", "it is an automatic mail of our own that came back", "RFC 3834 section 3.1.8", _loop
)
OWN_ADDRESS = Rule(
    "own-address", "self", "it was sent from one of our own addresses", "RFC 3834 section 2", _own_address
)
ANSWERS_OURS = Rule(
    "answers-our-automatic-mail",
    "held",
    "it refers to an automatic mail of ours under a subject of its own, as programs do",
    "RFC 3834 section 3.1.5",
    _answers_ours,
)
