import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import psutil
import pytest

from classifiers.examples import Labels
from classifiers.issue_text import IssueText
from classifiers.model import Model, ModelError, load
from classifiers.train import TrainingError, train
from config.settings import IssueType, Rule, Settings
from tests.servers.tools import until

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def text(body: str, subject: str = "", language: str = "en") -> IssueText:
    return IssueText.sealed(subject, body, language)


def test_the_model_knows_most_of_what_it_was_taught(model: Model, pairs: list[tuple[IssueText, Labels]]) -> None:
    judged = model.judge_many([issue for issue, _ in pairs], NOW)
    right = sum(j.urgency.label == labels.urgency for j, (_, labels) in zip(judged, pairs, strict=True))
    assert right >= 0.8 * len(pairs)


@pytest.mark.parametrize("body", ["", "🙂", "\n\n", "សូមជួយ ខ្ញុំ", "a" * 20_000, "\u202e\x00"])
def test_an_empty_or_strange_mail_is_judged_without_a_crash_and_without_certainty(model: Model, body: str) -> None:
    judged = model.judge(text(body), NOW)
    assert not judged.issue_type.sure


def test_judging_needs_neither_scikit_learn_nor_scipy() -> None:
    code = (
        "import sys, classifiers.model, classifiers.train; "
        "print([m for m in sys.modules if m.startswith(('sklearn', 'scipy'))])"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_a_model_that_was_cut_short_is_refused(model_directory: Path, tmp_path: Path, settings: Settings) -> None:
    broken = copytree(model_directory, tmp_path / "model")
    arrays = broken / "arrays.npz"
    arrays.write_bytes(arrays.read_bytes()[:-100])
    with pytest.raises(ModelError, match="cut short or was changed"):
        load(broken, settings)


def test_a_manifest_edited_by_hand_is_refused(model_directory: Path, tmp_path: Path, settings: Settings) -> None:
    broken = copytree(model_directory, tmp_path / "model")
    manifest = json.loads((broken / "manifest.json").read_text())
    manifest["facts"]["urgency"]["sure"] = 0.0
    (broken / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match="changed after training"):
        load(broken, settings)


def test_a_model_of_another_version_or_for_other_types_is_refused(
    model_directory: Path, tmp_path: Path, settings: Settings
) -> None:
    other = replace(settings, issue_types=(*settings.issue_types, IssueType("catering", {"en": "food"})))
    with pytest.raises(ModelError, match="other levels or issue types"):
        load(model_directory, other)
    old = copytree(model_directory, tmp_path / "model")
    manifest = json.loads((old / "manifest.json").read_text())
    (old / "manifest.json").write_text(json.dumps({**manifest, "format": 0}))
    with pytest.raises(ModelError, match="another version"):
        load(old, settings)


def test_no_model_yet_says_so(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(ModelError, match="no model"):
        load(tmp_path, settings)


def test_plain_danger_is_critical_whatever_the_model_thinks(model: Model) -> None:
    judged = model.judge(text("no hurry, but the fire panel in block c has been dark since friday"), NOW)
    assert judged.urgency.label == "critical"
    assert judged.danger
    assert any("fire panel" in reason for reason in judged.urgency.because)


def test_an_exercise_or_a_question_about_danger_raises_nothing(model: Model) -> None:
    for body in (
        "what should i do if the fire panel goes dark one day?",
        "the slides of the fire drill won't open, the panel is not working in the slide show",
        "die brandmeldeanlage war letztes jahr ausgefallen, wo finde ich das protokoll von damals?",
    ):
        assert not model.judge(text(body), NOW).danger, body


def test_a_deadline_is_told_with_its_hour_and_what_follows(model: Model) -> None:
    judged = model.judge(
        text("the cheques for payroll go out at four and nobody in accounts can print, no other printer"), NOW
    )
    assert any("today at 16:00" in reason for reason in judged.urgency.because), judged.urgency


def test_reasons_come_in_the_language_of_the_mail(model: Model) -> None:
    judged = model.judge(text("niemand im büro kann drucken, es geht gar nichts mehr", language="de"), NOW)
    assert all("„" in reason for reason in judged.urgency.because)


def test_an_admins_rule_decides_and_says_so(model_directory: Path, settings: Settings) -> None:
    rule = Rule("reactor", any_of=("reactor hall*",), none_of=("visit",), urgency="critical", sensitive=True)
    ruled = load(model_directory, replace(settings, judgement=replace(settings.judgement, rules=(rule,))))
    judged = ruled.judge(text("a lamp flickers in the reactor halls"), NOW)
    assert judged.urgency.label == "critical"
    assert judged.urgency.because == ("rule reactor",)
    assert judged.sensitive.flag
    assert ruled.judge(text("visit to the reactor hall"), NOW).urgency.because != ("rule reactor",)


def test_a_mail_is_judged_alike_alone_and_among_others(model: Model, pairs: list[tuple[IssueText, Labels]]) -> None:
    issues = [issue for issue, _ in pairs[:70]]
    assert model.judge_many(issues, NOW) == [model.judge(issue, NOW) for issue in issues]
    assert model.judge_many([], NOW) == []


def test_a_training_that_is_killed_says_what_a_person_can_do(
    pairs: list[tuple[IssueText, Labels]], settings: Settings, tmp_path: Path
) -> None:
    def kill(_: str) -> None:
        for child in psutil.Process().children():
            if "classifiers.train" in child.cmdline():
                child.kill()

    with pytest.raises(TrainingError, match=r"killed.*memory"):
        train(pairs, settings, tmp_path, kill)
    assert not list(tmp_path.iterdir()), "nothing half made is left"


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one core: nothing stands side by side")
def test_a_helper_of_the_training_that_is_killed_says_so_too(
    pairs: list[tuple[IssueText, Labels]], settings: Settings, tmp_path: Path
) -> None:
    killed: list[psutil.Process] = []

    def kill_one_soon(said: str) -> None:
        if said.startswith("measuring"):
            (child,) = (one for one in psutil.Process().children() if "classifiers.train" in one.cmdline())
            until(lambda: bool(child.children()), "helpers")
            killed.append(child.children()[0])
            killed[0].kill()

    with pytest.raises(TrainingError, match=r"killed.*memory"):
        train(pairs, settings, tmp_path, kill_one_soon)
    assert not list(tmp_path.iterdir())


def test_one_core_and_several_make_the_same_model(
    pairs: list[tuple[IssueText, Labels]], settings: Settings, tmp_path: Path, model_directory: Path
) -> None:
    cores = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(cores)})
        train(pairs, settings, tmp_path / "one")
    finally:
        os.sched_setaffinity(0, cores)
    again = json.loads((tmp_path / "one" / "manifest.json").read_text())
    assert again["version"] == json.loads((model_directory / "manifest.json").read_text())["version"]
