"""`evenhand demo`: a whole mailbox on this machine, no server needed."""

import tempfile
from pathlib import Path

import click

from daemon.commands.options import config_option, model_state, settings_or_defaults, state_option, writable
from daemon.commands.screen import screen


@click.command("demo")
@config_option
@state_option
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="leave mailbox, replies and store there",
)
def command(config_file: Path | None, state_dir: Path | None, keep: Path | None) -> None:
    """Sample mail in, replies out, a report to look at.

    Starts an embedded IMAP server and an SMTP sink on the loopback, puts in a dozen telling mails, runs the real daemon
    until all is handled, and shows who was judged how and why, what was sent, what was not, and what is due when.
    With a configuration it shows your hours, levels, issue types and wording; your mailboxes are left alone.
    """
    from daemon.demo.demo import demo

    console, talk = screen(), screen(stderr=True)
    settings = settings_or_defaults(config_file)
    like = settings.source
    state = model_state(settings, state_dir)
    models = state if writable(state) else None
    if keep is not None:
        folder = keep.resolve()
        if folder.exists() and any(folder.iterdir()):
            raise click.ClickException(f"{keep} is not empty; name a new folder")
        folder.mkdir(parents=True, exist_ok=True)
        demo(folder, console, talk, models, like)
        console.print(f"\nKept in {keep}: mailbox/, replies/ (what was sent), evenhand.db, evenhand.toml, daemon.log")
        console.print(f"Look around: evenhand queue --config {keep}/evenhand.toml")
        return
    with tempfile.TemporaryDirectory(prefix="evenhand-demo-") as temporary:
        demo(Path(temporary), console, talk, models, like)
    console.print("\n[dim]evenhand demo --keep DIR leaves mailbox, replies and store to look at.[/]")
