"""How honest would our windows have been? A history gone through in time order, knowing at each moment only what had
happened by then.

The windows are those of the daemon: the same desk is asked, with the same slice of the past. So cutting the history at
any date changes no promise given before that date.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from heapq import heappop, heappush

import numpy as np

from config.settings import Level, Settings
from responders.calendar import Calendar
from responders.calendar.wall import HOUR, MINUTE, instant, moment
from responders.replay.history_file import Problems, Progress
from responders.replay.known import Known
from responders.replay.result import BROKEN, KEPT, OPEN, Given, Result, Share
from responders.replay.rows import Problem, Row, Rows
from responders.window.curve import Bools
from responders.window.desk import Desk, Past
from responders.window.measured import Fit, on_the_hour
from responders.window.method import SHIPPED, Method
from responders.window.outcome import PROMISES
from responders.window.slice import NEVER, Codes, Ledger, Names

OFTEN = 1000  # promises, a few seconds' work, after which progress is told at the latest


def replay(
    rows: Iterable[Row], settings: Settings, progress: Progress | None = None, method: Method = SHIPPED
) -> Result:
    """The promises that `settings` would have given for `rows`, and what became of them. `progress` hears of promises.

    Raises CalendarError when the calendar has no working time. A case answered by the moment it was opened needs no
    promise. An urgency that the settings do not know follows the policy of the level in the middle."""
    history = rows if isinstance(rows, Rows) else Rows(rows)
    history.sort()
    settings, problems = _all_levels(settings, history)
    run = _Run(history, settings, method)
    run.go(progress)
    return run.result(problems)


class _Run:
    def __init__(self, history: Rows, settings: Settings, method: Method) -> None:
        self._history, self._settings, self._method = history, settings, method
        self._calendar = Calendar.of(settings)
        opened, answered = history.opened, history.answered
        self._cases = np.flatnonzero(answered > opened)
        n = self._cases.size
        self._given = opened[self._cases]
        self._ledger = Ledger(
            opened=self._given,
            given=self._given,
            due=np.zeros(n, np.int64),
            answered=answered[self._cases],
            urgency=history.urgency[self._cases],
            measured=np.zeros(n, np.bool_),
            first=np.ones(n, np.bool_),
        )
        self._open: list[tuple[int, int]] = []  # promises that have not fallen due
        self._fallen = np.zeros(n, np.int64)  # those that have, in that order
        self._fallen_count = 0
        self._level = np.full(n, np.nan)
        self._unneeded = len(history) - n
        self._end = max(opened.max(initial=0), answered[answered < NEVER].max(initial=0))

    def go(self, progress: Progress | None) -> None:
        names, types = self._history.urgencies.names(), self._history.kinds.names()
        urgencies, kinds = Names(names), Names(types)
        known, fit, fitted_at = Known(self._history), None, 0
        kind_of = self._history.kind[self._cases]
        total = self._cases.size
        step = min(max(total // 100, 1), OFTEN)
        for number in range(total):
            now = int(self._given[number])
            if fit is None or on_the_hour(now) != fitted_at:
                fitted_at = on_the_hour(now)
                groups = (len(urgencies), len(kinds))
                fit = Fit(known.cases(fitted_at), fitted_at, self._calendar, groups, self._method)
            past = Past(fit, self._fallen_due(now), urgencies, kinds)
            desk = Desk(self._settings, self._calendar, moment(now), past, self._method)
            draft = desk.draft(names[self._ledger.urgency[number]], types[kind_of[number]])
            self._ledger.due[number] = instant(draft.due)
            heappush(self._open, (instant(draft.due), number))
            self._ledger.measured[number] = draft.basis == "measured"
            self._level[number] = np.nan if draft.level is None else draft.level
            if progress is not None and (number + 1) % step == 0:
                progress(number + 1, total)

    def _fallen_due(self, now: int) -> Ledger:
        while self._open and self._open[0][0] < now:
            self._fallen[self._fallen_count] = heappop(self._open)[1]
            self._fallen_count += 1
        return self._ledger.at(self._fallen[max(self._fallen_count - PROMISES, 0) : self._fallen_count])

    def result(self, problems: tuple[Problem, ...]) -> Result:
        ledger = self._ledger
        outcome = np.where(ledger.kept, KEPT, BROKEN).astype(np.int8)
        outcome[(outcome == BROKEN) & (ledger.due >= self._end)] = OPEN
        counted, kept = outcome != OPEN, outcome == KEPT
        clock = self._calendar.business
        windows = (clock.readings(ledger.due[counted]) - clock.readings(self._given[counted])) / HOUR
        months, month_of = self._months()
        return Result(
            total=Share(int(counted.sum()), int(kept.sum())),
            by_urgency=_by(list(self._history.urgencies.names()), ledger.urgency, counted, kept),
            by_month=_by(months, month_of, counted, kept),
            median_window_hours=float(np.median(windows)) if windows.size else None,
            mean_window_hours=float(windows.mean()) if windows.size else None,
            by_policy=int((counted & ~ledger.measured).sum()),
            open=int((~counted).sum()),
            unneeded=self._unneeded,
            given=Given(
                case_id=lambda index: self._history.case_id(int(self._cases[index])),
                promised_at=self._given,
                due=ledger.due,
                measured=ledger.measured,
                level=self._level,
                outcome=outcome,
            ),
            problems=problems,
        )

    def _months(self) -> tuple[list[str], Codes]:
        """Local months, and that of each promise. Zones differ from UTC by quarters of hours."""
        quarters, which = np.unique(self._given // (15 * MINUTE), return_inverse=True)
        zone = self._calendar.zone
        names = Names()
        codes = [names.code(f"{moment(int(at) * 15 * MINUTE).astimezone(zone):%Y-%m}") for at in quarters]
        return list(names.names()), np.array(codes, np.int32)[which]


def _by(names: list[str], codes: Codes, counted: Bools, kept: Bools) -> dict[str, Share]:
    promised = np.bincount(codes[counted], minlength=len(names))
    held = np.bincount(codes[kept], minlength=len(names))
    return {name: Share(int(n), int(k)) for name, n, k in sorted(zip(names, promised, held, strict=True)) if n}


def _all_levels(settings: Settings, history: Rows) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings with a level for every urgency of the history, and what had to be said about that."""
    known = {level.name for level in settings.urgency}
    unknown = [name for name in history.urgencies.names() if name not in known]
    if not unknown:
        return settings, ()
    like = _middle(settings)
    added = tuple(replace(like, name=name) for name in unknown)
    problems = Problems()
    for name in unknown:
        what = f"the configuration has no urgency {name!r}: its cases follow the policy of {like.name!r}"
        problems.add(_first_line(history, name), "unknown urgency", what)
    return replace(settings, urgency=settings.urgency + added), problems.all()


def _middle(settings: Settings) -> Level:
    levels = sorted(settings.urgency, key=lambda level: level.reply_within)
    return levels[len(levels) // 2] if levels else Level("", {}, timedelta(hours=8))


def _first_line(history: Rows, urgency: str) -> int:
    code = history.urgencies.find(urgency)
    lines = [history.line(int(index)) for index in np.flatnonzero(history.urgency == code)[:1]]
    return lines[0] if lines else 0
