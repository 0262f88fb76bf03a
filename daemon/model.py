"""The models of an installation: each training makes a new one, one is in force, earlier ones can be gone back to.

STATE/models/0001/ …      what a training wrote
STATE/models/current      the name of the one in force, replaced in one step
"""

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from classifiers.corpus import key_of, starter
from classifiers.examples import Labels, task_of
from classifiers.issue_text import IssueText
from classifiers.model import ModelError
from classifiers.promote import is_golden
from classifiers.starter import starter_labels
from classifiers.train import Report, train
from config.settings import Settings
from daemon.reader import Trained
from daemon.starter_texts import starter_texts

log = logging.getLogger("evenhand.model")
Progress = Callable[[str], None]
Pair = tuple[IssueText, Labels]
KEPT = 5  # earlier models


def models_dir(state: Path) -> Path:
    return state / "models"


def current_dir(state: Path) -> Path:
    """The directory of the model in force; where the first one will be when there is none."""
    folder = models_dir(state)
    try:
        name = (folder / "current").read_text("utf-8").strip()
    except OSError:
        name = ""
    return folder / name if name and (folder / name).is_dir() else folder / "0001"


def names(state: Path) -> list[str]:
    """All models, oldest first."""
    folder = models_dir(state)
    return (
        sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name.isdigit())
        if folder.is_dir()
        else []
    )


def put_in_force(state: Path, name: str) -> None:
    """Make a model the one in force, in one step. ModelError when there is none of that name."""
    folder = models_dir(state)
    if not (folder / name).is_dir():
        raise ModelError(f"There is no model {name}; `evenhand models` lists them.")
    descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".current-")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(folder / "current")


def ready_model(settings: Settings, state: Path, progress: Progress = log.info) -> Trained:
    """The model for these settings; trained first (about a minute, in a process of its own) when there is none."""
    ready = Trained(current_dir(state), settings)
    try:
        ready.check()
        return ready
    except ModelError as error:
        progress(f"{error} Training from the starter corpus, which takes about a minute.")
        progress("reading the starter corpus")
    taught = [pair for pair in starter_pairs(settings, state) if not is_golden(pair[0])]
    name, _ = train_new(taught, settings, state, progress)
    put_in_force(state, name)
    return Trained(current_dir(state), settings)


def train_new(
    pairs: Iterable[tuple[IssueText, Labels]], settings: Settings, state: Path, progress: Progress
) -> tuple[str, Report]:
    """Train a further model, not in force yet; returns its name and what the training says of itself."""
    folder = models_dir(state)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".training-") as temporary:
        made = Path(temporary) / "model"
        made.mkdir()
        report = train(pairs, settings, made, progress)
        name = f"{max((int(name) for name in names(state)), default=0) + 1:04}"
        made.rename(folder / name)
    _forget_oldest(state)
    return name, report


def _forget_oldest(state: Path) -> None:
    in_force = current_dir(state).name
    for name in names(state)[: -KEPT - 1]:
        if name != in_force:
            shutil.rmtree(models_dir(state) / name, ignore_errors=True)


def starter_pairs(settings: Settings, state: Path) -> list[Pair]:
    """The starter corpus with the labels of these settings, redacted as every mail is."""
    texts = dict(zip(map(key_of, starter()), starter_texts(models_dir(state)), strict=True))
    return [(texts[key_of(mail)], labels) for mail, labels in starter_labels(task_of(settings))]
