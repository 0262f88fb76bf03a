"""The books: what was put into the mailbox, what the store says about it, and what the mail server has got.

*lost*: a mail that is neither handled nor waiting nor set aside, or whose acknowledgement the store calls sent and the mail
server never got. *twice*: an acknowledgement more than one for one mail. *inside the instant*: the same letter again, with
the same Message-ID, counted by the store: the server's 250 was on its way when the line or we were cut. *wrong*: everything
else that must not be (a letter the store doesn't know, a promise that is missing, a mark, an automatic mail answered).
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.servers.sink import Received

ACKNOWLEDGEMENTS = ("acknowledgement", "neutral")
HANDLED = "evenhand-handled"


@dataclass(frozen=True)
class Put:
    """A mail that was put into the mailbox."""

    message_id: str
    answerable: bool
    removable: bool = False  # a person may have taken it away before we came


@dataclass
class Findings:
    """What an audit found; sentences for people in `wrong`."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    inside: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not (self.lost or self.twice or self.wrong)


class Rows:
    """The store's rows, read beside the daemon without disturbing it."""

    def __init__(self, database: Path) -> None:
        self.messages: list[dict[str, Any]] = []
        self.letters: list[dict[str, Any]] = []
        self.promised: set[int] = set()
        self.answering: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)  # letters by the mail they answer
        if not database.exists():
            return
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)) as connection:
            connection.row_factory = sqlite3.Row
            if not _all(connection, "SELECT name FROM sqlite_master WHERE name = 'outbox'"):
                return  # just being made
            self.messages = _all(connection, "SELECT * FROM message")
            self.letters = _all(connection, "SELECT * FROM outbox")
            self.promised = {row["case_id"] for row in _all(connection, "SELECT case_id FROM promise")}
        for letter in self.letters:
            self.answering[letter["answers"]].append(letter)

    def unsettled(self, put: Iterable[Put]) -> str:
        """What is still under way, as a sentence; "" when nothing is."""
        known = {row["message_id"] for row in self.messages if row["state"] != "waiting"}
        missing = [one.message_id for one in put if one.message_id not in known and not one.removable]
        # Set aside before anybody could tell which mail it was. One that is gone was taken away: those are `removable`.
        unread = sum(row["state"] == "aside" and not row["message_id"] for row in self.messages)
        if len(missing) > unread:
            return f"{len(missing)} mails are not handled, such as {missing[0]}"
        for row in self.messages:
            if row["state"] == "waiting":
                return f"UID {row['uid']} waits"
            if row["state"] in ("handled", "copy") and row["marks"] not in (None, "null") and not row["marked_at"]:
                return f"UID {row['uid']} has no marks"
        for row in self.letters:
            if row["state"] == "due":
                return f"letter {row['id']} is due: {row['error']}"
            if row["copied"] == "due":
                return f"letter {row['id']} is not in the Sent folder"
        return ""


def _all(connection: sqlite3.Connection, query: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(query)]


def audit(
    put: Sequence[Put],
    rows: Rows,
    received: Sequence[Received],
    earlier: frozenset[str] = frozenset(),
    limited: bool = False,
) -> Findings:
    """Compare the three. `earlier`: Message-IDs a lost store knew; `limited`: a cap may have forbidden answers."""
    found = Findings()
    accepted = [one.message for one in received if one.accepted]
    letters = {row["message_id"]: row for row in rows.letters}
    sent = Counter(str(message["Message-ID"]) for message in accepted)
    answers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for message in accepted:
        ours = str(message["Message-ID"])
        if letters.get(ours, {"kind": "acknowledgement"})["kind"] in ACKNOWLEDGEMENTS:
            answers[str(message["In-Reply-To"])][ours] += 1
    by_id: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.messages:
        by_id[row["message_id"]].append(row)
    for one in put:
        _mail(found, one, by_id[one.message_id], answers[one.message_id], rows, limited)
    for ours, count in sent.items():
        if ours not in letters and ours not in earlier:
            found.wrong.append(f"{ours} was sent and the store does not know it")
        elif count > 1 and letters.get(ours, {"resent": 0})["resent"] < count - 1:
            found.twice.append(f"{ours} was sent {count} times and the store does not say so")
        elif count > 1:
            found.inside += count - 1
    got = {str(one.message["Message-ID"]) for one in received}
    for ours, letter in letters.items():
        if letter["state"] == "sent" and ours not in got:
            found.lost.append(f"{ours} is called sent and never reached the mail server")
    return found


def _mail(
    found: Findings, one: Put, rows: list[dict[str, Any]], answers: Counter[str], store: Rows, limited: bool
) -> None:
    handled = [row for row in rows if row["state"] in ("handled", "copy", "aside")]
    if not handled and not one.removable:
        found.lost.append(f"{one.message_id} is in no row")
        return
    if not one.answerable:
        if answers:
            found.wrong.append(f"{one.message_id} is an automatic mail and was answered")
        return
    if len(answers) > 1:
        found.twice.append(f"{one.message_id} was acknowledged by {len(answers)} different letters")
    allowed = [row for row in handled if row["allowed"]]
    letters = [letter for row in handled for letter in store.answering[row["id"]]]
    if not answers and not any(row["state"] in ("due", "aside") for row in letters):
        excused = limited or one.removable or any(row["state"] == "aside" for row in handled)
        if not excused:
            found.lost.append(f"{one.message_id} got no acknowledgement: {[row['reason'] for row in handled]}")
    for row in allowed:
        if row["case_id"] is not None and row["case_id"] not in store.promised:
            found.wrong.append(f"{one.message_id} was answered without a promise")
