"""`evenhand explain`: what would be done with a mail. Sends nothing, marks nothing, stores nothing."""

import json
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich.progress import track
from rich.table import Table
from rich.text import Text

from daemon.clock import system
from daemon.commands.options import (
    Moment,
    config_option,
    json_option,
    model_state,
    settings_or_defaults,
    state_option,
)
from daemon.commands.screen import moment, screen, shown
from daemon.explain import Explainer, Explanation
from daemon.sources import count, read


@click.command("explain")
@config_option
@state_option
@json_option
@click.option("--now", type=Moment(), help="judge as of that moment (ISO 8601)")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
def command(
    paths: tuple[str, ...], config_file: Path | None, state_dir: Path | None, as_json: bool, now: datetime | None
) -> None:
    """Say what would be done with mails: .eml files, folders, mbox, Maildir, - for standard input.

    With --json one object a line, one for each message, in input order; a bad message never stops the rest.
    """
    settings = settings_or_defaults(config_file)
    zone = ZoneInfo(settings.organisation.timezone)
    talk, seen = screen(stderr=True), 0
    with closing(Explainer(settings, model_state(settings, state_dir), talk)) as explainer:
        at = now or system()
        hidden = not (talk.is_terminal and not sys.stdout.isatty())
        mails = read(paths, sys.stdin.buffer)
        for name, raw in track(mails, "reading", total=count(paths), console=talk, disable=hidden, transient=True):
            explanation = explainer.explain(name, raw, at)
            seen += 1
            if as_json:
                click.echo(json.dumps(explanation.to_json(), ensure_ascii=False))
            else:
                show(explanation, at.astimezone(zone))
    if not seen:
        talk.print(f"there is no mail in {', '.join(paths)}", markup=False)


def show(explanation: Explanation, now: datetime) -> None:
    """One mail for a person to read; `now` in the zone in which times are shown."""
    console = screen()
    told = explanation.to_json()
    console.rule(Text(shown(told["subject"]) or "(no subject)", style="bold"))
    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="dim", justify="right", no_wrap=True)
    rows.add_column(overflow="fold")
    for name, value in (
        ("source", told["source"]),
        ("from", told["from"] or "unknown"),
        ("read", _READ[told["parsed"]]),
        (
            "answer",
            f"{'yes' if told['answer']['allowed'] else 'no'}: {explanation.sentence} ({told['answer']['reason']})",
        ),
        ("urgency", _label(told["urgency"])),
        ("issue type", _label(told["issue_type"])),
        ("sensitive", "\n".join(("yes", *told["sensitive"]["because"])) if told["sensitive"]["flag"] else "no"),
        ("promise", _promise(told["promise"], now)),
        ("own words", told["own_words"]),
    ):
        rows.add_row(name, Text(shown(value)))
    console.print(rows)
    if told["reply"]:
        console.print(Text(f"\nSubject: {told['reply']['subject']}", style="dim"))
        console.print(Text(f"\n{told['reply']['text']}"))


_READ = {"whole": "whole", "partial": "in part", "unreadable": "could not be read"}


def _label(label: dict[str, Any]) -> str:
    if not label["label"]:
        return "not judged"
    sure = "" if label["sure"] else ", not sure"
    return "\n".join((f"{label['label']} ({label['confidence']:.0%}{sure})", *(f"· {one}" for one in label["because"])))


def _promise(given: dict[str, Any] | None, now: datetime) -> str:
    if given is None:
        return "none"
    basis = "by policy"
    if given["level"]:
        basis = f"measured: {given['level']:.0%} of {given['cases']} answers came in such a time"
    return f"an answer by {moment(datetime.fromisoformat(given['due']).astimezone(now.tzinfo), now)} ({basis})"
