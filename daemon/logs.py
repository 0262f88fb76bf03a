"""Log lines: one line each, no control characters, no secrets, no bodies; fields for the journal.

Under systemd a line starts with its syslog priority (sd-daemon(3)) and carries `case=… reason=…`, which
`journalctl --grep` finds. A subject can't forge a line: everything unprintable becomes "?".
"""

import logging
import os
import sys
from datetime import UTC, datetime

_PRIORITY = {logging.DEBUG: 7, logging.INFO: 6, logging.WARNING: 4, logging.ERROR: 3, logging.CRITICAL: 2}
_FIELDS = ("mailbox", "case", "case_id", "reason", "kind", "uid")


class OneLine(logging.Formatter):
    """Message and fields on one line; an exception as its type and words, the traceback at debug level only."""

    def __init__(self, journal: bool) -> None:
        super().__init__()
        self.journal = journal

    def format(self, record: logging.LogRecord) -> str:
        parts = [record.getMessage()]
        parts += [f"{name}={value}" for name in _FIELDS if (value := getattr(record, name, None)) is not None]
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            parts.append(f"error={type(error).__name__}: {error}")
        line = printable(" ".join(parts))
        if self.journal:
            return f"<{_PRIORITY.get(record.levelno, 6)}>{line}"
        at = datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="seconds")
        return f"{at} {record.levelname.lower()} {line}"


def printable(text: str) -> str:
    """Everything on one line; what can't be printed becomes "?"."""
    return "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))[:2000]


def set_up(verbose: bool = False) -> None:
    """Log to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine(journal="JOURNAL_STREAM" in os.environ))
    root = logging.getLogger("evenhand")
    root.handlers[:] = [handler]
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    root.propagate = False
    for noisy in ("imapclient", "aiosmtplib", "apscheduler", "alembic"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
