"""How fast the desk answers now, and how fast each urgency and issue type is answered beside the others.

An accelerated-failure-time model (Wei 1992, Stat. Med. 11:1871) without a fixed shape: a case ages at the pace of the
desk times the speed of its urgency and of its type, and on that common scale all cases share one curve. Speeds are
fitted by letting the answers that each group, and each segment of recent time, should have had under the common
curve (its exposure, waiting cases included) agree with those it had. So shape and groups are learnt from a long past, and a
slowdown shows within some twenty answers that should have come, or have come.
"""

from dataclasses import dataclass

import numpy as np

from responders.window.curve import FROM_THE_START, Bools, Floats, Indices, Spells
from responders.window.method import Method
from responders.window.slice import Codes

_GRID = 96  # points that the common curve is looked up on


@dataclass(frozen=True)
class Observed:
    """Cases on one clock, in hours of it: opened, and answered or still waiting at `now`. Seen since `since`."""

    opened: Floats
    ended: Floats
    answered: Bools
    urgency: Codes
    kind: Codes
    since: float
    now: float
    day: float  # hours of this clock in a fifth of a week


@dataclass(frozen=True)
class Pace:
    """Log speeds. `edges` are the ends of the segments of time, oldest first; the last segment ends now."""

    edges: Floats
    segments: Floats
    urgencies: Floats
    kinds: Floats

    def speed(self, urgency: int, kind: int) -> float:
        """How many hours of the common scale a case of this cell ages in an hour now."""
        return self.group(urgency, kind) * float(np.exp(self.segments[-1]))

    def group(self, urgency: int, kind: int) -> float:
        """How fast this cell is beside the others; 1 for what was never seen."""
        return float(np.exp(_of(self.urgencies, urgency) + _of(self.kinds, kind)))

    def groups(self, seen: Observed) -> Floats:
        """The speed of each case's groups."""
        return np.exp(self.urgencies[seen.urgency] + self.kinds[seen.kind])

    def aged(self, at: Floats) -> Floats:
        """The common age at an hour of the clock, against an origin of its own."""
        speeds = np.exp(self.segments)
        knots = np.concatenate([[0.0], np.cumsum(speeds * np.diff(self.edges))])
        inside = np.interp(at, self.edges, knots)
        aged: Floats = np.where(at < self.edges[0], (at - self.edges[0]) * speeds[0], inside)
        return aged

    def spells(self, seen: Observed) -> Spells:
        """All cases on the common scale."""
        groups = self.groups(seen)
        born = self.aged(seen.opened)
        late = seen.opened < seen.since
        enter = np.where(late, groups * (self.aged(np.maximum(seen.opened, seen.since)) - born), FROM_THE_START)
        return Spells(enter, groups * (self.aged(seen.ended) - born), seen.answered)


class _Exposure:
    """Which case was under observation in which segment, from when to when."""

    def __init__(self, seen: Observed, edges: Floats) -> None:
        begin = np.maximum(seen.opened, seen.since)
        overlap = (begin[None, :] < edges[1:, None]) & (seen.ended[None, :] > edges[:-1, None])
        self.segment, self.case = np.nonzero(overlap)
        self.begin = np.maximum(begin[self.case], edges[self.segment])
        self.end = np.minimum(seen.ended[self.case], edges[self.segment + 1])
        answers = np.searchsorted(edges, seen.ended[seen.answered], "left") - 1
        self.answers = np.bincount(np.clip(answers, 0, edges.size - 2), minlength=edges.size - 1).astype(float)


class _Lookup:
    """The cumulative hazard as a line through a few of its points: cheap to read many times."""

    def __init__(self, spells: Spells) -> None:
        hazard, ages = spells.hazard(), spells.ages
        picked: Indices = np.unique(np.linspace(0, ages.size - 1, min(_GRID, ages.size)).astype(np.intp))
        self.ages, self.hazard = ages[picked], hazard[picked]

    def at(self, ages: Floats) -> Floats:
        return np.interp(ages, self.ages, self.hazard, left=0.0)


def fit(seen: Observed, groups: tuple[int, int], method: Method) -> Pace:
    """The speeds that make every group's and every segment's answers what its exposure lets expect."""
    edges = _edges(seen, method)
    pace = Pace(edges, np.zeros(edges.size - 1), np.zeros(groups[0]), np.zeros(groups[1]))
    exposure = _Exposure(seen, edges)
    had = [np.bincount(codes[seen.answered], minlength=n) for codes, n in zip(_codes(seen), groups, strict=True)]
    for _ in range(method.iterations):
        pace = _better(pace, seen, exposure, had, method)
    return pace


def _better(pace: Pace, seen: Observed, exposure: _Exposure, had: list[Indices], method: Method) -> Pace:
    spells = pace.spells(seen)
    common = _Lookup(spells)
    expected = common.at(spells.leave) - np.where(spells.enter < 0, 0.0, common.at(spells.enter))
    groups = []
    for old, codes, count in zip((pace.urgencies, pace.kinds), _codes(seen), had, strict=True):
        due = np.bincount(codes, expected, count.size)
        groups.append(old + method.step * np.log((count + method.group_prior) / (due + method.group_prior)))
    speed = pace.groups(seen)[exposure.case]
    born = pace.aged(seen.opened)[exposure.case]
    gained = common.at(speed * (pace.aged(exposure.end) - born)) - common.at(speed * (pace.aged(exposure.begin) - born))
    due = np.bincount(exposure.segment, gained, pace.segments.size)
    measured = pace.segments + method.step * np.log((exposure.answers + 0.5) / (due + 0.5))
    doubt = method.step**2 * method.dispersion / (np.minimum(exposure.answers, due) + 0.5)
    return Pace(pace.edges, _filtered(measured, doubt, method.wander**2), groups[0], groups[1])


def _filtered(measured: Floats, doubt: Floats, wander: float) -> Floats:
    """A pace that wanders from segment to segment, seen with doubt (Kalman 1960). Variances of log speeds."""
    values = [float(measured[0])]
    variance = float(doubt[0])
    for seen, error in zip(measured[1:], doubt[1:], strict=True):
        variance += wander
        trust = variance / (variance + float(error))
        values.append(values[-1] + trust * (float(seen) - values[-1]))
        variance *= 1 - trust
    return np.array(values)


def _edges(seen: Observed, method: Method) -> Floats:
    """Segments end now and at the times of earlier answers; older ones are longer, none is shorter than a day."""
    ends = np.sort(seen.ended[seen.answered])
    edges = [seen.now]
    rank = method.newest_segment
    while rank < ends.size:
        at = float(ends[-rank])
        if seen.since + seen.day < at <= edges[-1] - seen.day:
            edges.append(at)
        rank = int(rank * method.segment_growth) + 1
    edges.append(min(seen.since, edges[-1] - seen.day))
    return np.array(edges[::-1])


def _codes(seen: Observed) -> tuple[Codes, Codes]:
    return seen.urgency, seen.kind


def _of(speeds: Floats, code: int) -> float:
    return float(speeds[code]) if 0 <= code < speeds.size else 0.0
