"""What systemd's own tools say about the unit; runs wherever they are installed, without root."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.servers.tools import program
from tests.systemd.machine import ROOT
from tests.systemd.service import exposure

UNIT = ROOT / "systemd" / "evenhand.service"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The unit with a program that exists."""
    told = tmp_path / "evenhand.service"
    told.write_text(re.sub("^ExecStart=.*", "ExecStart=/bin/true", UNIT.read_text(), flags=re.MULTILINE))
    return told


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [program("systemd-analyze", "systemd"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_systemd_finds_no_mistake_in_the_unit(installed: Path) -> None:
    said = analyze("verify", "--man=no", str(installed))
    about = [line for line in said.stderr.splitlines() if "evenhand" in line]
    assert said.returncode == 0, said.stderr
    assert about == []


def test_the_exposure_of_the_unit_is_at_most_1_1() -> None:
    said = analyze("security", "--offline=true", "--threshold=11", "--no-pager", str(UNIT))
    assert said.returncode == 0, said.stdout
    assert exposure(said.stdout) <= 1.1


def test_the_configuration_s_exit_code_is_the_one_that_is_never_restarted() -> None:
    from daemon.main import CONFIGURATION

    assert f"\nRestartPreventExitStatus={CONFIGURATION}\n" in UNIT.read_text()
