"""`evenhand train`: learn from labelled mails."""

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from classifiers.examples import Labels
from classifiers.labels import LabelFile, LabelsError
from config.settings import Settings
from daemon.clock import system
from daemon.commands.options import config_option, model_state, settings_or_defaults, state_option
from daemon.learning import learn
from daemon.main import FAILED, OK
from daemon.model import Pair, starter_pairs
from daemon.redacting import redacted


@click.command("train")
@config_option
@state_option
@click.option("--no-starter", is_flag=True, help="learn from LABELS.csv alone, without the starter corpus")
@click.option("--force", is_flag=True, help="put the new model in force whatever the gate says")
@click.argument("labels", type=click.Path(path_type=Path, dir_okay=False), metavar="LABELS.csv")
def command(config_file: Path | None, state_dir: Path | None, no_starter: bool, force: bool, labels: Path) -> int:
    """Train a new model from a CSV file (subject, body, issue_type, urgency; either label may be empty).

    It goes live only if it is no step back on mails that no model was trained on; otherwise it is kept and the reason
    told (exit code 1). A running daemon takes it up with its next reload.
    """
    settings = settings_or_defaults(config_file)
    talk = Console(stderr=True, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as bar:
        task = bar.add_task("reading the labels", total=None)

        def say(what: str) -> None:
            bar.update(task, description=what)
            if not talk.is_terminal:
                print(what, file=sys.stderr)

        pairs, state = _pairs(labels, settings, talk), model_state(settings, state_dir)
        if not no_starter:
            say("reading the starter corpus")
            pairs += starter_pairs(settings, state)
        learnt = learn(settings, state, pairs, system(), say, force)
    talk.print(f"model {learnt.name}, from {learnt.examples:,} examples", markup=False)
    for reason in learnt.reasons:
        talk.print(f"  {reason}", markup=False)
    talk.print("it is in force" if learnt.in_force else "it is kept, but not in force (--force says otherwise)")
    return OK if learnt.in_force else FAILED


def _pairs(labels: Path, settings: Settings, talk: Console) -> list[Pair]:
    file = LabelFile(labels, settings)
    try:
        rows = list(file)
    except LabelsError as error:
        raise click.ClickException(str(error)) from error
    for problem in file.problems:
        talk.print(problem, markup=False)
    if not rows:
        raise click.ClickException(f"{labels} holds no usable row")
    for name, given in (("urgency", {row.urgency for row in rows}), ("issue type", {row.issue_type for row in rows})):
        if len(given - {None}) == 1:
            talk.print(f"every row has the same {name}: it teaches only what that one looks like", markup=False)
    texts = redacted((row.subject, row.body, None) for row in rows)
    return [
        (text, Labels(urgency=row.urgency, issue_type=row.issue_type, group=f"label {row.line}", weight=1.0))
        for row, text in zip(rows, texts, strict=True)
    ]
