"""The whole way through a real mail server: a person writes, and the answer lies in that person's own mailbox."""

import smtplib
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default

import pytest

from tests.journeys.letters import letter
from tests.journeys.office import Office
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from tests.servers.tools import until

pytestmark = pytest.mark.servers
DESK, ANA = "desk@support.example", "ana.ruiz@example.net"


def test_a_person_writes_by_mail_and_finds_the_answer_in_the_own_mailbox(
    open_office: Callable[..., Office], dovecot: Dovecot, postfix: Postfix
) -> None:
    desk, ana = dovecot.box(DESK), dovecot.box(ANA)
    office = open_office(desk, smtp_port=postfix.port)
    office.once()
    with smtplib.SMTP("127.0.0.1", postfix.port, timeout=20) as smtp:
        smtp.sendmail(ANA, [DESK], letter(DESK, at=office.now))
        smtp.sendmail("", [DESK], letter(DESK, "Undelivered", sender="MAILER-DAEMON@mx.example.net", at=office.now))
    until(lambda: len(desk.mails()) == 2, "both mails arrive")
    office.once()
    until(lambda: len(ana.mails()) == 1, "the answer arrives")
    office.later(minutes=5)
    (raw,) = ana.mails()
    answer = message_from_bytes(raw, policy=default)
    assert answer["Return-Path"] == "<>"
    assert answer["Auto-Submitted"] == "auto-replied"
    assert "second screen" in answer.get_content().casefold()
    assert len(desk.mails()) == 2, "nothing came back to the desk"
