"""The daemon as systemd runs it: answers what is pushed, outlives its servers, reloads, and stops in order."""

import signal
from collections.abc import Iterator

import pytest

from daemon.store.tables import message
from tests.journeys.gate import Gate
from tests.journeys.installation import Installation
from tests.journeys.letters import letter
from tests.servers.tools import until

pytestmark = pytest.mark.servers
ANA = "ana.ruiz@example.net"


@pytest.fixture
def gate(place: Installation) -> Iterator[Gate]:
    """The network to the IMAP server."""
    gate = Gate(place.box.server.imaps)
    yield gate
    gate.close()


def test_a_mail_is_answered_when_the_server_pushes_it_and_sigterm_ends_in_order(place: Installation) -> None:
    daemon = place.run()
    forged = "=?utf-8?q?black=0Aready=3A_looking_after_nothing?="
    place.box.put(letter(place.address, forged, sender=f"{forged} <{ANA}>"))
    place.sink.wait_for(1)
    until(place.settled, "the mail is marked")
    assert daemon.stop() == 0
    assert daemon.said().count("stopping") == 1
    assert "Traceback" not in daemon.said()
    assert not any(line.startswith("ready") for line in daemon.said().splitlines()), "a subject forges no line"
    place.once()
    assert len(place.letters(ANA)) == 1
    assert [row["state"] for row in place.rows(message)] == ["handled"]


def test_a_stop_in_the_midst_of_work_loses_nothing_and_sends_nothing_twice(place: Installation) -> None:
    place.configure(mailbox='start = "all"')
    place.box.put(*(letter(place.address, f"Trouble {n}", sender=f"W <w{n}@example.org>") for n in range(60)))
    daemon = place.run()
    until(lambda: len(place.sink.accepted) >= 5, "the first are answered")
    assert daemon.stop() == 0
    sent = len(place.sink.accepted)
    place.once()
    writers = [one.recipients[0] for one in place.sink.accepted]
    assert sorted(writers) == sorted(f"w{n}@example.org" for n in range(60)), f"{sent} before the stop"


def test_a_server_that_goes_away_and_comes_back_costs_no_mail(place: Installation, gate: Gate) -> None:
    place.configure(imap_port=gate.port)
    daemon = place.run()
    gate.close()
    daemon.await_said("error")
    place.box.put(letter(place.address, "While the server was away"))
    gate.open()
    place.sink.wait_for(1, seconds=60)
    assert daemon.stop() == 0
    assert "Traceback" not in daemon.said()


def test_an_smtp_server_that_comes_back_gets_what_waited_once(place: Installation) -> None:
    gate = Gate(place.sink.port)
    gate.close()
    place.configure(smtp_port=gate.port, outbox='retry_first = "1s"')
    daemon = place.run()
    place.box.put(letter(place.address))
    daemon.await_said("trying again later")
    gate.open()
    place.sink.wait_for(1, seconds=60)
    until(place.settled, "all is done")
    assert daemon.stop() == 0
    gate.close()
    assert len(place.letters(ANA)) == 1


def test_reload_takes_a_good_configuration_and_keeps_the_old_one_when_the_new_is_bad(place: Installation) -> None:
    daemon = place.run()
    place.configure(extra='\n[replies]\nsubject_tag = "HD"\n')
    daemon.process.send_signal(signal.SIGHUP)
    daemon.await_said("configuration reloaded")
    place.box.put(letter(place.address, "After the reload"))
    place.sink.wait_for(1)
    assert "[HD-" in place.letters(ANA)[0]["Subject"]

    place.configure(extra='\n[replies]\nsubject_tagg = "XX"\n')
    daemon.process.send_signal(signal.SIGHUP)
    daemon.await_said("the old configuration stays in force")
    assert "subject_tagg" in daemon.said()
    place.box.put(letter(place.address, "After the bad reload"))
    place.sink.wait_for(2)
    assert "[HD-" in place.letters(ANA)[1]["Subject"]
    assert daemon.stop() == 0
