"""The numbers that the windows rest on, in one place. Tuned by `bench/windows.py` on simulated desks; docs/promise.md
says what each does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Method:
    stated: float = 0.90  # the percentage that a promise states
    read_at: float = 0.912  # where the curve is read for it when the pace is known: estimates err
    read_doubt: float = 0.035  # so much higher for each unit of the pace's standard deviation (log scale)
    read_rare: float = 0.08  # and over the root of the answers that the urgency had
    read_highest: float = 0.93
    fewest: int = 50  # human answers below which the policy speaks, without a percentage

    # The recent period: at least so many answers and so many weeks, as far as the history reaches.
    answers: int = 800
    weeks: float = 2.5

    # Borrowing: how many cases' weight the curve of a cell (urgency and type) takes from its neighbours.
    from_same_type: float = 25.0
    from_same_urgency: float = 25.0
    from_all: float = 15.0
    least_at_risk: float = 2.0  # cases' weight below which a curve ends and its shape is continued
    group_prior: float = 20.0  # answers' worth of belief that an urgency or type is as fast as all others

    # The pace: how many answers the newest segment of time has, how much the pace wanders from one to the next.
    newest_segment: int = 20
    segment_growth: float = 1.6
    wander: float = 0.25  # usual; each desk's own is estimated
    wander_doubt: float = 0.6  # standard deviation of the log of a desk's own wander about the usual one
    load_prior: float = 20.0  # answers' worth of belief that the number of those who wait makes no difference
    load_slopes: tuple[float, float] = (-1.5, 0.5)  # bounds of what a load e times as high does to the log speed
    dispersion: float = 2.0  # answers come in bunches: their count varies so many times more than chance
    iterations: int = 3
    step: float = 1.2

    # The correction by the outcomes of our own promises, in log units of the window.
    # Ups and downs cancel out at this much above the share that the curve is read at.
    balance: float = 0.005
    up: float = 0.08  # on a broken promise; down by so much less on a kept one
    leak: float = 0.985
    lowest: float = -0.7
    highest: float = 1.5
    shared: float = 0.7  # share of a correction that counts for every urgency

    # The alarm: the chance of a false one at each look, and how many promises last due are looked at.
    alarm_level: float = 0.001
    alarm_spans: tuple[int, ...] = (12, 30, 80)

    # The promise of an update. Who is still waiting then is hard to foretell, and some are never answered.
    second_stated: float = 0.80
    second_read_at: float = 0.82
    second_fewest: int = 50  # outcomes of second promises before they have a curve of their own
    second_latest: int = 80  # outcomes that have to agree with the stated percentage


SHIPPED = Method()
