"""The sandbox of the unit as the kernel holds it: a probe runs in the service's place."""

import json
from typing import Any

import pytest

from tests.servers.dovecot import Dovecot
from tests.servers.sink import Sink
from tests.systemd.machine import ROOT, Machine
from tests.systemd.service import UNIT, Service, exposure

pytestmark = [pytest.mark.servers, pytest.mark.systemd]
HIDDEN = ("ENOENT", "EACCES")
REFUSED = ("EPERM", "EACCES", "EROFS", "EINVAL", "ENOENT")


@pytest.fixture(scope="module")
def probed(machine: Machine, dovecot: Dovecot) -> dict[str, Any]:
    """What a process can do that runs in the place of the service."""
    with Sink() as sink:
        service = Service(machine, dovecot.box(), sink)
    probe = service.machine.path("/opt/evenhand/probe.py")
    probe.write_text((ROOT / "tests" / "systemd" / "probe.py").read_text())
    service.drop_in(
        "Type=oneshot",
        "Restart=no",
        "ExecStart=",
        "ExecStart=/opt/evenhand/venv/bin/python /opt/evenhand/probe.py",
    )
    service.start()
    probe.unlink()
    service.drop_in()
    said = next(line for line in service.journal().splitlines() if line.startswith("{"))
    told: dict[str, Any] = json.loads(said)
    return told


def test_the_service_can_write_to_its_own_folder_and_nowhere_else(probed: dict[str, Any], machine: Machine) -> None:
    could = {folder for folder, what in probed["write"].items() if what == "done"}
    assert could == {"/var/lib/evenhand", "/tmp"}
    assert not machine.path("/tmp/probe").exists(), "its /tmp is its own"


def test_the_service_sees_no_homes_no_other_processes_and_only_the_secrets_handed_to_it(
    probed: dict[str, Any],
) -> None:
    assert set(probed["read"].values()) <= set(HIDDEN)
    assert probed["credential"] == "done"
    assert probed["processes"] == 1


def test_the_service_has_a_user_of_its_own_and_can_gain_no_privileges(probed: dict[str, Any]) -> None:
    assert probed["user"] >= 1000
    status = probed["status"]
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    assert {int(status[name], 16) for name in ("CapEff", "CapBnd", "CapPrm")} == {0}
    assert {what: how for what, how in probed["calls"].items() if how not in REFUSED} == {}


def test_the_service_speaks_ip_and_local_sockets_and_nothing_else(probed: dict[str, Any]) -> None:
    could = {family for family, what in probed["sockets"].items() if what == "done"}
    assert could == {"AF_INET", "AF_INET6", "AF_UNIX"}
    assert probed["sockets"]["AF_NETLINK"] == "EAFNOSUPPORT"


def test_the_example_of_an_address_list_lets_through_what_it_names_and_nothing_else(service: Service) -> None:
    example = (ROOT / "systemd" / "evenhand.service.d-example.conf").read_text().splitlines()
    lines = [line for line in example if line and line[0] not in "#["]
    service.drop_in(*lines)
    service.start()
    if "does not support" in service.machine.run("journalctl", "--no-pager", "--grep", "IP firewall", check=False):
        pytest.skip("this kernel filters no addresses for a service")
    said = service.machine.run("systemd-analyze", "security", "--no-pager", UNIT)
    assert exposure(said) <= 1.1
    service.stop()
    service.drop_in(*(line for line in lines if "localhost" not in line))
    service.machine.run("systemctl", "start", "--no-block", UNIT)
    service.await_status("IMAP server localhost")
    assert service.show("ActiveState") == "activating"
