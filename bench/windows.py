"""How honest and how short the windows are, on simulated desks: `python bench/windows.py [--seeds 3] [DESK …]`.

For each desk: promises kept, the urgency (80+ promises), month or week kept least, the share of months under 87 %, the
median window in working hours, that over the constant window which would have been kept equally often (one length in working
hours for all urgencies of the log), the floor of that ratio (the windows of one who knows how each case is distributed and
the pace of all weeks to come; not for queues), the share kept of the fixed policy with its median window, and
milliseconds a promise. The first 200 promises are left out. Desks marked * were not
looked at while the method was tuned. Then: the slowest preparation of a desk, and promises changed by cutting.
"""

import argparse
import statistics
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np

from bench.simulated_desks import DESKS, Simulated
from config.load import defaults
from config.settings import CalendarSettings, Settings
from responders.calendar import Calendar
from responders.calendar.wall import HOUR
from responders.replay import Result, Row, Rows, replay
from responders.replay.result import KEPT, OPEN
from responders.window import ANSWERS, PROMISES, WAITING, Given, History, Outcome, Windows
from responders.window.method import SHIPPED
from responders.window.slice import NEVER

SKIPPED = 200
ENOUGH = 80
HEAD = "desk                seed      n   kept  least  worst  <87%  window  of const  floor  policy kept (window)   ms"


def settings_of(desk: Simulated) -> Settings:
    shipped = defaults()
    return replace(
        shipped,
        organisation=replace(shipped.organisation, timezone="Europe/London"),
        calendar=CalendarSettings(hours=desk.hours or CalendarSettings().hours),
        urgency=tuple(replace(level, clock="business") for level in shipped.urgency),
    )


def rows_of(cases: list[Outcome]) -> Rows:
    return Rows(
        Row(f"case-{number}", case.opened_at, case.answered_at, case.urgency, case.issue_type)
        for number, case in enumerate(cases)
    )


def figures(rows: Rows, result: Result, settings: Settings) -> dict[str, float]:
    """What the table shows of one replay."""
    given, clock = result.given, Calendar.of(settings).business
    counted = (given.outcome != OPEN) & (np.arange(given.due.size) >= SKIPPED)
    kept = given.outcome == KEPT
    needed = rows.answered > rows.opened
    urgency, answered = rows.urgency[needed], rows.answered[needed]
    windows = (clock.readings(given.due) - clock.readings(given.promised_at))[counted] / HOUR
    late = int(max(given.due.max(), answered[answered < NEVER].max()))
    waits = (clock.readings(np.minimum(answered, late)) - clock.readings(given.promised_at))[counted] / HOUR
    waits[answered[counted] == NEVER] = np.inf
    coverage = float(kept[counted].mean())
    long = given.promised_at[-1] - given.promised_at[0] > 200 * 24 * HOUR
    period = given.promised_at // int((30.44 if long else 7) * 24 * HOUR)
    periods = [
        float(kept[counted & (period == p)].mean()) for p in np.unique(period) if _many(counted, period == p, 20)
    ]
    groups = [
        float(kept[counted & (urgency == u)].mean()) for u in np.unique(urgency) if _many(counted, urgency == u, ENOUGH)
    ]
    return {
        "n": float(counted.sum()),
        "kept": coverage,
        "least": min(groups, default=np.nan),
        "worst": min(periods, default=np.nan),
        "low": float(np.mean([share < 0.87 for share in periods])) if periods else np.nan,
        "window": float(np.median(windows)),
        "constant": float(np.median(windows) / np.quantile(waits, coverage)),
    }


def floor(desk: Simulated, seed: int, rows: Rows, result: Result, settings: Settings, level: float) -> float:
    """The median window of one who foresees everything but chance, kept about as often, over the constant window."""
    if desk.mechanism == "queue":
        return float("nan")
    given, clock = result.given, Calendar.of(settings).business
    counted = (given.outcome != OPEN) & (np.arange(given.due.size) >= SKIPPED)
    needed = rows.answered > rows.opened
    due = desk.foreseen(seed, level)[needed][counted]
    promised, answered = given.promised_at[counted], rows.answered[needed][counted]
    late = int(max(np.nanmax(due), answered[answered < NEVER].max()))
    begun = clock.readings(promised)
    waits = (clock.readings(np.minimum(answered, late)) - begun) / HOUR
    waits[answered == NEVER] = np.inf
    windows = (clock.readings(np.nan_to_num(due, nan=late).astype(np.int64)) - begun) / HOUR
    return float(np.median(windows) / np.quantile(waits, float(np.mean(answered <= due))))


def _many(counted: "np.typing.NDArray[np.bool_]", group: "np.typing.NDArray[np.bool_]", least: int) -> bool:
    return int((counted & group).sum()) >= least


def compare(desk: Simulated, seed: int) -> str:
    rows, settings = rows_of(desk.cases(seed)), settings_of(desk)
    begin = time.process_time()
    result = replay(rows, settings)
    spent = (time.process_time() - begin) / max(result.given.due.size, 1) * 1000
    if result.given.due.size < SKIPPED + 50:
        return f"{desk.name:20}{seed:4}  too few promises to say"
    ours = figures(rows, result, settings)
    policy = figures(rows, replay(rows, settings, method=replace(SHIPPED, fewest=10**9)), settings)
    least = floor(desk, seed, rows, result, settings, ours["kept"])
    name = desk.name + ("*" if desk.held_out else "")
    return (
        f"{name:20}{seed:4}{ours['n']:7.0f}{ours['kept']:7.1%}{ours['least']:7.1%}{ours['worst']:7.1%}{ours['low']:6.0%}"
        f"{ours['window']:8.1f}{ours['constant']:9.0%}{least:7.0%}{policy['kept']:11.1%} {policy['window']:8.1f} {spent:9.1f}"
    )


def preparation() -> str:
    """A desk with a full slice of the past: made once for a batch, then asked for single promises."""
    desk = next(desk for desk in DESKS if desk.name == "stable")
    cases, settings = desk.cases(1), settings_of(desk)
    windows = Windows(settings, Calendar.of(settings))
    now = cases[len(cases) // 2].opened_at
    done = sorted(
        (case for case in cases if case.answered_at and case.opened_at < case.answered_at <= now),
        key=lambda case: case.answered_at or now,
    )[-ANSWERS:]
    waiting = [case for case in cases if case.opened_at <= now and (case.answered_at or now) >= now][-WAITING:]
    promises = tuple(
        Given(case.opened_at, case.opened_at + timedelta(days=2), case.urgency, case.issue_type, "measured", 0.9, 1)
        for case in done[-PROMISES:]
    )
    first, after = [], []
    for number in range(20):
        history = History(tuple(done), tuple(waiting), promises)
        begin = time.process_time()
        ready = windows.at(now + timedelta(seconds=number), history)
        ready.promise(("normal",), "type-1")
        middle = time.process_time()
        for kind in range(12):
            ready.promise(("high",), f"type-{kind}")
        first.append((middle - begin) * 1000)
        after.append((time.process_time() - middle) / 12 * 1000)
    return (
        f"a new slice of {len(done)} answers, {len(waiting)} waiting: {statistics.median(first):.1f} ms with its first "
        f"promise, {statistics.median(after):.2f} ms for each further one"
    )


def cutting(seed: int) -> str:
    """Promises given before a cut that change when the history is cut there."""
    desk = next(desk for desk in DESKS if desk.name == "slowdown")
    cases, settings = desk.cases(seed), settings_of(desk)
    cases = cases[:2500]
    whole = {row["case_id"]: row for row in replay(rows_of(cases), settings).each()}
    changed = asked = 0
    for share in (0.2, 0.5, 0.8):
        at = cases[int(len(cases) * share)].opened_at
        seen = [
            replace(case, answered_at=case.answered_at if case.answered_at and case.answered_at <= at else None)
            for case in cases
            if case.opened_at < at
        ]
        for row in replay(rows_of(seen), settings).each():
            asked += 1
            changed += any(
                row[name] != whole[row["case_id"]][name] for name in ("promised_at", "due", "basis", "level")
            )
    return f"changed by a cut: {changed} of {asked} promises"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("desks", nargs="*", metavar="DESK", help="names of simulated desks; all without any")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--first-seed", type=int, default=11)
    options = parser.parse_args()
    print(HEAD)
    for desk in DESKS:
        if options.desks and desk.name not in options.desks:
            continue
        for seed in range(options.first_seed, options.first_seed + options.seeds):
            print(compare(desk, seed), flush=True)
    print(preparation())
    print(cutting(options.first_seed))


if __name__ == "__main__":
    main()
