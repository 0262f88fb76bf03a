"""The servers the other tests rely on do what they say."""

import smtplib
import ssl

import pytest

from daemon.inbox import Inbox
from tests.servers.certs import Authority
from tests.servers.dovecot import Dovecot
from tests.servers.postfix import Postfix
from tests.servers.sink import Sink
from tests.servers.tools import program, until

MAIL = b"Subject: Lights\r\n\r\nOut.\r\n"


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_missing_server_skips_a_test_and_fails_it_in_ci(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="sudo apt-get install --no-install-recommends some-package"):
        program("no-such-program", "some-package")


@pytest.mark.servers
def test_a_mail_given_to_postfix_arrives_in_the_mailbox(postfix: Postfix, dovecot: Dovecot) -> None:
    box = dovecot.box("ada@support.example")
    with smtplib.SMTP("127.0.0.1", postfix.port, timeout=20) as smtp:
        smtp.sendmail("writer@example.org", [box.user], MAIL)
    inbox = Inbox(box.settings(), {})
    inbox.connect()
    inbox.open_folder("INBOX")
    until(lambda: inbox.new_uids(0) == [1], "the mail arrives")
    inbox.logout()


def test_the_sink_keeps_mails_with_their_envelopes(sink: Sink) -> None:
    with smtplib.SMTP("127.0.0.1", sink.port) as smtp:
        smtp.sendmail("", ["ada@example.org", "bob@example.org"], MAIL)
    (kept,) = sink.wait_for(1)
    assert (kept.sender, kept.recipients) == ("", ("ada@example.org", "bob@example.org"))
    assert kept.message["Subject"] == "Lights"


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data", "after-data"])
def test_the_sink_refuses_where_it_is_told_to(sink: Sink, stage: str) -> None:
    sink.refuse[stage] = "451 4.3.0 later"
    with smtplib.SMTP("127.0.0.1", sink.port) as smtp:
        with pytest.raises(smtplib.SMTPException, match="later"):
            smtp.sendmail("a@example.org", ["b@example.org"], MAIL)
        assert sink.accepted == []
        sink.refuse.clear()
        smtp.rset()
        smtp.sendmail("a@example.org", ["b@example.org"], MAIL)
    assert len(sink.accepted) == 1


def test_the_sink_falls_silent_where_it_is_told_to(sink: Sink) -> None:
    sink.hang.add("after-data")
    with (
        smtplib.SMTP("127.0.0.1", sink.port, timeout=0.3) as smtp,
        pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)),
    ):
        smtp.sendmail("a@example.org", ["b@example.org"], MAIL)
    assert [one.accepted for one in sink.received] == [False]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_the_sink_speaks_tls(authority: Authority, security: str) -> None:
    context = ssl.create_default_context(cafile=authority.ca)
    with Sink(authority, security) as sink:
        if security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL("localhost", sink.port, context=context)
        else:
            smtp = smtplib.SMTP("localhost", sink.port)
            smtp.starttls(context=context)
        smtp.sendmail("a@example.org", ["b@example.org"], MAIL)
        smtp.quit()
    assert len(sink.accepted) == 1
