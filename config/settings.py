"""The settings of one installation, frozen.

Field names are the names of the TOML file. Every field stands with kind, sentence and example in
`config.table` (its default is the one here), from which the checks, the sample file, the JSON schema and
docs/configuration.md follow.
Durations are `timedelta`; times of day are minutes since midnight (1440 = 24:00); dates are `date`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

# A text by language ("en", "de"); a plain string in the file counts for the organisation's language.
Localised = Mapping[str, str]
LocalisedList = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Login:
    """Where a password or token comes from; `config.secrets.reveal` reads it at the moment of use."""

    user: str = ""
    password_file: Path | None = None
    credential: str | None = None  # a name below $CREDENTIALS_DIRECTORY (systemd LoadCredential=)
    password_env: str | None = None
    oauth: Literal["", "xoauth2", "oauthbearer"] = ""  # the secret is then an access token

    @property
    def given(self) -> bool:
        """Whether a log-in is wanted at all (an SMTP relay on this machine often needs none)."""
        return bool(self.user)


@dataclass(frozen=True, slots=True)
class Server:
    """One IMAP or SMTP server."""

    host: str
    port: int
    security: Literal["tls", "starttls", "plain"] = "tls"
    login: Login = field(default_factory=Login)
    ca_file: Path | None = None  # instead of the system's trust
    timeout: timedelta = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One support mailbox. `name` is the key of everything stored about it."""

    name: str
    address: str
    imap: Server
    smtp: Server
    aliases: tuple[str, ...] = ()
    folder: str = "INBOX"
    sent_folder: str = ""  # "" = no sent copies, "auto" = the server's \Sent folder
    start: Literal["new", "all"] | date = "new"
    poll_every: timedelta = timedelta(minutes=1)  # backstop beside IDLE, and for servers without it
    idle_renew: timedelta = timedelta(minutes=9)
    batch: int = 100  # mails a FETCH, STORE or MOVE (50-200)
    authserv_id: str = ""  # whose Authentication-Results we believe; "" = nobody's
    file_into: Mapping[str, str] = field(default_factory=dict)  # level or type name -> folder; {} = nothing is moved
    display_name: str = ""  # of From in our mails; "" = the organisation's name


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str = "Support"
    timezone: str = "UTC"  # IANA name
    language: str = "en"
    signature: str = ""
    emergency: str = ""  # whom to call when people are in danger, as printed ("999 or extension 2222")
    status_page: str = ""


@dataclass(frozen=True, slots=True)
class Store:
    url: str = "sqlite:////var/lib/evenhand/evenhand.db"
    keep_text: timedelta = timedelta(days=365)  # texts of mails; decisions and promises stay


@dataclass(frozen=True, slots=True)
class Staff:
    addresses: tuple[str, ...] = ()  # glob patterns: whose replies are a human answer
    notify: tuple[str, ...] = ()  # who gets reminders
    chain: tuple[str, ...] = ()  # to whom overdue, critical and sensitive cases go up, nearest first


@dataclass(frozen=True, slots=True)
class Span:
    """A closure, an opening, a busy time or an absence: whole days, both ends included."""

    start: date  # written `from` in the file
    end: date  # written `to`
    why: str = ""
    factor: float = 1.0  # busy: how many times longer the windows are
    hours: tuple[tuple[int, int], ...] = ()  # open: the shifts of these days
    who: str = ""  # absent: a staff address


@dataclass(frozen=True, slots=True)
class CalendarSettings:
    # mon … sun -> shifts as (start, end) in minutes since midnight; end <= start is a night shift into the next day
    hours: Mapping[str, tuple[tuple[int, int], ...]] = field(
        default_factory=lambda: dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ((9 * 60, 17 * 60),))
    )
    holidays: str = ""  # "GB-ENG", "DE-BY", "US", "" = none
    closed: tuple[Span, ...] = ()
    open: tuple[Span, ...] = ()
    busy: tuple[Span, ...] = ()
    absent: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One level of urgency; the order in the file is the order of urgency, highest first."""

    name: str
    what: Localised  # plain words for the reply: what such matters have in common
    reply_within: timedelta
    clock: Literal["business", "always"] = "business"
    flag: bool = False  # set \Flagged
    tell: tuple[Literal["notify", "chain"], ...] = ()  # who is told at once
    remind_before: timedelta = timedelta(hours=1)  # staff, before the promise passes
    update_before: timedelta = timedelta(minutes=30)  # the writer, before the promise passes
    escalate_every: timedelta = timedelta(hours=8)  # one step up the chain each time, once overdue (clock of the level)


@dataclass(frozen=True, slots=True)
class IssueType:
    name: str
    what: Localised  # plain words: "a connection or a network"
    examples: tuple[str, ...] = ()
    questions: LocalisedList = field(default_factory=dict)
    self_help: LocalisedList = field(default_factory=dict)
    desk: str = ""  # a better avenue, offered as an addition


@dataclass(frozen=True, slots=True)
class Rule:
    """An admin's own rule. All given conditions must hold; words are looked for in the writer's own words only."""

    name: str
    any_of: tuple[str, ...] = ()  # whole words or phrases, case folded; `*` at the end of a word stands for any ending
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    urgency: str = ""
    issue_type: str = ""
    sensitive: bool | None = None


@dataclass(frozen=True, slots=True)
class JudgementSettings:
    sure_urgency: float = 0.0  # 0 = the model's own calibrated threshold
    sure_issue_type: float = 0.0
    audit_share: float = 0.02  # share of mails that staff are asked to confirm
    retrain_after: int = 50  # corrections
    retrain_every: timedelta = timedelta(days=7)
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class EtiquetteSettings:
    per_sender_hour: int = 4
    per_sender_day: int = 12
    per_thread_day: int = 6
    global_hour: int = 500
    allow: tuple[str, ...] = ()  # glob patterns of addresses that are people whatever their mail looks like
    deny: tuple[str, ...] = ()  # glob patterns that never get an automatic answer
    bounced_for: timedelta = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class OutboxSettings:
    connections: int = 1  # more are faster, and a kill may leave as many mails in the one instant nobody can know
    envelope_sender: str = ""  # "" = the null sender <>
    retry_first: timedelta = timedelta(seconds=30)
    retry_longest: timedelta = timedelta(hours=1)
    give_up_after: timedelta = timedelta(days=2)
    pause_after_start: timedelta = timedelta(seconds=2)
    breaker: int = 0  # mails to people within an hour that are never too many; 0 = half of etiquette.global_hour


@dataclass(frozen=True, slots=True)
class FollowupSettings:
    settled_after: timedelta = timedelta(0)  # 0 = never ask whether it is settled
    most_per_day: int = 2  # automatic mails to one writer about one case
    quiet_from: int = 20 * 60  # local minutes: nothing but acknowledgements is sent to people at night
    quiet_to: int = 7 * 60


@dataclass(frozen=True, slots=True)
class ReplySettings:
    templates: Path | None = None  # a folder that replaces shipped templates by name
    languages: tuple[str, ...] = ("en", "de")
    subject_tag: str = "EH"


@dataclass(frozen=True, slots=True)
class Health:
    metrics_file: Path | None = None  # Prometheus text, for node_exporter's textfile collector
    alarm_command: tuple[str, ...] = ()  # run with a sentence on standard input when something needs a person
    alarm_mail: tuple[str, ...] = ()  # who is told by mail, over a server of its own
    smtp: Server | None = None  # the second route, for alarms alone


@dataclass(frozen=True, slots=True)
class Limits:
    message_size: int = 50 * 1024 * 1024  # bytes; above, only the head is read
    text_size: int = 256 * 1024  # bytes read of one text part
    head_size: int = 256 * 1024
    parts: int = 200
    depth: int = 30
    parse_seconds: float = 2.0


@dataclass(frozen=True, slots=True)
class Settings:
    source: Path | None = None  # the file they come from; None = the shipped defaults
    mode: Literal["live", "shadow"] = "live"
    organisation: Organisation = field(default_factory=Organisation)
    store: Store = field(default_factory=Store)
    mailboxes: tuple[Mailbox, ...] = ()
    staff: Staff = field(default_factory=Staff)
    calendar: CalendarSettings = field(default_factory=CalendarSettings)
    urgency: tuple[Level, ...] = ()
    issue_types: tuple[IssueType, ...] = ()
    judgement: JudgementSettings = field(default_factory=JudgementSettings)
    etiquette: EtiquetteSettings = field(default_factory=EtiquetteSettings)
    outbox: OutboxSettings = field(default_factory=OutboxSettings)
    followups: FollowupSettings = field(default_factory=FollowupSettings)
    replies: ReplySettings = field(default_factory=ReplySettings)
    health: Health = field(default_factory=Health)
    limits: Limits = field(default_factory=Limits)
    loaded_at: datetime | None = None

    def level(self, name: str) -> Level:
        """The level called `name`; KeyError when the configuration has none."""
        for level in self.urgency:
            if level.name == name:
                return level
        raise KeyError(name)

    def issue_type(self, name: str) -> IssueType:
        """The issue type called `name`; KeyError when the configuration has none."""
        for kind in self.issue_types:
            if kind.name == name:
                return kind
        raise KeyError(name)

    @property
    def own_addresses(self) -> frozenset[str]:
        """Addresses and aliases of all mailboxes, case folded."""
        return frozenset(a.casefold() for box in self.mailboxes for a in (box.address, *box.aliases))
