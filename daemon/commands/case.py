"""`evenhand case`: everything about one case, and the word that a human has answered."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.settings import Settings
from daemon.answers import ask_later
from daemon.clock import system
from daemon.commands.options import config_option, existing_state, json_option, settings_needed, state_option
from daemon.store import Store, cases, plans
from daemon.store.views import case as everything


@click.command("case")
@config_option
@state_option
@json_option
@click.argument("ref", metavar="ID")
@click.argument("action", required=False, type=click.Choice(["answered"]))
@click.option("--by", default="the team", show_default=True, help="answered: who did")
def command(
    config_file: Path | None, state_dir: Path | None, as_json: bool, ref: str, action: str | None, by: str
) -> None:
    """Show a case by the reference in its subject (EH-7QK2MR): mails, decisions, promises, what was sent.

    `evenhand case ID answered` notes that a person has answered by another way (telephone, in person).
    """
    settings = settings_needed(config_file)
    store = existing_state(settings, state_dir)
    try:
        with store.read() as tx:
            case_id = cases.by_ref(tx, ref)
        if case_id is None:
            raise click.ClickException(f"no case is called {ref!r}; `evenhand queue` lists those that wait")
        if action == "answered":
            _answered(store, settings, case_id, ref, by)
        with store.read() as tx:
            told = everything(tx, case_id)
    finally:
        store.close()
    if as_json:
        told["case"] = dict(told["case"])
        for letter in told["letters"]:
            letter["payload"] = letter["payload"].decode("utf-8", "replace")
        click.echo(json.dumps(told, ensure_ascii=False, default=str))
    else:
        _show(told, ZoneInfo(settings.organisation.timezone), settings.replies.subject_tag)


def _answered(store: Store, settings: Settings, case_id: int, ref: str, by: str) -> None:
    now = system()
    with store.write() as tx:
        waited = cases.answered(tx, case_id, by, now, now)
        if waited:
            plans.follow_up(tx, case_id, None, ask_later(settings, now))
    said = "noted as answered; what was pending is withdrawn" if waited else "was answered before"
    click.echo(f"{ref}: {said}", err=True)


def _show(told: dict[str, Any], zone: ZoneInfo, tag: str) -> None:
    console = Console(highlight=False)
    case = told["case"]
    console.rule(Text(f"{tag}-{case['ref']}  {case['subject']}", style="bold"))
    sure = "" if case["urgency_sure"] else " (not sure)"
    kind = case["issue_type"] + ("" if case["type_sure"] else " (not sure)")
    state = "answered by " + (case["answered_by"] or "a person") if case["state"] == "answered" else "waiting"
    for name, value in (
        ("writer", f"{case['writer_name']} <{case['writer']}>"),
        ("state", state + (", the writer's address is unreachable" if case["unreachable"] else "")),
        ("urgency", case["urgency"] + sure),
        ("issue", kind + (", sensitive" if case["sensitive"] else "")),
    ):
        console.print(Text.assemble((f"{name:>10}  ", "dim"), value))
    console.print()
    story = Table.grid(padding=(0, 2))
    story.add_column(style="dim", no_wrap=True)
    story.add_column(style="cyan", no_wrap=True)
    story.add_column()
    for at, what, text in sorted(_events(told, zone), key=lambda event: event[0]):
        story.add_row(f"{at.astimezone(zone):%a %d %b %H:%M}", what, Text(text))
    console.print(story)


def _events(told: dict[str, Any], zone: ZoneInfo) -> list[tuple[datetime, str, str]]:
    """Everything that happened, as (when, what, in words)."""
    events = []
    for mail in told["mails"]:
        if mail["role"] == "ours":
            continue  # it stands among the letters
        at = mail["received_at"] or mail["first_seen_at"]
        judged = _judged(mail["judgement"])
        reason = "" if mail["allowed"] else f"; no automatic answer: {mail['reason']} ({mail['sentence']})"
        events.append((at, "mail", f"from {mail['sender']} ({mail['role']}): {mail['subject']}{reason}{judged}"))
    for given in told["promises"]:
        level = f"{given['level']:.0%} of {given['cases']} answers" if given["level"] else "by policy"
        events.append(
            (given["given_at"], "promise", f"an answer by {given['due'].astimezone(zone):%a %d %b %H:%M} ({level})")
        )
        if given["outcome"]:
            events.append((given["outcome_at"], given["outcome"], f"promise {given['number']} {given['by'] or ''}"))
    for letter in told["letters"]:
        at = letter["sent_at"] or letter["created_at"]
        state = letter["state"] + (f": {letter['error']}" if letter["error"] else "")
        again = ", sent again with the same Message-ID" if letter["resent"] else ""
        events.append((at, "letter", f"{letter['kind']} to {letter['recipient']} ({state}{again})"))
    events += [(due["due_at"], "due", due["kind"]) for due in told["followups"] if due["state"] == "due"]
    events += [
        (made["at"], "corrected", f"{made['field']}: {made['was']} -> {made['now']} by {made['by']}")
        for made in told["corrections"]
    ]
    return events


def _judged(judgement: dict[str, Any] | None) -> str:
    if not judgement:
        return ""
    because = "; ".join((*judgement["urgency"]["because"], *judgement["issue_type"]["because"]))
    return f"\njudged {judgement['urgency']['label']}, {judgement['issue_type']['label']}" + (
        because and f": {because}"
    )
