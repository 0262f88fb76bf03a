"""Messages made to bring a parser down: time and extra memory of each, read in a process of its own.

    python bench/hostile.py            prints a table; the targets are 2 s and 200 MB each

Each message is built from a few lines here, read through `split` and `read` in a fresh interpreter, so that the memory of one
doesn't hide in another's. Extra memory is the peak resident size while reading, less the size before it (the message is in it).
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config.settings import Limits

HEAD = b"From: Ana <ana@example.org>\r\nTo: desk@example.org\r\nSubject: hello\r\nMIME-Version: 1.0\r\n"
HTML = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
TEXT = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"


def _deep_multipart(depth: int) -> bytes:
    levels = (b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return HEAD + b"".join(levels) + b"\r\nHello at the bottom.\r\n"


def _same_boundary(depth: int) -> bytes:
    return (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * depth
    )


def _zip_of_boundaries(depth: int, each: int) -> bytes:
    """Every level's body repeats all the boundaries of all levels."""
    names = [b"--" + b"b" * (level + 1) for level in range(depth)]
    head = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    block = b"".join(
        name + b"\r\nContent-Type: multipart/mixed; boundary=" + b"b" * (level + 2) + b"\r\n\r\n"
        for level, name in enumerate(names)
    )
    return head + block * each


MESSAGES: dict[str, Callable[[], bytes]] = {
    "multiparts nested 10,000 deep": lambda: _deep_multipart(10_000),
    "multiparts of one boundary, 10,000 deep": lambda: _same_boundary(10_000),
    "boundaries zipped through each other": lambda: _zip_of_boundaries(40, 4_000),
    "header of 50 MB in 600,000 fields": lambda: (
        HEAD
        + b"X-Filler: abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz abcdefghij\r\n" * 650_000
        + b"\r\nHello.\r\n"
    ),
    "header of 50 MB in one field": lambda: b"X-Filler: " + b"x" * 50_000_000 + b"\r\n" + HEAD + b"\r\nHello.\r\n",
    "header of 50 MB in one folded field": lambda: (
        b"X-Filler: a\r\n" + b" abcdefghijklmnopqrstuvwxyz\r\n" * 1_800_000 + HEAD + b"\r\nHello.\r\n"
    ),
    "Subject of 1 MB": lambda: b"Subject: " + b"why " * 250_000 + b"\r\n" + HEAD + b"\r\nHello.\r\n",
    "Subject of 1 MB in encoded words": lambda: (
        b"Subject:" + b" =?utf-8?q?=C3=A4?=\r\n" * 50_000 + HEAD + b"\r\nHello.\r\n"
    ),
    "Subject of encoded words never closed": lambda: (
        b"Subject: " + b"=?utf-8?q?a?b" * 80_000 + b"\r\n" + HEAD + b"\r\nHello.\r\n"
    ),
    "20,000 recipients": lambda: (
        b"To: "
        + b",\r\n ".join(b'"P %d" <p%d@example.org>' % (n, n) for n in range(20_000))
        + b"\r\n"
        + HEAD
        + b"\r\nHello.\r\n"
    ),
    "addresses of brackets and quotes": lambda: (
        b"To: " + b'"<(' * 200_000 + b"\r\nCc: " + b"((((" * 100_000 + b"\r\n" + HEAD + b"\r\nHello.\r\n"
    ),
    "100,000 parts": lambda: (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 100_000 + b"--b--\r\n"
    ),
    "1,000,000 boundary lines that are none": lambda: (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--bx\r\n" * 1_000_000
    ),
    "Content-Type with 0.2 MB of parameters": lambda: (
        HEAD + b"Content-Type: text/plain; " + b"; ".join(b"a%d=b" % n for n in range(20_000)) + b"\r\n\r\nHello.\r\n"
    ),
    "Content-Type with 0.2 MB of continuations": lambda: (
        HEAD
        + b"Content-Type: text/plain; "
        + b"; ".join(b"name*%d*=%%41" % n for n in range(15_000))
        + b"\r\n\r\nHello.\r\n"
    ),
    "References of 1 MB": lambda: (
        b"References: " + b" ".join(b"<%d@example.org>" % n for n in range(50_000)) + b"\r\n" + HEAD + b"\r\nHello.\r\n"
    ),
    "HTML of div, 100,000 deep": lambda: HTML + b"<div>" * 100_000 + b"Hello.",
    "HTML of blockquote and table, 100,000 deep": lambda: (
        HTML + b"<blockquote type=cite><table><tr><td>" * 30_000 + b"Hello."
    ),
    "HTML of formatting never closed": lambda: HTML + b"<a href=x><b><i><p>" * 20_000 + b"Hello.",
    "HTML tag with 50,000 attributes": lambda: (
        HTML + b"<p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">Hello."
    ),
    "HTML of less-than signs": lambda: HTML + b"<" * 5_000_000,
    "HTML of comments never closed": lambda: HTML + b"<!--" * 500_000,
    "one line of 10 MB": lambda: TEXT + b"a" * 10_000_000,
    "one line of 10 MB of blanks and colons": lambda: TEXT + b"On : wrote: " * 800_000,
    "300,000 lines of quotation marks": lambda: TEXT + b"> > > On Monday Ana wrote:\r\n" * 300_000,
    "regex bait: almost attributions": lambda: TEXT + (b"On " * 120 + b"2024 wrote\r\n") * 5_000,
    "regex bait: almost header blocks": lambda: TEXT + b"From: a\r\nx\r\nFrom: b\r\n\r\n" * 50_000,
    "regex bait: almost titles and numbers": lambda: (
        TEXT + b"Prof. Dr. Dr. " * 10_000 + b"+49 123 456 " * 10_000 + b"the head of the " * 10_000
    ),
    "regex bait: uuencode and PGP never ended": lambda: (
        TEXT + b"begin 644 a\r\n-----BEGIN PGP SIGNED MESSAGE-----\r\n=ybegin \r\n" * 20_000
    ),
    "base64 of 40 MB that is one line": lambda: (
        HEAD + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"QUJD" * 10_000_000
    ),
    "zero bytes, 20 MB": lambda: HEAD + b"\r\n" + b"\0" * 20_000_000,
    "S/MIME of indefinite lengths": lambda: (
        HEAD + b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\n" + b"\x30\x80" * 500_000
    ),
}


def _one(name: str) -> None:
    """Reads one message and prints seconds and megabytes."""
    from daemon.mail import read, split

    raw = MESSAGES[name]()
    read(split(HTML + b"<p>warm</p>", Limits()), Limits())
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    before = _peak()
    start = time.perf_counter()
    mail = read(split(raw, Limits()), Limits())
    seconds = time.perf_counter() - start
    print(f"{seconds:.3f} {max(0.0, _peak() - before):.0f} {mail.parsed} {mail.subject[:20] or '-'}")


def _peak() -> float:
    """Peak resident megabytes since the peak was last cleared (Linux)."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> None:
    worst_time = worst_memory = 0.0
    for name in MESSAGES:
        done = subprocess.run(
            [sys.executable, __file__, name], capture_output=True, text=True, timeout=600, check=False
        )
        line = done.stdout.strip()
        if not line:
            print(f"{name:48} FAILED {done.stderr.strip().splitlines()[-1:]}")
            continue
        seconds, memory, parsed, subject = line.split(" ", 3)
        worst_time, worst_memory = max(worst_time, float(seconds)), max(worst_memory, float(memory))
        print(f"{name:48} {float(seconds):7.3f} s {memory:>5} MB  {parsed:10} {subject}", flush=True)
    print(
        f"{'worst':48} {worst_time:7.3f} s {worst_memory:5.0f} MB  of {len(MESSAGES)} messages (targets: 2 s, 200 MB)"
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _one(sys.argv[1])
    else:
        main()
