"""Log lines: one line each, no control characters, no secrets, no bodies; fields for the journal.

Every line carries `case=… reason=…`; in systemd's journal these are fields as well: `journalctl EVENHAND_CASE=7QK2MR`. A
subject can't forge a line or a field: everything unprintable becomes "?".
"""

import logging
import os
import socket
import sys
from datetime import UTC, datetime

PRIORITY = {logging.DEBUG: 7, logging.INFO: 6, logging.WARNING: 4, logging.ERROR: 3, logging.CRITICAL: 2}
FIELDS = ("mailbox", "case", "case_id", "reason", "kind", "uid")
JOURNAL = "/run/systemd/journal/socket"


class OneLine(logging.Formatter):
    """Message and fields on one line; an exception as its type and words, the traceback at debug level only."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="seconds")
        return f"{at} {record.levelname.lower()} {one_line(record)}"


class Journal(logging.Handler):
    """Hands records to systemd's journal by its native protocol: a datagram of KEY=value lines. OSError without one."""

    def __init__(self, path: str = JOURNAL) -> None:
        super().__init__()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        self._socket.connect(path)

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record; what the journal doesn't take is printed to standard error."""
        line = one_line(record)
        fields = {"MESSAGE": line, "PRIORITY": PRIORITY.get(record.levelno, 6), "SYSLOG_IDENTIFIER": "evenhand"}
        fields |= {f"EVENHAND_{name.upper()}": printable(str(value)) for name, value in fields_of(record).items()}
        try:
            self._socket.send("".join(f"{key}={value}\n" for key, value in fields.items()).encode())
        except OSError:
            print(line, file=sys.stderr)

    def close(self) -> None:
        self._socket.close()
        super().close()


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    """What a record tells beside its sentence."""
    return {name: value for name in FIELDS if (value := getattr(record, name, None)) is not None}


def one_line(record: logging.LogRecord) -> str:
    """The sentence, its fields, the error."""
    parts = [record.getMessage(), *(f"{name}={value}" for name, value in fields_of(record).items())]
    if record.exc_info and record.exc_info[1] is not None:
        error = record.exc_info[1]
        parts.append(f"error={type(error).__name__}: {error}")
    return printable(" ".join(parts))


def printable(text: str) -> str:
    """Everything on one line; what can't be printed becomes "?"."""
    return "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))[:2000]


def set_up(verbose: bool = False) -> None:
    """Log to the journal when standard error leads there, else to standard error."""
    handler = _journal() or logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    root = logging.getLogger("evenhand")
    root.handlers[:] = [handler]
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    root.propagate = False
    for noisy in ("imapclient", "aiosmtplib", "apscheduler", "alembic"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


def _journal() -> logging.Handler | None:
    """systemd names in $JOURNAL_STREAM the device and inode it has tied standard error to (systemd.exec(5))."""
    try:
        there = os.fstat(2)
        if os.environ.get("JOURNAL_STREAM") == f"{there.st_dev}:{there.st_ino}":
            return Journal()
    except OSError:
        return None
    return None
