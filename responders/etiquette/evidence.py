"""Everything the etiquette may look at: what the mail shows and what the store remembers. Built by the daemon."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Memory:
    """What the store says of this mail, its sender and thread at this moment. Counts are acknowledgements sent."""

    acknowledged_before: bool = False  # this very mail (content identity), or a copy of it
    sender_last_hour: int = 0
    sender_last_day: int = 0
    thread_last_day: int = 0
    all_last_hour: int = 0
    bounced_lately: bool = False  # a delivery to this sender failed for good within `etiquette.bounced_for`
    names_our_automatic: bool = False  # refers to (In-Reply-To, References, embedded) an automatic mail that we sent


@dataclass(frozen=True, slots=True)
class Evidence:
    """Addresses are case folded. Headers are unfolded, decoded, cleaned; names keep their case."""

    headers: tuple[tuple[str, str], ...]
    senders: tuple[str, ...]  # every address of From
    return_path: str | None  # None: the server adds none; "": the null path
    recipients: tuple[str, ...]  # To, Cc, Resent-To, Resent-Cc
    subject: str
    content_types: tuple[str, ...]  # of all parts, "multipart/report; report-type=delivery-status" with that parameter
    embedded_ids: tuple[str, ...] = ()  # Message-IDs found in embedded originals and reports
    parsed: str = "whole"  # "partial", "unreadable"
    own_addresses: frozenset[str] = frozenset()  # empty: no mailbox configured, rules about us do not apply
    own_domains: frozenset[str] = frozenset()  # domains of our own Message-IDs
    authserv_id: str = ""
    memory: Memory = field(default_factory=Memory)
    sender_names: tuple[str, ...] = ()  # display names of From, as written
    carried: str = ""  # the heads of attached mails and of those that reports bring back
    text: str = ""  # the readable text; asked for the shape of a notice only where no person seems to write

    def all(self, name: str) -> tuple[str, ...]:
        """The values of every header called `name` in any case."""
        folded = name.casefold()
        return tuple(value for key, value in self.headers if key.casefold() == folded)

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason` is a rule's name ("personal-mail" when allowed); `sentence` says it to an admin."""

    allowed: bool
    reason: str
    sentence: str
    kind: str = "person"  # person | bounce | absence | list | machine | self | held (state or policy) | unclear
