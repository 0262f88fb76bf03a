"""`evenhand queue`: what is waiting, set aside or due."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.settings import Settings
from daemon.clock import system
from daemon.commands.options import config_option, existing_state, json_option, settings_needed, state_option
from daemon.store.views import Queued, aside, counts, queue

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
    console = Console(highlight=False)
    now = system()
    console.print(table(waiting, settings, now) if waiting else "Nobody is waiting.")
    if wrong:
        console.print(f"\n[bold red]Set aside, a person has to look:[/] {len(wrong)}")
        for row in wrong:
            console.print(Text(f"  {row.what}  {row.where}  {row.error}"))
    due, sent = numbers.get("letters_due", 0), numbers.get("letters_sent", 0)
    console.print(f"\n[dim]{len(waiting)} waiting · {due} letters to be sent · {sent} sent[/]")


def table(waiting: list[Queued], settings: Settings, now: datetime) -> Table:
    """The waiting cases as people read them: what, since when, promised for when."""
    zone = ZoneInfo(settings.organisation.timezone)
    names = [level.name for level in settings.urgency]
    shown = Table(box=None, header_style="dim", pad_edge=False)
    for name, least in (("case", 6), ("urgency", 9), ("issue", 9), ("waiting", 7), ("promised by", 16)):
        shown.add_column(name, min_width=least, no_wrap=True)
    for name, ratio in (("writer", 2), ("subject", 3)):
        shown.add_column(name, ratio=ratio, overflow="ellipsis", no_wrap=True)
    for row in waiting:
        at = names.index(row.urgency) if row.urgency in names else len(names)
        colour = COLOURS[min(at, len(COLOURS) - 1)]
        shown.add_row(
            row.ref,
            Text(row.urgency + ("" if row.urgency_sure else "?"), style=colour),
            row.issue_type + ("" if row.type_sure else "?"),
            span(now - row.opened_at),
            _due(row, now, zone),
            Text(row.writer + (" (unreachable)" if row.unreachable else "")),
            Text("(sensitive)" if row.sensitive else row.subject),
        )
    return shown


def _due(row: Queued, now: datetime, zone: ZoneInfo) -> Text:
    if row.due is None:
        return Text("no promise", style="dim")
    local = row.due.astimezone(zone)
    text = local.strftime("%a %d %b %H:%M")
    return Text(f"{text} overdue", style="bold red") if row.due < now else Text(text)


def span(length: timedelta) -> str:
    """A length in the largest unit that says something: "4 m", "3 h", "2 d"."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} m"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} d"


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
