"""How fast the desk answers now, and how fast each urgency and issue type is answered beside the others.

An accelerated-failure-time model (Wei 1992, Stat. Med. 11:1871) without a fixed shape: a case ages at the pace of the
desk times the speed of its urgency and of its type, and on that common scale all cases share one curve. Speeds are
fitted by letting the answers that each group, and each segment of recent time, should have had under the common
curve (its exposure, waiting cases included) agree with those it had. So shape and groups are learnt from a long past, and a
slowdown shows within some twenty answers that should have come, or have come.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from responders.window.curve import FROM_THE_START, Bools, Floats, Indices, Spells
from responders.window.method import Method
from responders.window.slice import Codes

_FURTHEST = 20.0  # segments ahead that the pace is followed
_GRID = 96  # points that the common curve is looked up on
_TRIED = np.array([0.4, 0.63, 1.0, 1.6, 2.5])  # times the usual wander


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
    load: Floats  # see `responders.window.load`
    load_now: float


@dataclass(frozen=True)
class Pace:
    """Log speeds. `edges` are the ends of the segments of time, oldest first; the last segment ends now."""

    edges: Floats
    segments: Floats
    urgencies: Floats
    kinds: Floats
    slope: float  # of the log speed against the load that a case was opened under
    variance: float  # of the newest segment
    wander: float  # standard deviation from one segment to the next

    def speed(self, urgency: int, kind: int, load: float = 0.0) -> float:
        """How many hours of the common scale a case of this cell, opened under this load, ages in an hour now."""
        return self.group(urgency, kind) * float(np.exp(self.segments[-1] + self.slope * load))

    def doubt(self, hours: float) -> float:
        """The standard deviation of the log pace over the next hours: what is not known of the present one, and where it
        may wander until then (the mean of a Brownian motion has a third of the variance of its end)."""
        ahead = min(hours / float(self.edges[-1] - self.edges[-2]), _FURTHEST)
        return sqrt(self.variance + self.wander**2 * ahead / 3)

    def group(self, urgency: int, kind: int) -> float:
        """How fast this cell is beside the others; 1 for what was never seen."""
        return float(np.exp(_of(self.urgencies, urgency) + _of(self.kinds, kind)))

    def groups(self, seen: Observed) -> Floats:
        """The speed of each case's groups under the load that it was opened under."""
        speeds: Floats = np.exp(self.urgencies[seen.urgency] + self.kinds[seen.kind] + self.slope * seen.load)
        return speeds

    def aged(self, at: "Places") -> Floats:
        """The common age at hours of the clock, against an origin of its own."""
        speeds = np.exp(self.segments)
        knots = np.concatenate([[0.0], np.cumsum(speeds * (self.edges[1:] - self.edges[:-1]))])
        aged: Floats = knots[at.segment] + speeds[at.segment] * at.past
        return aged


class Places:
    """Hours of the clock as places in segments: looked up once, read under many paces."""

    def __init__(self, at: Floats, edges: Floats) -> None:
        self.segment: Indices = np.clip(np.searchsorted(edges, at, "right") - 1, 0, edges.size - 2)
        self.past: Floats = at - edges[self.segment]


class Spans:
    """Every case's time under observation, whole and cut at the edges of the segments."""

    def __init__(self, seen: Observed, edges: Floats) -> None:
        begin = np.maximum(seen.opened, seen.since)
        self.late = seen.opened < seen.since
        self.opened, self.begin, self.ended = (Places(at, edges) for at in (seen.opened, begin, seen.ended))
        overlap = (begin[None, :] < edges[1:, None]) & (seen.ended[None, :] > edges[:-1, None])
        self.segment, self.case = np.nonzero(overlap)
        self.piece_begin = Places(np.maximum(begin[self.case], edges[self.segment]), edges)
        self.piece_end = Places(np.minimum(seen.ended[self.case], edges[self.segment + 1]), edges)
        answers = np.clip(np.searchsorted(edges, seen.ended[seen.answered], "left") - 1, 0, edges.size - 2)
        self.answers = np.bincount(answers, minlength=edges.size - 1).astype(float)
        self.by_urgency = seen.urgency[self.case]
        self.by_kind = seen.kind[self.case]


class _Lookup:
    """The cumulative hazard as a line through a few of its points: cheap to read many times."""

    def __init__(self, spells: Spells) -> None:
        hazard, ages = spells.hazard(), spells.ages
        picked = np.linspace(0, ages.size - 1, min(_GRID, ages.size)).astype(np.intp)
        self.ages, self.hazard = ages[picked], hazard[picked]

    def at(self, ages: Floats) -> Floats:
        return np.interp(ages, self.ages, self.hazard, left=0.0)


class Fitted:
    """The speeds that make every group's and every segment's answers what its exposure lets expect."""

    def __init__(self, seen: Observed, groups: tuple[int, int], method: Method) -> None:
        self._seen, self._method = seen, method
        edges = _edges(seen, method)
        self._spans = Spans(seen, edges)
        self._had = [
            np.bincount(codes[seen.answered], minlength=size)
            for codes, size in zip((seen.urgency, seen.kind), groups, strict=True)
        ]
        even = (np.zeros(edges.size - 1), np.zeros(groups[0]), np.zeros(groups[1]))
        self.pace = Pace(edges, *even, slope=0.0, variance=0.0, wander=method.wander)
        for _ in range(method.iterations):
            self._improve()
        self.spells = self._spells(self.pace.groups(seen))

    def aged(self, opened: float) -> float:
        """The common age now of a case opened at that hour, of a cell as fast as all."""
        places = Places(np.array([opened, self._seen.now]), self.pace.edges)
        before, now = self.pace.aged(places)
        return float(now - before)

    def _improve(self) -> None:
        pace, spans, method = self.pace, self._spans, self._method
        speeds = pace.groups(self._seen)
        common = _Lookup(self._spells(speeds))
        born, speed = pace.aged(spans.opened)[spans.case], speeds[spans.case]
        ages = [speed * (pace.aged(at) - born) for at in (spans.piece_begin, spans.piece_end)]
        gained = common.at(ages[1]) - common.at(ages[0])
        groups = []
        for old, whose, had in zip(
            (pace.urgencies, pace.kinds), (spans.by_urgency, spans.by_kind), self._had, strict=True
        ):
            due = np.bincount(whose, gained, had.size)
            groups.append(old + method.step * np.log((had + method.group_prior) / (due + method.group_prior)))
        due = np.bincount(spans.segment, gained, pace.segments.size)
        measured = pace.segments + method.step * np.log((spans.answers + 0.5) / (due + 0.5))
        doubt = method.step**2 * method.dispersion / (np.minimum(spans.answers, due) + 0.5)
        wander = _wander(measured, doubt, method)
        segments, variance = _filtered(measured, doubt, wander**2)
        self.pace = Pace(pace.edges, segments, groups[0], groups[1], self._slope(gained), variance, wander)

    def _slope(self, gained: Floats) -> float:
        """A step of Newton's towards the slope under which answers and expected answers agree at every load."""
        method, load = self._method, self._seen.load
        due = np.bincount(self._spans.case, gained, load.size)
        score, information = load @ (self._seen.answered - due), load**2 @ due
        lowest, highest = method.load_slopes
        return float(
            np.clip(self.pace.slope + method.step * score / (information + method.load_prior), lowest, highest)
        )

    def _spells(self, speeds: Floats) -> Spells:
        """All cases on the common scale."""
        born = self.pace.aged(self._spans.opened)
        enter = np.where(self._spans.late, speeds * (self.pace.aged(self._spans.begin) - born), FROM_THE_START)
        return Spells(enter, speeds * (self.pace.aged(self._spans.ended) - born), self._seen.answered)


def _filtered(measured: Floats, doubt: Floats, wander: float) -> tuple[Floats, float]:
    """A pace that wanders from segment to segment, seen with doubt (Kalman 1960), and the variance of the newest.

    Variances of log speeds."""
    values = [float(measured[0])]
    variance = float(doubt[0])
    for seen, error in zip(measured[1:], doubt[1:], strict=True):
        variance += wander
        trust = variance / (variance + float(error))
        values.append(values[-1] + trust * (float(seen) - values[-1]))
        variance *= 1 - trust
    return np.array(values), variance


def _wander(measured: Floats, doubt: Floats, method: Method) -> float:
    """How much the pace of this desk wanders: the posterior mean of its log under a log-normal prior, by what each
    segment's pace differed from the one foretold (the likelihood of a Kalman filter's innovations, Schweppe 1965)."""
    tried = method.wander * _TRIED
    likely = -0.5 * (np.log(_TRIED) / method.wander_doubt) ** 2
    value, variance = np.full(tried.size, measured[0]), np.full(tried.size, doubt[0])
    for seen, error in zip(measured[1:], doubt[1:], strict=True):
        variance = variance + tried**2
        total = variance + error
        likely -= 0.5 * (np.log(total) + (seen - value) ** 2 / total)
        value = value + variance / total * (seen - value)
        variance = variance * error / total
    share = np.exp(likely - likely.max())
    return float(np.exp(share @ np.log(tried) / share.sum()))


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


def _of(speeds: Floats, code: int) -> float:
    return float(speeds[code]) if 0 <= code < speeds.size else 0.0
