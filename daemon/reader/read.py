"""What goes to the reading process and what comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from classifiers.judgement import Judge, Judgement
from config.settings import Limits, Settings
from daemon.mail.mail import Mail, RawMail
from daemon.mail.parse import read, read_bytes

Raw = RawMail | bytes


@dataclass(frozen=True, slots=True)
class Read:
    """A mail that was read. `trouble` says why it could not be judged, "" when it was or there was nothing to judge."""

    mail: Mail
    judgement: Judgement | None = None
    trouble: str = ""


class Judging(Protocol):
    """How the reading process comes by its judge: sent there at its start, so it must be picklable."""

    def open(self) -> Judge: ...


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained model in a directory; `open` raises ModelError when it isn't one for these settings."""

    directory: Path
    settings: Settings

    def check(self) -> None:
        """Raises ModelError when `open` would; holds nothing."""
        from classifiers.model import check

        check(self.directory, self.settings)

    def open(self) -> Judge:
        from classifiers.model import load  # only where it is used: it takes arrays along

        return load(self.directory, self.settings)


def read_one(raw: Raw, limits: Limits) -> Mail:
    """Read one mail in this process."""
    return read(raw, limits) if isinstance(raw, RawMail) else read_bytes(raw, limits)


def judged(mails: Sequence[Mail], judge: Judge, now: datetime) -> list[Read]:
    """Judge the issues of some mails together; if that fails, one by one, so that the others are judged."""
    issues = [mail.issue for mail in mails if mail.issue is not None]
    try:
        found = iter(judge.judge_many(issues, now))
        return [Read(mail, next(found) if mail.issue is not None else None) for mail in mails]
    except Exception:  # whatever a mail does to the judge
        return [_judged(mail, judge, now) for mail in mails]


def _judged(mail: Mail, judge: Judge, now: datetime) -> Read:
    if mail.issue is None:
        return Read(mail)
    try:
        return Read(mail, judge.judge(mail.issue, now))
    except Exception as error:
        return Read(mail, trouble=f"it could not be judged ({type(error).__name__}: {error})")
