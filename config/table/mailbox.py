"""[[mailbox]] with its two servers."""

from datetime import timedelta

from config.kinds.addresses import EmailAddress
from config.kinds.places import FilePath, Host
from config.kinds.plain import Choice, ListOf, Number, TableOf, Text
from config.kinds.times import Duration, Start
from config.settings import Login, Mailbox, Server
from config.table.setting import Section, Setting

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def _login(user: Setting) -> Section:
    return Section(
        "login",
        Login,
        "How to log in: a user, and exactly one of the three places the password or token comes from.",
        (
            user,
            Setting(
                "password_file",
                FilePath(),
                "A file that holds nothing but the password or token; one line end after it is dropped.",
                '"/etc/evenhand/mailbox.password"',
            ),
            Setting(
                "credential",
                Text(empty=False),
                "Instead: the name of a systemd credential (LoadCredential=) that holds it.",
                '"mailbox"',
            ),
            Setting(
                "password_env",
                Text(empty=False),
                "Instead: the environment variable that holds it.",
                '"EVENHAND_MAILBOX_PASSWORD"',
            ),
            Setting(
                "oauth",
                Choice(("", "xoauth2", "oauthbearer")),
                "When set, the secret is an OAuth access token, presented in this way.",
                '"xoauth2"',
            ),
        ),
        shape="flat",
    )


_USER = '"helpdesk@example.org"'
_IMAP_LOGIN = _login(Setting("user", Text(), "The name to log in with.", _USER, otherwise="needed"))
SMTP_PORTS = "465 for tls, 587 for starttls, 25 for plain"
SMTP_LOGIN = _login(
    Setting("user", Text(), "The name to log in with; a relay on this machine often needs none.", _USER)
)


def server(key: str, sentence: str, ports: str, login: Section, needed: bool = True) -> Section:
    """[….imap], [….smtp]: one server and how to log in."""
    return Section(
        key,
        Server,
        sentence,
        (
            Setting("host", Host(), "The server's name, as its certificate has it.", f'"{key}.example.org"'),
            Setting("port", Number(1, 65535), "The server's port.", ports.split(" ", 1)[0], otherwise=ports),
            Setting(
                "security",
                Choice(("tls", "starttls", "plain")),
                "TLS from the first byte, TLS by STARTTLS (never without it), or none: on this machine only.",
                '"tls"',
            ),
            Setting(
                "ca_file",
                FilePath(),
                "Certificates (PEM) to trust instead of the system's.",
                '"/etc/evenhand/ca.pem"',
            ),
            Setting("timeout", Duration(SECOND, timedelta(minutes=10)), "How long to wait for the server.", '"30s"'),
        ),
        (login,),
        needed=needed,
    )


MAILBOX = Section(
    "mailbox",
    Mailbox,
    "One support mailbox. Several may be watched: repeat the whole part.",
    (
        Setting(
            "name",
            Text(empty=False),
            "The key of everything stored about this mailbox: keep it when the address changes.",
            '"helpdesk"',
            otherwise="the address",
        ),
        Setting(
            "address",
            EmailAddress(),
            "The address people write to, and the sender of the answers.",
            '"helpdesk@example.org"',
        ),
        Setting("aliases", ListOf(EmailAddress()), "Other addresses that lead here.", '["support@example.org"]'),
        Setting(
            "display_name",
            Text(),
            "The name beside the address in our mails.",
            '"IT help desk"',
            otherwise="the organisation's name",
        ),
        Setting("folder", Text(empty=False), "The IMAP folder to watch.", '"INBOX"'),
        Setting(
            "sent_folder",
            Text(),
            "The folder for copies of answers, where people's own answers are found too: the name of "
            "one that is there, "
            '"auto" for the server\'s own, "" for none.',
            '"auto"',
        ),
        Setting(
            "start",
            Start(),
            "Which mails are answered after the first start: new ones, all, or those arrived since a day.",
            "2026-12-24",
        ),
        Setting(
            "poll_every",
            Duration(SECOND, timedelta(hours=1)),
            "How often to look, beside the server's own notice (IDLE) or where it has none.",
            '"1m"',
        ),
        Setting(
            "idle_renew",
            Duration(SECOND, timedelta(minutes=29)),
            "How long one IDLE lasts; RFC 2177 allows 29 minutes.",
            '"9m"',
        ),
        Setting("batch", Number(1, 1000), "How many mails one IMAP command handles; 50 to 200 is best.", "100"),
        Setting(
            "authserv_id",
            Text(),
            "Whose Authentication-Results are believed: the name your own server puts there (RFC 8601).",
            '"mx.example.org"',
        ),
        Setting(
            "file_into",
            TableOf(Text(empty=False), "a level or an issue type"),
            "Folders into which judged mails are moved. Left out, nothing is moved.",
            '{ critical = "INBOX/Critical", billing = "INBOX/Billing" }',
        ),
    ),
    (
        server("imap", "Where mails are read.", "993 for tls, otherwise 143", _IMAP_LOGIN),
        server("smtp", "Where mails are handed over.", SMTP_PORTS, SMTP_LOGIN),
    ),
    shape="list",
    field="mailboxes",
)
