"""What a mail shows, read once for all rules."""

from functools import cached_property

from config.settings import EtiquetteSettings
from responders.etiquette.evidence import Evidence
from responders.etiquette.fields.tokens import unquoted
from responders.etiquette.returned import brings_back
from responders.etiquette.text import LONGEST, fold, phrase
from responders.etiquette.words import names, programs, replies

CARRIES = "carries another mail"
BRINGS_BACK = "it brings back a mail of its addressee"
OWN_MESSAGE_ID = "<evenhand."  # how the Message-IDs of our automatic mail begin
_EMBEDDING = frozenset(
    {"message/rfc822", "message/global", "text/rfc822-headers", "message/delivery-status", "message/xdelivery-status"}
)


class Clues:
    """A lazy view of `Evidence` and the operator's settings. Values are computed when a rule first asks."""

    def __init__(self, evidence: Evidence, settings: EtiquetteSettings) -> None:
        self.evidence = evidence
        self.settings = settings
        self.headers: dict[str, list[str]] = {}
        for name, value in evidence.headers:
            self.headers.setdefault(name.casefold(), []).append(value)

    def all(self, name: str) -> list[str]:
        """Values of the header `name` (case folded)."""
        return self.headers.get(name, [])

    def first(self, name: str) -> str:
        values = self.headers.get(name)
        return values[0] if values else ""

    def marked(self, marks: frozenset[str]) -> str | None:
        """The first of these headers that is there and does not say no; None when there is none. An empty mark counts."""
        for name in sorted(marks & self.headers.keys()):
            for value in self.headers[name]:
                if value.strip().casefold() not in ("no", "none", "false", "0", "off"):
                    return f"{name}: {value}"
        return None

    @cached_property
    def sender(self) -> str:
        """The address of From when there is one, as the operator's lists see it."""
        return self.evidence.senders[0] if self.evidence.senders else ""

    @cached_property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Every address that says who writes, with the field it stands in, From first."""
        found = [("From", address[:LONGEST]) for address in self.evidence.senders[:20]]
        if self.own_name:
            found = []
        for field in ("sender", "reply-to"):
            for value in self.all(field):
                found += [(field.title(), address) for address in addresses_in(value)]
        if self.evidence.return_path:
            found.append(("Return-Path", self.evidence.return_path[:LONGEST]))
        if self.own_name:  # wherever it stands
            found = [(field, address) for field, address in found if address != self.sender]
        if not self.evidence.senders:  # "MAILER-DAEMON (Mail Delivery System)": no address that a parser would take
            found += [("From", word) for value in self.all("from") for word in addresses_in(value)]
        return tuple(found)

    @cached_property
    def display_names(self) -> tuple[str, ...]:
        """Display names of From and Sender, as parsed and as they stand (a parser drops comments in them)."""
        raw = [display_name(value) for field in ("from", "sender") for value in self.all(field)]
        return tuple(dict.fromkeys(name for name in (*self.evidence.sender_names, *raw) if name))

    @cached_property
    def own_name(self) -> bool:
        """Whether the address of From is its bearer's own name, and no sign of a mail system is there: then what its local
        part reminds of is chance."""
        names_given = self.evidence.sender_names
        return (
            len(self.evidence.senders) == 1
            and not self.null_path
            and not self.embeds
            and any(names.is_built_from(self.sender, name) for name in names_given)
        )

    @cached_property
    def _subject(self) -> tuple[str, tuple[str, ...]]:
        return replies.untagged(fold(self.evidence.subject))

    @property
    def subject(self) -> str:
        """Folded, without tags such as [EXTERNAL]."""
        return self._subject[0]

    @cached_property
    def subject_tags(self) -> frozenset[str]:
        return frozenset(phrase(tag) for tag in self._subject[1])

    @cached_property
    def replied(self) -> bool:
        """Whether the subject begins as a person's answer or forward does."""
        return replies.is_reply(self.subject)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What the subject may be called: all of it, and what is before its first colon, dash or bracket, as phrases."""
        found = [phrase(self.subject)]
        for separator in (":", " - ", "- ", "–", "(", "[", ";", "|", '"'):
            head, cut, _ = self.subject.partition(separator)
            if cut:
                found.append(phrase(replies.without_trailing(head.strip())))
        return tuple(title for title in dict.fromkeys(found) if title)

    @cached_property
    def coloned(self) -> str:
        """What is before the first colon, as a phrase; "" without a colon."""
        head, colon, _ = self.subject.partition(":")
        return phrase(replies.without_trailing(head.strip())) if colon else ""

    @cached_property
    def after_name(self) -> str:
        """What follows the sender's own name in the subject ("cc:Mail Link Undeliverable Message"), as a phrase; or ""."""
        for name in map(phrase, self.display_names):
            if name and self.whole.startswith((f"{name} ", f"{name}:")):
                return phrase(self.whole[len(name) :])
        return ""

    @cached_property
    def whole(self) -> str:
        return phrase(self.subject)

    @cached_property
    def types(self) -> tuple[str, ...]:
        """Content types of the mail itself; what an enclosed mail is made of says nothing about this one."""
        own: list[str] = []
        for full in self.evidence.content_types:
            own.append(full.casefold())
            if own[-1].partition(";")[0].strip() in ("message/rfc822", "message/global"):
                break
        return tuple(own)

    @cached_property
    def report_type(self) -> str | None:
        """The report-type of a multipart/report; "" when it names none; None when there is no report (RFC 6522).

        Gateways that rewrite a report as multipart/mixed leave the parameter.
        """
        for full in self.types:
            kind, _, parameters = full.partition(";")
            if kind.strip() == "multipart/report" or (kind.startswith("multipart/") and "report-type" in parameters):
                for parameter in parameters.split(";"):
                    name, _, value = parameter.partition("=")
                    if name.strip() == "report-type":
                        return value.strip().strip('"').strip()
                return ""
        return None

    @cached_property
    def plain_types(self) -> frozenset[str]:
        return frozenset(full.partition(";")[0].strip() for full in self.types)

    @cached_property
    def embeds(self) -> bool:
        """Whether it carries another mail, its head or a delivery status. Ids in the text don't count: people paste headers."""
        return bool(self.plain_types & _EMBEDDING)

    @cached_property
    def composed(self) -> bool:
        """Whether it was written in a mail program that people use, as far as the mail says."""
        return any(map(programs.is_peoples, (*self.all("user-agent"), *self.all("x-mailer"))))

    @cached_property
    def null_path(self) -> bool:
        """Whether the envelope had no sender; some servers write MAILER-DAEMON then. False where none is recorded.

        The writer's own address is none, Marc Daemon's m.daemon@ either: From is looked at for itself.
        """
        path = self.evidence.return_path
        return path is not None and (not path or (names.is_daemon(path) and path not in self.evidence.senders))

    @cached_property
    def refers(self) -> bool:
        """Whether it answers something (its subject may hide it)."""
        return bool(self.first("in-reply-to").strip() or self.first("references").strip())

    @cached_property
    def from_role(self) -> bool:
        """Whether it comes from an address or name of administration. Administrators are people: this only supports."""
        return any(map(names.is_role, self.evidence.senders)) or any(map(names.is_role_name, self.display_names))

    @cached_property
    def role_name(self) -> str:
        """The display name when it is administration's ("System Administrator"); "" otherwise."""
        return next((f"it is called {name}" for name in self.display_names if names.is_role_name(name)), "")

    @cached_property
    def from_system(self) -> bool:
        """Whether From is a mail system's (mailer-daemon, postmaster, "Mail Delivery System")."""
        addresses = [address for field, address in self.named if field in ("From", "Sender")]
        return (
            any(names.is_daemon(a) or names.is_postmaster(a) for a in addresses)
            or any(map(names.is_daemon_name, self.display_names))
            or any(map(names.is_postmaster_name, self.display_names))
        )

    @cached_property
    def supported(self) -> str:
        """A second sign that a machine writes, for subjects that people use as well; "" when there is none."""
        if self.null_path:
            return "null return path"
        if self.from_system:
            return "sent by a mail system"
        if self.composed:
            return ""
        if self.returns:
            return BRINGS_BACK
        if self.embeds:
            return CARRIES
        # A changed subject after a tag ("[PATCH 2/3] …") is how people on lists work.
        if self.refers and not self.replied and not self.subject_tags:
            return "answers a mail under a subject of its own"
        topic = phrase(fold(self.first("thread-topic")))
        if topic and topic != self.whole and self.whole.endswith(topic):
            return "its thread topic is what comes after the title"
        return ""

    @cached_property
    def hinted(self) -> str:
        """A sign that many people's mail carries too; "" when there is none."""
        if self.from_role:
            return "sent by an administration"
        return "" if self.first("message-id").strip() else "no Message-ID"

    @cached_property
    def returns(self) -> bool:
        """Whether it brings back a mail that its addressee had sent to somebody else, and nobody's name is on the address."""
        if self.composed or self.replied or any(names.is_named_after(self.sender, n) for n in self.display_names):
            return False
        evidence = self.evidence
        return any(
            brings_back(text, evidence.recipients, evidence.senders)
            for text in (evidence.text, evidence.carried)
            if text
        )

    @cached_property
    def system_name(self) -> str:
        """The display name when it has a mail system's words; "" otherwise."""
        return next((name for name in self.display_names if names.is_system_name(name)), "")

    @cached_property
    def impersonal(self) -> str:
        """A sign that no person is named as sender, which alone proves nothing; "" when there is none."""
        if self.composed or self.replied or self.own_name:
            return ""
        if self.system_name:
            return f"it is called {self.system_name}"
        named = any(self.display_names)
        if not named and (self.from_role or names.is_gateway(self.sender)):
            return f"it is from {self.sender}"
        return "" if named or not self.embeds else f"{CARRIES}, and its sender has no name"

    @cached_property
    def own_list(self) -> bool:
        """Whether the list it came through is our own address (a group mailbox): then people write through it."""
        own = self.evidence.own_addresses
        if not own:
            return False
        posts = " ".join(self.all("list-post")).casefold()
        ids = " ".join(self.all("list-id")).casefold()
        return any(f"mailto:{address}>" in posts or f"<{address.replace('@', '.')}>" in ids for address in own)


def addresses_in(value: str) -> list[str]:
    """Words that stand where addresses do in a From-like field, case folded. Rough: only for comparing with names."""
    found: list[str] = []
    for part in value[:2_000].casefold().split(","):
        _, opened, rest = part.partition("<")
        word = rest.partition(">")[0] if opened else part.partition("(")[0]
        if "@" in word or (word.strip() and " " not in word.strip()):
            found.append(word.strip().strip("\"'"))
    return found[:20]


def display_name(value: str) -> str:
    """The name in a From-like field: before the angle bracket, or the comment after the address."""
    value = value[:2_000]
    before, opened, _ = value.partition("<")
    if opened and before.strip():
        return unquoted(before)
    plain, comment, rest = value.partition("(")
    if comment:
        return rest.partition(")")[0].strip()
    return "" if opened or " " not in plain.strip() else unquoted(plain)  # "Mail Router/Server/Org@ORG" of Domino
