"""The sample mails of `evenhand demo`, dated relative to now."""

import re
from base64 import encodebytes
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from importlib.resources import files

ATTACHMENT_SIZE = 2 * 1024 * 1024  # bytes, so that one sees that attachments stay where they are


@dataclass(frozen=True, slots=True)
class Sample:
    name: str
    at: datetime
    raw: bytes


def samples(now: datetime) -> list[Sample]:
    """Every sample mail, oldest first."""
    text = (files("daemon.demo") / "mails.txt").read_text("utf-8")
    attachment = encodebytes(bytes(ATTACHMENT_SIZE)).decode()
    found = []
    for block in re.split(r"(?m)^%% ", text)[1:]:
        title, _, mail = block.partition("\n")
        name, back = title.split()
        at = now - timedelta(minutes=int(back.strip("-m")))
        mail = re.sub(r"%([a-z-]+)%", lambda match: _message_id(match[1]), mail).replace("%ATTACHMENT%\n", attachment)
        head = f"Message-ID: {_message_id(name)}\nDate: {format_datetime(at)}\n"
        found.append(Sample(name, at, (head + mail.rstrip() + "\n").replace("\n", "\r\n").encode()))
    return sorted(found, key=lambda sample: sample.at)


def _message_id(name: str) -> str:
    return f"<demo.{name}@example.net>"
