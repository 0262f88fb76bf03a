"""Mails of every shape: what IMAP gives in parts is what a file gives as a whole."""

import random

import pytest

from config.settings import Limits
from daemon.inbox import Inbox
from daemon.mail.structure import split
from tests.daemon.inbox.shapes import shape
from tests.servers.dovecot import Box

LIMITS = Limits()
KINDS = [
    "text/plain",
    "text/html; charset=utf-8",
    "TEXT/PLAIN; charset=us-ascii",
    'image/png; name="a b.png"',
    "application/pdf; name*=utf-8''%C3%A4.pdf",
    "text/calendar; method=REQUEST",
    "text/rfc822-headers",
    "message/delivery-status",
    "text/x-log",
    "application/pkcs7-mime; smime-type=signed-data",
    "text/plain; name=x.txt",
]
ENCODINGS = ["", "", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: Quoted-Printable\r\n"]
DISPOSITIONS = ["", "", 'Content-Disposition: attachment; filename="f.x"\r\n', "Content-Disposition: inline\r\n"]
TEXTS = ["", "line\r\n", "text " * 100 + "\r\n", "x" * 76 + "\r\n"]
MULTIPARTS = ["mixed", "alternative", "related", "report; report-type=delivery-status", "signed", "digest", "odd"]


def tree(chance: random.Random, depth: int = 0) -> str:
    """A part with its header; multiparts have at least one part, some lack their end."""
    kind = chance.random()
    if depth < 4 and kind < 0.4:
        boundary = f"b{chance.randrange(10**6)}"
        parts = [f"--{boundary}\r\n{tree(chance, depth + 1)}\r\n" for _ in range(chance.randrange(1, 4))]
        end = chance.choice([f"--{boundary}--\r\n", f"--{boundary}--\r\nepilogue\r\n", ""])
        begin = chance.choice(["", "preamble\r\n"])
        about = f'Content-Type: multipart/{chance.choice(MULTIPARTS)}; boundary="{boundary}"\r\n\r\n'
        return about + begin + "".join(parts) + end
    if kind < 0.5:
        return f"Content-Type: message/rfc822\r\n\r\nFrom: q@r\r\nSubject: inner\r\n{tree(chance, depth + 1)}"
    about = f"Content-Type: {chance.choice(KINDS)}\r\n{chance.choice(ENCODINGS)}{chance.choice(DISPOSITIONS)}"
    return f"{about}\r\n{chance.choice(TEXTS) * chance.choice([1, 3, 300])}"


@pytest.mark.servers
@pytest.mark.parametrize("padding", [0, 4_000])
def test_mails_of_every_shape_read_the_same_as_from_a_file(inbox: Inbox, box: Box, padding: int) -> None:
    head = "From: ada@example.org\r\nSubject: Lights\r\nMIME-Version: 1.0\r\n"
    sources = [(head + tree(random.Random(seed)) + "more\r\n" * padding).encode() for seed in range(120)]
    box.put(*sources)
    for source, read in zip(sources, inbox.fetch(inbox.new_uids(0), LIMITS), strict=True):
        expected = split(source, LIMITS)
        assert read.raw is not None
        assert read.raw.head == expected.head
        assert [shape(leaf) for leaf in read.raw.leaves] == [shape(leaf) for leaf in expected.leaves], read.uid
