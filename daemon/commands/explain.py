"""`evenhand explain`: what would be done with a mail. Sends nothing, marks nothing, stores nothing."""

import json
import sys
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from daemon.clock import system
from daemon.commands.options import (
    Moment,
    config_option,
    json_option,
    model_state,
    settings_or_defaults,
    state_option,
)
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
    talk = Console(stderr=True)
    with Explainer(settings, model_state(settings, state_dir), talk) as explainer:
        moment = now or system()
        hidden = not (talk.is_terminal and as_json and not sys.stdout.isatty())
        mails = read(paths, sys.stdin.buffer)
        for name, raw in track(mails, "reading", total=count(paths), console=talk, disable=hidden, transient=True):
            explanation = explainer.explain(name, raw, moment)
            if as_json:
                click.echo(json.dumps(explanation.to_json(), ensure_ascii=False))
            else:
                show(explanation)


def show(explanation: Explanation) -> None:
    """One mail for a person to read."""
    console = Console(highlight=False)
    told = explanation.to_json()
    console.rule(f"[bold]{_escape(told['subject'] or '(no subject)')}")
    rows = (
        ("source", told["source"]),
        ("from", told["from"] or "unknown"),
        ("parsed", told["parsed"]),
        ("answer", f"{'yes' if told['answer']['allowed'] else 'no'}: {told['answer']['reason']}"),
        ("", explanation.sentence),
        ("urgency", _label(told["urgency"])),
        ("issue type", _label(told["issue_type"])),
        ("sensitive", "yes: " + "; ".join(told["sensitive"]["because"]) if told["sensitive"]["flag"] else "no"),
        ("promise", f"{told['promise']['due']} ({told['promise']['basis']})" if told["promise"] else "none"),
    )
    for name, value in rows:
        console.print(f"[dim]{name:>10}[/]  {_escape(str(value))}")
    console.print(f"[dim]{'own words':>10}[/]  {_escape(told['own_words'])}")
    if told["reply"]:
        console.print(f"\n[dim]Subject: {_escape(told['reply']['subject'])}[/]\n\n{_escape(told['reply']['text'])}")


def _label(label: dict[str, object]) -> str:
    because = "; ".join(label["because"]) if isinstance(label["because"], list) else ""
    sure = "" if label["sure"] else ", not sure"
    return f"{label['label']} ({label['confidence']:.0%}{sure}) {because}"


def _escape(text: str) -> str:
    return text.replace("[", "\\[")
