"""A second, small server: pymap has no keywords, no SPECIAL-USE and no CONDSTORE."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from config.settings import Limits
from daemon.inbox import Bell, IdleEvent, Inbox
from tests.servers.pymap import Pymap

MAIL = b"From: ada@example.org\r\nMessage-ID: <1@example.org>\r\nSubject: Lights\r\n\r\n"
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def pymap() -> Iterator[Pymap]:
    server = Pymap().start()
    yield server
    server.stop()


def opened(pymap: Pymap) -> Inbox:
    inbox = Inbox(pymap.mailbox(), {})
    inbox.connect()
    inbox.open_folder("INBOX")
    return inbox


def test_a_mail_is_noticed_read_marked_filed_and_its_copy_found(pymap: Pymap) -> None:
    watching, writing = opened(pymap), opened(pymap)
    assert watching.folder is not None
    after = watching.folder.uidnext - 1

    threading.Timer(0.2, writing.append, ["INBOX", MAIL + b"large\r\n" * 9_000, [], NOW]).start()
    assert watching.idle(timedelta(seconds=20), Bell()) is IdleEvent.NEWS
    (uid,) = watching.new_uids(after)

    (read,) = watching.fetch([uid], Limits())
    assert read.internaldate == NOW
    assert read.raw is not None
    assert read.raw.leaves[0].data == b"large\r\n" * 9_000

    assert watching.add_flags({"\\Flagged": [uid], "evenhand-high": [uid]}) == {"evenhand-high"}
    assert watching.flags([uid]) == {uid: {"\\Flagged"}}

    watching.move([uid], "Filed")
    assert watching.new_uids(after) == []
    assert watching.find("Filed", "Message-ID", ["<1@example.org>", "<2@example.org>"]) == {"<1@example.org>"}
    watching.logout()
    writing.logout()


def test_where_no_folder_is_for_sent_mail_one_can_be_made(pymap: Pymap) -> None:
    inbox = opened(pymap)
    assert inbox.sent_folder() is None
    inbox.append("Gesendete Objekte", MAIL, ["\\Seen"], NOW)
    assert inbox.sent_folder() == "Gesendete Objekte"
    assert inbox.find("Gesendete Objekte", "Message-ID", ["<1@example.org>"]) == {"<1@example.org>"}
    inbox.logout()
