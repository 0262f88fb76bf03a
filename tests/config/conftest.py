"""What the tests of the configuration share: a small good file, and short ways to try variants of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.load import inspect
from config.problems import Problem

GOOD = """
[organisation]
name = "Anvil Street IT"
timezone = "Europe/London"

[[mailbox]]
name = "helpdesk"
address = "helpdesk@anvil.example"
sent_folder = "Sent"
imap = { host = "mail.anvil.example", user = "helpdesk", password_file = "secret" }
smtp = { host = "mail.anvil.example", user = "helpdesk", password_file = "secret" }

[staff]
addresses = ["*@desk.anvil.example"]
notify = ["oncall@anvil.example"]
chain = ["lead@anvil.example"]
"""

Inspect = Callable[[str], tuple[Problem, ...]]


@pytest.fixture
def good() -> str:
    return GOOD


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a configuration beside a well-kept secret."""
    secret = tmp_path / "secret"
    secret.write_text("x7 Quince\n")
    secret.chmod(0o600)

    def written(text: str) -> Path:
        path = tmp_path / "evenhand.toml"
        path.write_text(text, "utf-8")
        return path

    return written


@pytest.fixture
def problems_of(write: Callable[[str], Path]) -> Inspect:
    """Everything said of a text, errors and warnings."""
    return lambda text: inspect(write(text))[1]
