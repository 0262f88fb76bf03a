"""A small model, trained once for all tests of this folder."""

from pathlib import Path

import pytest

from classifiers.examples import Labels, task_of
from classifiers.issue_text import IssueText
from classifiers.model import Model, load
from classifiers.starter import starter_labels
from classifiers.train import train
from config.load import defaults
from config.settings import Settings


@pytest.fixture(scope="session")
def settings() -> Settings:
    return defaults()


@pytest.fixture(scope="session")
def pairs(settings: Settings) -> list[tuple[IssueText, Labels]]:
    """A part of the starter corpus, mixed over all settings (unredacted: good enough to test the machinery)."""
    mails = list(starter_labels(task_of(settings)))
    every = max(1, len(mails) // 400)
    return [(IssueText.sealed(m.subject, m.body, m.language), labels) for m, labels in mails[::every]]


@pytest.fixture(scope="session")
def model_directory(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[IssueText, Labels]], settings: Settings
) -> Path:
    directory = tmp_path_factory.mktemp("model")
    train(pairs, settings, directory)
    return directory


@pytest.fixture(scope="session")
def model(model_directory: Path, settings: Settings) -> Model:
    return load(model_directory, settings)
