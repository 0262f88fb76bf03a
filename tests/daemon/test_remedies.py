"""Each kind of trouble has its exit code and a sentence."""

import pytest

from classifiers.model import ModelError
from config.secrets import SecretError
from config.settings import Server
from daemon.inbox import FolderMissing, LoginRefused, ServerUnreachable, TlsRefused
from daemon.main import CONFIGURATION, FAILED, UNREACHABLE, run
from daemon.outbox.outbox import ServerRefuses
from daemon.remedies import remedy
from daemon.store import StoreError
from daemon.store.migrate import StoreTooNew

PLACE = ("imap.example.org", 993)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (LoginRefused(*PLACE, "no", "Check the password."), CONFIGURATION),
        (TlsRefused(*PLACE, "expired", "Renew it."), CONFIGURATION),
        (FolderMissing(*PLACE, "no such folder", "Create it."), CONFIGURATION),
        (SecretError("the password file is empty"), CONFIGURATION),
        (ServerUnreachable(*PLACE, "timed out", "Wait."), UNREACHABLE),
        (ServerRefuses(Server("smtp.example.org", 25), "421 later"), UNREACHABLE),
        (StoreError("no room left"), FAILED),
        (StoreTooNew("newer"), FAILED),
        (ModelError("no model"), FAILED),
        (RuntimeError("a bug"), FAILED),
        (OSError(), FAILED),
    ],
)
def test_trouble_has_a_sentence_and_its_exit_code(error: Exception, code: int) -> None:
    sentence, found = remedy(error)
    assert found == code
    assert sentence
    assert "\n" not in sentence


def test_a_bug_says_how_to_see_more() -> None:
    assert "EVENHAND_TRACEBACK=1" in remedy(RuntimeError("a bug"))[0]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["queue", "--help"], 0),
        (["nothing"], 64),
        (["queue", "--nothing"], 64),
        ([], 64),
    ],
)
def test_usage_errors_end_with_64(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == code
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err


def test_a_file_that_can_not_be_used_is_named_with_the_reason_in_words() -> None:
    sentence, code = remedy(FileNotFoundError(2, "No such file or directory", "/nonexistent/x.html"))
    assert (sentence, code) == ("/nonexistent/x.html can't be used: No such file or directory", FAILED)
