"""`evenhand models`: which models there are; go back to an earlier one."""

import json
from pathlib import Path

import click

from daemon.commands.options import config_option, json_option, model_state, settings_or_defaults, state_option
from daemon.model import current_dir, models_dir, names, put_in_force


@click.command("models")
@config_option
@state_option
@json_option
@click.option("--use", metavar="NAME", help="put this model in force")
def command(config_file: Path | None, state_dir: Path | None, as_json: bool, use: str | None) -> None:
    """List the models, newest last, and which one is in force; --use NAME goes back to an earlier one.

    A running daemon takes up the change with its next reload.
    """
    state = model_state(settings_or_defaults(config_file), state_dir)
    if use is not None:
        put_in_force(state, use)
    in_force = current_dir(state).name
    rows = [{"name": name, "in_force": name == in_force, **_facts(models_dir(state) / name)} for name in names(state)]
    if as_json:
        click.echo(json.dumps(rows))
        return
    for row in rows:
        mark = click.style("* in force", fg="green") if row["in_force"] else ""
        click.echo(f"{row['name']}  version {row['version']}  {mark}")
    if not rows:
        click.echo("no model yet; the first start trains one", err=True)


def _facts(folder: Path) -> dict[str, object]:
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {"version": "unreadable"}
    return {"version": manifest.get("version", "")}
