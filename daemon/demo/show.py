"""The tables at the end of the demo: who was judged how and why, what was sent and what not, what is due when."""

from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.settings import Settings
from daemon.commands.queue import COLOURS
from daemon.store import Transaction
from daemon.store.views import Became, alerts, next_due, outcomes


def show(tx: Transaction, settings: Settings, console: Console) -> None:
    """Print what became of every sample mail."""
    zone = ZoneInfo(settings.organisation.timezone)
    names = [level.name for level in settings.urgency]
    console.print(_mails(outcomes(tx, "INBOX"), names, zone))
    for recipient, subject in alerts(tx):
        console.print(Text.assemble(("told at once  ", "bold red"), f"{recipient}: {subject}"))
    console.print(_due(tx, zone))


def _mails(rows: list[Became], names: list[str], zone: ZoneInfo) -> Table:
    table = Table(title="What became of the mails", title_justify="left", show_lines=True, header_style="bold")
    table.add_column("mail", max_width=30)
    table.add_column("judged")
    table.add_column("because", max_width=44)
    table.add_column("answered", max_width=34)
    for row in rows:
        subject, sender = row.mail["subject"] or "", row.mail["sender"] or "unknown"
        judged, because = _judgement(row.mail["judgement"], names)
        table.add_row(Text.assemble((subject, "bold"), (f"\n{sender}", "dim")), judged, because, _answer(row, zone))
    return table


def _answer(row: Became, zone: ZoneInfo) -> Text:
    if row.letter is not None:
        answer = Text(f"{row.letter['kind']}, {row.letter['state']}", style="green")
        if row.due is not None:
            answer.append(f"\nan answer by {row.due.astimezone(zone):%a %d %b %H:%M}", style="default")
        return answer
    if row.mail["allowed"]:
        return Text("no further answer: the case has its promise", style="dim")
    return Text.assemble(("no: ", "yellow"), row.mail["reason"] or "", (f"\n{row.mail['sentence']}", "dim"))


def _judgement(judgement: dict[str, Any] | None, names: list[str]) -> tuple[Text, Text]:
    if not judgement:
        return Text("not judged", style="dim"), Text("")
    urgency, kind = judgement["urgency"], judgement["issue_type"]
    at = names.index(urgency["label"]) if urgency["label"] in names else 0
    judged = Text(urgency["label"] + ("" if urgency["sure"] else "?"), style=COLOURS[min(at, len(COLOURS) - 1)])
    judged.append(f"\n{kind['label']}{'' if kind['sure'] else '?'}", style="default")
    if judgement["sensitive"]["flag"]:
        judged.append("\nsensitive", style="magenta")
    return judged, Text("\n".join([*urgency["because"][:3], *kind["because"][:1]]))


def _due(tx: Transaction, zone: ZoneInfo) -> Table:
    table = Table(title="What is due next", title_justify="left", box=None, header_style="dim")
    for name in ("when", "what", "case"):
        table.add_column(name)
    words = {"remind": "remind the team", "update": "tell the writer", "overdue": "up the chain"}
    for when, kind, ref, subject in next_due(tx, 8):
        table.add_row(f"{when.astimezone(zone):%a %d %b %H:%M}", words.get(kind, kind), Text(f"{ref}  {subject}"))
    return table
