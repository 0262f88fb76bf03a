"""Noticing new mail: IDLE, what goes wrong in it, and servers without it."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from daemon.inbox import Bell, IdleEvent, Inbox, ServerUnreachable
from tests.servers.dovecot import Box, Dovecot
from tests.servers.liar import Handler, Liar, Line, plainly

MAIL = b"From: ada@example.org\r\nSubject: Lights\r\n\r\nOut.\r\n"
LONG = timedelta(seconds=20)
SHORT = timedelta(seconds=0.3)


def on_liar(liar: Liar, folder: Path, timeout: float = 2.0) -> Inbox:
    inbox = Inbox(liar.mailbox(folder, timeout), {})
    inbox.connect()
    inbox.open_folder("INBOX")
    return inbox


def idling(*pieces: bytes, pause: float = 0.0) -> Handler:
    """Says something during IDLE, then waits for DONE."""

    def handler(line: Line, tag: bytes, rest: bytes) -> None:
        line.say(b"+ idling\r\n")
        line.say(*pieces, pause=pause)
        if line.hear():
            line.say(tag + b" OK done\r\n")

    return handler


@pytest.mark.servers
def test_a_new_mail_is_pushed(inbox: Inbox, box: Box) -> None:
    threading.Timer(0.2, box.put, [MAIL]).start()
    assert inbox.idle(LONG, Bell()) == "news"
    assert inbox.new_uids(0) == [1]
    assert inbox.idle(SHORT, Bell()) is IdleEvent.TIMEOUT


@pytest.mark.servers
@pytest.mark.parametrize("kind", [Bell, threading.Event])
def test_stopping_ends_the_wait(inbox: Inbox, kind: Callable[[], threading.Event]) -> None:
    stop = kind()
    threading.Timer(0.2, stop.set).start()
    assert inbox.idle(LONG, stop) is IdleEvent.STOP
    assert inbox.idle(LONG, stop) is IdleEvent.STOP
    assert inbox.new_uids(0) == []


@pytest.mark.servers
def test_another_thread_can_end_the_wait_once(inbox: Inbox) -> None:
    threading.Timer(0.2, inbox.wake).start()
    assert inbox.idle(LONG, Bell()) is IdleEvent.WOKEN
    assert inbox.idle(SHORT, Bell()) is IdleEvent.TIMEOUT


@pytest.mark.servers
def test_a_mail_that_came_between_two_commands_is_not_slept_over(inbox: Inbox, box: Box) -> None:
    inbox.new_uids(0)
    box.put(MAIL)
    inbox.add_flags({"\\Flagged": [99]})  # Dovecot tells of the new mail in passing
    assert inbox.idle(LONG, Bell()) is IdleEvent.NEWS
    assert inbox.new_uids(0) == [1]


@pytest.mark.servers
def test_a_server_without_idle_is_polled(another_dovecot: Callable[..., Dovecot]) -> None:
    box = another_dovecot(capability="IMAP4rev1").box()
    inbox = Inbox(box.settings(), {})
    inbox.connect()
    inbox.open_folder("INBOX")
    assert inbox.idle(LONG, Bell()) is IdleEvent.UNSUPPORTED
    box.put(MAIL)
    assert inbox.keepalive()
    assert inbox.new_uids(0) == [1]
    inbox.logout()


@pytest.mark.servers
def test_a_server_that_stops_answering_is_noticed(another_dovecot: Callable[..., Dovecot]) -> None:
    server = another_dovecot(settings="# to be frozen")
    mailbox = server.box().settings()
    inbox = Inbox(mailbox, {})
    inbox.connect()
    inbox.open_folder("INBOX")
    assert inbox._connection is not None
    inbox._connection.raw.wire.timeout = 0.3
    server.freeze()
    try:
        assert inbox.idle(SHORT, Bell()) is IdleEvent.DROPPED
        assert not inbox.connected
    finally:
        server.thaw()
    inbox.connect()
    assert inbox.open_folder("INBOX").exists == 0
    inbox.close()


def test_stopping_does_not_wait_for_a_server_that_hangs(tmp_path: Path) -> None:
    def deaf(line: Line, tag: bytes, rest: bytes) -> None:
        line.say(b"+ idling\r\n")
        line.be_silent()

    stop = Bell()
    stop.set()
    with Liar(on={"IDLE": deaf}) as liar:
        assert on_liar(liar, tmp_path, timeout=600).idle(LONG, stop) is IdleEvent.STOP


@pytest.mark.servers
def test_a_call_that_hangs_can_be_broken_off_from_outside(another_dovecot: Callable[..., Dovecot]) -> None:
    server = another_dovecot(settings="# to be frozen")
    inbox = Inbox(server.box().settings(), {})
    inbox.connect()
    inbox.open_folder("INBOX")
    server.freeze()
    try:
        threading.Timer(0.2, inbox.interrupt).start()
        with pytest.raises(ServerUnreachable):
            inbox.new_uids(0)
        assert not inbox.connected
        inbox.interrupt()
    finally:
        server.thaw()


def test_a_line_in_two_segments_is_put_together(tmp_path: Path) -> None:
    with Liar(on={"IDLE": idling(b"* OK Still here\r\n* 2 EX", b"ISTS\r\n", pause=0.15)}) as liar:
        assert on_liar(liar, tmp_path).idle(LONG, Bell()) is IdleEvent.NEWS


def test_a_push_before_the_go_ahead_counts(tmp_path: Path) -> None:
    def hasty(line: Line, tag: bytes, rest: bytes) -> None:
        line.say(b"* 2 EXISTS\r\n+ idling\r\n")
        line.hear()
        line.say(tag + b" OK done\r\n")

    with Liar(on={"IDLE": hasty}) as liar:
        assert on_liar(liar, tmp_path).idle(LONG, Bell()) is IdleEvent.NEWS


def test_a_push_that_crosses_our_done_counts(tmp_path: Path) -> None:
    def late(line: Line, tag: bytes, rest: bytes) -> None:
        line.say(b"+ idling\r\n")
        line.hear()
        line.say(b"* 2 EXISTS\r\n" + tag + b" OK done\r\n")

    with Liar(on={"IDLE": late}) as liar:
        assert on_liar(liar, tmp_path).idle(SHORT, Bell()) is IdleEvent.NEWS


def test_flags_and_expunges_of_others_are_not_news(tmp_path: Path) -> None:
    chatter = idling(b"* 1 FETCH (FLAGS (\\Seen))\r\n* OK Still here\r\n* 1 EXPUNGE\r\n* 0 EXISTS\r\n* 0 RECENT\r\n")
    with Liar(on={"IDLE": chatter}) as liar:
        assert on_liar(liar, tmp_path).idle(SHORT, Bell()) is IdleEvent.TIMEOUT


def test_a_mail_after_an_expunge_is_news(tmp_path: Path) -> None:
    with Liar(on={"IDLE": idling(b"* 1 EXPUNGE\r\n* 1 EXISTS\r\n")}) as liar:
        assert on_liar(liar, tmp_path).idle(LONG, Bell()) is IdleEvent.NEWS


def test_a_server_that_chatters_does_not_keep_us_from_renewing(tmp_path: Path) -> None:
    chatter = idling(*[b"* OK Still here\r\n"] * 16, pause=0.05)
    with Liar(on={"IDLE": chatter}) as liar:
        assert on_liar(liar, tmp_path, timeout=10).idle(SHORT, Bell()) is IdleEvent.TIMEOUT


@pytest.mark.parametrize(
    ("words", "event"),
    [
        (b"* BYE shutting down\r\n", IdleEvent.BYE),
        (b"\x00\xff garbage\r\n", IdleEvent.DROPPED),
        (b"* 1 FETCH (BODY {5}\r\nhello)\r\n", IdleEvent.DROPPED),
    ],
)
def test_a_server_that_ends_or_breaks_idle_is_left(tmp_path: Path, words: bytes, event: IdleEvent) -> None:
    with Liar(on={"IDLE": idling(words)}) as liar:
        inbox = on_liar(liar, tmp_path)
        assert inbox.idle(LONG, Bell()) is event
        assert not inbox.connected
        inbox.connect()
        assert inbox.open_folder("INBOX").exists == 1


def test_a_connection_closed_during_idle_is_noticed_at_once(tmp_path: Path) -> None:
    def hanging_up(line: Line, tag: bytes, rest: bytes) -> None:
        line.say(b"+ idling\r\n")
        line.close()

    with Liar(on={"IDLE": hanging_up}) as liar:
        assert on_liar(liar, tmp_path).idle(LONG, Bell()) is IdleEvent.DROPPED


def test_a_server_that_promises_idle_and_refuses_it_is_polled(tmp_path: Path) -> None:
    with Liar(on={"IDLE": plainly(b"", b"BAD no")}) as liar:
        inbox = on_liar(liar, tmp_path)
        assert inbox.idle(LONG, Bell()) is IdleEvent.UNSUPPORTED
        assert inbox.connected
        assert inbox.idle(LONG, Bell()) is IdleEvent.UNSUPPORTED


def test_a_server_that_never_goes_ahead_is_given_up(tmp_path: Path) -> None:
    with Liar(on={"IDLE": lambda line, tag, rest: line.be_silent()}) as liar:
        assert on_liar(liar, tmp_path, timeout=0.3).idle(LONG, Bell()) is IdleEvent.DROPPED
