"""The outbox's contract, sentence by sentence, against a server that refuses and falls silent where it is told to."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from config.settings import Login, OutboxSettings, Server
from daemon.outbox import Outbox
from daemon.outbox.outbox import ServerRefuses
from tests.daemon.kit import Desk, box
from tests.servers.certs import Authority
from tests.servers.sink import Sink
from tests.servers.tools import free_port, until

ANA, BO = "ana@example.net", "bo@example.net"


@pytest.fixture
def desk(open_desk: Callable[..., Desk], sink: Sink) -> Desk:
    """A desk whose mails go to the sink."""
    return open_desk(box(smtp_port=sink.port))


def deliver(desk: Desk) -> Outbox:
    """One delivery of all that is due."""
    outbox = Outbox(desk.settings, desk.store, desk.clock)

    async def all_due() -> None:
        await outbox.deliver()
        await outbox.close()

    asyncio.run(all_due())
    return outbox


def test_what_is_due_goes_out_once_over_one_connection_with_the_null_sender(desk: Desk, sink: Sink) -> None:
    sent = [desk.put(f"w{number}@example.net") for number in range(5)]
    deliver(desk)
    deliver(desk)
    assert [one.message["Message-ID"] for one in sink.accepted] == sent
    assert {one.sender for one in sink.accepted} == {""}
    assert {one.connection for one in sink.accepted} == {1}
    assert {row["state"] for row in desk.rows("outbox")} == {"sent"}
    assert all(row["sent_at"] == desk.now for row in desk.rows("outbox"))


def test_an_envelope_sender_that_is_configured_is_used(open_desk: Callable[..., Desk], sink: Sink) -> None:
    desk = open_desk(box(smtp_port=sink.port), outbox=OutboxSettings(envelope_sender="noreply@support.example"))
    from tests.daemon.kit import mail

    desk.arrive(mail())
    deliver(desk)
    assert [one.sender for one in sink.accepted] == ["noreply@support.example"]


@pytest.mark.parametrize(
    ("stage", "answer"),
    [
        ("connect", "421 4.3.2 closing"),
        ("connect", "554 5.3.2 no service"),
        ("mail", "451 4.3.0 later"),
        ("mail", "550 5.7.1 we do not know you"),
        ("rcpt", "450 4.2.0 greylisted"),
        ("rcpt", "421 4.3.2 closing"),
        ("data", "451 4.3.0 later"),
        ("after-data", "452 4.3.1 disk full"),
    ],
)
def test_a_temporary_refusal_leaves_the_letter_due_and_is_tried_again(
    desk: Desk, sink: Sink, stage: str, answer: str
) -> None:
    sink.refuse[stage] = answer
    sent = desk.put(ANA)
    deliver(desk)
    assert desk.state(sent)["state"] == "due"
    assert desk.state(sent)["next_try_at"] > desk.now
    assert answer[4:10].split()[0] in desk.state(sent)["error"]
    sink.refuse.clear()
    desk.later(hours=1)
    deliver(desk)
    assert [one.message["Message-ID"] for one in sink.accepted] == [sent]
    assert desk.state(sent)["error"] is None


@pytest.mark.parametrize("stage", ["rcpt", "data", "after-data"])
def test_a_permanent_refusal_of_one_letter_sets_it_aside_and_the_next_goes_on(
    desk: Desk, sink: Sink, stage: str
) -> None:
    sink.refuse[stage] = "554 5.6.0 not this one"
    first = desk.put(ANA)
    deliver(desk)
    sink.refuse.clear()
    second = desk.put(BO)
    deliver(desk)
    assert desk.state(first)["state"] == "aside"
    assert "not this one" in desk.state(first)["error"]
    assert desk.state(second)["state"] == "sent"
    desk.later(days=1)
    deliver(desk)
    assert len(sink.accepted) == 1
    assert desk.rows("unreachable", "address") == [], "the code does not speak of the address"


@pytest.mark.parametrize("answer", ["550 5.1.1 nobody here", "550 5.2.1 mailbox disabled", "550 no such user"])
def test_an_address_that_does_not_exist_is_unreachable_from_then_on(desk: Desk, sink: Sink, answer: str) -> None:
    sink.refuse["rcpt"] = answer
    desk.put(ANA)
    deliver(desk)
    (row,) = desk.rows("unreachable", "address")
    assert row["address"] == ANA
    assert answer[4:].split(maxsplit=1)[-1] in row["why"]


def test_the_pauses_between_tries_double_up_to_the_longest(desk: Desk, sink: Sink) -> None:
    sink.refuse["rcpt"] = "451 4.3.0 later"
    sent = desk.put(ANA)
    pauses = []
    for _ in range(12):
        deliver(desk)
        at = desk.state(sent)["next_try_at"]
        pauses.append(at - desk.now)
        desk.clock.moment = at
    assert pauses[0] <= timedelta(minutes=1)
    assert pauses == sorted(pauses)
    assert pauses[-1] == desk.settings.outbox.retry_longest


def test_a_letter_that_fails_for_days_is_set_aside(desk: Desk, sink: Sink) -> None:
    sink.refuse["rcpt"] = "451 4.3.0 later"
    sent = desk.put(ANA)
    deliver(desk)
    desk.later(days=2, minutes=1)
    deliver(desk)
    assert desk.state(sent)["state"] == "aside"


def test_a_server_that_refuses_as_such_is_asked_by_one_letter_and_named(desk: Desk, sink: Sink) -> None:
    sink.refuse["mail"] = "451 4.3.0 later"
    sent = [desk.put(f"w{number}@example.net") for number in range(5)]
    outbox = deliver(desk)
    assert isinstance(outbox.unreachable, ServerRefuses)
    assert "127.0.0.1" in str(outbox.unreachable)
    assert "stay due" in str(outbox.unreachable)
    assert [desk.state(one)["attempts"] for one in sent] == [1, 0, 0, 0, 0]


def test_a_server_that_took_the_mail_and_never_said_so_gets_the_same_message_again_and_it_is_counted(
    desk: Desk, sink: Sink
) -> None:
    sink.hang.add("after-data")
    sent = desk.put(ANA)
    deliver(desk)
    assert desk.state(sent)["state"] == "due"
    sink.hang.clear()
    desk.later(hours=1)
    deliver(desk)
    assert [one.message["Message-ID"] for one in sink.received] == [sent, sent]
    assert (desk.state(sent)["state"], desk.state(sent)["resent"]) == ("sent", 1)


def test_a_refusal_is_no_doubt_so_nothing_is_counted_as_sent_twice(desk: Desk, sink: Sink) -> None:
    sink.refuse["after-data"] = "451 4.3.0 later"
    sent = desk.put(ANA)
    deliver(desk)
    sink.refuse.clear()
    desk.later(hours=1)
    deliver(desk)
    assert desk.state(sent)["resent"] == 0


def test_a_letter_that_was_withdrawn_in_the_meantime_is_not_sent(desk: Desk, sink: Sink) -> None:
    from daemon.store import outbox as rows

    desk.put(ANA)
    with desk.store.read() as tx:
        (letter,) = rows.due(tx, desk.now, 10)
    with desk.store.write() as tx:
        rows.set_aside(tx, [letter.id], "withdrawn by hand")
        assert not rows.begin(tx, letter, desk.now)
    deliver(desk)
    assert sink.received == []


def test_a_mailbox_whose_server_is_away_does_not_hold_up_another(open_desk: Callable[..., Desk], sink: Sink) -> None:
    desk = open_desk(box("away", smtp_port=free_port()), box("here", smtp_port=sink.port))
    for number in range(150):
        desk.put(f"w{number}@example.net", mailbox="away")
    sent = desk.put(ANA, mailbox="here")
    deliver(desk)
    assert desk.state(sent)["state"] == "sent"


def test_an_address_that_smtp_can_not_write_holds_up_nobody(desk: Desk, sink: Sink) -> None:
    strange, plain = desk.put("jörg@exämple.net"), desk.put(BO)
    outbox = deliver(desk)
    assert desk.state(plain)["state"] == "sent"
    assert desk.state(strange)["state"] in ("sent", "aside", "due")
    assert outbox.unreachable is None, "it is the letter, not the server"


def test_the_loop_outlives_a_missing_password_and_goes_on_when_it_is_there(
    open_desk: Callable[..., Desk], sink: Sink, tmp_path: Path
) -> None:
    secret = tmp_path / "password"
    server = Server("127.0.0.1", sink.port, "plain", Login("desk", password_file=secret))
    desk = open_desk(replace(box(), smtp=server))
    sent = desk.put(ANA)
    outbox = Outbox(desk.settings, desk.store, desk.clock)

    async def story() -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(outbox.run(stop))
        await asyncio.to_thread(until, lambda: outbox.last_error != "", "the trouble is noted")
        assert not running.done()
        assert "password" in outbox.last_error
        stop.set()
        await running

    asyncio.run(story())
    assert desk.state(sent)["state"] == "due"


def test_the_loop_outlives_an_error_that_nobody_thought_of(
    desk: Desk, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox = Outbox(desk.settings, desk.store, desk.clock)
    calls = []
    real = outbox.deliver

    async def failing(stop: asyncio.Event | None = None) -> int:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("a bug of ours")
        return await real(stop)

    monkeypatch.setattr(outbox, "deliver", failing)
    sent = desk.put(ANA)

    async def story() -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(outbox.run(stop))
        await asyncio.to_thread(until, lambda: len(calls) == 1, "the first try")
        outbox.wake()
        await asyncio.to_thread(until, lambda: bool(sink.accepted), "the next one goes out")
        stop.set()
        await running

    asyncio.run(story())
    assert desk.state(sent)["state"] == "sent"


def test_after_a_start_nothing_is_sent_for_a_moment_and_a_stop_ends_that_wait(
    open_desk: Callable[..., Desk], sink: Sink
) -> None:
    desk = open_desk(box(smtp_port=sink.port), outbox=OutboxSettings(pause_after_start=timedelta(hours=1)))
    desk.put(ANA)

    async def story() -> None:
        stop = asyncio.Event()
        outbox = Outbox(desk.settings, desk.store, desk.clock)
        running = asyncio.create_task(outbox.run(stop))
        outbox.wake()
        await asyncio.sleep(0.1)
        stop.set()
        await asyncio.wait_for(running, 5)

    asyncio.run(story())
    assert sink.received == []


def test_a_letter_that_falls_due_while_the_next_pause_is_reckoned_is_not_slept_over(desk: Desk, sink: Sink) -> None:
    """Two letters that failed within the same second: the second one once waited a minute for nothing."""
    sink.refuse["rcpt"] = "451 4.3.0 later"
    desk.put(ANA)
    outbox = deliver(desk)
    desk.later(hours=1)
    assert outbox._until_next() == timedelta(0), "it is due"


def test_a_pause_of_one_server_says_nothing_about_the_letters_of_another(
    open_desk: Callable[..., Desk], sink: Sink
) -> None:
    desk = open_desk(box("away", smtp_port=free_port()), box("here", smtp_port=sink.port))
    sink.refuse["rcpt"] = "451 4.3.0 later"
    desk.put(ANA, mailbox="away")
    desk.put(BO, mailbox="here")
    outbox = deliver(desk)
    assert timedelta(0) < outbox._until_next() <= timedelta(seconds=1), "of the server that is away"
    desk.later(hours=1)
    assert outbox._until_next() == timedelta(0)


def test_a_clock_that_is_set_back_by_a_day_delays_no_letter(desk: Desk, sink: Sink) -> None:
    sink.refuse["mail"] = "451 4.3.0 later"
    sent = [desk.put(ANA), desk.put(BO)]
    outbox = deliver(desk)
    sink.refuse.clear()
    desk.later(days=-1)
    asyncio.run(outbox.deliver())
    assert [desk.state(one)["state"] for one in sent] == ["sent", "sent"]


@pytest.mark.parametrize("fault", ["nobody vouches", "another host", "no TLS", "no STARTTLS"])
def test_no_failure_of_tls_falls_back_to_plain(
    open_desk: Callable[..., Desk], authority: Authority, fault: str
) -> None:
    plain = fault in ("no TLS", "no STARTTLS")
    with Sink() if plain else Sink(authority, "tls") as strange:
        server = replace(strange.server(), host="localhost", ca_file=authority.ca)
        if fault == "nobody vouches":
            server = replace(server, ca_file=None)
        elif fault == "another host":
            server = replace(server, host="127.0.0.2", security="tls")
        elif plain:
            server = replace(server, security="tls" if fault == "no TLS" else "starttls")
        desk = open_desk(replace(box(), smtp=replace(server, timeout=timedelta(seconds=2))))
        sent = desk.put(ANA)
        outbox = deliver(desk)
        assert desk.state(sent)["state"] == "due"
        assert outbox.unreachable is not None
        assert strange.received == []


def test_a_server_with_the_right_certificate_gets_the_mail_over_tls(
    open_desk: Callable[..., Desk], authority: Authority
) -> None:
    for security in ("tls", "starttls"):
        with Sink(authority, security) as sink:
            desk = open_desk(replace(box(), smtp=sink.server()))
            sent = desk.put(ANA)
            deliver(desk)
            assert desk.state(sent)["state"] == "sent"
