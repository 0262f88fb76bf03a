"""What a failed delivery means."""

import aiosmtplib
import pytest

from daemon.outbox.failures import Stage, understand


@pytest.mark.parametrize("stage", ["connect", "mail", "rcpt", "data"])
@pytest.mark.parametrize("error", [TimeoutError(), ConnectionResetError("gone"), RuntimeError("?"), ValueError("odd")])
def test_an_unknown_error_is_temporary(error: Exception, stage: Stage) -> None:
    assert understand(error, stage).temporary


@pytest.mark.parametrize("code", [450, 451, 452, 421])
@pytest.mark.parametrize("stage", ["connect", "mail", "rcpt", "data"])
def test_every_4xx_is_temporary(code: int, stage: Stage) -> None:
    assert understand(aiosmtplib.SMTPResponseException(code, "4.0.0 later"), stage).temporary


@pytest.mark.parametrize(("stage", "temporary"), [("connect", True), ("mail", True), ("rcpt", False), ("data", False)])
def test_a_5xx_is_permanent_only_where_it_is_about_the_letter(stage: Stage, temporary: bool) -> None:
    failure = understand(aiosmtplib.SMTPResponseException(550, "5.7.1 no"), stage)
    assert failure.temporary is temporary
    assert failure.of_server is temporary


def test_only_a_silence_after_data_leaves_a_doubt() -> None:
    assert understand(TimeoutError(), "data").unknown
    assert not understand(TimeoutError(), "rcpt").unknown
    assert not understand(aiosmtplib.SMTPResponseException(451, "4.3.0 later"), "data").unknown


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("5.1.1 nobody", True),
        ("5.2.1 disabled", True),
        ("no such user", True),
        ("5.7.1 spam", False),
        ("5.2.2 full", False),
    ],
)
def test_the_enhanced_code_says_whether_the_address_is_wrong(said: str, address: bool) -> None:
    assert understand(aiosmtplib.SMTPResponseException(550, said), "rcpt").no_such_address is address
    assert not understand(aiosmtplib.SMTPResponseException(550, said), "data").no_such_address


def test_a_servers_words_can_not_forge_a_line_of_the_log() -> None:
    text = understand(aiosmtplib.SMTPResponseException(550, "no\nerror: \x1b[2Jall is lost" + "x" * 1000), "rcpt").text
    assert "\n" not in text
    assert "\x1b" not in text
    assert len(text) <= 300
