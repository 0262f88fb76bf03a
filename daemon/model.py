"""The model in force: loaded from the state directory, or trained there from the starter corpus at the first start."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from classifiers.corpus import Example, starter
from classifiers.examples import Labels
from classifiers.issue_text import IssueText
from classifiers.model import Model, ModelError, load
from classifiers.train import train
from config.settings import Settings
from daemon.mail import issue_text

log = logging.getLogger("evenhand.model")
Progress = Callable[[str], None]


def model_dir(state: Path) -> Path:
    return state / "model"


def ready_model(settings: Settings, state: Path, progress: Progress = log.info) -> Model:
    """The model for these settings; trained first (about half a minute, in a process of its own) when there is none."""
    directory = model_dir(state)
    try:
        return load(directory, settings)
    except ModelError as error:
        progress(f"{error} Training from the starter corpus.")
    state.mkdir(parents=True, exist_ok=True)
    train(starter_pairs(), settings, directory, progress)
    return load(directory, settings)


def starter_pairs() -> Iterator[tuple[IssueText, Labels]]:
    """The starter corpus, redacted as every mail is."""
    for example in starter():
        yield issue_text(example.subject, example.body, example.language), labels_of(example)


def labels_of(example: Example) -> Labels:
    """What is taught by one mail of the corpus."""
    return Labels(
        urgency=example.urgency,
        issue_type=example.issue_type,
        sensitive=example.sensitive,
        facets=example.facets,
        group=example.setting,
    )
