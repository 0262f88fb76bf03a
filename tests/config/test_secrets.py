"""Secrets come from where the file says, and never show."""

import copy
import json
import logging
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.secrets import Secret, SecretError, reveal
from config.settings import Login


def secret_of(login: Login, **environ: str) -> str:
    return reveal(login, environ=environ, purpose="IMAP of helpdesk").reveal()


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_the_line_end_an_editor_adds_is_no_part_of_the_password(tmp_path: Path, ending: str) -> None:
    file = tmp_path / "p"
    file.write_bytes(f" Quince ü ${ending}".encode())
    assert secret_of(Login("u", password_file=file)) == " Quince ü $"


def test_systemd_hands_over_a_credential(tmp_path: Path) -> None:
    (tmp_path / "imap").write_text("Quince\n")
    assert secret_of(Login("u", credential="imap"), CREDENTIALS_DIRECTORY=str(tmp_path)) == "Quince"


def test_the_environment_can_hold_it() -> None:
    assert secret_of(Login("u", password_env="PW"), PW="Quince") == "Quince"


def refusal(login: Login, **environ: str) -> str:
    with pytest.raises(SecretError) as caught:
        secret_of(login, **environ)
    assert caught.value.__cause__ is None
    assert "Quince" not in str(caught.value)
    return str(caught.value)


def test_a_missing_secret_says_where_it_is_expected(tmp_path: Path) -> None:
    file = tmp_path / "none"
    assert refusal(Login("u", password_file=file)) == (
        f"IMAP of helpdesk: there is no file {file}; write the password into it, readable for the service alone"
    )
    assert "systemd gave none; start it by systemd with LoadCredential=imap:" in refusal(Login("u", credential="imap"))
    assert "add LoadCredential=imap:" in refusal(Login("u", credential="imap"), CREDENTIALS_DIRECTORY=str(tmp_path))
    assert "PW is not set; set it for the service" in refusal(Login("u", password_env="PW"))
    assert "no secret is configured; write password_file" in refusal(Login("u"))


def test_what_can_be_no_password_is_refused_without_showing_it(tmp_path: Path) -> None:
    file = tmp_path / "p"
    for data, words in (
        (b"\n", "the secret is empty"),
        (b"Quince\nQuince\n", "has more than one line"),
        (b"Quince\xff", "is not text; save it as UTF-8"),
        (b"Quince" * 20_000, "is too large for a secret"),
    ):
        file.write_bytes(data)
        assert words in refusal(Login("u", password_file=file))
    assert "can't be read" in refusal(Login("u", password_file=tmp_path))


def test_a_credential_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "creds").mkdir()
    (tmp_path / "other").write_text("Quince")
    said = refusal(Login("u", credential="../other"), CREDENTIALS_DIRECTORY=str(tmp_path / "creds"))
    assert "is not the name of a credential" in said


@settings(deadline=None)
@given(st.text(min_size=4))
def test_a_secret_shows_in_no_way_of_printing(value: str) -> None:
    secret = Secret("Quince" + value)
    shown = [
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret!r:>40}",
        f"{secret:>9}",
        repr([secret]),
    ]
    assert not any("Quince" in text for text in shown)
    assert secret.reveal() == "Quince" + value


def test_a_secret_is_neither_pickled_nor_copied_nor_written_as_json(caplog: pytest.LogCaptureFixture) -> None:
    secret = Secret("Quince")
    for attempt in (pickle.dumps, copy.copy, copy.deepcopy, json.dumps):
        with pytest.raises(TypeError):
            attempt(secret)
    logging.getLogger("test").warning("secret %s %r", secret, secret)
    assert "Quince" not in caplog.text
    assert not hasattr(secret, "__dict__")
