"""Mails as strangers, colleagues and machines send them; all our own writing."""

import itertools
from collections.abc import Mapping
from datetime import datetime
from email.message import Message
from email.utils import format_datetime

_serial = itertools.count(1)

ANA = "Ana Ruiz <ana.ruiz@example.net>"
SAM = "Sam Field <sam@staff.example>"


def letter(
    to: str,
    subject: str = "Second screen stays black",
    body: str = "Since yesterday my second screen stays black. The first one works.\n",
    sender: str = ANA,
    at: datetime | None = None,
    answers: Message | str | None = None,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """A plain mail. `answers` is the mail (or the Message-ID) it replies to, `headers` come on top or instead."""
    number = next(_serial)
    fields = {
        "From": sender,
        "To": to,
        "Subject": subject,
        "Message-ID": f"<letter.{number}@example.net>",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if at is not None:
        fields["Date"] = format_datetime(at)
    if answers is not None:
        answered = answers if isinstance(answers, str) else str(answers["Message-ID"])
        fields["In-Reply-To"] = answered
        fields["References"] = answered
    fields.update(headers or {})
    head = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
    return f"{head}\n{body}".replace("\n", "\r\n").encode()


def bounce(to: str, of: str = "<nothing@example.net>", gone: str = "nobody@example.net") -> bytes:
    """A non-delivery report (RFC 3464) about the mail whose Message-ID is `of`."""
    body = f"""\
--parts
Content-Type: text/plain

The mail system could not hand your message to one or more recipients.

--parts
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; {gone}
Action: failed
Status: 5.1.1

--parts
Content-Type: message/rfc822

From: {to}
To: {gone}
Subject: the original
Message-ID: {of}

text

--parts--
"""
    report = {
        "Return-Path": "<>",
        "Content-Type": "multipart/report; report-type=delivery-status; boundary=parts",
        "Content-Transfer-Encoding": "",
        "Auto-Submitted": "auto-replied",
    }
    return letter(
        to, "Undelivered Mail Returned to Sender", body, "Mail system <MAILER-DAEMON@mx.example.net>", headers=report
    )


def newsletter(to: str) -> bytes:
    """One mail of a mailing list."""
    marks = {"List-Id": "Cable Weekly <cables.example.com>", "Precedence": "bulk"}
    return letter(to, "Seven cables you should know", "Cables, cables.\n", "news@cables.example.com", headers=marks)


def absence(to: str, sender: str = "Greta Holm <greta@example.net>") -> bytes:
    """An out-of-office notice."""
    marks = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    return letter(to, "Automatic reply: your order", "I am away until the 30th.\n", sender, headers=marks)


def message_id(raw: bytes) -> str:
    """The Message-ID of a mail of this module."""
    return next(line[12:].decode() for line in raw.split(b"\r\n") if line.startswith(b"Message-ID: "))
