"""From head and leaves to a Mail: everything decoded, cleaned and bounded. Never raises.

What can't be read is left out and named in `problems`; an unforeseen error gives a Mail with what a trivial reader
finds.
"""

from dataclasses import dataclass, replace

from config.settings import Limits
from daemon.mail import pgp, smime
from daemon.mail.addresses import usable
from daemon.mail.body import Body, body_of
from daemon.mail.clean import clean_line
from daemon.mail.embedded import carried_heads, delivery_status, embedded_ids
from daemon.mail.headers import Headers
from daemon.mail.identity import content_hash
from daemon.mail.mail import Address, Leaf, Mail, RawMail
from daemon.mail.own_words import own_words
from daemon.mail.redaction import redact
from daemon.mail.structure import split
from daemon.mail.transfer import decode_transfer

_SMIME = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_MESSAGES = {"message/rfc822", "message/global", "message/partial"}
MESSAGES = 10  # attached messages that are read where a mail has no text of its own
_LABELLED = {
    "application/pkcs7-mime": "smime-type",
    "application/x-pkcs7-mime": "smime-type",
    "multipart/report": "report-type",
}


@dataclass(frozen=True, slots=True)
class _Content:
    """What the leaves say, before anything is judged of it."""

    leaves: tuple[Leaf, ...]
    body: Body
    encrypted: bool
    signed: bool
    problems: tuple[str, ...]


def read_bytes(raw: bytes, limits: Limits) -> Mail:
    """A whole message in bytes, read in this process."""
    try:
        return read(split(raw, limits), limits)
    except Exception as error:  # the last guard: whatever comes in, a Mail goes out
        return unreadable(RawMail(raw[:4096], (), len(raw)), f"{type(error).__name__} while reading")


def read(raw: RawMail, limits: Limits) -> Mail:
    """The Mail in `raw`, own words, language and issue included. Never raises."""
    try:
        return _read(raw, limits)
    except Exception as error:  # as above
        return unreadable(raw, f"{type(error).__name__} while reading")


def unreadable(raw: RawMail, problem: str) -> Mail:
    """A Mail with what the plainest reader gets: header fields as ASCII, no text."""
    fields: list[tuple[str, str]] = []
    for line in raw.head[:65536].split(b"\n"):
        name, colon, value = line.partition(b":")
        if colon and name.isascii() and 0 < len(name) < 60 and not name.startswith((b" ", b"\t")):
            fields.append((name.decode("ascii").strip(), clean_line(value[:1000].decode("ascii", "replace"))))
    found = {name.lower(): value for name, value in reversed(fields)}
    return Mail(
        headers=tuple(fields[:200]),
        parsed="unreadable",
        problems=(*raw.problems, problem),
        message_id=found.get("message-id") or None,
        subject=found.get("subject", ""),
        size=raw.size,
    )


def _read(raw: RawMail, limits: Limits) -> Mail:
    content = _content(raw, limits)
    charset = next((dict(leaf.params).get("charset", "") for leaf in content.leaves if leaf.params), "")
    headers = Headers(raw.head, charset)
    senders = tuple(address for address in headers.addresses("from") if usable(address))
    subject = headers.text("subject")
    words = own_words(content.body.marked) if content.body.marked else ""
    issue = redact(subject, words, None, _names(senders))
    problems = (*raw.problems, *content.problems)
    nothing = not raw.head.strip() and not content.body.text
    return_path = headers.first("return-path")
    return Mail(
        headers=headers.all_decoded(),
        parsed="unreadable" if nothing else "partial" if problems else "whole",
        problems=(*problems, "nothing to read") if nothing else problems,
        message_id=next(iter(headers.ids("message-id", 1)), None),
        in_reply_to=headers.ids("in-reply-to"),
        references=headers.ids("references"),
        subject=subject,
        sender=senders[0] if len(senders) == 1 else None,
        senders=senders,
        reply_to=headers.addresses("reply-to"),
        to=headers.addresses("to"),
        cc=headers.addresses("cc"),
        resent=headers.addresses("resent-to", "resent-cc"),
        date=headers.date(),
        return_path=None if return_path is None else _path(headers),
        content_types=_content_types(content.leaves),
        attachments=_attachments(content.leaves),
        embedded_ids=embedded_ids(content.leaves, content.body.text),
        carried=carried_heads(content.leaves),
        delivery_status=delivery_status(content.leaves),
        text=content.body.text,
        own_words=words,
        language=issue.language,
        encrypted=content.encrypted,
        signed=content.signed,
        invitation=any(leaf.content_type == "text/calendar" for leaf in content.leaves),
        content_hash=content_hash(headers, raw.leaves),
        size=raw.size,
        issue=None if nothing else issue,
    )


def _content(raw: RawMail, limits: Limits) -> _Content:
    leaves, problems = raw.leaves, []
    containers = {kind for leaf in leaves for kind in leaf.containers}
    encrypted = "multipart/encrypted" in containers or any(
        leaf.content_type == "application/pgp-encrypted" for leaf in leaves
    )
    signed = "multipart/signed" in containers
    opaque = next((leaf for leaf in leaves if leaf.content_type in _SMIME), None)
    if opaque is not None:
        inner = _opened(opaque, limits)
        if inner is not None:
            leaves, signed = (*leaves, *inner.leaves), True
        elif smime.is_encrypted(decode_transfer(opaque.data or b"", opaque.encoding)) or _says_enveloped(opaque):
            encrypted = True
        else:
            problems.append("an S/MIME message could not be opened")
    if any(leaf.content_type in {"application/ms-tnef", "application/vnd.ms-tnef"} for leaf in leaves):
        problems.append("winmail.dat: what is inside was not read")
    body = body_of(leaves)
    if not body.text:
        body = _embedded_body(leaves, limits)
    if "\ufffd" in body.text:
        problems.append("some characters of the text could not be read")
    encrypted = encrypted or pgp.is_encrypted(body.text)
    signed = signed or pgp.is_signed(body.text)
    return _Content(
        leaves, Body(pgp.without_armour(body.text), pgp.without_armour(body.marked)), encrypted, signed, tuple(problems)
    )


def _opened(leaf: Leaf, limits: Limits) -> RawMail | None:
    """The mail inside an opaque signature."""
    inner = smime.signed_content(decode_transfer(leaf.data or b"", leaf.encoding))
    return split(inner, replace(limits, parts=20, depth=5)) if inner else None


def _says_enveloped(leaf: Leaf) -> bool:
    return dict(leaf.params).get("smime-type", "enveloped-data").lower() != "signed-data"


def _embedded_body(leaves: tuple[Leaf, ...], limits: Limits) -> Body:
    """The text of the attached messages, for a mail that has none of its own: a forward as attachment, a digest."""
    attached = [leaf for leaf in leaves if leaf.content_type in _MESSAGES and leaf.data][:MESSAGES]
    inner = replace(limits, parts=20, depth=5)
    bodies = [body_of(split(decode_transfer(leaf.data or b"", leaf.encoding), inner).leaves) for leaf in attached]
    return Body("\n\n".join(one.text for one in bodies), "\n\n".join(one.marked for one in bodies))


def _content_types(leaves: tuple[Leaf, ...]) -> tuple[str, ...]:
    """Containers first, then leaves; each with the parameter that tells what it is."""
    found: dict[str, None] = {}
    for leaf in leaves:
        found.update(dict.fromkeys(leaf.containers))
    for leaf in leaves:
        label = _LABELLED.get(leaf.content_type, "")
        value = dict(leaf.params).get(label, "").lower() if label else ""
        found[f"{leaf.content_type}; {label}={value}" if value else leaf.content_type] = None
    return tuple(found)


def _attachments(leaves: tuple[Leaf, ...]) -> tuple[str, ...]:
    """File names, without any path."""
    names = (clean_line(leaf.filename).replace("\\", "/").rsplit("/", 1)[-1] for leaf in leaves if leaf.filename)
    return tuple(name[:255] for name in names if name)


def _path(headers: Headers) -> str:
    """The address of Return-Path; "" for the null path."""
    found = headers.addresses("return-path")
    return found[0].address if found else ""


def _names(senders: tuple[Address, ...]) -> tuple[str, ...]:
    return tuple(part for address in senders for part in (address.name, address.address) if part)
