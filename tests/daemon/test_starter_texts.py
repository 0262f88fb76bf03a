from pathlib import Path

import pytest

from classifiers.corpus import starter
from daemon import starter_texts as module
from daemon.mail import issue_text
from daemon.starter_texts import starter_texts


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A corpus of a few mails: what is kept doesn't depend on how many."""
    few = starter()[::1500]
    monkeypatch.setattr(module, "starter", lambda: few)


def never(*_: object) -> None:
    raise AssertionError("redacted again")


@pytest.mark.usefixtures("small")
def test_the_corpus_is_redacted_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = starter_texts(tmp_path / "models")
    mail = starter()[0]
    assert texts[0] == issue_text(mail.subject, mail.body, mail.language)
    monkeypatch.setattr(module, "redacted", never)
    assert starter_texts(tmp_path / "models") == texts


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "spoilt", [b"", b"\xff\x00 no text of ours", b'{"format": 2, "levels": [], "types": []}\n["cut sho']
)
def test_what_is_kept_and_can_not_be_read_is_made_again(tmp_path: Path, spoilt: bytes) -> None:
    texts = starter_texts(tmp_path)
    (kept,) = tmp_path.glob(".starter-*.jsonl")
    kept.write_bytes(spoilt)
    assert len(starter_texts(tmp_path)) == len(texts)
    assert kept.read_bytes() != spoilt


@pytest.mark.usefixtures("small")
def test_what_an_earlier_version_kept_goes(tmp_path: Path) -> None:
    (tmp_path / ".starter-0123456789abcdef.jsonl").write_text("old")
    starter_texts(tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.usefixtures("small")
def test_a_folder_that_can_not_be_written_stops_no_training(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where the folder should be")
    assert starter_texts(tmp_path / "models")
