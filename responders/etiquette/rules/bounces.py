"""Returned and delayed mail that does not say so by a report's content type: about half of all bounces."""

from responders.etiquette.clues import BRINGS_BACK, CARRIES, Clues
from responders.etiquette.rules.rule import Rule
from responders.etiquette.text import phrase
from responders.etiquette.words import bounces, names, notices

# Written by the mail system named beside it, into nothing but its notices.
_MARKS = frozenset(
    (
        "x-failed-recipients",  # Exim, Google
        "x-ms-exchange-message-is-ndr",  # Exchange
        "x-mx-bounce",  # MX Logic
        "x-mdsn-report",
        "x-mailer-daemon",
        "x-bounce-report",
        "x-dsncontext",  # Exchange 2000 and 2003
        "x-mddsn-message",  # MDaemon
    )
)


def _mark(clues: Clues) -> str | None:
    return clues.marked(_MARKS)


def _sender(clues: Clues) -> str | None:
    for field, address in clues.named:
        if field in ("From", "Sender") and names.is_daemon(address):
            return f"{field}: {address}"
    return next((name for name in clues.display_names if names.is_daemon_name(name)), None)


def _entitled(clues: Clues) -> bool:
    """Whether the subject is a mail system's own wording."""
    if clues.replied:
        return False
    return (
        clues.whole in bounces.SURE
        or clues.coloned in bounces.SURE
        or clues.after_name in bounces.SURE
        or bounces.SHAPES.match(clues.subject) is not None
        or bool(clues.subject_tags & bounces.TAGS)
        or clues.evidence.subject.lstrip().startswith("DELIVERY FAILURE:")  # Domino; people write it smaller
    )


def _subject(clues: Clues) -> str | None:
    if _entitled(clues):
        support = clues.supported or clues.hinted
    elif not clues.replied and any(title in bounces.SURE for title in clues.titles):
        support = clues.supported  # "Notification d'état de remise (échec)"
    elif _perhaps_entitled(clues):
        support = clues.supported if clues.supported != CARRIES else ""  # people attach what troubles them
        support = support or clues.role_name
    else:
        return None
    return f"{clues.evidence.subject}; {support}" if support else None


def _perhaps_entitled(clues: Clues) -> bool:
    """Whether the subject is one that people use for such troubles as well."""
    return not clues.replied and (clues.whole in bounces.DOUBTFUL or clues.coloned in bounces.DOUBTFUL)


def _returned(clues: Clues) -> str | None:
    if clues.null_path and not clues.replied and (clues.embeds or clues.evidence.embedded_ids):
        return "null return path, and it carries another mail"
    return None


def _null_path(clues: Clues) -> str | None:
    return "" if clues.null_path else None


def _postmaster(clues: Clues) -> str | None:
    for field, address in clues.named:
        if field in ("From", "Sender") and names.is_postmaster(address):
            return f"{field}: {address}"
    return next((name for name in clues.display_names if names.is_postmaster_name(name)), None)


def _worded(clues: Clues) -> str | None:
    """What a text says counts only where no person is named as sender: people paste such texts."""
    if clues.subject.endswith(("?", "？")):
        return None
    if "@" in clues.evidence.text and clues.impersonal:
        found = notices.shape(clues.evidence.text, systems=bool(clues.system_name))
        if found:
            return f"{found}; {clues.impersonal}"
    return BRINGS_BACK if clues.returns else None


def _like_a_bounce(clues: Clues) -> str | None:
    if clues.composed:
        return None
    returned = clues.supported == CARRIES and (
        clues.hinted or not any(clues.evidence.sender_names)
    )  # people have names
    likely = _entitled(clues) or (_perhaps_entitled(clues) and (returned or _unnamed_notice(clues)))
    return clues.evidence.subject if likely else None


def _unnamed_notice(clues: Clues) -> bool:
    """Whether nobody is named as sender, or only the firm whose address it is, and the text is built like a notice."""
    firm = names.domain_words(clues.sender)
    named = any(name for name in clues.display_names if phrase(name) not in firm)
    return not named and bool(notices.shape(clues.evidence.text))


BOUNCE_MARK = Rule(
    "bounce-mark", "bounce", "a mail system marked it as a notice about undelivered mail", "Exim, Exchange", _mark
)
BOUNCE_SENDER = Rule(
    "bounce-sender",
    "bounce",
    "it was sent by a mail system, not by a person",
    "RFC 3834 section 2, RFC 5321 section 4.5.5",
    _sender,
)
BOUNCE_SUBJECT = Rule(
    "bounce-subject",
    "bounce",
    "its subject is a mail system's for undelivered mail, and more speaks for it",
    "RFC 3834 section 2",
    _subject,
    look=True,
)
RETURNED_MAIL = Rule(
    "returned-mail",
    "bounce",
    "it brings back a mail and wants no answer",
    "RFC 5321 section 4.5.5, RFC 3834 section 2",
    _returned,
)
NULL_RETURN_PATH = Rule(
    "null-return-path",
    "bounce",
    "its return path is empty: whoever sent it must not be answered",
    "RFC 5321 section 4.5.5, RFC 3834 section 2",
    _null_path,
)
POSTMASTER = Rule(
    "postmaster",
    "held",
    "it was written from a mail system's address; a person should look, nothing is sent",
    "RFC 2142 section 5, RFC 3834 section 2",
    _postmaster,
    look=True,
)
BOUNCE_TEXT = Rule(
    "bounce-text",
    "held",
    "it is built like a mail system's notice, and no person is named as its sender; a person should look",
    "RFC 3464 section 2, RFC 5321 section 4.2",
    _worded,
    look=True,
)
LIKE_A_BOUNCE = Rule(
    "looks-like-a-bounce",
    "held",
    "its subject is a mail system's for undelivered mail, though nothing else says so; a person should look",
    "RFC 3834 section 2",
    _like_a_bounce,
    look=True,
)
