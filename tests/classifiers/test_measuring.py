import numpy as np
import scipy.sparse as sp

from classifiers.fit.folds import FOLDS, folds_of, held_out
from classifiers.fit.targets import Target


def measured_rows(mails: int) -> int:
    """How many rows have held-out scores; one label only, so that nothing needs time."""
    folds = folds_of([f"mail {i}" for i in range(mails)], mails)
    ones = np.ones(mails)
    target = Target("one", ("no", "yes"), np.zeros(mails, np.int64), ones, ones, 1.0, 1.0)
    return len(held_out([target], sp.csr_matrix(np.ones((mails, 1))), folds)["one"].rows)


def test_of_few_mails_every_one_is_measured_and_of_many_thousands() -> None:
    assert measured_rows(400) == 400
    assert measured_rows(6000) == 6000 // 2
    assert measured_rows(16_000) == 16_000 // FOLDS
