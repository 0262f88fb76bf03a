"""The trained model as the daemon uses it: arrays and a few matrix rows, no scikit-learn."""

from pathlib import Path

from classifiers.examples import task_of
from classifiers.joint import Joint
from classifiers.model.artefact import ModelError, check_artefact, open_artefact
from classifiers.model.decide import Levels, decision_from, fused_from, privacy_from
from classifiers.model.judge import Model
from classifiers.model.linear import linear_from
from classifiers.rules import Rules
from config.settings import Settings

__all__ = ["Model", "ModelError", "check", "load"]


def check(directory: Path, settings: Settings) -> None:
    """Raises what `load` would, ModelError with a sentence, without holding the model in memory."""
    check_artefact(directory, task_of(settings))


def load(directory: Path, settings: Settings) -> Model:
    """The model in `directory`, if it was trained for these settings. Raises ModelError with a sentence otherwise."""
    task = task_of(settings)
    artefact = open_artefact(directory, task)
    facts = artefact.facts
    try:
        return Model(
            version=artefact.version,
            linear=linear_from(artefact.arrays, facts["columns"], facts["typical"]),
            levels=Levels(tuple(int(place) for place in facts["levels"]), len(task.levels)),
            urgency=decision_from(facts["urgency"], settings.judgement.sure_urgency),
            fused_urgency=fused_from(facts["urgency"]),
            issue_type=decision_from(facts["issue_type"], settings.judgement.sure_issue_type),
            fused_type=fused_from(facts["issue_type"]),
            joint=Joint.of(facts["pairs"], len(task.levels), len(task.types)) if facts["pairs"] else None,
            privacy=privacy_from(facts["sensitive"]),
            rules=Rules.of(settings.judgement.rules),
        )
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise ModelError(f"The model in {directory} is incomplete ({error}); it has to be trained again.") from error
