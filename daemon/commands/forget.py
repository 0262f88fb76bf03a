"""`evenhand forget`: remove what is stored about a person."""

from pathlib import Path

import click

from daemon.commands.options import config_option, existing_state, settings_needed, state_option
from daemon.store.forget import forget


@click.command("forget")
@config_option
@state_option
@click.option("--yes", is_flag=True, help="don't ask")
@click.argument("address")
def command(config_file: Path | None, state_dir: Path | None, yes: bool, address: str) -> None:
    """Remove names, addresses, subjects and texts of ADDRESS from the store.

    Decisions, times and promises stay, without the person, so that windows and reports stay right. The mails themselves
    lie in the mailbox, where evenhand deletes nothing.
    """
    store = existing_state(settings_needed(config_file), state_dir)
    try:
        if not yes:
            click.confirm(f"Remove everything stored about {address}? This can't be undone", abort=True, err=True)
        with store.write() as tx:
            touched = forget(tx, address)
    finally:
        store.close()
    if touched == 0:
        raise click.ClickException(f"nothing is stored about {address}")
    click.echo(f"{touched} rows no longer name {address}. The mails in the mailbox are yours to delete.", err=True)
