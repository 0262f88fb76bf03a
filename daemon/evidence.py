"""From a mail and the store's memory to what the etiquette looks at."""

from functools import lru_cache

from config.settings import Mailbox, Settings
from daemon.mail.mail import Mail
from responders.etiquette.evidence import Evidence, Memory


def evidence_of(mail: Mail, memory: Memory, settings: Settings, mailbox: Mailbox | None) -> Evidence:
    """`mailbox` is None when a mail is explained outside any mailbox: rules about our own addresses don't apply then."""
    return Evidence(
        headers=mail.headers,
        senders=tuple(sender.address.casefold() for sender in mail.senders),
        sender_names=tuple(sender.name for sender in mail.senders),
        return_path=None if mail.return_path is None else mail.return_path.casefold(),
        recipients=tuple(to.address.casefold() for to in (*mail.to, *mail.cc, *mail.resent)),
        subject=mail.subject,
        content_types=mail.content_types,
        embedded_ids=mail.embedded_ids,
        carried=mail.carried,
        parsed=mail.parsed,
        own_addresses=settings.own_addresses if mailbox else frozenset(),
        own_domains=own_domains(settings),
        authserv_id=mailbox.authserv_id if mailbox else "",
        memory=memory,
        text=mail.text,
    )


@lru_cache(maxsize=4)
def _domains(addresses: frozenset[str]) -> frozenset[str]:
    return frozenset(address.rpartition("@")[2] for address in addresses)


def own_domains(settings: Settings) -> frozenset[str]:
    """The domains that our own Message-IDs end with."""
    return _domains(settings.own_addresses)
