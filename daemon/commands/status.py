"""`evenhand status`: how the daemon is doing."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from daemon.clock import system
from daemon.commands.options import config_option, existing_state, json_option, settings_needed, state_option
from daemon.commands.screen import span
from daemon.main import FAILED, OK
from daemon.store.status import read_status


@click.command("status")
@config_option
@state_option
@json_option
def command(config_file: Path | None, state_dir: Path | None, as_json: bool) -> int:
    """Show the last successful look into each mailbox, what waits, what is overdue, and the last error.

    Exit code 1 when something needs a person: a mailbox that can't be read, letters or mails set aside, overdue promises.
    """
    settings = settings_needed(config_file)
    store = existing_state(settings, state_dir)
    try:
        with store.read() as tx:
            told = read_status(tx, settings, system())
    finally:
        store.close()
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        _show(told)
    return FAILED if told["troubles"] else OK


def _show(told: dict[str, Any]) -> None:
    console = Console(highlight=False)
    now = system()
    for box in told["mailboxes"]:
        looked = "never" if box["polled_at"] is None else f"{span(now - _moment(box['polled_at']))} ago"
        console.print(Text.assemble((f"{box['name']:<24}", "bold"), f"last looked {looked}"))
    for name, text in (
        ("waiting for a person", f"{told['waiting']} cases"),
        ("overdue promises", str(told["overdue"])),
        ("letters to be sent", f"{told['letters_due']}" + _age(told["oldest_letter"])),
        ("mails not handled yet", f"{told['mails_waiting']}" + _age(told["oldest_mail"])),
        ("set aside", f"{told['mails_aside']} mails, {told['letters_aside']} letters"),
        ("sent twice, unknowable", str(told["resent"])),
    ):
        console.print(Text.assemble((f"{name:<24}", "dim"), text))
    for trouble in told["troubles"]:
        console.print(Text(f"! {trouble}", style="bold red"))
    if not told["troubles"]:
        console.print(Text("nothing needs a person's hand", style="green"))


def _age(since: str | None) -> str:
    return "" if since is None else f", the oldest for {span(system() - _moment(since))}"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
