"""What the reading process tells the daemon: data and nothing else, whoever speaks in its place."""

import os
import pickle
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from classifiers.issue_text import IssueText
from classifiers.judgement import Judgement
from config.settings import Limits
from daemon.demo.mails import samples
from daemon.reader import Reader, answers, pipes
from daemon.reader.read import judged, read_one
from daemon.reader.reader import NONSENSE
from tests.journeys.office import Plain

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LIMITS = Limits()
PLAIN = b"From: Ana <ana@example.org>\nDate: Tue, 24 Nov 2026 11:30:00 +0530\nSubject: Printer\n\nIt is jammed."


def test_what_was_read_and_judged_arrives_as_it_was() -> None:
    raws = [PLAIN, *(sample.raw for sample in samples(NOW))]
    reads = judged([read_one(raw, LIMITS) for raw in raws], Plain(), NOW)
    reads.append(replace(reads[0], judgement=None, trouble="it could not be judged"))
    back = answers.decode(answers.encode(reads), len(reads))
    assert back == reads
    assert isinstance(back[0].mail.issue, IssueText)


class Bomb:
    """Unpickling it leaves a file behind."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


def test_a_pickle_in_an_answer_runs_nothing(tmp_path: Path) -> None:
    bomb = pickle.dumps([Bomb(tmp_path / "ran")])
    for lie in (bomb, msgspec.msgpack.encode([bomb]), msgspec.msgpack.encode(msgspec.msgpack.Ext(1, bomb))):
        with pytest.raises(ValueError, match=r"."):
            answers.decode(lie, 1)
    assert not (tmp_path / "ran").exists()
    pickle.loads(bomb)
    assert (tmp_path / "ran").exists(), "it would have"


def test_an_answer_fits_the_question_in_number_and_in_every_field() -> None:
    good = msgspec.msgpack.decode(answers.encode(judged([read_one(PLAIN, LIMITS)], Plain(), NOW)))
    answers.decode(msgspec.msgpack.encode(good), 1)
    for count in (0, 2):
        with pytest.raises(ValueError, match="1 answers"):
            answers.decode(msgspec.msgpack.encode(good), count)
    for field, lie in (("subject", 7), ("parsed", "maybe"), ("issue", "text"), ("headers", {"a": "b"}), ("date", 1)):
        with pytest.raises(msgspec.ValidationError):
            answers.decode(msgspec.msgpack.encode([{**good[0], "mail": {**good[0]["mail"], field: lie}}]), 1)


@dataclass(frozen=True)
class TakenOver:
    """Stands for a mail that has taken over the process it is read in: it speaks in its place."""

    answer: bytes

    def open(self) -> "TakenOver":
        return self

    def judge(self, text: IssueText, now: datetime) -> Judgement:
        if "take over" in text.body:
            os.write(1, self.answer)
        return Plain().judge(text, now)

    def judge_many(self, texts: list[IssueText], now: datetime) -> list[Judgement]:
        return [self.judge(text, now) for text in texts]


@pytest.mark.parametrize("lie", ["pickle", "huge", "empty"])
def test_a_reading_process_that_was_taken_over_can_run_nothing_in_the_daemon(tmp_path: Path, lie: str) -> None:
    answer = {
        "pickle": pipes.frame(pickle.dumps([Bomb(tmp_path / "ran")])),
        "huge": (pipes.LARGEST + 1).to_bytes(4, "big"),
        "empty": pipes.frame(b""),
    }[lie]
    with Reader(LIMITS, TakenOver(answer)) as reader:
        reads = reader.read([PLAIN, b"Subject: x\n\ntake over", PLAIN], NOW)
        assert [read.mail.parsed for read in reads] == ["whole", "unreadable", "whole"]
        assert reads[1].mail.problems == (NONSENSE,)
        assert reads[1].mail.subject == "x", "a person sees which mail it was"
    assert not (tmp_path / "ran").exists()
