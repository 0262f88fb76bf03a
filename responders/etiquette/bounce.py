"""Reads who could not be reached from a bounce: delivery reports (RFC 3464, RFC 6533), and the texts of systems without.

Everything is tolerant and takes linear time; a bounce that says nothing readable gives an empty `Bounce`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from responders.etiquette.clues import OWN_MESSAGE_ID
from responders.etiquette.outgoing import message_ids
from responders.etiquette.words.failures import DELAYS, FAILURES, ORIGINAL

READ = 64 * 1024  # characters of a text that are read
MOST = 50  # addresses of one bounce

_ADDRESS = re.compile(r"[^\s<>\"'(),:;\[\]@=]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")
_REPLY = re.compile(r"(?<![\d.:-])([45])\d\d[ -](?=\S)")
# A line that names who was not reached: the address alone, "<a@b>: reason", or after a word for the recipient.
_NAMING = re.compile(
    r"^[\s>*•-]{0,12}(?:'|\"|<mailto:|<|\()?(?P<alone>[^\s<>\"'(),:;\[\]]{1,64}@[^\s<>\"'(),:;\[\]]{1,253})[>'\")]{0,2}"
    r"(?:\s?<mailto:[^>]{1,320}>)?\s*(?:$|:|\.\.\.|\bon\b|\(|\s-\s)"
)
_AFTER = re.compile(
    r"(?i)(?:recipient|rcpt to|to|for|address|user|mailbox|an|empfänger|destinataire|à|destinatario|para|per|ontvanger|кому)"
    r"s?\s{0,3}:?\s{0,3}['\"<(]{0,2}(?P<after>[^\s<>\"'(),:;\[\]]{1,64}@[^\s<>\"'(),:;\[\]]{1,253})"
)


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a bounce says.

    `addresses` are case folded, in order. `permanent`: True, the address cannot be delivered to; False, a delay or a
    temporary trouble; None, it does not say. `status` is an enhanced status code (RFC 3463) or "". `our_ids` are Message-IDs
    of our automatic mail that it names.
    """

    addresses: tuple[str, ...] = ()
    permanent: bool | None = None
    status: str = ""
    our_ids: tuple[str, ...] = ()


def failed_recipients(
    status_text: str = "",
    headers: Sequence[tuple[str, str]] = (),
    text: str = "",
    embedded_ids: Iterable[str] = (),
    subject: str = "",
    own_addresses: frozenset[str] = frozenset(),
    own_domains: frozenset[str] = frozenset(),
) -> Bounce:
    """Weigh everything a bounce shows, the most exact first.

    `status_text` is the content of its message/delivery-status part, `text` its readable text, `headers` its header fields,
    `embedded_ids` the Message-IDs of the mail it brings back. `own_addresses` never count as failed.
    """
    status_text, text = status_text[:READ], text[:READ]
    our_ids = _ours(
        [*embedded_ids, *message_ids(_fields(headers, "in-reply-to", "references")), *message_ids([text])], own_domains
    )
    reported = _report(status_text)
    if reported is not None:
        addresses, permanent, status = reported
        return Bounce(_others(addresses, own_addresses), permanent, status, our_ids)
    notice = _notice(text)
    named = _ADDRESS.findall(" ".join(_fields(headers, "x-failed-recipients"))) or _named(notice)
    status = _status(notice)
    return Bounce(_others(named, own_addresses), _permanent(status, f"{subject}\n{notice}"), status, our_ids)


def _fields(headers: Sequence[tuple[str, str]], *wanted: str) -> list[str]:
    return [value for name, value in headers if name.casefold() in wanted]


def _ours(found: Iterable[str], own_domains: frozenset[str]) -> tuple[str, ...]:
    """Ids in the form of ours, of our domains when these are known."""
    ours = (one for one in found if one.startswith(OWN_MESSAGE_ID))
    return tuple(
        dict.fromkeys(
            one for one in ours if not own_domains or one.rstrip(">").rpartition("@")[2].casefold() in own_domains
        )
    )


def _others(found: Iterable[str], own: frozenset[str]) -> tuple[str, ...]:
    folded = (address.strip(".'\"<>").casefold() for address in found)
    return tuple(dict.fromkeys(address for address in folded if "@" in address and address not in own))[:MOST]


def _report(status_text: str) -> tuple[list[str], bool | None, str] | None:
    """The per-recipient groups of a delivery report (RFC 3464 section 2.3); None when there are none.

    Of several recipients the failed ones count before the delayed ones; delivered ones do not count.
    """
    groups = [
        group
        for group in map(_group, re.split(r"\n[ \t\r]*\n", status_text))
        if "final-recipient" in group or "original-recipient" in group
    ]
    if not groups:
        return None
    failed = [group for group in groups if group.get("action", "").casefold().startswith("fail")]
    delayed = [group for group in groups if group.get("action", "").casefold().startswith("delay")]
    unknown = [group for group in groups if not group.get("action")]
    chosen = failed or delayed or unknown
    addresses = [address for group in chosen if (address := _recipient(group))]
    status = next((code for group in chosen if (code := _code(group))), "")
    if not chosen:
        return [], None, _code(groups[0])
    if delayed and not failed:
        return addresses, False, status
    return addresses, status[0] == "5" if status else (True if failed else None), status


def _group(text: str) -> dict[str, str]:
    """The fields of one group, unfolded; names case folded, the first of a name counts."""
    fields: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        if line[:1] in (" ", "\t") and name:
            fields[name] += " " + line.strip()
            continue
        label, colon, value = line.partition(":")
        name = label.strip().casefold() if colon else ""
        if name in fields:
            name = ""
        elif name:
            fields[name] = value.strip()
    return fields


def _recipient(group: dict[str, str]) -> str:
    """The address that we wrote to when it is told, else the one that failed. RFC 6533 writes characters as \\x{41}."""
    for name in ("original-recipient", "final-recipient"):
        value = re.sub(r"\\x\{([0-9A-Fa-f]{2,6})\}", lambda found: _character(found[1]), group.get(name, ""))
        if (found := _ADDRESS.search(value.partition(";")[2] or value)) is not None:
            return found[0]
    return ""


def _character(code: str) -> str:
    number = int(code, 16)
    return chr(number) if 0x20 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "?"


def _code(group: dict[str, str]) -> str:
    """Status, unless it only says "other" and the diagnosis knows better."""
    status = _ENHANCED.search(group.get("status", ""))
    diagnosis = _ENHANCED.search(group.get("diagnostic-code", ""))
    if status is None or (status[1].endswith(".0.0") and diagnosis is not None and diagnosis[1][0] == status[1][0]):
        return diagnosis[1] if diagnosis else ""
    return status[1]


def _notice(text: str) -> str:
    """The part of a bounce before the copy of the original."""
    cut = ORIGINAL.search(text)
    return text[: cut.start()] if cut and cut.start() > 40 else text


def _named(notice: str) -> list[str]:
    lines = [line[:1_000] for line in notice.splitlines()]
    alone = [found["alone"] for line in lines if "@" in line and (found := _NAMING.match(line))]
    return alone or [found["after"] for line in lines if "@" in line for found in _AFTER.finditer(line)]


def _status(notice: str) -> str:
    if (found := _ENHANCED.search(notice)) is not None:
        return found[1]
    replied = _REPLY.search(notice)
    return f"{replied[1]}.0.0" if replied else ""


def _permanent(status: str, words: str) -> bool | None:
    delayed = DELAYS.search(words) is not None
    failed = FAILURES.search(words) is not None
    if status[:1] == "5":
        return True
    if delayed or status[:1] == "4":
        return False
    return True if failed else None
