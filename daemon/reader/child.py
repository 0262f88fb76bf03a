"""The reading process itself: batches of mails come in on standard input, what was read and judged goes out on standard
output."""

import pickle
import resource
import signal
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from classifiers.issue_text import IssueText
from classifiers.judgement import Judge, Judgement
from config.settings import Limits
from daemon.reader import answers, pipes
from daemon.reader.read import Judging, Raw, Read, judged, read_one

_WARM = b"Subject: Printer\n\nDear all,\n\n<p>it has been jammed since 9:00, please help.</p>\n\nKind regards\nJo"


@dataclass(frozen=True, slots=True)
class _Unusable:
    """Stands for a judge that could not be opened: mails are read all the same, and say why they were not judged."""

    error: Exception

    def judge(self, text: IssueText, now: datetime) -> Judgement:
        raise self.error

    def judge_many(self, texts: list[IssueText], now: datetime) -> list[Judgement]:
        raise self.error


def main() -> None:
    """Serves until standard input ends. The timer counts processor time, and its default action ends the process."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C at the terminal is the parent's to handle
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limits, judging = _get()
    judge = _opened(judging)
    patient = replace(limits, parse_seconds=60)
    warm = _answer(
        [_WARM], datetime(2026, 1, 5, 9, tzinfo=UTC), patient, judge
    )  # what is made at first use is made now
    _put(answers.encode(warm))
    while True:
        try:
            raws, now = _get()
        except EOFError:
            return
        _put(answers.encode(_answer(raws, now, limits, judge)))


def _opened(judging: Judging | None) -> Judge | None:
    if judging is None:
        return None
    try:
        return judging.open()
    except Exception as error:
        return _Unusable(error)


def _answer(raws: list[Raw], now: datetime | None, limits: Limits, judge: Judge | None) -> list[Read]:
    mails = []
    for raw in raws:
        signal.setitimer(signal.ITIMER_PROF, limits.parse_seconds)
        mails.append(read_one(raw, limits))
    signal.setitimer(signal.ITIMER_PROF, limits.parse_seconds * len(raws))
    answer = [Read(mail) for mail in mails] if judge is None or now is None else judged(mails, judge, now)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return answer


def _get() -> Any:
    head = sys.stdin.buffer.read(pipes.HEAD)
    if len(head) < pipes.HEAD:
        raise EOFError
    return pickle.loads(sys.stdin.buffer.read(pipes.length_of(head)))  # noqa: S301 - written by our own parent


def _put(answer: bytes) -> None:
    sys.stdout.buffer.write(pipes.frame(answer))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
