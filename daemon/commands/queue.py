"""`evenhand queue`: what is waiting, set aside or due."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console, Group, RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from config.settings import Settings
from daemon.clock import system
from daemon.commands.options import config_option, existing_state, json_option, settings_needed, state_option
from daemon.commands.screen import NARROW, moment, screen, span
from daemon.logs import printable
from daemon.store.views import MOST, Queued, aside, counts, queue

COLOURS = ("bold red", "yellow", "cyan", "dim")  # by level, highest first


@click.command("queue")
@config_option
@state_option
@json_option
def command(config_file: Path | None, state_dir: Path | None, as_json: bool) -> None:
    """Show the cases that wait for a person, the nearest promise first, and what was set aside."""
    settings = settings_needed(config_file)
    store = existing_state(settings, state_dir)
    try:
        with store.read() as tx:
            waiting, wrong, numbers = queue(tx), aside(tx), counts(tx)
    finally:
        store.close()
    if as_json:
        told = {"waiting": [asdict(row) for row in waiting], "aside": [asdict(row) for row in wrong], "counts": numbers}
        click.echo(json.dumps(told, ensure_ascii=False, default=_plain))
        return
    console = screen()
    now = system()
    console.print(table(waiting, settings, now, console.width) if waiting else "Nobody is waiting.")
    if wrong:
        console.print(f"\n[bold red]Set aside, a person has to look:[/] {len(wrong)}")
        for row in wrong:
            console.print(Text(f"  {row.what}  {row.where}  {row.error}"))
    console.print(Text(f"\n{_foot(waiting, numbers)}", style="dim"))


def table(waiting: list[Queued], settings: Settings, now: datetime, width: int) -> Table:
    """The waiting cases as people read them: what, since when, promised for when. Two lines each where it is narrow."""
    shown = Table(box=None, header_style="dim", pad_edge=False, expand=True)
    narrow = width < NARROW
    rows = [(_narrow if narrow else _wide)(row, settings, now) for row in waiting]
    for at, name in enumerate(_NARROW if narrow else _WIDE):
        if name in _CUT:
            shown.add_column(name, no_wrap=True, ratio=1)
        else:
            shown.add_column(
                name,
                no_wrap=True,
                min_width=max(Measurement.get(_PLAIN, _PLAIN.options, row[at]).maximum for row in rows),
            )
    for row in rows:
        shown.add_row(*row)
    return shown


_WIDE = ("case", "urgency", "issue", "waiting", "promised by", "writer", "subject")
_NARROW = ("case", "judged", "promised by", "mail")
_CUT = ("mail", "writer", "subject")  # what is shortened where there is no room; the rest is not
_PLAIN = Console(width=200)


def _wide(row: Queued, settings: Settings, now: datetime) -> tuple[RenderableType, ...]:
    due = _due(row, now, ZoneInfo(settings.organisation.timezone))
    return (row.ref, _urgency(row, settings), _issue(row), span(now - row.opened_at), due, _writer(row), _subject(row))


def _narrow(row: Queued, settings: Settings, now: datetime) -> tuple[RenderableType, ...]:
    """What belongs together stands one above the other; nothing is left out."""
    due = _due(row, now, ZoneInfo(settings.organisation.timezone))
    waiting = Text(f"waiting {span(now - row.opened_at)}", style="dim")
    mail = Group(_subject(row), Text(_writer(row).plain, style="dim", overflow="ellipsis", no_wrap=True))
    return row.ref, Group(_urgency(row, settings), _issue(row)), Group(due, waiting), mail


def _urgency(row: Queued, settings: Settings) -> Text:
    names = [level.name for level in settings.urgency]
    at = names.index(row.urgency) if row.urgency in names else len(names)
    return Text(row.urgency + ("" if row.urgency_sure else "?"), style=COLOURS[min(at, len(COLOURS) - 1)])


def _issue(row: Queued) -> Text:
    return Text(row.issue_type + ("" if row.type_sure else "?"))


def _writer(row: Queued) -> Text:
    return Text(row.writer + (" (unreachable)" if row.unreachable else ""), overflow="ellipsis", no_wrap=True)


def _subject(row: Queued) -> Text:
    shown = "(sensitive)" if row.sensitive else printable(row.subject) or "(no subject)"
    return Text(shown, overflow="ellipsis", no_wrap=True)


def _due(row: Queued, now: datetime, zone: ZoneInfo) -> Text:
    if row.due is None:
        return Text("no promise", style="dim")
    text = moment(row.due.astimezone(zone), now.astimezone(zone))
    return Text(f"{text} overdue", style="bold red") if row.due < now else Text(text)


def _foot(waiting: list[Queued], numbers: dict[str, int]) -> str:
    """Numbers, and what a question mark means where there is one."""
    due, sent = numbers.get("letters_due", 0), numbers.get("letters_sent", 0)
    first = f"the first {MOST} that wait" if len(waiting) == MOST else f"{len(waiting)} waiting"
    foot = f"{first} · {due} letters to be sent · {sent} sent"
    return foot if all(row.urgency_sure and row.type_sure for row in waiting) else f"{foot} · ? = not sure"


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
