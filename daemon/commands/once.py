"""`evenhand once`: one pass, for cron or for a look."""

import asyncio
from pathlib import Path

import click

from daemon import logs
from daemon.build import alone, builder
from daemon.clock import system
from daemon.commands.options import config_option, open_state, settings_to_work, state_of, state_option
from daemon.once import once


@click.command("once")
@config_option
@state_option
@click.option("--verbose", is_flag=True, help="log every step")
def command(config_file: Path | None, state_dir: Path | None, verbose: bool) -> None:
    """Handle what is waiting, deliver what is due, and exit.

    Exit code 69 when a server could not be reached: nothing is lost, the next pass goes on.
    """
    logs.set_up(verbose)
    settings = settings_to_work(config_file)
    state = state_of(settings, state_dir)
    with alone(state):
        store = open_state(settings, state_dir)
        try:
            handler = builder(store, state, system)(settings)
            try:
                handled = asyncio.run(once(handler))
            finally:
                handler.close()
        finally:
            store.close()
    click.echo(f"{handled} {'mail' if handled == 1 else 'mails'} handled", err=True)
