"""A waiting-time curve: the share of people who still wait after a time, from cases some of which still wait.

The product-limit estimator of Kaplan and Meier (1958, JASA 53:457) with weights, and with late entry as in a period
life table: a case opened before the recent period counts from the age that it had when the period began, so that the
curve describes the present and not the fate of those who were lucky to be answered within it. Ages are hours.
"""

from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.intp]

FROM_THE_START = -1.0  # the entry age of cases that are under observation from their opening on
_NORMAL = NormalDist()
_TAIL_POINTS = 24
_FURTHEST = 20.0  # log hours; a line through few points may point anywhere


@dataclass(frozen=True)
class Curve:
    """`ages` at which answers came, ascending, and the share still `waiting` just after each."""

    ages: Floats
    waiting: Floats

    def reaches(self, level: float) -> bool:
        """Whether so large a share was seen to be answered at all."""
        return self.end <= 1 - level

    @property
    def end(self) -> float:
        """The share that still waits where the curve ends; 1 when it never began."""
        return float(self.waiting[-1]) if self.waiting.size else 1.0

    def quantile(self, level: float) -> float:
        """The age by which the share `level` is answered; beyond what was seen, by the shape of what was."""
        if not self.ages.size:
            return 0.0
        index = int(np.searchsorted(-self.waiting, -(1 - level), "left"))
        return float(self.ages[index]) if index < self.ages.size else self._beyond(level)

    def still_waiting(self, age: float) -> float:
        """The share that waits longer than `age`."""
        index = int(np.searchsorted(self.ages, age, "right"))
        return float(self.waiting[index - 1]) if index else 1.0

    def _beyond(self, level: float) -> float:
        slope, intercept = self._tail
        return max(exp(min(slope * _NORMAL.inv_cdf(level) + intercept, _FURTHEST)), float(self.ages[-1]))

    @cached_property
    def _tail(self) -> tuple[float, float]:
        """The line of log age against normal quantile through the upper part: waits are about log-normal."""
        usable = np.flatnonzero((self.ages > 0) & (self.waiting < 0.75) & (self.waiting > 0.002))
        if usable.size < 8:
            usable = np.flatnonzero((self.ages > 0) & (self.waiting > 0.002))
        picked = np.unique(usable[np.linspace(0, usable.size - 1, _TAIL_POINTS).astype(int)]) if usable.size else usable
        if np.unique(self.ages[picked]).size < 2:
            return 1.0, log(max(float(self.ages[-1]), 0.1))
        x = np.array([_NORMAL.inv_cdf(1 - share) for share in self.waiting[picked]])
        y = np.log(self.ages[picked])
        slope = float(np.cov(x, y)[0, 1] / np.var(x, ddof=1))
        return slope, float(y.mean() - slope * x.mean())


@dataclass(frozen=True)
class Spells:
    """Cases under observation from age `enter` to age `leave`, which was an answer where `answered`.

    Answered cases come first. Sorted once, read under many weights: each curve costs two running sums.
    """

    enter: Floats
    leave: Floats
    answered: Bools

    @cached_property
    def _by_leave(self) -> Indices:
        """In order of leaving; of one age, answers come before cases that still wait, as they do in the arrays."""
        return np.argsort(self.leave, kind="stable")

    @cached_property
    def _late(self) -> Indices:
        late = np.flatnonzero(self.enter >= 0)
        return late[np.argsort(self.enter[late], kind="stable")]

    @cached_property
    def _events(self) -> Indices:
        """Where the answers stand in the order of leaving."""
        return np.flatnonzero(self.answered[self._by_leave])

    @cached_property
    def ages(self) -> Floats:
        """Of the answers, ascending."""
        return self.leave[self._by_leave][self._events]

    @cached_property
    def _entered(self) -> Indices:
        """For each answer, how many of the late ones had entered."""
        return np.searchsorted(self.enter[self._late], self.ages, "left")

    @cached_property
    def _tied(self) -> Indices:
        """For each answer, where the cases of its age begin in the order of leaving."""
        return np.searchsorted(self.leave[self._by_leave], self.ages, "left")

    def hazard(self) -> Floats:
        """The cumulative hazard at each answer's age (Nelson 1972, Aalen 1978); answers of one age share one risk."""
        size = self.leave.size
        at_risk = (size - self._tied) - (self._late.size - self._entered)
        return np.cumsum(1.0 / np.maximum(at_risk, 1))

    def curve(self, weights: Floats, least: float = 0.0) -> Curve:
        """The share still waiting; answers of one age leave one after the other, so that it is exact for ties.

        It ends where those under observation weigh less than `least`: the last few say little about the rest."""
        ordered = weights[self._by_leave]
        gone = np.concatenate([[0.0], np.cumsum(ordered)])
        come = np.concatenate([[0.0], np.cumsum(weights[self._late])])
        at_risk = (gone[-1] - gone[self._events]) - (come[-1] - come[self._entered])
        own = ordered[self._events]
        waiting = np.cumprod(1 - np.minimum(own / np.maximum(at_risk, own), 1 - 1e-12))
        thin = np.flatnonzero(at_risk < least)
        end = int(thin[0]) if thin.size else waiting.size
        return Curve(self.ages[:end], waiting[:end])
