"""A small model, trained once for all tests of this folder."""

from pathlib import Path

import pytest

from classifiers import corpus
from classifiers.examples import Labels
from classifiers.issue_text import IssueText
from classifiers.model import Model, load
from classifiers.train import train
from config.load import defaults
from config.settings import Settings


@pytest.fixture(scope="session")
def settings() -> Settings:
    return defaults()


@pytest.fixture(scope="session")
def pairs() -> list[tuple[IssueText, Labels]]:
    """A quarter of the starter corpus, mixed over all settings (unredacted: good enough to test the machinery)."""
    return [
        (
            IssueText.sealed(mail.subject, mail.body, mail.language),
            Labels(mail.urgency, mail.issue_type, mail.sensitive, mail.facets, mail.setting),
        )
        for mail in corpus.starter()[::4]
    ]


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
