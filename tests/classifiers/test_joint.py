import numpy as np
import pytest

from classifiers.examples import Labels, Task, TypeText
from classifiers.fit.targets import pair, targets
from classifiers.joint import Joint

TASK = Task(("high", "low"), (TypeText("printer", ("printers",)), TypeText("network", ("lines",))))


def together(mails: int) -> dict[str, tuple[str, ...]]:
    """The heads that are learnt from so many mails, a third of each pair that occurs."""
    kinds = (("high", "printer"), ("low", "printer"), ("low", "network"))
    labels = [Labels(urgency=kinds[i % 3][0], issue_type=kinds[i % 3][1]) for i in range(mails)]
    return {target.name: target.names for target in targets(TASK, labels)}


def test_what_pairs_say_of_each_label_alone_is_the_sum_over_its_pairs() -> None:
    joint = Joint.of([(0, 0), (1, 0), (1, 1)], levels=2, types=2)
    pairs = np.array([[0.5, 0.2, 0.3], [0.1, 0.1, 0.8]])
    assert np.exp(joint.levels.logs(pairs)) == pytest.approx(np.array([[0.5, 0.5], [0.1, 0.9]]), abs=1e-3)
    assert np.exp(joint.types.logs(pairs)) == pytest.approx(np.array([[0.7, 0.3], [0.2, 0.8]]), abs=1e-3)


def test_a_label_without_a_pair_is_unlikely_and_not_impossible() -> None:
    logs = Joint.of([(0, 0), (2, 0)], levels=3, types=1).levels.logs(np.array([[0.4, 0.6]]))
    assert logs[0].argmin() == 1
    assert np.isfinite(logs).all()


def test_pairs_are_learnt_where_enough_mails_have_both_labels() -> None:
    assert [pair(name) for name in together(1200)["pair"]] == [(0, 0), (1, 0), (1, 1)]
    assert "pair" not in together(300)
