"""Independent pieces of a training side by side, in forked processes: two cores make it half as long.

Forked, because what they work on (hundreds of megabytes) is then there without a copy; in processes and not in threads, because
liblinear draws its random numbers from one generator for the whole process, and the same examples must give the same model.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

T = TypeVar("T")

# More processes would be faster on larger machines; with two, a training with ten thousand corrections needs 1.1 GB at its peak.
_MOST = 2
_ROOM = min(750 << 20, os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 3)


class PieceError(Exception):
    """A process ended before its work was done; `code` is its exit code, negative for a signal."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"a part of the training ended early (exit {code})")
        self.code = code


def side_by_side(work: Callable[[int], T], costs: Sequence[float], each: int = 0) -> list[T]:
    """`work(0)`, `work(1)` … one for each of the costs, whose sums are made alike for each process.

    `each`: bytes that a piece needs for itself; where two would need too much, they come one after the other. Raises
    PieceError. A process whose parent is gone ends with its next piece: nobody reads what it writes.
    """
    workers = min(_MOST, len(os.sched_getaffinity(0)), len(costs), _ROOM // max(each, 1))
    if workers < 2:
        return [work(place) for place in range(len(costs))]
    context = get_context("fork")
    at_work: dict[Connection, Any] = {}
    for share in _shares(costs, workers):
        reader, writer = context.Pipe(duplex=False)
        process = context.Process(target=_do, args=(work, share, writer, [*at_work, reader]), daemon=True)
        process.start()
        writer.close()
        at_work[reader] = process
    done: dict[int, T] = {}
    while len(done) < len(costs):
        ready = wait(list(at_work))
        for reader in [one for one in at_work if one in ready]:
            try:
                place, result = reader.recv()
            except EOFError:
                process = at_work.pop(reader)
                process.join()
                if process.exitcode:
                    raise PieceError(process.exitcode) from None
            else:
                done[place] = result
    for process in at_work.values():
        process.join()
    return [done[place] for place in range(len(costs))]


def _shares(costs: Sequence[float], workers: int) -> list[list[int]]:
    """Which pieces each process does: the costliest first, each to the one that has least."""
    shares: list[list[int]] = [[] for _ in range(workers)]
    load = [0.0] * workers
    for place in sorted(range(len(costs)), key=lambda place: -costs[place]):
        least = load.index(min(load))
        shares[least].append(place)
        load[least] += costs[place]
    return shares


def _do(work: Callable[[int], Any], share: Sequence[int], writer: Connection, inherited: Sequence[Connection]) -> None:
    for reader in inherited:  # or it would wait for ever for a reader that is gone: for itself
        reader.close()
    with suppress(BrokenPipeError):  # the training was killed, and says so itself
        for place in share:
            writer.send((place, work(place)))
