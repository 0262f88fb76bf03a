"""A desk that ends with the test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from config.settings import Mailbox
from tests.daemon.kit import Desk


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Opens desks in folders of their own."""
    opened: list[Desk] = []

    def open_desk(*boxes: Mailbox, **more: Any) -> Desk:
        desk = Desk(tmp_path / f"desk{len(opened)}", *boxes, **more)
        opened.append(desk)
        return desk

    yield open_desk
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk()
