"""A machine for all tests of this folder, booted at first use; skipped with the reason where that can't be."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.dovecot import Box
from tests.servers.sink import Sink
from tests.servers.tools import program
from tests.systemd.machine import PARTS, ROOT, Machine
from tests.systemd.service import Service

SYSTEM_PYTHONS = ("/usr/bin/python3", "/usr/local/bin/python3")


@pytest.fixture(scope="session")
def machine(request: pytest.FixtureRequest) -> Iterator[Machine]:
    """evenhand installed on a machine with a real systemd."""
    if os.getuid() != 0:
        pytest.skip("a machine of its own can be booted only as root: sudo make test")
    for name, package in (("systemd-id128", "systemd"), ("nsenter", "util-linux"), ("setpriv", "util-linux")):
        program(name, package)
    tried = subprocess.run(
        ["unshare", *PARTS, "mount", "-t", "proc", "proc", "/proc"], capture_output=True, check=False
    )
    if tried.returncode != 0:
        pytest.skip(f"no namespaces of its own may be made here: {tried.stderr.decode().strip()}")
    if not any(_new_enough(python) for python in SYSTEM_PYTHONS):
        pytest.skip(f"a service needs Python 3.11+ outside of home directories: none of {', '.join(SYSTEM_PYTHONS)} is")
    uv = os.environ.get("UV") or shutil.which("uv") or str(ROOT / ".tools" / "bin" / "uv")
    assert request.config.cache is not None
    machine = Machine(Path(request.config.cache.mkdir("evenhand-machine")), uv)
    try:
        machine.start()
        yield machine
    finally:
        machine.stop()


@pytest.fixture
def service(machine: Machine, box: Box, sink: Sink) -> Iterator[Service]:
    """The service, configured but not started; the model is kept between tests, the store is not."""
    service = Service(machine, box, sink)
    yield service
    service.clean()


def _new_enough(python: str) -> bool:
    command = [python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    return Path(python).exists() and subprocess.run(command, check=False).returncode == 0
