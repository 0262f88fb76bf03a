"""From settings to what handles mail: the one place that puts the parts together."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from config.settings import Settings
from daemon.clock import Clock
from daemon.handle import Handler
from daemon.model import ready_model
from daemon.reader import Reader
from daemon.store import Store


class AlreadyRunning(OSError):
    """Another evenhand works on this state."""


def builder(store: Store, state: Path, clock: Clock) -> Callable[[Settings], Handler]:
    """How to make a handler from settings, at the start and at every reload."""

    def build(settings: Settings) -> Handler:
        return Handler(settings, store, Reader(settings.limits, ready_model(settings, state)).warm(), clock)

    return build


@contextmanager
def alone(state: Path) -> Iterator[None]:
    """Hold the state directory's lock; AlreadyRunning when another evenhand does. The kernel frees it at a kill."""
    try:
        state.mkdir(parents=True, exist_ok=True)
        lock = os.open(state / "evenhand.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise OSError(f"the state directory {state} can't be used ({error.strerror}); check its owner") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise AlreadyRunning(f"another evenhand works in {state}: stop it first, or name another --state") from error
    try:
        yield
    finally:
        os.close(lock)
