"""`evenhand check`: judge a configuration before the daemon has to live with it."""

import asyncio
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import click

from classifiers.model import ModelError, load
from config.load import inspect
from config.secrets import SecretError, reveal
from config.settings import Login, Mailbox, Settings
from daemon.clock import system
from daemon.commands.options import config_option, config_path, json_option, state_of, state_option
from daemon.inbox import Inbox, InboxError
from daemon.main import CONFIGURATION, OK, UNREACHABLE
from daemon.model import current_dir
from daemon.outbox.lane import DeliveryError, Lane
from responders.calendar import Calendar, CalendarError
from responders.wording import check_templates

_ABSENCE = re.compile(r"calendar\.absent\[\d+\]")


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the verdict."""

    severity: Literal["error", "warning", "unreachable", "fine"]
    where: str
    text: str


@click.command("check")
@config_option
@state_option
@json_option
@click.option("--connect", is_flag=True, help="also log in to every server; sends and changes nothing")
def command(config_file: Path | None, state_dir: Path | None, as_json: bool, connect: bool) -> int:
    """Judge the configuration: settings, calendar, templates' honesty and tone, credentials, model.

    All problems are told at once. Exit code 78 when something must be mended, 69 when only a server is unreachable.
    """
    remarks = list(_remarks(config_path(config_file), state_dir, connect))
    if as_json:
        click.echo(json.dumps([asdict(remark) for remark in remarks], ensure_ascii=False))
    else:
        for remark in remarks:
            click.echo(_line(remark))
    severities = {remark.severity for remark in remarks}
    if "error" in severities:
        return CONFIGURATION
    return UNREACHABLE if "unreachable" in severities else OK


def _line(remark: Remark) -> str:
    colour = {"error": "red", "warning": "yellow", "unreachable": "red", "fine": "green"}[remark.severity]
    return f"{click.style(f'{remark.severity:<11}', fg=colour)} {remark.where}: {remark.text}"


def _remarks(path: Path, state_dir: Path | None, connect: bool) -> Iterator[Remark]:
    settings, problems = inspect(path, system().date())
    for problem in problems:
        if settings is not None and problem.severity == "warning" and _ABSENCE.fullmatch(problem.key):
            continue  # the calendar says it below, for all runs of days, holidays and closures considered
        where = f"{path}: {problem.key}" if problem.key else str(path)
        yield Remark(problem.severity, where, f"{problem.what}; {problem.instead}")
    if settings is None:
        return
    yield from _calendar(settings)
    for finding in check_templates(settings):
        where = f"{finding.file}:{finding.line}" if finding.line else finding.file
        phrase = f"{finding.phrase!r}: " if finding.phrase else ""
        yield Remark(finding.severity, where, f"{phrase}{finding.why}; {finding.instead}")
    for mailbox in settings.mailboxes:
        yield from _secrets(mailbox)
    yield _model(settings, state_of(settings, state_dir))
    if connect:
        for mailbox in settings.mailboxes:
            yield from _servers(mailbox)


def _calendar(settings: Settings) -> Iterator[Remark]:
    try:
        calendar, now = Calendar.of(settings), system()
        for said in calendar.check(now):
            yield Remark("error", "calendar", said)
        for said in calendar.doubts(now):
            yield Remark("warning", "calendar", said)
    except CalendarError as error:
        yield Remark("error", "calendar", str(error))


def _secrets(mailbox: Mailbox) -> Iterator[Remark]:
    logins: list[tuple[str, Login]] = [("IMAP", mailbox.imap.login), ("SMTP", mailbox.smtp.login)]
    for what, login in logins:
        if not login.given:
            continue
        try:
            reveal(login, environ=os.environ, purpose=f"{what} of {mailbox.name}")
        except SecretError as error:
            yield Remark("error", f"mailbox {mailbox.name}", str(error))


def _model(settings: Settings, state: Path) -> Remark:
    try:
        model = load(current_dir(state), settings)
    except ModelError as error:
        return Remark("fine", "model", f"{error} The first start does that, in about a minute.")
    return Remark("fine", "model", f"version {model.version}")


def _servers(mailbox: Mailbox) -> Iterator[Remark]:
    where = f"mailbox {mailbox.name}"
    inbox = Inbox(mailbox, os.environ)
    try:
        inbox.connect()
        # Opened as the daemon does: only so does a server say whether it keeps keywords (RFC 9051 section 7.1).
        state = inbox.open_folder(mailbox.folder, readonly=False)
        yield Remark("fine", where, f"IMAP: {state.exists} mails in {mailbox.folder}")
        if not state.keywords_allowed:
            yield Remark(
                "warning", where, "the server keeps no keywords: level and type can't be shown in mail clients"
            )
        if mailbox.sent_folder and inbox.sent_folder() is None:
            yield Remark("error", where, "no folder of sent mail was found; write its name into sent_folder")
    except ConnectionError as error:
        yield Remark("unreachable", where, str(error))
    except (InboxError, SecretError) as error:
        yield Remark("error", where, str(error))
    finally:
        with suppress(InboxError, OSError):
            inbox.close()
    yield from asyncio.run(_smtp(mailbox))


async def _smtp(mailbox: Mailbox) -> list[Remark]:
    lane = Lane(mailbox.smtp)
    where = f"mailbox {mailbox.name}"
    try:
        await lane.connect()
    except DeliveryError as error:
        return [Remark("unreachable", where, f"SMTP {mailbox.smtp.host}:{mailbox.smtp.port}: {error}")]
    except SecretError as error:
        return [Remark("error", where, str(error))]
    finally:
        await lane.close()
    return [Remark("fine", where, f"SMTP: {mailbox.smtp.host} accepts us")]
