"""`evenhand run`: the daemon, until SIGTERM."""

import asyncio
from pathlib import Path

import click

from config.settings import Settings
from daemon import logs
from daemon.build import alone, builder
from daemon.clock import system
from daemon.commands.options import config_option, open_state, settings_to_work, state_of, state_option
from daemon.learning import due, learn_from_store
from daemon.supervise import Daemon


@click.command("run")
@config_option
@state_option
@click.option("--verbose", is_flag=True, help="log every step")
def command(config_file: Path | None, state_dir: Path | None, verbose: bool) -> None:
    """Look after the mailboxes until stopped (systemd runs this).

    SIGTERM stops in order, SIGHUP reads the configuration again and keeps the old one when the new one is bad.
    """
    logs.set_up(verbose)
    settings = settings_to_work(config_file)
    state = state_of(settings, state_dir)
    with alone(state):
        store = open_state(settings, state_dir)
        try:
            build = builder(store, state, system)

            def learn(now_in_force: Settings) -> bool:
                now = system()
                return due(store, now_in_force, now) and learn_from_store(store, now_in_force, state, now).in_force

            daemon = Daemon(settings, store, build, lambda: settings_to_work(config_file), learn, system)
            asyncio.run(daemon.run())
        finally:
            store.close()
