"""`evenhand case`: everything about one case, and the word that a human has answered."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich.table import Table
from rich.text import Text

from config.settings import Settings
from daemon.answers import ask_later
from daemon.clock import system
from daemon.commands.options import config_option, existing_state, json_option, settings_needed, state_option
from daemon.commands.screen import moment, screen
from daemon.logs import printable
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


_DUE = {
    "remind": "the team is reminded, if nobody has answered",
    "update": "the writer is told, if nobody has answered",
    "overdue": "the case goes up the chain, if nobody has answered",
    "settled": "the writer is asked whether it is settled",
}
_ROLES = {
    "staff": "a colleague's",
    "bounce": "a mail of ours came back",
    "machine": "a program's",
    "absence": "an absence note",
}


def _show(told: dict[str, Any], zone: ZoneInfo, tag: str) -> None:
    console, now = screen(), system().astimezone(zone)
    case = told["case"]
    subject = printable(case["subject"]) or "(no subject)"
    console.rule(Text(f"{tag}-{case['ref']}  {subject}", style="bold"))
    sure = "" if case["urgency_sure"] else " (not sure)"
    kind = (case["issue_type"] or "not judged") + ("" if case["type_sure"] or not case["issue_type"] else " (not sure)")
    state = "answered by " + (case["answered_by"] or "a person") if case["state"] == "answered" else "waiting"
    for name, value in (
        ("writer", f"{printable(case['writer_name'])} <{case['writer']}>".strip()),
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
        story.add_row(moment(at.astimezone(zone), now), what, Text(text))
    console.print(story)


def _events(told: dict[str, Any], zone: ZoneInfo) -> list[tuple[datetime, str, str]]:
    """Everything that happened and what is to come, as (when, what, in words)."""
    events = [_mail(mail) for mail in told["mails"] if mail["role"] != "ours"]  # ours stand among the letters
    for given in told["promises"]:
        events += _promise(given, zone)
    events += [_letter(letter) for letter in told["letters"]]
    events += [
        (due["due_at"], "to come", _DUE.get(due["kind"], due["kind"]))
        for due in told["followups"]
        if due["state"] == "due"
    ]
    events += [_correction(made) for made in told["corrections"]]
    return events


def _correction(made: dict[str, Any]) -> tuple[datetime, str, str]:
    name = made["field"].replace("_", " ")
    if made["was"] == made["now"]:
        return made["at"], "confirmed", f"{name}: {made['now']}, by {made['by']}"
    return made["at"], "corrected", f"{name}: {made['was']} -> {made['now']}, by {made['by']}"


def _mail(mail: dict[str, Any]) -> tuple[datetime, str, str]:
    """A mail that came in: whose, what it is judged to be and why, and why it got no answer if so."""
    role = f" ({_ROLES[mail['role']]})" if mail["role"] in _ROLES else ""
    lines = [
        f"from {mail['sender'] or 'an unknown sender'}{role}: {printable(mail['subject'] or '') or '(no subject)'}"
    ]
    if judgement := mail["judgement"]:
        lines.append(f"judged {_label(judgement['urgency'])}, {_label(judgement['issue_type'])}")
        because = (*judgement["urgency"]["because"], *judgement["issue_type"]["because"])
        lines += [f"· {fact}" for fact in because]
    if not mail["allowed"] and mail["sentence"]:
        lines.append(f"no automatic answer: {mail['sentence']} ({mail['reason']})")
    return mail["received_at"] or mail["first_seen_at"], "mail", "\n".join(lines)


def _label(said: dict[str, Any]) -> str:
    return f"{said['label']}{'' if said['sure'] else ' (not sure)'}"


def _promise(given: dict[str, Any], zone: ZoneInfo) -> list[tuple[datetime, str, str]]:
    """That a time was named and on what basis; and how it ended."""
    due = moment(given["due"].astimezone(zone), given["given_at"].astimezone(zone))
    basis = "by policy"
    if given["level"]:
        basis = f"measured: {given['level']:.0%} of {given['cases']} answers came in such a time"
    by = f", by {given['by']}" if given["by"] else ""
    told = [(given["given_at"], "promise", f"an answer by {due} ({basis})")]
    if given["outcome"]:
        told.append((given["outcome_at"], given["outcome"], f"the promise of {due}{by}"))
    return told


def _letter(letter: dict[str, Any]) -> tuple[datetime, str, str]:
    state = letter["state"] + (f": {letter['error']}" if letter["error"] else "")
    again = ", sent again with the same Message-ID" if letter["resent"] else ""
    at = letter["sent_at"] or letter["created_at"]
    return at, "letter", f"{letter['kind']} to {letter['recipient']} ({state}{again})"
