"""Types of one's own with few labels: what words mean beyond those labels."""

from dataclasses import replace
from pathlib import Path

import pytest

from classifiers.examples import Labels
from classifiers.fit.meaning import tables
from classifiers.issue_text import IssueText
from classifiers.model import Model, load
from classifiers.train import train
from config.settings import IssueType, Settings
from tests.classifiers.test_model import NOW

VEHICLES = (
    "The van does not start this morning",
    "Our bus has a flat tyre in the yard",
    "Second car of the pool needs a service",
    "The truck's brakes squeal when it stops",
)
MEALS = (
    "The soup at lunch was cold again",
    "No bread was left in the canteen at noon",
    "Could there be more vegetables at dinner",
    "The kitchen forgot the rice with the fish",
)
OTHER_WORDS = (
    ("A motorbike and two bicycles stand in the garage, one wheel is bent", "vehicles"),
    ("My tractor lost oil on the road, the engine is hot", "vehicles"),
    ("Breakfast: the eggs and cheese tasted sour today", "meals"),
    ("Coffee and cake for the guests, and apples please", "meals"),
)


def english(body: str) -> IssueText:
    return IssueText.sealed("", body, "en")


def taught(pairs: list[tuple[IssueText, Labels]], settings: Settings, folder: Path) -> Model:
    """A model of the two types, beside mails that say nothing of them but have ordinary words."""
    types = (IssueType("vehicles", {"en": "vehicles"}), IssueType("meals", {"en": "meals"}))
    own = replace(settings, issue_types=types)
    few = [(english(body), Labels(issue_type=kind, group=body)) for kind, bodies in
           (("vehicles", VEHICLES), ("meals", MEALS)) for body in bodies]  # fmt: skip
    known = [(text, replace(labels, issue_type=None)) for text, labels in pairs]
    # Unlabelled, so that the training has met the words at all.
    met = [(english(body), Labels(urgency=own.urgency[-1].name, group="met")) for body, _ in OTHER_WORDS]
    train([*known, *met, *few], own, folder)
    return load(folder, own)


def test_with_the_vectors_a_type_is_known_by_words_that_no_label_had(
    pairs: list[tuple[IssueText, Labels]], settings: Settings, tmp_path: Path
) -> None:
    assert tables() is not None, "the extra `vectors` is part of the test environment"
    model = taught(pairs, settings, tmp_path)
    for body, kind in OTHER_WORDS:
        assert model.judge(english(body), NOW).issue_type.label == kind, body


def test_without_the_vectors_a_training_goes_on_as_before(
    pairs: list[tuple[IssueText, Labels]],
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "wordllama.py").write_text("")  # found first, and no package with tables
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "hidden"))
    model = taught(pairs, settings, tmp_path / "model")
    assert model.judge(english("The van does not start"), NOW).issue_type.label == "vehicles"
