"""What must fit together within one section, checked as soon as it is built, whatever else is wrong in the file."""

from collections.abc import Callable
from typing import Any

from config.checks.rules import check_rule
from config.checks.servers import check_server
from config.checks.shifts import check_hours, check_span
from config.problems import Place
from config.settings import CalendarSettings, Level, Mailbox, OutboxSettings, Rule, Server, Span


def check_one(value: object, at: Place) -> None:
    """Report at `at` what does not fit together in `value`, a section of settings.py."""
    if type(value) in _CHECKS:
        _CHECKS[type(value)](value, at)


def _mailbox(mailbox: Mailbox, at: Place) -> None:
    for name, folder in mailbox.file_into.items():
        if folder == mailbox.folder:
            at.into("file_into").into(name).refuse("is the watched folder itself", "name another folder, or remove it")
    if mailbox.address.casefold() in (alias.casefold() for alias in mailbox.aliases):
        at.into("aliases").refuse("holds the address itself", "name other addresses only")


def _level(level: Level, at: Place) -> None:
    for key, before in (("remind_before", level.remind_before), ("update_before", level.update_before)):
        if before >= level.reply_within:
            said = "is not shorter than reply_within: the mail would be sent as soon as the promise is given"
            at.findings.warning(at.into(key).key, said, "write a shorter time")


def _outbox(outbox: OutboxSettings, at: Place) -> None:
    if outbox.retry_longest < outbox.retry_first:
        at.into("retry_longest").refuse("is shorter than retry_first", "write a longer time, or shorten retry_first")
    if outbox.give_up_after < outbox.retry_first:
        at.into("give_up_after").refuse("is shorter than retry_first", 'write a longer time, such as "2d"')


_CHECKS: dict[type, Callable[[Any, Place], None]] = {
    CalendarSettings: check_hours,
    Level: _level,
    Mailbox: _mailbox,
    OutboxSettings: _outbox,
    Rule: check_rule,
    Server: check_server,
    Span: check_span,
}
