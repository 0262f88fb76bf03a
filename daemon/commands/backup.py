"""`evenhand backup`: a consistent copy of the store while the daemon runs."""

from pathlib import Path

import click

from daemon.commands.options import config_option, existing_state, settings_needed, state_option


@click.command("backup")
@config_option
@state_option
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
def command(config_file: Path | None, state_dir: Path | None, target: Path) -> None:
    """Copy the store to FILE, readable by its owner alone. To restore: stop the daemon, copy it back, start."""
    if target.exists():
        raise click.ClickException(f"{target} is there already; name a new file")
    store = existing_state(settings_needed(config_file), state_dir)
    try:
        store.backup(target)
    finally:
        store.close()
    click.echo(f"{target} written ({target.stat().st_size:,} bytes)", err=True)
