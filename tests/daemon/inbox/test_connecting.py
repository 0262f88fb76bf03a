"""Getting in, or saying why not."""

import base64
import dataclasses
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Literal

import psutil
import pytest

from config.settings import Login, Mailbox
from daemon.inbox import FolderMissing, Inbox, InboxError, LoginRefused, ProtocolTrouble, ServerUnreachable, TlsRefused
from tests.servers.certs import Authority
from tests.servers.dovecot import Box, Dovecot
from tests.servers.liar import Liar, Line, plainly
from tests.servers.tools import free_port


def changed(mailbox: Mailbox, **imap: object) -> Mailbox:
    return dataclasses.replace(mailbox, imap=dataclasses.replace(mailbox.imap, **imap))  # type: ignore[arg-type]


def refusal(mailbox: Mailbox) -> InboxError:
    inbox = Inbox(mailbox, {})
    with pytest.raises(InboxError) as caught:
        inbox.connect()
    assert not inbox.connected
    assert f"{mailbox.imap.host}:{mailbox.imap.port}" in str(caught.value)
    assert caught.value.remedy in str(caught.value)
    return caught.value


@pytest.mark.servers
@pytest.mark.parametrize("security", ["tls", "starttls", "plain"])
def test_every_kind_of_security_opens_the_mailbox(box: Box, security: str) -> None:
    port = box.server.imaps if security == "tls" else box.server.imap
    inbox = Inbox(changed(box.settings(), port=port, security=security), {})
    inbox.connect()
    assert inbox.open_folder("INBOX").exists == 0
    inbox.logout()


@pytest.mark.servers
def test_a_wrong_password_is_a_refused_login_and_is_not_shown(box: Box, tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("correct horse")
    error = refusal(changed(box.settings(), login=Login(box.user, password)))
    assert isinstance(error, LoginRefused)
    assert isinstance(error, PermissionError)
    assert "correct horse" not in str(error)


@pytest.mark.servers
def test_a_certificate_nobody_vouches_for_is_refused(box: Box) -> None:
    error = refusal(changed(box.settings(), ca_file=None))
    assert isinstance(error, TlsRefused)
    assert "ca_file" in str(error)


@pytest.mark.servers
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_for_another_host_is_refused(another_dovecot: Callable[..., Dovecot], security: str) -> None:
    server = another_dovecot(hosts=("mail.example.org",))
    port = server.imaps if security == "tls" else server.imap
    error = refusal(changed(server.box().settings(), port=port, security=security))
    assert isinstance(error, TlsRefused)
    assert "mail.example.org" in str(error) or "ostname" in str(error)


@pytest.mark.servers
def test_tls_on_a_port_that_speaks_plain_is_refused(box: Box) -> None:
    assert isinstance(refusal(changed(box.settings(), port=box.server.imap)), TlsRefused)


@pytest.mark.servers
def test_a_folder_that_does_not_exist_is_named(inbox: Inbox) -> None:
    with pytest.raises(FolderMissing, match="Nowhere"):
        inbox.open_folder("Nowhere")
    assert inbox.open_folder("INBOX").exists == 0


def test_a_ca_file_that_is_none_is_refused(tmp_path: Path, authority: Authority) -> None:
    with Liar() as liar:
        wrong = changed(liar.mailbox(tmp_path), security="tls", ca_file=tmp_path / "password")
        error = refusal(wrong)
    assert isinstance(error, TlsRefused)
    assert "ca_file" in str(error)


def test_a_server_without_starttls_never_sees_the_password(tmp_path: Path) -> None:
    with Liar() as liar:
        error = refusal(changed(liar.mailbox(tmp_path), security="starttls"))
        assert isinstance(error, TlsRefused)
        assert not any("LOGIN" in command for command in liar.heard)


def test_words_slipped_in_before_the_handshake_are_not_believed(tmp_path: Path) -> None:
    def injecting(line: Line, tag: bytes, rest: bytes) -> None:
        line.say(tag + b" OK go\r\n* OK I was here first\r\n")

    with Liar(on={"STARTTLS": injecting}, capability="IMAP4rev1 STARTTLS") as liar:
        error = refusal(changed(liar.mailbox(tmp_path), security="starttls"))
    assert isinstance(error, TlsRefused)


def test_a_greeting_that_claims_to_be_logged_in_does_not_avoid_starttls(tmp_path: Path) -> None:
    with Liar(greeting=b"* PREAUTH hello\r\n", capability="IMAP4rev1 STARTTLS") as liar:
        assert isinstance(refusal(changed(liar.mailbox(tmp_path), security="starttls")), TlsRefused)


def test_nobody_listening_is_unreachable(tmp_path: Path) -> None:
    with Liar() as liar:
        mailbox = changed(liar.mailbox(tmp_path), port=free_port())
    error = refusal(mailbox)
    assert isinstance(error, ServerUnreachable)
    assert isinstance(error, ConnectionError)


def test_a_server_that_says_nothing_is_given_up_after_the_time_out(tmp_path: Path) -> None:
    with Liar(greeting=b"") as liar:
        assert isinstance(refusal(liar.mailbox(tmp_path, timeout=0.3)), ServerUnreachable)


def test_a_server_that_trickles_for_ever_is_given_up(tmp_path: Path) -> None:
    stop = threading.Event()

    def trickling(line: Line, tag: bytes, rest: bytes) -> None:
        while not stop.wait(0.05):
            line.say(b"* OK still thinking\r\n")

    with Liar(on={"LOGIN": trickling}) as liar:
        assert isinstance(refusal(liar.mailbox(tmp_path, timeout=0.1)), ServerUnreachable)
        stop.set()


def test_something_that_is_not_imap_is_not_taken_for_it(tmp_path: Path) -> None:
    with Liar(greeting=b"220 mail.example.org ESMTP\r\n") as liar:
        assert isinstance(refusal(liar.mailbox(tmp_path)), ServerUnreachable | ProtocolTrouble)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"NO [AUTHENTICATIONFAILED] wrong", LoginRefused),
        (b"NO wrong", LoginRefused),
        (b"BAD what", LoginRefused),
        (b"NO [UNAVAILABLE] the directory is away", ServerUnreachable),
        (b"NO [INUSE] somebody has the lock", ServerUnreachable),
        (b"NO [ALERT] Too many simultaneous connections. (Failure)", ServerUnreachable),
        (b"NO [AUTHENTICATIONFAILED] temporarily or not, it is wrong", LoginRefused),
    ],
)
def test_a_passing_trouble_is_told_from_a_refused_login(tmp_path: Path, answer: bytes, kind: type[InboxError]) -> None:
    with Liar(on={"LOGIN": plainly(b"", answer)}) as liar:
        assert type(refusal(liar.mailbox(tmp_path))) is kind


def test_a_missing_secret_is_a_refused_login(tmp_path: Path) -> None:
    with Liar() as liar:
        mailbox = changed(liar.mailbox(tmp_path), login=Login("liar", tmp_path / "nothing"))
        error = refusal(mailbox)
    assert isinstance(error, LoginRefused)
    assert "nothing" in str(error)


@pytest.mark.parametrize(
    ("oauth", "expected"),
    [("xoauth2", b"user=liar\1auth=Bearer secret\1\1"), ("oauthbearer", b"n,a=liar,\1auth=Bearer secret\1\1")],
)
def test_a_token_is_presented_as_the_providers_want_it(
    tmp_path: Path, oauth: Literal["xoauth2", "oauthbearer"], expected: bytes
) -> None:
    heard: list[bytes] = []

    def challenge(line: Line, tag: bytes, rest: bytes) -> None:
        line.say(b"+ \r\n")
        heard.append(base64.b64decode(line.hear()))
        line.say(tag + b" OK in\r\n")

    with Liar(on={"AUTHENTICATE": challenge}) as liar:
        mailbox = liar.mailbox(tmp_path)
        inbox = Inbox(changed(mailbox, login=dataclasses.replace(mailbox.imap.login, oauth=oauth)), {})
        inbox.connect()
        inbox.close()
    assert heard == [expected]


def test_an_expired_token_is_a_refused_login(tmp_path: Path) -> None:
    def expired(line: Line, tag: bytes, rest: bytes) -> None:
        line.say(b"+ \r\n")
        line.hear()
        line.say(b"+ eyJzdGF0dXMiOiI0MDEifQ==\r\n")
        assert line.hear() == b"\r\n"
        line.say(tag + b" NO expired\r\n")

    with Liar(on={"AUTHENTICATE": expired}) as liar:
        mailbox = liar.mailbox(tmp_path)
        error = refusal(changed(mailbox, login=dataclasses.replace(mailbox.imap.login, oauth="xoauth2")))
    assert isinstance(error, LoginRefused)


@pytest.mark.parametrize("password", ["pass word", 'quo"te\\', "Schlüssel"])
def test_any_password_is_presented_as_it_is(tmp_path: Path, password: str) -> None:
    heard: list[bytes] = []

    def challenge(line: Line, tag: bytes, rest: bytes) -> None:
        line.say(b"+ \r\n")
        heard.append(base64.b64decode(line.hear()))
        line.say(tag + b" OK in\r\n")

    with Liar(on={"AUTHENTICATE": challenge}, capability="IMAP4rev1 AUTH=PLAIN") as liar:
        inbox = Inbox(liar.mailbox(tmp_path), {})
        (tmp_path / "password").write_text(password)
        inbox.connect()
        inbox.close()
    assert heard == [f"\0liar\0{password}".encode()]


def test_a_user_with_blanks_and_quotes_is_one_word(tmp_path: Path) -> None:
    with Liar() as liar:
        mailbox = liar.mailbox(tmp_path)
        inbox = Inbox(changed(mailbox, login=dataclasses.replace(mailbox.imap.login, user='a "b" c')), {})
        inbox.connect()
        inbox.close()
        assert 'LOGIN "a \\"b\\" c" "secret"' in liar.heard


def test_a_password_the_server_can_not_take_is_not_shown(tmp_path: Path) -> None:
    with Liar() as liar:
        mailbox = liar.mailbox(tmp_path)
        (tmp_path / "password").write_text("Schlüssel")
        error = refusal(mailbox)
    assert isinstance(error, LoginRefused)
    assert "ü" not in str(error)


@pytest.mark.parametrize("answer", [b"OK thanks", b"NO I don't care", b"BAD what"])
def test_a_provider_that_wants_to_know_the_client_is_told(tmp_path: Path, answer: bytes) -> None:
    with Liar(on={"ID": plainly(b"", answer)}, capability="IMAP4rev1 ID") as liar:
        inbox = Inbox(liar.mailbox(tmp_path), {})
        inbox.connect()
        assert inbox.open_folder("INBOX").uidvalidity == 7
        inbox.close()
        assert 'ID ("name" "evenhand")' in liar.heard


def test_a_server_that_names_no_next_uid_is_asked_for_its_last_mail(tmp_path: Path) -> None:
    select = plainly(b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n", b"OK [READ-WRITE] open")
    with Liar(on={"SELECT": select, "SEARCH": plainly(b"* SEARCH 41\r\n")}) as liar:
        inbox = Inbox(liar.mailbox(tmp_path), {})
        inbox.connect()
        assert inbox.open_folder("INBOX").uidnext == 42
        inbox.close()


@pytest.mark.servers
def test_connecting_again_and_again_leaks_nothing(box: Box) -> None:
    inbox = Inbox(box.settings(), {})
    inbox.connect()
    process = psutil.Process()
    before = process.num_fds()
    for _ in range(10):
        inbox.connect()
        inbox.open_folder("INBOX")
    assert process.num_fds() <= before
    inbox.logout()


def test_saying_good_bye_to_a_dead_server_does_not_hang(tmp_path: Path) -> None:
    with Liar(on={"LOGOUT": lambda line, tag, rest: line.be_silent()}) as liar:
        inbox = Inbox(liar.mailbox(tmp_path, timeout=timedelta(minutes=5).total_seconds()), {})
        inbox.connect()
        inbox.logout()
        assert not inbox.connected
