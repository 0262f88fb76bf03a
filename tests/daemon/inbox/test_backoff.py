"""Waiting before the next attempt."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from daemon.inbox import Backoff, Bell, wait


@given(st.floats(0, 1), st.integers(1, 200))
def test_however_long_a_fault_lasts_the_next_attempt_is_within_thirty_seconds(luck: float, attempts: int) -> None:
    backoff = Backoff(chance=lambda: luck)
    assert all(0 <= backoff.next() <= 30 for _ in range(attempts))


def test_waits_grow_and_start_again_after_a_success() -> None:
    backoff = Backoff(first=1, longest=30, chance=lambda: 1.0)
    assert [backoff.next() for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]
    backoff.reset()
    assert backoff.next() == 1


def test_daemons_started_together_do_not_come_back_in_step() -> None:
    assert len({Backoff().next() for _ in range(20)}) > 15


def test_stopping_ends_the_wait_at_once() -> None:
    stop = threading.Event()
    threading.Timer(0.05, stop.set).start()
    assert wait(stop, 60)
    assert not wait(threading.Event(), 0.01)


def test_a_bell_can_be_set_and_cleared_any_number_of_times() -> None:
    bell = Bell()
    for _ in range(3):
        bell.set()
        bell.set()
        assert bell.is_set()
        bell.clear()
        bell.clear()
        assert not bell.is_set()
    bell.close()
