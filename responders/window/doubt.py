"""Reading a curve when the pace is not known exactly: the doubt is averaged over, so that it lengthens the window.

Gauss-Hermite quadrature with five nodes over a normal log pace (Abramowitz and Stegun 1964, 25.4.46)."""

import numpy as np

from responders.window.curve import Curve

_NODES = np.array([-2.8569700138728, -1.3556261799743, 0.0, 1.3556261799743, 2.8569700138728])
_SHARES = np.array([0.0112574113277, 0.2220759220056, 0.5333333333333, 0.2220759220056, 0.0112574113277])
_POINTS = 400
_TAIL = 0.6  # about z/(2 s) for the upper quantiles of log-normal waits: how the variance of the pace moves them


def quantile(curve: Curve, level: float, doubt: float) -> float:
    """The age by which the share `level` is answered when the log speed is off by a standard deviation of `doubt`."""
    ages = curve.ages[:: max(curve.ages.size // _POINTS, 1)]
    waiting = np.concatenate([[1.0], curve.waiting])
    still = np.zeros(ages.size)
    for node, share in zip(_NODES, _SHARES, strict=True):
        still += share * waiting[np.searchsorted(curve.ages, ages * np.exp(doubt * node), "right")]
    reached = np.flatnonzero(still <= 1 - level)
    if reached.size:
        return float(ages[reached[0]])
    return curve.quantile(level) * float(np.exp(_TAIL * doubt**2))
