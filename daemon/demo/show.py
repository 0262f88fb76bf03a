"""The tables at the end of the demo: who was judged how and why, what was sent and what not, what is due when."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy.engine import Connection

from config.settings import Settings
from daemon.commands.queue import COLOURS
from daemon.store.tables import cases, followup, message, outbox, promise


def show(tx: Connection, settings: Settings, console: Console) -> None:
    """Print what became of every sample mail."""
    zone = ZoneInfo(settings.organisation.timezone)
    names = [level.name for level in settings.urgency]
    rows = tx.execute(sa.select(message).where(message.c.folder == "INBOX").order_by(message.c.uid)).all()
    sent = {row.answers: row for row in tx.execute(sa.select(outbox).where(outbox.c.kind.in_(TO_WRITERS)))}
    dues = {row.case_id: row.due for row in tx.execute(sa.select(promise.c.case_id, promise.c.due))}
    console.print(_mails(rows, sent, dues, names, zone))
    alerts = tx.execute(sa.select(outbox).where(outbox.c.kind == "alert")).all()
    for alert in alerts:
        console.print(Text.assemble(("told at once  ", "bold red"), f"{alert.recipient}: {alert.subject}"))
    _due(tx, console, zone)


TO_WRITERS = ("acknowledgement", "neutral", "chase", "added")


def _mails(rows: Any, sent: dict[int, Any], dues: dict[int, datetime], names: list[str], zone: ZoneInfo) -> Table:
    table = Table(title="What became of the mails", title_justify="left", show_lines=True, header_style="bold")
    table.add_column("mail", max_width=30)
    table.add_column("judged")
    table.add_column("because", max_width=44)
    table.add_column("answered", max_width=34)
    for row in rows:
        judged, because = _judgement(row, names)
        letter = sent.get(row.id)
        if letter is not None:
            due = dues.get(row.case_id)
            answer = Text(f"{letter.kind}, {letter.state}", style="green")
            if due is not None:
                answer.append(f"\nan answer by {due.astimezone(zone):%a %d %b %H:%M}", style="default")
        elif row.allowed:
            answer = Text("no further answer: the case has its promise", style="dim")
        else:
            answer = Text.assemble(("no: ", "yellow"), row.reason or "", (f"\n{row.sentence}", "dim"))
        table.add_row(Text.assemble((row.subject or "", "bold"), (f"\n{row.sender}", "dim")), judged, because, answer)
    return table


def _judgement(row: Any, names: list[str]) -> tuple[Text, Text]:
    if not row.judgement:
        return Text("not judged", style="dim"), Text("")
    urgency, kind = row.judgement["urgency"], row.judgement["issue_type"]
    at = names.index(urgency["label"]) if urgency["label"] in names else 0
    judged = Text(urgency["label"] + ("" if urgency["sure"] else "?"), style=COLOURS[min(at, len(COLOURS) - 1)])
    judged.append(f"\n{kind['label']}{'' if kind['sure'] else '?'}", style="default")
    if row.judgement["sensitive"]["flag"]:
        judged.append("\nsensitive", style="magenta")
    return judged, Text("\n".join([*urgency["because"][:3], *kind["because"][:1]]))


def _due(tx: Connection, console: Console, zone: ZoneInfo) -> None:
    table = Table(title="What is due next", title_justify="left", box=None, header_style="dim")
    for name in ("when", "what", "case"):
        table.add_column(name)
    words = {"remind": "remind the team", "update": "tell the writer", "overdue": "up the chain"}
    rows = tx.execute(
        sa.select(followup, cases.c.ref, cases.c.subject)
        .join(cases, cases.c.id == followup.c.case_id)
        .where(followup.c.state == "due")
        .order_by(followup.c.due_at)
        .limit(8)
    )
    for row in rows:
        when = f"{row.due_at.astimezone(zone):%a %d %b %H:%M}"
        table.add_row(when, words.get(row.kind, row.kind), Text(f"{row.ref}  {row.subject}"))
    console.print(table)
