"""The whole file, and whose desk it is: [organisation], [store], [staff]."""

from datetime import timedelta

from config.kinds.addresses import AddressPattern, EmailAddress
from config.kinds.places import DatabaseUrl, FilePath, Language, Zone
from config.kinds.plain import Choice, ListOf, Text
from config.kinds.times import Duration
from config.settings import Health, Organisation, Staff, Store
from config.table.mailbox import SMTP_LOGIN, SMTP_PORTS, server
from config.table.setting import Section, Setting

MODE = Setting(
    "mode",
    Choice(("live", "shadow")),
    "Whether mails are answered, or everything is judged and shown but nothing is sent and no mail is marked.",
    '"shadow"',
)

ORGANISATION = Section(
    "organisation",
    Organisation,
    "Who answers, and in which words.",
    (
        Setting(
            "name", Text(empty=False), "The name people know you by; it stands in the sender line.", '"Anvil Street IT"'
        ),
        Setting(
            "timezone", Zone(), "The zone in which working hours are meant and times are written.", '"Europe/London"'
        ),
        Setting(
            "language",
            Language(),
            "The language of texts in this file and of answers when a mail's own language is not offered.",
            '"en"',
        ),
        Setting(
            "signature", Text(lines=True), "The last lines of every automatic mail.", '"Anvil Street IT, room 2.14"'
        ),
        Setting(
            "emergency",
            Text(),
            "Whom to call when people are in danger, as it shall be printed.",
            '"999 or extension 2222"',
        ),
        Setting("status_page", Text(), "Where known troubles are published.", '"https://status.example.org"'),
    ),
)

STORE = Section(
    "store",
    Store,
    "Where decisions, promises and mails still to be sent are kept.",
    (
        Setting(
            "url",
            DatabaseUrl(),
            "The database. SQLite serves one machine; PostgreSQL (extra `postgresql`) more than one. Its "
            "password belongs into ~/.pgpass or PGPASSFILE, not here.",
            '"sqlite:////var/lib/evenhand/evenhand.db"',
        ),
        Setting(
            "keep_text",
            Duration(timedelta(days=1)),
            "How long texts of mails are kept; decisions and promises stay.",
            '"365d"',
        ),
    ),
)

HEALTH = Section(
    "health",
    Health,
    "How the daemon tells that something needs a person, by other ways than its own mail.",
    (
        Setting(
            "metrics_file",
            FilePath(),
            "Where metrics are written for node_exporter's textfile collector; no port is opened.",
            '"/var/lib/node_exporter/evenhand.prom"',
        ),
        Setting(
            "alarm_command",
            ListOf(Text()),
            "A program, with its arguments, that is given one sentence on standard input when something needs a person.",
            '["/usr/local/bin/page-the-team"]',
        ),
        Setting(
            "alarm_mail",
            ListOf(EmailAddress()),
            "Who is told by mail when something needs a person, over the server of [health.smtp].",
            '["admin@example.org"]',
        ),
    ),
    (
        server(
            "smtp",
            "A second mail server, for alarms alone: the first one may be what is broken.",
            SMTP_PORTS,
            SMTP_LOGIN,
            needed=False,
        ),
    ),
)

STAFF = Section(
    "staff",
    Staff,
    "The people who answer.",
    (
        Setting(
            "addresses",
            ListOf(AddressPattern()),
            "Whose replies count as a human answer; `*` stands for any letters.",
            '["*@support.example.org", "sam@example.org"]',
        ),
        Setting(
            "notify",
            ListOf(EmailAddress()),
            "Who gets reminders and alerts.",
            '["oncall@example.org"]',
        ),
        Setting(
            "chain",
            ListOf(EmailAddress()),
            "To whom overdue, critical and sensitive cases go up, nearest first.",
            '["lead@example.org", "head@example.org"]',
        ),
    ),
)
