"""The four levels of the rubric, and which of an organisation's own levels each of them becomes."""

from collections.abc import Sequence

RUBRIC = ("critical", "high", "normal", "low")


def places(levels: Sequence[str]) -> tuple[int, ...]:
    """For each level of the rubric, the index of the organisation's level (highest first) that stands for it.

    By name where all four names are there; by position otherwise: of three levels, high and normal share the middle.
    """
    if set(RUBRIC) <= set(levels):
        return tuple(levels.index(name) for name in RUBRIC)
    last = len(levels) - 1
    return tuple(round(i * last / (len(RUBRIC) - 1)) for i in range(len(RUBRIC)))
