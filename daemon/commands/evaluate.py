"""`evenhand evaluate`: measure the judgement on labelled mails."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from classifiers.evaluate import Judged, Measure, evaluate
from classifiers.evaluate_page import ordered, page, sentence
from classifiers.judgement import Judge
from classifiers.labels import LabelFile, LabelRow, LabelsError
from config.settings import Settings
from daemon.clock import system
from daemon.commands.options import config_option, json_option, model_state, settings_or_defaults, state_option
from daemon.commands.screen import screen
from daemon.model import ready_model
from daemon.redacting import redacted

BATCH = 500


@click.command("evaluate")
@config_option
@state_option
@json_option
@click.option(
    "--each", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="a JSON line for each row"
)
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="write a page with pictures"
)
@click.argument("labels", type=click.Path(path_type=Path, dir_okay=False), metavar="LABELS.csv")
def command(
    config_file: Path | None, state_dir: Path | None, as_json: bool, each: Path | None, html: Path | None, labels: Path
) -> None:
    """Judge the mails of a CSV file (subject, body, issue_type, urgency) and compare with its labels.

    Tells accuracy, macro-F1, calibration (ECE), how often the judgement is sure and how right it is then, and what is
    taken for what.
    """
    settings = settings_or_defaults(config_file)
    talk = screen(stderr=True)
    orders = {
        "urgency": [level.name for level in settings.urgency],
        "issue_type": [kind.name for kind in settings.issue_types],
    }
    judge = ready_model(settings, model_state(settings, state_dir), talk.print).open()
    file = LabelFile(labels, settings)
    columns = (SpinnerColumn(), TextColumn("judging"), TextColumn("{task.completed} mails"))
    try:
        with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as bar:
            task = bar.add_task("judging", total=None)
            rows = []
            for row, judged in judge_all(judge, file, settings):
                rows.append((row, judged))
                bar.advance(task)
    except LabelsError as error:
        raise click.ClickException(str(error)) from error
    for problem in file.problems:
        talk.print(problem, markup=False)
    measures = evaluate(judged for _, judged in rows)
    if each is not None:
        with each.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(_line(row, judged), ensure_ascii=False) + "\n" for row, judged in rows)
    if html is not None:
        html.write_text(page(measures, f"The judgement on {labels.name}", orders), "utf-8")
        talk.print(f"{html} written", markup=False)
    if as_json:
        click.echo(json.dumps({name: measured.to_json() for name, measured in measures.items()}, ensure_ascii=False))
    else:
        _show(measures, orders)


def judge_all(judge: Judge, rows: LabelFile, settings: Settings) -> Iterator[tuple[LabelRow, Judged]]:
    """Every row with what is said of it, in order, as a stream."""
    now = system().astimezone(ZoneInfo(settings.organisation.timezone))
    batch: list[LabelRow] = []

    def judged() -> Iterator[tuple[LabelRow, Judged]]:
        texts = list(redacted((row.subject, row.body, None) for row in batch))
        for row, judgement in zip(batch, judge.judge_many(texts, now), strict=True):
            yield row, Judged(row.urgency, row.issue_type, judgement)

    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield from judged()
            batch.clear()
    yield from judged()


def _line(row: LabelRow, judged: Judged) -> dict[str, object]:
    said = judged.judgement
    return {
        "line": row.line,
        "subject": row.subject,
        "urgency": {"label": row.urgency, "judged": asdict(said.urgency)},
        "issue_type": {"label": row.issue_type, "judged": asdict(said.issue_type)},
        "sensitive": asdict(said.sensitive),
    }


def _show(measures: dict[str, Measure], orders: dict[str, list[str]]) -> None:
    console = screen()
    for name, measured in measures.items():
        console.print(f"\n[bold]{name.replace('_', ' ')}[/]")
        if not measured.n:
            console.print("no row has this label")
            continue
        console.print(Text(sentence(measured)))
        console.print(Text("\nwhat they are (row), taken for (column)", style="italic"))
        console.print(_confusion(measured, orders.get(name, [])))
        console.print(Text("\nhow right it is, by how confident it is", style="italic"))
        console.print(_calibration(measured))


def _confusion(measured: Measure, order: list[str]) -> Table:
    labels = ordered(measured, order)
    table = Table(box=None, header_style="dim")
    table.pad_edge = False
    table.add_column("", style="dim", no_wrap=True)
    for label in labels:
        table.add_column(label[:4], justify="right", no_wrap=True)
    for true in labels:
        row = measured.confusion.get(true, {})
        cells = [
            Text(str(row.get(name) or "·"), style="green" if name == true else "red" if row.get(name) else "dim")
            for name in labels
        ]
        table.add_row(true, *cells)
    return table


def _calibration(measured: Measure) -> Table:
    table = Table(
        box=None,
        header_style="dim",
        pad_edge=False,
    )
    for heading in ("confidence", "right", "mails"):
        table.add_column(heading, justify="right")
    for confidence, accuracy, n in measured.calibration:
        table.add_row(f"{confidence:.0%}", f"{accuracy:.0%}", str(n))
    return table
