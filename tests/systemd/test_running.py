"""evenhand under a real systemd: start, status, reload, watchdog, stop, exit codes."""

import time

import pytest

from tests.journeys.letters import letter
from tests.servers.tools import until
from tests.systemd.service import STATE, UNIT, Service

pytestmark = [pytest.mark.servers, pytest.mark.systemd]
HURRY = ("WatchdogSec=3", "RestartSec=100ms")


def test_the_first_start_trains_a_model_in_the_sandbox_and_is_ready_when_the_mailbox_is_open(service: Service) -> None:
    service.machine.run("rm", "-rf", f"{STATE}/models")
    service.start()
    assert service.show("ActiveState") == "active"
    said = service.journal()
    assert "Training from the starter corpus" in said
    assert said.index("ready: looking after desk") < said.index(f"Started {UNIT}")
    service.box.put(letter(service.address))
    service.sink.wait_for(1)
    service.await_status("1 mails handled since the start")


def test_the_state_belongs_to_the_service_s_own_user_and_to_nobody_else(service: Service) -> None:
    service.start()
    listed = service.machine.run("find", STATE, "-printf", "%u %m %P\\n").splitlines()
    assert "evenhand 700 " in listed
    for line in listed:
        user, mode, _ = line.split(" ", 2)
        assert (user, mode[1:]) == ("evenhand", "00"), line


def test_an_administrator_s_commands_work_beside_the_service_and_take_nothing_from_it(service: Service) -> None:
    service.start()
    service.box.put(letter(service.address))
    service.sink.wait_for(1)
    told = service.told("status")
    assert told["waiting"] == 1
    service.stop()
    service.told("status")
    service.start()
    service.box.put(letter(service.address, "Another thing"))
    service.sink.wait_for(2)


def test_a_reload_puts_a_new_configuration_in_force_without_a_restart(service: Service) -> None:
    service.start()
    before = service.pid
    service.configure(organisation="The New Desk")
    service.machine.run("systemctl", "reload", UNIT)
    assert service.says("configuration reloaded")
    service.box.put(letter(service.address))
    (one,) = service.sink.wait_for(1)
    assert "The New Desk" in str(one.message["From"])
    assert service.pid == before


def test_a_reload_of_a_bad_configuration_is_reported_and_changes_nothing(service: Service) -> None:
    service.start()
    before = service.pid
    service.spoil()
    service.machine.run("systemctl", "reload", UNIT)
    service.await_status("the old one stays in force")
    assert service.says("lvie")
    service.box.put(letter(service.address))
    service.sink.wait_for(1)
    assert (service.show("ActiveState"), service.pid) == ("active", before)


def test_a_loop_that_hangs_is_killed_and_started_again_and_goes_on_where_it_was(service: Service) -> None:
    service.drop_in(*HURRY)
    service.start()
    hung = service.pid
    service.machine.run("kill", "-STOP", str(hung))
    service.box.put(letter(service.address))
    service.sink.wait_for(1, seconds=40)
    assert service.pid != hung
    assert service.show("NRestarts") == "1"
    assert service.says("Watchdog timeout")


def test_a_server_that_hangs_does_not_hang_the_service(service: Service) -> None:
    service.drop_in(*HURRY)
    service.start()
    before = service.pid
    service.sink.hang.add("rcpt")
    service.box.put(letter(service.address))
    until(lambda: service.sink.connections > 0, "the service tries to send")
    service.box.server.freeze()
    try:
        time.sleep(6.5)  # more than twice what systemd waits for a sign of life
        until(lambda: "sending: " in service.show("StatusText"), "systemctl status says that sending is in trouble")
    finally:
        service.sink.hang.clear()
        service.sink.cut()
        service.box.server.thaw()
    assert (service.show("NRestarts"), service.pid) == ("0", before)
    service.sink.wait_for(1, seconds=40)


def test_a_stop_in_the_middle_of_a_delivery_is_quick_and_loses_nothing(service: Service) -> None:
    service.start()
    service.sink.refuse["rcpt"] = _slow
    senders = [f"Person {number} <person{number}@example.org>" for number in range(40)]
    service.box.put(*(letter(service.address, f"Trouble {one}", sender=one) for one in senders))
    service.sink.wait_for(5)
    service.stop()
    assert (service.show("ActiveState"), service.show("Result")) == ("inactive", "success")
    before = service.accepted()
    assert len(before) < 40, "the stop came in the middle"
    service.start()
    service.sink.wait_for(40, seconds=40)
    service.stop()
    assert len(service.accepted()) == len(set(service.accepted())) == 40


def test_a_stop_does_not_wait_for_servers_that_hang(service: Service) -> None:
    service.start()
    service.sink.hang.add("rcpt")
    service.box.put(letter(service.address))
    until(lambda: service.sink.connections > 0, "the service tries to send")
    service.box.server.freeze()
    try:
        service.stop()
    finally:
        service.box.server.thaw()
    assert service.show("Result") == "success"


def test_a_killed_service_is_started_again_and_answers_nothing_twice(service: Service) -> None:
    service.drop_in(*HURRY)
    service.start()
    service.box.put(letter(service.address))
    service.sink.wait_for(1)
    killed = service.pid
    service.machine.run("kill", "-KILL", str(killed))
    until(lambda: service.pid not in (0, killed), "it is started again")
    service.box.put(letter(service.address, "Another thing"))
    service.sink.wait_for(2, seconds=40)
    assert len(set(service.accepted())) == 2


@pytest.mark.parametrize("mistake", ["configuration", "password"])
def test_what_a_person_has_to_mend_ends_the_service_with_78_and_is_not_restarted(
    service: Service, mistake: str
) -> None:
    service.drop_in(*HURRY)
    if mistake == "configuration":
        service.spoil()
    else:
        service.machine.path("/etc/evenhand/imap-password").write_text("wrong\n")
    service.machine.run("systemctl", "start", UNIT, check=False)
    until(lambda: service.show("ActiveState") == "failed", "the unit has failed")
    time.sleep(0.5)  # five times the wait before a restart
    assert (service.show("ExecMainStatus"), service.show("NRestarts")) == ("78", "0")
    assert service.says("lvie" if mistake == "configuration" else "log-in")


def test_the_journal_finds_everything_about_a_case(service: Service) -> None:
    service.start()
    service.box.put(letter(service.address), letter(service.address, "Another", sender="Bo <bo@example.org>"))
    service.sink.wait_for(2)
    ref = str(service.sink.accepted[0].message["Subject"]).rsplit("-", 1)[1].rstrip("]")
    (line,) = service.journal(f"EVENHAND_CASE={ref}").splitlines()
    assert f"case={ref} reason=personal-mail" in line
    assert len(service.journal("EVENHAND_REASON=personal-mail").splitlines()) == 2


def _slow(recipient: str) -> None:
    time.sleep(0.05)
