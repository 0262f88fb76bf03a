"""The tables at the end of the demo: who was judged how and why, what was sent and what not, what is due when."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.settings import Settings
from daemon.commands.queue import COLOURS
from daemon.commands.screen import moment
from daemon.store import Transaction
from daemon.store.views import Became, alerts, next_due, outcomes

_LETTERS = {
    "acknowledgement": "acknowledgement",
    "neutral": "neutral acknowledgement",
    "chase": "answer to a chase",
    "added": "answer to what was added",
}
_DUE = {
    "remind": "the team is reminded",
    "update": "the writer is told",
    "overdue": "it goes up the chain",
    "settled": "the writer is asked whether it is settled",
}
_LISTED = 8  # follow-ups
_UNSURE = "?"


def show(tx: Transaction, settings: Settings, console: Console, now: datetime) -> None:
    """Print what became of every sample mail."""
    zone = ZoneInfo(settings.organisation.timezone)
    today = now.astimezone(zone)
    names = [level.name for level in settings.urgency]
    rows = outcomes(tx, "INBOX")
    console.print(_mails(rows, names, today))
    if any(_UNSURE in _judged(row.mail["judgement"], names).plain for row in rows):
        console.print(Text("? = not sure: the answer then claims nothing about it", style="dim"))
    told: dict[str, list[str]] = {}
    for recipient, subject in alerts(tx):
        told.setdefault(subject, []).append(recipient)
    console.print()
    for subject, recipients in told.items():
        console.print(Text.assemble(("told at once  ", "bold red"), f"{', '.join(recipients)}: {subject}"))
    console.print()
    console.print(_due(tx, today))


def _mails(rows: list[Became], names: list[str], now: datetime) -> Table:
    table = Table(
        title="What became of the mails", title_justify="left", show_lines=True, header_style="bold", expand=True
    )
    for heading, ratio in (("mail", 3), ("judged, and why", 5), ("answered", 4)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for row in rows:
        subject, sender = row.mail["subject"] or "(no subject)", row.mail["sender"] or "unknown"
        mail = Text.assemble((subject, "bold"), (f"\n{sender}", "dim"))
        table.add_row(mail, _judged(row.mail["judgement"], names), _answer(row, now))
    return table


def _answer(row: Became, now: datetime) -> Text:
    if row.letter is not None:
        answer = Text(f"{_LETTERS.get(row.letter['kind'], row.letter['kind'])}, {row.letter['state']}", style="green")
        if row.due is not None:
            answer.append(f"\nan answer by {moment(row.due.astimezone(now.tzinfo), now)}", style="default")
        return answer
    if row.mail["allowed"]:
        return Text("no further answer: the case has its promise", style="dim")
    return Text.assemble(("no: ", "yellow"), row.mail["sentence"] or "", (f"\n{row.mail['reason']}", "dim"))


def _judged(judgement: dict[str, Any] | None, names: list[str]) -> Text:
    if not judgement:
        return Text("not judged", style="dim")
    urgency, kind = judgement["urgency"], judgement["issue_type"]
    at = names.index(urgency["label"]) if urgency["label"] in names else 0
    judged = Text(urgency["label"] + ("" if urgency["sure"] else _UNSURE), style=COLOURS[min(at, len(COLOURS) - 1)])
    judged.append(f", {kind['label']}{'' if kind['sure'] else _UNSURE}", style="default")
    if judgement["sensitive"]["flag"]:
        judged.append(", sensitive", style="magenta")
    for fact in (*urgency["because"][:3], *kind["because"][:1]):
        judged.append(f"\n· {fact}", style="dim")
    return judged


def _due(tx: Transaction, now: datetime) -> Table:
    table = Table(title=f"What is due next, if nobody answers (the first {_LISTED})", title_justify="left", box=None)
    for name in ("when", "what", "case", ""):
        table.add_column(name, header_style="dim", no_wrap=name != "", overflow="ellipsis")
    for when, kind, ref, subject in next_due(tx, _LISTED):
        table.add_row(moment(when.astimezone(now.tzinfo), now), _DUE.get(kind, kind), ref, Text(subject))
    return table
