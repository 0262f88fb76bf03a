"""How well the writer's own words are found: exact, word-F1, lost everything; and how long a mail takes.

    python bench/own_words.py [--wrong]      --wrong prints what was not exact

The mails are our own fixtures (tests/daemon/mail), so these figures say whether something broke, not how good it is on mail
that nobody here has seen. Words are compared as a bag, blanks don't count.
"""

import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config.settings import Limits
from daemon.mail import read_bytes, redact, split
from daemon.mail.own_words import own_words
from tests.daemon.mail.fixtures import mails, marked_mails
from tests.daemon.mail.own_words_cases import cases


def word_f1(found: str, wanted: str) -> float:
    """The harmonic mean of precision and recall of words, 0..100."""
    have, want = Counter(found.split()), Counter(wanted.split())
    shared = sum((have & want).values())
    return 200.0 * shared / (sum(have.values()) + sum(want.values())) if have or want else 100.0


def _measure(name: str, triples: list[tuple[str, str, str]], *, show: bool) -> None:
    exact, scores, lost = 0, [], 0
    for title, found, wanted in triples:
        same = found.split() == wanted.split()
        exact += same
        scores.append(word_f1(found, wanted))
        lost += bool(wanted.split()) and not found.split()
        if show and not same:
            print(f"  {title}: {found!r}\n    wanted {wanted!r}")
    count = len(triples)
    figures = f"exact {100 * exact / count:5.1f} %  word-F1 {statistics.mean(scores):5.1f}  lost everything {lost}"
    print(f"{name:12} {count:5} mails  {figures}")


def _milliseconds(work: Sequence[tuple[object, ...]], call: object) -> float:
    """Median milliseconds of processor time over the work."""
    assert callable(call)
    times = []
    for arguments in work:
        start = time.process_time()
        call(*arguments)
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    show = "--wrong" in sys.argv
    limits = Limits()
    plain = [(title, own_words(text), wanted) for title, text, wanted in cases()]
    later = [(title, own_words(text), wanted) for title, text, wanted in marked_mails("unseen_wraps")]
    html = []
    raws = []
    for title, text, wanted in (*mails("html_mails"), *mails("unseen_html")):
        raw = b"From: a@example.org\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + text.encode()
        raws.append(raw)
        html.append((title, read_bytes(raw, limits).own_words, wanted))
    _measure("text", plain, show=show)
    _measure("wraps", later, show=show)
    _measure("HTML", html, show=show)
    head = b"From: Ana Ruiz <ana@example.org>\r\nSubject: printer\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    whole = [head + text.encode() for _, text, _ in mails("written_mails")]
    own = [(own_words(text),) for _, text, _ in mails("written_mails")]
    print("median processor time of a mail, ms:")
    print(f"  bytes to Mail, plain        {_milliseconds([(raw, limits) for raw in whole], read_bytes):6.2f}")
    print(f"  bytes to Mail, HTML         {_milliseconds([(raw, limits) for raw in raws], read_bytes):6.2f}")
    print(f"  of it: split                {_milliseconds([(raw, limits) for raw in whole], split):6.2f}")
    print(
        f"  of it: own words            {_milliseconds([(text,) for _, text, _ in mails('written_mails')], own_words):6.2f}"
    )
    redactions = [("printer", *words, None, ("Ana Ruiz", "ana@example.org")) for words in own]
    print(f"  of it: language, redaction  {_milliseconds(redactions, redact):6.2f}")


if __name__ == "__main__":
    main()
