"""What a failed delivery means. The contract stands at the top of `daemon.outbox.outbox`."""

from dataclasses import dataclass
from typing import Literal

import aiosmtplib

Stage = Literal["connect", "mail", "rcpt", "data"]


@dataclass(frozen=True, slots=True)
class Failure:
    temporary: bool
    of_server: bool  # the lane waits; otherwise only this letter does
    unknown: bool  # the end of DATA may have arrived and no answer came: the server may hold the mail
    no_such_address: bool
    text: str


def understand(error: BaseException, stage: Stage) -> Failure:
    """Sort an exception by what is to be done. An unknown error is temporary."""
    text = _one_line(error)
    # Any other code is no refusal but an answer that makes no sense: as good as none.
    if isinstance(error, aiosmtplib.SMTPResponseException) and 400 <= error.code <= 599:
        if error.code == 421 or stage in ("connect", "mail"):
            # Refused before it knew whom we write to: not this letter's fault, and it may be mended on the server.
            return Failure(True, True, False, False, text)
        permanent = error.code >= 500
        return Failure(not permanent, False, False, permanent and stage == "rcpt" and _of_address(error.message), text)
    return Failure(True, True, stage == "data", False, text)


def _of_address(message: str) -> bool:
    """Whether the enhanced code speaks of the address (RFC 3463: X.1.* and X.2.1); without a code it is assumed."""
    code = message.split(maxsplit=1)[0] if message else ""
    if code.count(".") != 2 or code[0] not in "245":
        return True
    return code.split(".")[1] == "1" or code.endswith(".2.1")


def _one_line(error: BaseException) -> str:
    """The server's words on one line, without anything that could forge a log line."""
    if isinstance(error, aiosmtplib.SMTPResponseException):
        said = f"{error.code} {error.message}"
    else:
        said = str(error) or type(error).__name__
    return "".join(c if c.isprintable() else "?" for c in " ".join(said.split()))[:300]
