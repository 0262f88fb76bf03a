"""`evenhand demo`: a whole mailbox on this machine, no server needed."""

import tempfile
from pathlib import Path

import click
from rich.console import Console


@click.command("demo")
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="leave mailbox, replies and store there",
)
def command(keep: Path | None) -> None:
    """Sample mail in, replies out, a report to look at.

    Starts an embedded IMAP server and an SMTP sink on the loopback, puts in a dozen telling mails, runs the real daemon
    until all is handled, and shows who was judged how and why, what was sent, what was not, and what is due when.
    """
    from daemon.demo.demo import demo

    console = Console(highlight=False)
    if keep is not None:
        folder = keep.resolve()
        if folder.exists() and any(folder.iterdir()):
            raise click.ClickException(f"{keep} is not empty; name a new folder")
        folder.mkdir(parents=True, exist_ok=True)
        demo(folder, console)
        console.print(f"\nKept in {keep}: mailbox/, replies/ (what was sent), evenhand.db, evenhand.toml, daemon.log")
        console.print(f"Look around: evenhand queue --config {keep}/evenhand.toml")
        return
    with tempfile.TemporaryDirectory(prefix="evenhand-demo-") as temporary:
        demo(Path(temporary), console)
    console.print("\n[dim]evenhand demo --keep DIR leaves mailbox, replies and store to look at.[/]")
