"""`evenhand correct`: say what a case should have been; the next model learns from it."""

import getpass
from pathlib import Path

import click

from daemon.clock import system
from daemon.commands.options import config_option, existing_state, settings_needed, state_option
from daemon.store import cases
from daemon.store.corrections import correct


@click.command("correct")
@config_option
@state_option
@click.argument("ref", metavar="ID")
@click.option("--urgency", metavar="LEVEL", help="the level it should have had")
@click.option("--type", "issue_type", metavar="TYPE", help="the issue type it should have had")
@click.option("--sensitive/--not-sensitive", default=None, help="whether a person must read it first")
@click.option("--by", default=None, help="who says so (default: you)")
def command(
    config_file: Path | None,
    state_dir: Path | None,
    ref: str,
    urgency: str | None,
    issue_type: str | None,
    sensitive: bool | None,
    by: str | None,
) -> None:
    """Correct the judgement of a case. The case changes at once; the promise that was given stays.

    Without an option nothing is changed: confirming a judgement is `--urgency` or `--type` with the label it has.
    """
    settings = settings_needed(config_file)
    wanted = {"urgency": urgency, "issue_type": issue_type}
    names = {
        "urgency": [level.name for level in settings.urgency],
        "issue_type": [kind.name for kind in settings.issue_types],
    }
    for field, label in wanted.items():
        if label is not None and label not in names[field]:
            raise click.UsageError(f"{label!r} is none of {', '.join(names[field])}")
    if sensitive is not None:
        wanted["sensitive"] = "yes" if sensitive else "no"
    given = {field: label for field, label in wanted.items() if label is not None}
    if not given:
        raise click.UsageError("say what it should have been: --urgency, --type, --sensitive or --not-sensitive")
    store = existing_state(settings, state_dir)
    try:
        with store.write() as tx:
            case_id = cases.by_ref(tx, ref)
            if case_id is None:
                raise click.ClickException(f"no case is called {ref!r}")
            changed = correct(tx, case_id, given, by or getpass.getuser(), "command", system())
    finally:
        store.close()
    for field, (was, now) in changed.items():
        name = field.replace("_", " ")
        click.echo(f"{ref}: {name} {was} -> {now}" if was != now else f"{ref}: {name} {now} confirmed", err=True)
