"""The demo's configuration: embedded servers and a made-up desk, or the hours, levels, types and wording of a real one."""

import tomllib
from pathlib import Path

from config.load import load
from config.toml_text import inline

# What a real configuration may bring along; its mailboxes, its people and its store are left alone.
TAKEN = ("organisation", "calendar", "urgency", "issue_types", "judgement", "replies", "followups", "etiquette")

SERVERS = """\
[store]
url = "sqlite:///{folder}/evenhand.db"

[[mailbox]]
name = "support"
address = "support@example.org"
sent_folder = "Sent"
start = "all"   # a real installation begins with "new": nothing old is answered
imap = {{ host = "127.0.0.1", port = {imap}, security = "plain", user = "{user}", password_env = "EVENHAND_DEMO" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, security = "plain" }}

[staff]
addresses = ["*@staff.example.org"]
notify = ["team@staff.example.org"]
chain = ["lead@staff.example.org"]
"""
DESK = """\
[organisation]
name = "Example University IT Desk"
timezone = "Europe/London"
language = "en"
emergency = "999, or extension 2222 on campus"

[calendar]
hours = { mon = ["09:00-17:30"], tue = ["09:00-17:30"], wed = ["09:00-17:30"], thu = ["09:00-17:30"], fri = ["09:00-16:00"] }
holidays = "GB-ENG"

"""


def configuration(folder: Path, imap: int, smtp: int, user: str, of: Path | None) -> str:
    """The text of the demo's configuration file. ConfigurationError when the one it shall be like has mistakes."""
    servers = SERVERS.format(folder=folder, imap=imap, smtp=smtp, user=user)
    return (DESK if of is None else _like(of)) + servers


def _like(path: Path) -> str:
    load(path)
    raw = tomllib.loads(path.read_text("utf-8-sig"))
    replies = raw.get("replies", {})
    if replies.get("templates"):
        replies["templates"] = str((path.parent / replies["templates"]).absolute())
    return "".join(f"{name} = {inline(raw[name])}\n" for name in TAKEN if name in raw) + "\n"
