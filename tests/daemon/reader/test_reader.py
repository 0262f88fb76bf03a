"""Mail is read in a child process that may die without taking anything along."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from classifiers.issue_text import IssueText
from classifiers.judgement import Judgement
from config.load import defaults
from config.settings import Limits
from daemon.mail import split
from daemon.reader import Reader, Trained
from tests.journeys.office import Plain

LIMITS = Limits()
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]


def _raw(number: int) -> bytes:
    return f"From: a{number}@example.org\nSubject: mail {number}\n\nwords {number}".encode()


def test_mails_come_back_in_order_from_bytes_and_from_a_fetch() -> None:
    with Reader(LIMITS) as reader:
        mails = reader.read_many([_raw(1), split(_raw(2), LIMITS), _raw(3)])
    assert [mail.subject for mail in mails] == ["mail 1", "mail 2", "mail 3"]
    assert all(mail.issue is not None for mail in mails)


def test_a_child_that_was_killed_is_replaced() -> None:
    with Reader(LIMITS) as reader:
        reader.read_many([_raw(1)])
        assert reader.pid is not None
        os.kill(reader.pid, signal.SIGKILL)
        assert reader.read_many([_raw(2)])[0].own_words == "words 2"


def test_a_mail_that_takes_too_long_is_set_aside_and_the_others_are_read() -> None:
    slow = b"Subject: slow\nContent-Type: text/html\n\n" + b"<" * 5_000_000
    with Reader(Limits(parse_seconds=0.06)) as reader:
        mails = reader.read_many([_raw(1), slow, _raw(3)])
    assert [mail.parsed for mail in mails] == ["whole", "unreadable", "whole"]
    assert mails[1].problems == ("reading took too long",)
    assert mails[1].subject == "slow"
    assert reader.restarts in (1, 2)  # small mails go together: then the batch, and the mail alone


def test_a_child_that_stands_still_is_ended() -> None:
    with Reader(LIMITS) as reader:
        reader.read_many([_raw(1)])
        assert reader.pid is not None
        os.kill(reader.pid, signal.SIGSTOP)
        reader.silence = 0.1
        assert reader.read_many([_raw(2)])[0].problems == ("reading took too long",)
        reader.silence = 30.0
        assert reader.read_many([_raw(3)])[0].parsed == "whole"


def test_the_child_ends_when_its_parent_is_gone() -> None:
    code = (
        "from config.settings import Limits\nfrom daemon.reader import Reader\n"
        "reader = Reader(Limits())\nreader.read_many([b'Subject: x'])\nprint(reader.pid, flush=True)\ninput()"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.communicate()
    child.wait(timeout=30)
    assert not child.is_running()


def test_a_mail_that_needs_too_much_memory_is_set_aside() -> None:
    with Reader(LIMITS, memory=200 * 1024 * 1024) as reader:
        mails = reader.read_many([b"Subject: big\n\n" + b"x" * 90_000_000, _raw(2)])
    assert [mail.parsed for mail in mails] == ["unreadable", "whole"]


def test_several_threads_share_one_reader() -> None:
    with Reader(LIMITS) as reader, ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda number: reader.read_many([_raw(number)])[0].subject, range(12)))
    assert found == [f"mail {number}" for number in range(12)]


@dataclass(frozen=True)
class Moody:
    """Judges, but fails on one word and takes the process along on another."""

    def open(self) -> "Moody":
        return self

    def judge(self, text: IssueText, now: datetime) -> Judgement:
        if "fails" in text.body:
            raise ValueError("no such word")
        if "kills" in text.body:
            os._exit(1)
        return Plain().judge(text, now)

    def judge_many(self, texts: list[IssueText], now: datetime) -> list[Judgement]:
        return [self.judge(text, now) for text in texts]


def test_mails_come_back_judged() -> None:
    with Reader(LIMITS, Plain()) as reader:
        one, two = reader.read([_raw(1), b"From: a@example.org\nSubject: smoke in room 3\n\nplease come"], NOW)
    assert one.judgement is not None
    assert two.judgement is not None
    assert (one.judgement.urgency.label, two.judgement.urgency.label) == ("normal", "critical")


def test_a_mail_that_the_model_fails_on_is_told_and_the_others_are_judged() -> None:
    with Reader(LIMITS, Moody()) as reader:
        reads = reader.read([_raw(1), b"Subject: x\n\nthis fails", _raw(3)], NOW)
    assert [read.judgement is not None for read in reads] == [True, False, True]
    assert "no such word" in reads[1].trouble
    assert reads[1].mail.own_words == "this fails"


def test_a_mail_that_kills_the_model_is_for_a_person_and_the_others_are_judged() -> None:
    with Reader(LIMITS, Moody()) as reader:
        reads = reader.read([_raw(1), b"Subject: x\n\nthis kills", _raw(3)], NOW)
    assert [read.judgement is not None for read in reads] == [True, False, True]
    assert reads[1].mail.parsed == "unreadable"
    assert reads[1].mail.subject == "x"


def test_without_its_model_the_mails_wait_and_say_why(tmp_path: Path) -> None:
    with Reader(LIMITS, Trained(tmp_path, defaults())) as reader:
        (read,) = reader.read([_raw(1)], NOW)
    assert read.mail.own_words == "words 1"
    assert "There is no model" in read.trouble
