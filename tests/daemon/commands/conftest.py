"""Commands run on the configuration of a desk."""

from collections.abc import Callable
from pathlib import Path

import pytest

from daemon.main import run
from tests.daemon.kit import Desk

CONFIG = """\
[organisation]
name = "Example Desk"
[store]
url = "sqlite:///{folder}/evenhand.db"
[[mailbox]]
name = "desk"
address = "desk@support.example"
imap = {{ host = "127.0.0.1", port = 1, security = "plain", user = "desk", password_env = "EVENHAND_TESTS" }}
smtp = {{ host = "127.0.0.1", port = 1, security = "plain" }}
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def config(desk: Desk) -> Path:
    path = desk.path.parent / "evenhand.toml"
    path.write_text(CONFIG.format(folder=desk.path.parent))
    path.chmod(0o600)
    return path


@pytest.fixture
def evenhand(config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the desk's configuration; (exit code, output, talk)."""
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("EVENHAND_TESTS", "secret-of-the-tests")

    def call(command: str, *arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([command, "--config", str(config), *arguments])
        said = capsys.readouterr()
        assert "secret-of-the-tests" not in said.out + said.err
        return code, said.out, said.err

    return call
