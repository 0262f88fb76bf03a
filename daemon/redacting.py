"""Redacting many labelled mails, as every mail is redacted before it is judged or learnt from."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice

from classifiers.issue_text import IssueText
from daemon.mail import issue_text

FEW = 1000  # mails for which starting processes doesn't pay
CHUNK = 200
Source = tuple[str, str, str | None]  # subject, body, language if known


def redacted(sources: Iterable[Source]) -> Iterator[IssueText]:
    """The issues in the order of `sources`; many are shared among the processors."""
    stream = iter(sources)
    first = list(islice(stream, FEW))
    if len(first) < FEW:
        yield from map(_one, first)
        return
    with ProcessPoolExecutor(max_workers=min(os.cpu_count() or 1, 8)) as pool:
        yield from pool.map(_one, _chained(first, stream), chunksize=CHUNK)


def _one(source: Source) -> IssueText:
    subject, body, language = source
    return issue_text(subject, body, language)


def _chained(first: list[Source], rest: Iterator[Source]) -> Iterator[Source]:
    yield from first
    yield from rest
