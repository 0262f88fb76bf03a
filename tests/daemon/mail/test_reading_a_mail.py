"""One ordinary mail, from bytes to issue."""

from config.settings import Limits
from daemon.mail import read_bytes

MAIL = """From: =?utf-8?q?J=C3=BCrgen_M=C3=BCller?= <j@example.de>
To: support@example.org, "Desk, second" <b@example.org>
Subject: =?utf-8?b?RHJ1Y2tlciBnZWh0IG5pY2h0?=
Message-ID: <1@example.de>
Content-Type: text/plain; charset=utf-8

Guten Tag,

der Drucker im Sekretariat geht seit gestern nicht.

Mit freundlichen Grüßen
Jürgen Müller

Am 01.03.2026 um 10:00 schrieb Support:
> alt
""".encode()


def test_a_german_mail_is_read_from_bytes_to_issue() -> None:
    mail = read_bytes(MAIL, Limits())
    assert mail.parsed == "whole"
    assert mail.subject == "Drucker geht nicht"
    assert mail.sender is not None
    assert mail.sender.name == "Jürgen Müller"
    assert [a.address for a in mail.to] == ["support@example.org", "b@example.org"]
    assert mail.language == "de"
    assert "alt" not in mail.own_words
    assert mail.issue is not None
    assert mail.issue.body == "der drucker im sekretariat geht seit gestern nicht"
