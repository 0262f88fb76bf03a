"""`evenhand replay`: how honest would our windows have been?"""

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from config.settings import Settings
from daemon.commands.options import (
    config_option,
    existing_state,
    json_option,
    settings_needed,
    settings_or_defaults,
    state_option,
)
from daemon.report_page import sentence
from daemon.store.history import all_rows
from daemon.store.report import make_report
from responders.calendar.days import date_of
from responders.replay import HistoryError, Problem, Result, Rows, Share, read_history, replay

LONG = 20_000  # promises, or bytes, from which on progress is told where there is no terminal


@click.command("replay")
@config_option
@state_option
@json_option
@click.option(
    "--each",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="a line for each promise (.csv: CSV)",
)
@click.argument("history", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[HISTORY.csv]")
def command(
    config_file: Path | None, state_dir: Path | None, as_json: bool, each: Path | None, history: Path | None
) -> None:
    """Go through a log in time order, knowing at each moment only what had happened by then, and give our promises.

    HISTORY.csv has the columns case_id, opened_at, first_response_at (may be empty), urgency, issue_type; times are ISO 8601
    with zone. Without it the store of the daemon is replayed.
    """
    console = Console(stderr=True, highlight=False)
    with _Told(console, "reading") as told:
        settings, rows, problems, really = _history(config_file, state_dir, history, told)
    for problem in problems:
        console.print(f"{history}: {problem}", markup=False, soft_wrap=True)
    with _Told(console, "replaying") as told:
        result = replay(rows, settings, told)
    if each is not None:
        with each.open("w", encoding="utf-8", newline="") as file:
            result.write_each(file, "csv" if each.suffix == ".csv" else "jsonl")
    if as_json:
        said = result.to_json()
        said["problems"] = [*map(str, problems), *said["problems"]]
        click.echo(json.dumps(said, ensure_ascii=False))
    else:
        _show(result, rows, settings, really)


class _Told:
    """How far something long has come: a bar in a terminal, a line for each tenth elsewhere, nothing when it is short."""

    def __init__(self, console: Console, what: str) -> None:
        columns = (TextColumn(what), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task = self._bar.add_task(what, total=None)
        self._console, self._what, self._tenth = console, what, 0

    def __enter__(self) -> "_Told":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, done: int, total: int) -> None:
        self._bar.update(self._task, completed=done, total=total)
        tenth = done * 10 // max(total, 1)
        if tenth > self._tenth and total >= LONG and not self._console.is_terminal:
            self._tenth = tenth
            self._console.print(f"{self._what}: {tenth * 10} %")


def _history(
    config_file: Path | None, state_dir: Path | None, history: Path | None, told: "_Told"
) -> tuple[Settings, Rows, tuple[Problem, ...], str]:
    """Settings, rows, what is wrong with them, and what the store says was really promised."""
    if history is None:
        settings = settings_needed(config_file)
        store = existing_state(settings, state_dir)
        try:
            with store.read() as tx:
                return settings, Rows(all_rows(tx)), (), sentence(make_report(tx, ZoneInfo("UTC")))
        finally:
            store.close()
    try:
        rows, problems = read_history(history, told)
    except HistoryError as error:
        raise click.ClickException(f"{history}: {error}") from error
    except OSError as error:
        raise click.ClickException(f"{history} can't be read: {error.strerror}") from error
    return settings_or_defaults(config_file), rows, problems, ""


def _show(result: Result, rows: Rows, settings: Settings, really: str) -> None:
    console = Console(highlight=False)
    if rows:
        zone = ZoneInfo(settings.organisation.timezone)
        first, last = (date_of(rows[at].opened_at.astimezone(zone).date()) for at in (0, -1))
        console.print(f"{len(rows)} cases, opened from {first} to {last}, as these settings would have promised:")
    if not result.total.promised:
        console.print("Nothing was promised: no case waited for an answer, or every promise is still open.")
        return
    console.print(
        f"[bold]{result.total.kept} of {result.total.promised} promises kept: {result.total.coverage:.1%}[/], "
        f"median window {result.median_window_hours:.1f} working hours, mean {result.mean_window_hours:.1f}; "
        f"{result.by_policy} by policy"
    )
    if really:
        console.print(f"What the store really promised: {really}")
    for name, shares in (("urgency", _ordered(result.by_urgency, settings)), ("month", result.by_month)):
        console.print()
        console.print(_table(name, shares))
    for problem in result.problems:
        console.print(str(problem), markup=False, style="yellow")
    console.print(f"\n[dim]{result.unneeded} cases needed no promise, {result.open} promises were open at the end[/]")


def _ordered(shares: dict[str, Share], settings: Settings) -> dict[str, Share]:
    """In the order of the configuration, then what it does not know."""
    levels = [level.name for level in settings.urgency if level.name in shares]
    return {name: shares[name] for name in dict.fromkeys([*levels, *shares])}


def _table(name: str, shares: dict[str, Share]) -> Table:
    table = Table(box=None, header_style="dim", pad_edge=False)
    table.add_column(name, min_width=12)
    for heading in ("promised", "kept", "coverage", "95 %"):
        table.add_column(heading, justify="right")
    for label, share in shares.items():
        if share.coverage is not None and share.interval is not None:
            low, high = share.interval
            table.add_row(label, str(share.promised), str(share.kept), f"{share.coverage:.1%}", f"{low:.0%}–{high:.0%}")
    return table
