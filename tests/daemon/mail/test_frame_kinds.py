"""Sentences that are frame by their kind, in eight languages, and near misses that are the matter itself."""

import json
from pathlib import Path

import pytest

from daemon.mail.redaction import issue_text
from daemon.mail.redaction.edges import is_frame
from daemon.mail.redaction.subject import without_urging

CASES = json.loads(Path(__file__).with_name("frame_kinds.json").read_text(encoding="utf-8"))
MATTER = (
    "The printer on the second floor has printed nothing since this morning.\nThe whole team waits for the rota on it."
)


@pytest.mark.parametrize("kind", CASES["frames"])
def test_sentences_of_this_kind_are_frame_in_every_language(kind: str) -> None:
    assert [one for one in CASES["frames"][kind] if not is_frame(one, f"{one}\n{MATTER}")] == []


def test_a_sentence_that_says_who_did_what_or_what_is_lost_stays() -> None:
    assert [one for one in CASES["matters"] if is_frame(one, f"{one}\n{MATTER}")] == []


@pytest.mark.parametrize("subject", CASES["urged subjects"])
def test_demand_words_of_any_language_leave_a_subject(subject: str) -> None:
    assert without_urging(subject).strip() == "Scanner in the archive"


@pytest.mark.parametrize("subject", CASES["plain subjects"])
def test_words_that_belong_to_a_subject_stay(subject: str) -> None:
    assert without_urging(subject) == subject


@pytest.mark.parametrize("wrap", CASES["wraps"])
def test_a_mail_reads_the_same_with_and_without_its_wrap(wrap: str) -> None:
    bare, wrapped = issue_text("", MATTER), issue_text("", wrap.replace("{b}", MATTER))
    assert wrapped.body == bare.body
