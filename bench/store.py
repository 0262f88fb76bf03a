"""What a long memory costs: one pass (`evenhand once`) on one new mail, with 1,000 and with 1,000,000 handled mails.

    python bench/store.py [--mails 1000000] [--passes 9]

Prints for both stores the statements of a pass, the steps of SQLite's machine (they do not depend on what else the computer
does), the CPU seconds of this process, and the dearest queries. Target: at most 1.2 times the CPU.
"""

import argparse
import logging
import os
import sqlite3
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import Pool

from daemon.store.status import read_status
from tests.journeys.installation import Installation
from tests.journeys.office import Office
from tests.servers.certs import Authority
from tests.servers.dovecot import Dovecot
from tests.servers.sink import Sink

STEPS = 100  # of SQLite's machine, between two calls of the counter
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
SPAN = 3 * 365 * 86_400  # seconds over which the mails came
WAITING = 40  # cases that wait, in both stores
# One statement a table, made in SQLite itself. n counts back in time: 0 is the newest mail, a minute old.
NUMBERS = "WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n + 1 < :mails) "
AT = "strftime('%Y-%m-%d %H:%M:%f000', :now, '-' || CAST(60 + n * :step AS INTEGER) || ' seconds')"
LATER = "strftime('%Y-%m-%d %H:%M:%f000', :now, '-' || CAST(60 + n * :step AS INTEGER) || ' seconds', '+50 seconds')"
FILL = (
    f"INSERT INTO cases SELECT n + 1, printf('C%08d', n), :box, printf('w%d@example.net', n % 20000), '', "
    f"printf('Trouble %d', n), 'en', {AT}, 'normal', 'hardware', 1, 1, 0, "
    f"CASE WHEN n < {WAITING} THEN 'waiting' ELSE 'answered' END, CASE WHEN n < {WAITING} THEN {AT} END, "
    f"CASE WHEN n >= {WAITING} THEN {LATER} END, CASE WHEN n >= {WAITING} THEN 'sam@staff.example' END, 0 FROM n",
    "INSERT INTO participant SELECT n + 1, printf('w%d@example.net', n % 20000) FROM n",
    f"INSERT INTO message (id, mailbox, folder, uidvalidity, uid, state, attempts, first_seen_at, received_at, message_id, "
    f"identity, case_id, sender, subject, role, allowed, reason, parsed, language, marks, marked_at) "
    f"SELECT n + 1, :box, 'INBOX', :validity, :mails - n, 'handled', 1, {AT}, {AT}, printf('<m%d@example.net>', n), "
    f"printf('%064x', n), n + 1, printf('w%d@example.net', n % 20000), printf('Trouble %d', n), 'writer', 1, "
    f"'personal-mail', 'whole', 'en', '{{\"flags\": [\"x\"], \"move\": null}}', {AT} FROM n",
    "INSERT INTO identity SELECT printf('%064x', n), n + 1 FROM n",
    f"INSERT INTO promise SELECT n + 1, n + 1, 1, {AT}, {LATER}, 'measured', 0.9, 60, 'normal', 'hardware', '', "
    f"CASE WHEN n >= {WAITING} THEN 'kept' END, CASE WHEN n >= {WAITING} THEN {LATER} END, NULL, NULL FROM n",
    f"INSERT INTO outbox SELECT n + 1, printf('<evenhand.acknowledgement.%d@support.example>', n), 'acknowledgement', :box, "
    f"n + 1, n + 1, '', printf('w%d@example.net', n % 20000), 'Auto', x'', 'sent', {AT}, {AT}, 1, NULL, {AT}, NULL, 'done', "
    "0 FROM n",
    f"INSERT INTO followup SELECT n + 1, n + 1, n + 1, 'remind', 0, "
    f"CASE WHEN n < {WAITING} THEN '2027-01-01 00:00:00.000000' ELSE {LATER} END, "
    f"CASE WHEN n < {WAITING} THEN 'due' ELSE 'withdrawn' END, NULL FROM n",
)


@dataclass
class Count:
    """What SQLite was asked to do since `reset`."""

    steps: int = 0
    statements: list[tuple[str, Any, int]] = field(default_factory=list)  # text, parameters, steps done before it

    def reset(self) -> None:
        self.steps = 0
        self.statements.clear()

    def step(self) -> int:
        self.steps += STEPS
        return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mails", type=int, default=1_000_000)
    parser.add_argument("--passes", type=int, default=9)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    count = Count()

    @sa.event.listens_for(Pool, "connect")
    def _watch(connection: Any, record: Any) -> None:
        connection.set_progress_handler(count.step, STEPS)

    with tempfile.TemporaryDirectory(prefix="evenhand-store-") as folder, Sink() as sink:
        dovecot = Dovecot(Authority(Path(folder) / "ca")).start()
        try:
            offices = [_office(Path(folder), dovecot, sink, mails) for mails in (1000, options.mails)]
            _measure(offices, (1000, options.mails), count, options.passes)
        finally:
            dovecot.stop()


def _office(folder: Path, dovecot: Dovecot, sink: Sink, mails: int) -> Office:
    """A desk whose store has handled so many mails."""
    place = Installation(folder / f"store{mails}", sink=sink, boxes=(dovecot.box(),))
    place.configure(mailbox='start = "all"\nsent_folder = "Sent"')
    office = Office(place, NOW)
    office.receives("The first one")
    office.once()
    office.clock.forward(timedelta(minutes=1))
    _number_on(dovecot.base / "mail" / place.box.user, mails + 1)
    database = place.folder / "evenhand.db"
    began = time.monotonic()
    with sqlite3.connect(database) as raw:
        raw.execute("PRAGMA synchronous=OFF")
        (validity,) = raw.execute("SELECT uidvalidity FROM folder WHERE name = 'INBOX'").fetchone()
        raw.execute("UPDATE folder SET next_uid = ? WHERE name = 'INBOX'", (mails + 1,))
        for table in ("followup", "promise", "outbox", "identity", "message", "participant", "cases"):
            raw.execute(f"DELETE FROM {table}")
        given = {"mails": mails, "now": NOW.strftime("%Y-%m-%d %H:%M:%S"), "step": SPAN / mails, "box": place.box.user}
        for statement in FILL:
            table, _, rest = statement.partition(" SELECT ")
            raw.execute(f"{table} {NUMBERS} SELECT {rest}", {**given, "validity": validity})
    raw.close()
    size = os.path.getsize(database) / 1e6  # noqa: PTH202 - one figure
    print(f"{mails:,} handled mails: {size:,.0f} MB, filled in {time.monotonic() - began:.0f} s")
    return office


def _number_on(home: Path, uid: int) -> None:
    """The server gives the next mail this UID, as if so many had been there."""
    numbers = home / "dovecot-uidlist"
    head, rest = numbers.read_text().split("\n", 1)
    numbers.write_text(" ".join(f"N{uid}" if word.startswith("N") else word for word in head.split()) + "\n" + rest)
    for index in home.glob("dovecot.index*"):
        index.unlink()


def _measure(offices: list[Office], sizes: tuple[int, ...], count: Count, passes: int) -> None:
    """Passes on both stores in turn, one new mail each."""
    cpu: dict[int, list[float]] = {size: [] for size in sizes}
    steps: dict[int, list[int]] = {size: [] for size in sizes}
    statements: dict[int, list[tuple[str, Any, int]]] = {}
    status: dict[int, int] = {}
    for number in range(passes + 1):
        for office, size in zip(offices, sizes, strict=True):
            office.clock.forward(timedelta(minutes=1))
            office.receives(f"New trouble {number}", sender=f"W <new{number}@example.net>")
            count.reset()
            began = time.process_time()
            with _watched(office, count):
                handled = office.once()
            took = time.process_time() - began
            assert handled == 1, handled
            if number:  # the first pass warms caches
                cpu[size].append(took)
                steps[size].append(count.steps)
                statements[size] = list(count.statements)
    for office, size in zip(offices, sizes, strict=True):
        count.reset()
        with office.store.read() as tx:
            read_status(tx, office.settings, office.now)
        status[size] = count.steps
        print(
            f"{size:>9,}: {len(statements[size])} statements, {statistics.median(steps[size]):,.0f} steps, "
            f"{statistics.median(cpu[size]) * 1000:.0f} ms CPU a pass; `status` {status[size]:,} steps"
        )
    small, big = sizes
    print(
        f"CPU ratio {statistics.median(cpu[big]) / statistics.median(cpu[small]):.2f} (target 1.2), "
        f"steps ratio {statistics.median(steps[big]) / statistics.median(steps[small]):.2f}"
    )
    _scans(offices[-1], statements[big])
    for office in offices:
        office.__exit__()


class _watched:
    """Collects the statements that a store is given."""

    def __init__(self, office: Office, count: Count) -> None:
        self.engines = {office.store.engine, office.store._relaxed.engine}
        self.count = count

    def __enter__(self) -> None:
        for engine in self.engines:
            sa.event.listen(engine, "before_cursor_execute", self._note)

    def __exit__(self, *_: object) -> None:
        for engine in self.engines:
            sa.event.remove(engine, "before_cursor_execute", self._note)

    def _note(self, connection: Any, cursor: Any, statement: str, given: Any, context: Any, many: bool) -> None:
        self.count.statements.append((statement, given[0] if many else given, self.count.steps))


def _scans(office: Office, statements: list[tuple[str, Any, int]]) -> None:
    """The queries that took the most steps, with SQLite's plan."""
    cost: dict[str, tuple[int, Any]] = {}
    for (text, given, before), (_, _, after) in pairwise(statements):
        cost[text] = max(cost.get(text, (0, given)), (after - before, given), key=lambda pair: pair[0])
    with sqlite3.connect(office.place.folder / "evenhand.db") as raw:
        for text, (steps, given) in sorted(cost.items(), key=lambda item: -item[1][0])[:6]:
            plan = "; ".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {text}", given))
            print(f"{steps:>9,} steps: {' '.join(text.split())[:150]} | {plan[:200]}")
    raw.close()


if __name__ == "__main__":
    main()
