"""`evenhand models`: which models there are; go back to an earlier one."""

import json
from datetime import UTC, datetime
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
        learnt = f"{row['examples']:,} mails" if row.get("examples") else ""
        click.echo(f"{row['name']}  version {row['version']}  {row.get('trained_at', '')}  {learnt}  {mark}".rstrip())
    if not rows:
        click.echo("no model yet; the first start trains one", err=True)


def _facts(folder: Path) -> dict[str, object]:
    """What is told of a model; `trained_at` is ISO 8601, UTC: when its manifest was written."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        written = (folder / "manifest.json").stat().st_mtime
    except (OSError, ValueError):
        return {"version": "unreadable"}
    trained_at = datetime.fromtimestamp(written, UTC).isoformat(timespec="minutes")
    examples = manifest.get("made_from", {}).get("examples", 0)
    return {"version": manifest.get("version", ""), "trained_at": trained_at, "examples": examples}
