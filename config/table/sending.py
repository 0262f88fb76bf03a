"""[etiquette], [outbox], [followups], [replies] and [limits]."""

from datetime import timedelta

from config.kinds.addresses import AddressPattern, EmailAddress
from config.kinds.places import FilePath, Language
from config.kinds.plain import ListOf, Number, Tag
from config.kinds.times import Duration, TimeOfDay
from config.settings import EtiquetteSettings, FollowupSettings, Limits, OutboxSettings, ReplySettings
from config.table.setting import Section, Setting

_SECOND = timedelta(seconds=1)
_MB = 1024 * 1024

ETIQUETTE = Section(
    "etiquette",
    EtiquetteSettings,
    "Who gets no automatic answer, and how many anybody gets. A mail without one still reaches people.",
    (
        Setting("per_sender_hour", Number(1, 10_000), "Answers to one sender within an hour, at most.", "4"),
        Setting("per_sender_day", Number(1, 10_000), "Answers to one sender within a day, at most.", "12"),
        Setting("per_thread_day", Number(1, 10_000), "Answers within one thread and day, at most.", "6"),
        Setting("global_hour", Number(1, 1_000_000), "Answers to everybody within an hour, at most.", "500"),
        Setting(
            "allow",
            ListOf(AddressPattern()),
            "Addresses that are people, whatever their mail looks like.",
            '["scanner-desk@example.org"]',
        ),
        Setting(
            "deny",
            ListOf(AddressPattern()),
            "Addresses that never get an automatic answer.",
            '["*@alerts.example.org"]',
        ),
        Setting(
            "bounced_for",
            Duration(),
            "How long an address gets no automatic answer after a delivery to it failed for good.",
            '"7d"',
        ),
    ),
)

OUTBOX = Section(
    "outbox",
    OutboxSettings,
    "How mails are handed over, and what happens when a server can't take them.",
    (
        Setting("connections", Number(1, 4), "Connections kept open to an SMTP server, at most.", "4"),
        Setting(
            "envelope_sender",
            EmailAddress(empty=True),
            'The envelope sender; "" is the null sender, to which no machine answers (RFC 3834).',
            '"bounces@example.org"',
        ),
        Setting(
            "retry_first",
            Duration(_SECOND),
            "The first wait before a failed hand-over is tried again; it doubles each time.",
            '"30s"',
        ),
        Setting("retry_longest", Duration(_SECOND), "The longest such wait.", '"1h"'),
        Setting(
            "give_up_after",
            Duration(timedelta(minutes=1)),
            "When a mail is set aside, where people see it, instead of being tried again.",
            '"2d"',
        ),
        Setting(
            "pause_after_start",
            Duration(timedelta(0), timedelta(minutes=10)),
            "The wait after a start, so that a crash loop can't send again and again.",
            '"2s"',
        ),
        Setting(
            "breaker",
            Number(0, 1_000_000),
            "Mails to people within an hour that are never too many. More than these, and ten times as many as in a usual "
            "busy hour: then sending to people stops until it has passed, and the alarm is raised.",
            "250",
            otherwise="half of etiquette.global_hour",
        ),
    ),
)

FOLLOWUPS = Section(
    "followups",
    FollowupSettings,
    "What is written to people after the first answer.",
    (
        Setting(
            "settled_after",
            Duration(),
            'After how much silence following a human answer people are asked once if it is settled; "0s" = never.',
            '"5d"',
        ),
        Setting(
            "most_per_day", Number(1, 24), "Automatic mails to one writer about one case within a day, at most.", "2"
        ),
        Setting("quiet_from", TimeOfDay(), "From when on at night people get nothing but the first answer.", '"20:00"'),
        Setting("quiet_to", TimeOfDay(), "Until when.", '"07:00"'),
    ),
)

REPLIES = Section(
    "replies",
    ReplySettings,
    "How answers look.",
    (
        Setting(
            "templates",
            FilePath(folder=True),
            "A folder whose templates replace shipped ones of the same name.",
            '"templates"',
        ),
        Setting(
            "languages",
            ListOf(Language(), empty=False),
            "The languages answered in; a mail in another one is answered in the organisation's.",
            '["en", "de"]',
        ),
        Setting("subject_tag", Tag(), "The letters before the reference in subjects, as in [EH-7QK2M].", '"EH"'),
    ),
)

LIMITS = Section(
    "limits",
    Limits,
    "What one mail may cost. Anything larger is read in part, and people see that.",
    (
        Setting(
            "message_size",
            Number(1024, 2**40),
            "Bytes of a whole mail; of larger ones only the head is read.",
            f"{50 * _MB:_}",
        ),
        Setting("text_size", Number(1024, 64 * _MB), "Bytes read of one text part.", f"{256 * 1024:_}"),
        Setting("head_size", Number(1024, 16 * _MB), "Bytes read of a mail's head.", f"{256 * 1024:_}"),
        Setting("parts", Number(1, 10_000), "Parts read of one mail.", "200"),
        Setting("depth", Number(1, 100), "Parts within parts.", "30"),
        Setting(
            "parse_seconds", Number(0.1, 600, whole=False), "Seconds of reading before a mail is set aside.", "2.0"
        ),
    ),
)
