"""How honest second promises are, on simulated desks: `python bench/updates.py [--seed 11] [DESK …]`.

Everybody whose promise is not kept by its update gets a second one, from the same desk that the daemon asks. For each desk:
second promises that stated a percentage, the share of them kept, those that stated none and their share kept.
"""

import argparse
import sys
from datetime import timedelta
from heapq import heappop, heappush
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np

from bench.simulated_desks import DESKS, Simulated
from bench.windows import rows_of, settings_of
from responders.calendar import Calendar
from responders.calendar.wall import MICROSECOND, instant, moment
from responders.replay import replay
from responders.replay.known import Known
from responders.window.desk import Desk, Past
from responders.window.measured import Fit, on_the_hour
from responders.window.method import SHIPPED
from responders.window.outcome import PROMISES
from responders.window.slice import Ledger, Names

BEFORE = timedelta(hours=1) // MICROSECOND


class _Updates:
    """First promises and, in order of time, the second ones, in one ledger."""

    def __init__(self, desk: Simulated, seed: int) -> None:
        self.settings, self.rows = settings_of(desk), rows_of(desk.cases(seed))
        given = replay(self.rows, self.settings).given
        waited = self.rows.answered > self.rows.opened
        self.opened, self.answered = self.rows.opened[waited], self.rows.answered[waited]
        self.urgency, self.kind = self.rows.urgency[waited], self.rows.kind[waited]
        self.due, self.measured = given.due, given.measured
        window = self.due - self.opened
        self.at = self.due - np.minimum(BEFORE, window // 3)
        self.asked = [int(i) for i in np.argsort(self.at, kind="stable") if self.answered[i] > self.at[i]]
        self.second_due = np.zeros(self.due.size, np.int64)
        self.stated = np.zeros(self.due.size, np.bool_)

    def go(self) -> None:
        calendar, known = Calendar.of(self.settings), Known(self.rows)
        names, types = self.rows.urgencies.names(), self.rows.kinds.names()
        waiting = [(int(due), index, True) for index, due in enumerate(self.due)]
        waiting.sort()
        fallen: list[tuple[int, bool]] = []
        for case in self.asked:
            now = int(self.at[case])
            while waiting and waiting[0][0] < now:
                _, index, first = heappop(waiting)
                fallen.append((index, first))
            hour = on_the_hour(now)
            fit = Fit(known.cases(hour), hour, calendar, (len(names), len(types)), SHIPPED)
            past = Past(fit, self._ledger(fallen[-PROMISES:]), Names(names), Names(types))
            desk = Desk(self.settings, calendar, moment(now), past, SHIPPED)
            told = desk.second(names[self.urgency[case]], types[self.kind[case]], moment(int(self.opened[case])))
            self.second_due[case], self.stated[case] = instant(told.due), told.level is not None
            if told.basis == "measured":
                heappush(waiting, (instant(told.due), case, False))

    def _ledger(self, fallen: list[tuple[int, bool]]) -> Ledger:
        index = np.array([at for at, _ in fallen], np.int64)
        first = np.array([is_first for _, is_first in fallen], np.bool_)
        return Ledger(
            opened=self.opened[index],
            given=np.where(first, self.opened[index], self.at[index]),
            due=np.where(first, self.due[index], self.second_due[index]),
            answered=self.answered[index],
            urgency=self.urgency[index],
            measured=np.where(first, self.measured[index], True),
            first=first,
        )

    def line(self, name: str) -> str:
        asked = np.array(self.asked, np.int64)
        known = asked[self.second_due[asked] < self.rows.opened.max()]
        kept = self.answered[known] <= self.second_due[known]
        stated = self.stated[known]
        hours = (self.second_due[known] - self.at[known]) / 3.6e9
        return (
            f"{name:20}{int(stated.sum()):7}{_share(kept[stated])}{int((~stated).sum()):9}{_share(kept[~stated])}"
            f"{np.median(hours) if hours.size else np.nan:12.0f}"
        )


def _share(kept: "np.typing.NDArray[np.bool_]") -> str:
    return f"{kept.mean():8.1%}" if kept.size else f"{'–':>8}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("desks", nargs="*", metavar="DESK")
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    print("desk                 stated    kept  unstated    kept  median hours")
    for desk in DESKS:
        if desk.name in options.desks or not options.desks:
            updates = _Updates(desk, options.seed)
            updates.go()
            print(updates.line(desk.name), flush=True)


if __name__ == "__main__":
    main()
