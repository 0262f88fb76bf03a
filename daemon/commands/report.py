"""`evenhand report`: promises kept, chases, corrections."""

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from daemon.clock import system
from daemon.commands.options import config_option, existing_state, json_option, settings_needed, state_option
from daemon.report_page import page, sentence, slow_sentences
from daemon.store.report import Report, Share, make_report

CELLS = 20  # of a bar
NINE_IN_TEN = " " * round(0.9 * CELLS - 4) + "9 in 10"


@click.command("report")
@config_option
@state_option
@json_option
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="write a page with pictures"
)
def command(config_file: Path | None, state_dir: Path | None, as_json: bool, html: Path | None) -> None:
    """Show how many promises were kept, by urgency, issue type and month, with their intervals, and what people corrected."""
    settings = settings_needed(config_file)
    zone = ZoneInfo(settings.organisation.timezone)
    store = existing_state(settings, state_dir)
    try:
        with store.read() as tx:
            report = make_report(tx, zone, [level.name for level in settings.urgency])
    finally:
        store.close()
    if html is not None:
        title = f"{settings.organisation.name}: promises and answers"
        html.write_text(page(report, title, system().astimezone(zone)), "utf-8")
        click.echo(f"{html} written", err=True)
    if as_json:
        click.echo(json.dumps(report.to_json(), ensure_ascii=False))
    elif html is None:
        _show(report)


def _show(report: Report) -> None:
    console = Console(highlight=False)
    console.print(Text(sentence(report), style="bold"))
    for name, shares in (
        ("urgency", report.by_urgency),
        ("month", report.by_month),
        ("issue type", report.by_issue_type),
    ):
        if shares:
            console.print()
            console.print(_table(name, shares))
    for said in slow_sentences(report):
        console.print(Text(f"\n{said}", style="yellow"))
    console.print(
        f"\n[dim]{report.cases} cases, {report.answered} answered by a person, {report.open} promises open, "
        f"{report.by_policy} by policy, {report.chases} chases, {report.letters_aside} letters set aside, "
        f"{report.resent} sent again because nobody could know[/]"
    )


def _table(name: str, shares: tuple[Share, ...]) -> Table:
    table = Table(box=None, header_style="dim", pad_edge=False)
    table.add_column(name, min_width=12)
    for heading in ("promised", "kept", NINE_IN_TEN, "95 %", "median window", ""):
        table.add_column(heading, justify="left" if heading in ("", NINE_IN_TEN) else "right")
    for row in shares:
        if row.coverage is None or row.low is None or row.high is None:
            continue
        table.add_row(
            row.name,
            str(row.promised),
            f"{row.kept} ({row.coverage:.0%})",
            _bar(row.coverage),
            f"{row.low:.0%}–{row.high:.0%}",
            f"{row.median_hours:.1f} h",
            Text(f"slow times: {row.slow}", style="yellow") if row.slow else "",
        )
    return table


def _bar(kept: float) -> Text:
    """Twenty cells, a twentieth each; the mark at nine in ten stands under that of the heading."""
    cells = Text("█" * round(kept * CELLS), style="green") + Text("░" * (CELLS - round(kept * CELLS)), style="dim")
    mark = round(0.9 * CELLS)
    return cells[:mark] + Text("│", style="red") + cells[mark:]
