"""What needs a person is told another way than the broken one: a command, a second mail server."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import Health, Server
from daemon.housekeeping import Housekeeper
from daemon.store import StoreError
from tests.daemon.kit import ADDRESS, Desk, box
from tests.servers.certs import Authority
from tests.servers.sink import Sink
from tests.servers.tools import free_port

TROUBLE = "connection refused"


def desk_with(open_desk: Callable[..., Desk], health: Health) -> Desk:
    """A desk whose own SMTP server is away, with a letter that waits for it."""
    desk = open_desk(box(smtp_port=free_port()), health=health)
    desk.put("ana@example.net")
    return desk


def told(desk: Desk, keeper: Housekeeper | None = None) -> Housekeeper:
    keeper = keeper or Housekeeper(desk.store)
    keeper.round(desk.settings, (), TROUBLE, desk.now)
    return keeper


def route(port: int) -> Server:
    return Server("127.0.0.1", port, "plain")


def test_while_the_first_server_is_away_the_second_one_carries_the_alarm_once(
    open_desk: Callable[..., Desk], sink: Sink
) -> None:
    desk = desk_with(open_desk, Health(alarm_mail=("admin@example.org",), smtp=route(sink.port)))
    keeper = told(desk)
    told(desk, keeper)
    (one,) = sink.accepted
    assert one.sender == "", "nothing can bounce into the mailbox"
    assert one.recipients == ("admin@example.org",)
    assert one.message["From"] == ADDRESS
    assert one.message["Auto-Submitted"] == "auto-generated"
    assert TROUBLE in one.message.get_payload(decode=True).decode()  # type: ignore[union-attr]  # it is plain text
    desk.later(hours=5)
    told(desk, keeper)
    assert len(sink.accepted) == 2, "while it lasts it is told again"


def test_the_second_route_is_as_strict_as_the_first(
    open_desk: Callable[..., Desk], authority: Authority, tmp_path: Path
) -> None:
    """A certificate nobody vouches for: no alarm, no mail in the clear, and the log says why."""
    with Sink(authority, "tls") as strange:
        server = replace(strange.server(), ca_file=None)
        desk = desk_with(open_desk, Health(alarm_mail=("admin@example.org",), smtp=server))
        told(desk)
        assert strange.received == []


def test_a_command_gets_the_sentence_and_one_that_fails_is_no_end_of_alarms(
    open_desk: Callable[..., Desk], sink: Sink, tmp_path: Path
) -> None:
    heard = tmp_path / "heard"
    desk = desk_with(open_desk, Health(alarm_command=("sh", "-c", f"cat >> {heard}")))
    told(desk)
    assert TROUBLE in heard.read_text()
    both = Health(alarm_command=("false",), alarm_mail=("admin@example.org",), smtp=route(sink.port))
    told(desk_with(open_desk, both))
    assert len(sink.accepted) == 1


def test_an_alarm_that_reached_nobody_is_tried_again_within_minutes(open_desk: Callable[..., Desk], sink: Sink) -> None:
    sink.refuse["rcpt"] = "451 4.3.0 not now"
    desk = desk_with(open_desk, Health(alarm_mail=("admin@example.org",), smtp=route(sink.port)))
    keeper = told(desk)
    sink.refuse.clear()
    desk.later(minutes=1)
    told(desk, keeper)
    assert sink.accepted == []
    desk.later(minutes=5)
    told(desk, keeper)
    assert len(sink.accepted) == 1


def test_a_store_that_can_not_be_used_is_told_too(
    open_desk: Callable[..., Desk], sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_with(open_desk, Health(alarm_mail=("admin@example.org",), smtp=route(sink.port)))

    def broken() -> None:
        raise StoreError("the disk is full")

    keeper = Housekeeper(desk.store)
    monkeypatch.setattr(desk.store, "write_soon", broken)
    with pytest.raises(StoreError):
        keeper.round(desk.settings, (), "", desk.now)
    (one,) = sink.accepted
    assert "the disk is full" in one.message.get_payload(decode=True).decode()  # type: ignore[union-attr]  # plain text
