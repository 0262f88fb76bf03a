"""Reading mails from a real server."""

import base64
from datetime import UTC, datetime

import pytest

from config.settings import Limits
from daemon.inbox import Inbox
from daemon.inbox.client import Answer, Client
from daemon.mail.structure import split
from tests.daemon.inbox.shapes import shape
from tests.servers.dovecot import Box

pytestmark = pytest.mark.servers
LIMITS = Limits()


def mail(body: str, *headers: str, subject: str = "Lights") -> bytes:
    head = ["From: Ada <ada@example.org>", "To: support@support.example", f"Subject: {subject}", *headers]
    return ("\r\n".join(head) + "\r\n\r\n" + body.replace("\n", "\r\n")).encode()


def mixed(*parts: str) -> bytes:
    body = "".join(f"--XX\n{part}\n" for part in parts) + "--XX--\n"
    return mail(body, "MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="XX"')


ATTACHED = base64.encodebytes(b"\x00\x01photo" * 300_000).decode()
TEXT = "Content-Type: text/plain; charset=utf-8\n\nThe lights are out.\n"
PHOTO = (
    'Content-Type: image/jpeg; name="lamp.jpg"\nContent-Transfer-Encoding: base64\n'
    f'Content-Disposition: attachment; filename="lamp.jpg"\n\n{ATTACHED}'
)


def test_new_mails_are_found_once_and_in_order(inbox: Inbox, box: Box) -> None:
    assert inbox.new_uids(0) == []
    box.put(*[mail(f"number {n}") for n in range(5)])
    assert inbox.new_uids(0) == [1, 2, 3, 4, 5]
    assert inbox.new_uids(3) == [4, 5]
    # "6:*" would name the last mail again
    assert inbox.new_uids(5) == []


def test_a_mail_arrives_with_everything_a_decision_needs(inbox: Inbox, box: Box) -> None:
    at = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    source = mail("The lights are out.\n", "Message-ID: <1@example.org>")
    box.put(source, seen=True, at=at)
    (read,) = inbox.fetch(inbox.new_uids(0), LIMITS)
    assert read.internaldate == at
    assert read.flags == {"\\Seen"}
    assert read.size == len(source)
    assert read.raw == split(source, LIMITS)
    assert not read.error


def test_reading_leaves_unread_mails_unread(inbox: Inbox, box: Box) -> None:
    box.put(mail("small"), mixed(TEXT, PHOTO), mail("large\n" * 20_000), seen=False)
    box.put(mail("read by a person"), seen=True)
    list(inbox.fetch(inbox.new_uids(0), LIMITS))
    list(inbox.headers(inbox.new_uids(0), LIMITS))
    inbox.flags(inbox.new_uids(0))
    assert box.flags() == {1: set(), 2: set(), 3: set(), 4: {"\\Seen"}}


def test_a_large_attachment_stays_on_the_server(inbox: Inbox, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    source = mixed(TEXT, PHOTO)
    box.put(source)
    received: list[int] = []
    genuine = Client.fetch
    monkeypatch.setattr(
        Client,
        "fetch",
        lambda self, uids, items: counted(genuine(self, uids, items), received),
    )
    (read,) = inbox.fetch(inbox.new_uids(0), LIMITS)
    assert read.raw is not None
    text, photo = read.raw.leaves
    assert text.data is not None
    assert text.data.strip() == b"The lights are out."
    assert (photo.filename, photo.data) == ("lamp.jpg", None)
    assert photo.size > 2_000_000
    assert sum(received) < 20_000


def counted(answers: dict[int, Answer], received: list[int]) -> dict[int, Answer]:
    received.extend(len(value) for one in answers.values() for value in one.values() if isinstance(value, bytes))
    return answers


@pytest.mark.parametrize(
    "source",
    [
        mixed(TEXT, PHOTO),
        mail("long\n" * 10_000),
        mixed(TEXT, "Content-Type: message/rfc822\n\n" + mail("old\n" * 9_000).decode().replace("\r\n", "\n")),
        mixed(
            'Content-Type: multipart/alternative; boundary="YY"\n\n--YY\nContent-Type: text/plain\n\none\n'
            "--YY\nContent-Type: text/html\n\n<p>one</p>\n--YY--\n",
            PHOTO,
        ),
        mixed("Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n", PHOTO),
        mixed(
            'Content-Type: text/plain; name="log.txt"\nContent-Disposition: attachment; filename=log.txt\n\nx', PHOTO
        ),
        mail(
            f"--ZZ\n{TEXT}\n--ZZ\nContent-Type: message/delivery-status\n\nAction: failed\n\n--ZZ\n{PHOTO}\n--ZZ--\n",
            'Content-Type: multipart/report; report-type=delivery-status; boundary="ZZ"',
        ),
        mixed("Content-Type: application/pdf; name*=utf-8''%C3%A4.pdf\n\n" + "x" * 30_000),
    ],
    ids=["photo", "long text", "forwarded", "alternative", "invitation", "log", "bounce", "umlaut"],
)
def test_a_large_mail_reads_the_same_as_from_a_file(inbox: Inbox, box: Box, source: bytes) -> None:
    box.put(source)
    (read,) = inbox.fetch(inbox.new_uids(0), LIMITS)
    assert read.raw is not None
    expected = split(source, LIMITS)
    assert read.raw.head == expected.head
    assert [shape(leaf) for leaf in read.raw.leaves] == [shape(leaf) for leaf in expected.leaves]
    assert read.raw.size == len(source)


def test_a_text_without_end_is_cut_and_says_so(inbox: Inbox, box: Box) -> None:
    box.put(mail("and another thing\n" * 100_000))
    (read,) = inbox.fetch(inbox.new_uids(0), LIMITS)
    assert read.raw is not None
    assert len(read.raw.leaves[0].data or b"") == LIMITS.text_size
    assert read.raw.problems


def test_of_a_mail_beyond_all_limits_only_the_head_is_read(inbox: Inbox, box: Box) -> None:
    box.put(mail("x" * 50_000))
    (read,) = inbox.fetch(inbox.new_uids(0), Limits(message_size=40_000))
    assert read.raw is not None
    assert read.raw.leaves == ()
    assert b"Subject: Lights" in read.raw.head
    assert read.raw.problems


@pytest.mark.parametrize("body", ["Small: but no header\n", "Large: but no header\n" * 5_000])
def test_a_header_without_end_is_cut_and_the_text_stays_text(inbox: Inbox, box: Box, body: str) -> None:
    box.put(mail(body, "References: " + "\r\n ".join(["<0123456789@example.org>"] * 20_000)))
    (read,) = inbox.fetch(inbox.new_uids(0), LIMITS)
    assert read.raw is not None
    assert len(read.raw.head) <= LIMITS.head_size
    assert b"no header" not in read.raw.head
    assert (read.raw.leaves[0].data or b"").startswith(body[:20].encode())
    assert any("header" in problem for problem in read.raw.problems)


def test_many_different_mails_are_read_in_order(box: Box) -> None:
    sources = [[mail(f"small {n}"), mixed(TEXT, PHOTO), mail("large\n" * 9_000)][n % 3] for n in range(30)]
    box.put(*sources)
    inbox = Inbox(box.settings(batch=7), {})
    inbox.connect()
    inbox.open_folder("INBOX")
    read = list(inbox.fetch(inbox.new_uids(0), LIMITS))
    assert [one.uid for one in read] == list(range(1, 31))
    assert [one.size for one in read] == [len(source) for source in sources]
    inbox.logout()


def test_a_mail_somebody_deleted_meanwhile_is_reported_as_gone(inbox: Inbox, box: Box) -> None:
    box.put(mail("one"), mail("two"))
    uids = inbox.new_uids(0)
    with box.client() as client:
        client.select("INBOX")
        client.store("1", "+FLAGS", "\\Deleted")
        client.expunge()
    first, second = inbox.fetch(uids, LIMITS)
    assert first.gone
    assert first.raw is None
    assert second.raw is not None


def test_a_mail_the_connection_has_not_heard_of_yet_is_not_called_gone(inbox: Inbox, box: Box) -> None:
    box.put(mail("one"))
    (read,) = inbox.fetch([1], LIMITS)
    assert read.raw is not None
    assert not read.gone


def test_heads_come_without_their_bodies(inbox: Inbox, box: Box) -> None:
    box.put(mail("a body", "In-Reply-To: <x@y>"))
    (read,) = inbox.headers(inbox.new_uids(0), LIMITS)
    assert read.raw is not None
    assert b"In-Reply-To: <x@y>" in read.raw.head
    assert read.raw.leaves == ()


def test_flags_set_by_people_are_seen(inbox: Inbox, box: Box) -> None:
    box.put(mail("one"), mail("two"))
    with box.client() as client:
        client.select("INBOX")
        client.store("2", "+FLAGS", "(\\Answered evenhand-low)")
    inbox.keepalive()
    assert inbox.flags([1, 2, 99]) == {1: frozenset(), 2: frozenset({"\\Answered", "evenhand-low"})}
