"""Installations that end with the test, on servers and with a model that all tests share."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from classifiers.corpus import starter
from config.load import defaults
from daemon.model import models_dir, ready_model
from tests.journeys.installation import Installation
from tests.journeys.office import Office
from tests.servers.dovecot import Box
from tests.servers.sink import Sink


@pytest.fixture(scope="session")
def model(request: pytest.FixtureRequest) -> Path:
    """The starter model, trained once and kept between runs as long as corpus and features stay the same."""
    digest = hashlib.sha256("".join(mail.body for mail in starter()).encode()).hexdigest()[:16]
    state = Path(request.config.cache.mkdir(f"evenhand-{digest}")) if request.config.cache else Path()
    ready_model(defaults(), state, lambda said: None)
    return models_dir(state)


@pytest.fixture
def install(tmp_path: Path, sink: Sink, box: Box) -> Iterator[Callable[..., Installation]]:
    """Makes an installation on one mailbox (or on `boxes`) and a sink; what it runs ends with the test."""
    made: list[Installation] = []

    def install(*boxes: Box, **more: Any) -> Installation:
        more.setdefault("sink", sink)
        one = Installation(tmp_path / f"state{len(made)}", boxes=boxes or (box,), **more)
        made.append(one)
        return one

    yield install
    for one in made:
        one.end()


@pytest.fixture
def place(install: Callable[..., Installation], model: Path) -> Installation:
    """A fresh installation with a model, for the program as people run it."""
    return install(model=model)


@pytest.fixture
def open_office(install: Callable[..., Installation]) -> Iterator[Callable[..., Office]]:
    """Opens offices: the same parts in this process with a steered clock. Further arguments go to the installation."""
    opened: list[Office] = []

    def open_office(*boxes: Box, **more: Any) -> Office:
        more.setdefault("mailbox", 'sent_folder = "Sent"')
        office = Office(install(*boxes, **more))
        opened.append(office)
        return office

    yield open_office
    for office in opened:
        office.__exit__()


@pytest.fixture
def office(open_office: Callable[..., Office]) -> Office:
    """One office on one mailbox, first pass done: mail that comes from now on is answered."""
    office = open_office()
    office.once()
    return office
