"""Passwords and tokens: read at the moment of use, and never shown.

A secret comes from a file, from a systemd credential (systemd.exec(5), LoadCredential=) or from the environment.
One line end after it is dropped, as editors add one; spaces stay, as they may be meant.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from config.settings import Login

_LONGEST = 64 * 1024  # bytes; OAuth tokens reach a few KB


class SecretError(LookupError):
    """A secret can't be had. The message names the remedy and never the secret."""


class Secret:
    """A secret in memory. Only `reveal()` gives it away; printing, formatting, comparing and pickling do not."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    def __str__(self) -> str:
        return "…"

    def __format__(self, spec: str) -> str:
        return "…"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")


def reveal(login: Login, *, environ: Mapping[str, str], purpose: str) -> Secret:
    """The password or token of `login`; `purpose` ("IMAP of helpdesk") begins the message of a `SecretError`."""
    if login.password_file is not None:
        value = _file(login.password_file, purpose, "write the password into it, readable for the service alone")
    elif login.credential is not None:
        value = _credential(login.credential, environ, purpose)
    elif login.password_env is not None:
        value = environ.get(login.password_env, "")
        if not value:
            raise SecretError(
                f"{purpose}: the environment variable {login.password_env} is not set; set it for the service"
            )
    else:
        raise SecretError(f"{purpose}: no secret is configured; write password_file, credential or password_env")
    return _checked(value, purpose)


def _credential(name: str, environ: Mapping[str, str], purpose: str) -> str:
    folder = environ.get("CREDENTIALS_DIRECTORY")
    load = f"LoadCredential={name}:/path/of/the/secret"
    if not folder:
        remedy = f"start it by systemd with {load}, or write password_file"
        raise SecretError(f"{purpose}: there is no credential {name}, as systemd gave none; {remedy}")
    if "/" in name or name in (".", ".."):
        raise SecretError(f"{purpose}: {name!r} is not the name of a credential; write the name in LoadCredential=")
    return _file(Path(folder) / name, purpose, f"add {load} to the service")


def _file(path: Path, purpose: str, remedy: str) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST + 1)
    except FileNotFoundError:
        raise SecretError(f"{purpose}: there is no file {path}; {remedy}") from None
    except PermissionError:
        who = "give it to the user the service runs as"
        raise SecretError(f"{purpose}: this user may not read {path}; {who}") from None
    except OSError as failure:
        raise SecretError(f"{purpose}: {path} can't be read ({failure.strerror}); {remedy}") from None
    if len(data) > _LONGEST:
        raise SecretError(f"{purpose}: {path} is too large for a secret; {remedy}")
    try:
        return data.decode("utf-8-sig").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        # `from None`: the decoder's error carries the bytes.
        raise SecretError(f"{purpose}: {path} is not text; save it as UTF-8") from None


def _checked(value: str, purpose: str) -> Secret:
    if not value.strip():
        raise SecretError(f"{purpose}: the secret is empty; write the password or token there")
    if any(c in value for c in "\r\n\0"):
        raise SecretError(
            f"{purpose}: the secret has more than one line; leave nothing but the password or token there"
        )
    return Secret(value)
