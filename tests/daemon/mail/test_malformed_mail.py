"""Broken mail is read as well as a good mail program would read it, and never stops the line."""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from config.settings import Limits
from daemon.mail import Mail, RawMail, read, read_bytes, split

LIMITS = Limits()
HEAD = b"From: Ana <ana@example.org>\nSubject: hello\n"
MIXED = HEAD + b'Content-Type: multipart/mixed; boundary="b"\n\n'

# (what is wrong, the message, its subject, its text)
BROKEN: list[tuple[str, bytes, str, str]] = [
    (
        "no blank line before the body",
        HEAD + b"Hello there, it fails.\nMore.",
        "hello",
        "Hello there, it fails.\nMore.",
    ),
    ("a line of garbage in the header", b"From: a@example.org\n??? garbage\nSubject: hello\n\nbody", "hello", "body"),
    ("an mbox line on top", b"From a@example.org Thu Jan  1 00:00:00 1970\n" + HEAD + b"\nbody", "hello", "body"),
    ("blank lines on top", b"\r\n \r\n" + HEAD + b"\nbody", "hello", "body"),
    ("a byte order mark on top", b"\xef\xbb\xbf" + HEAD + b"\nbody", "hello", "body"),
    ("bare CR for line ends", (HEAD + b"\nbody\nmore").replace(b"\n", b"\r"), "hello", "body\nmore"),
    ("two CR at line ends", (HEAD + b"\nbody").replace(b"\n", b"\r\r\n"), "hello", "body"),
    ("NUL bytes", HEAD.replace(b"hello", b"he\0llo") + b"\nbo\0dy", "hello", "body"),
    ("blanks before the colon", b"Subject : hello\nFrom : a@example.org\n\nbody", "hello", "body"),
    ("no header at all", b"Just some words.\nNothing else.", "", "Just some words.\nNothing else."),
    ("a header and nothing else", HEAD, "hello", ""),
    ("UTF-16 as a whole", "From: a@example.org\nSubject: hällo\n\nbody".encode("utf-16"), "hällo", "body"),
    (
        "a UTF-16 body",
        HEAD + b"Content-Type: text/plain; charset=utf-16\n\n" + "Grüße".encode("utf-16"),
        "hello",
        "Grüße",
    ),
    ("a UTF-16 body without label", HEAD + b"\n" + "Good morning".encode("utf-16-le"), "hello", "Good morning"),
    (
        "UTF-8 labelled ASCII",
        HEAD + b"Content-Type: text/plain; charset=us-ascii\n\n" + "Grüße".encode(),
        "hello",
        "Grüße",
    ),
    (
        "UTF-8 labelled Latin-1",
        HEAD + b"Content-Type: text/plain; charset=iso-8859-1\n\n" + "Grüße".encode(),
        "hello",
        "Grüße",
    ),
    (
        "Latin-1 labelled UTF-8",
        HEAD + b"Content-Type: text/plain; charset=utf-8\n\n" + "Grüße aus Köln".encode("cp1252"),
        "hello",
        "Grüße aus Köln",
    ),
    (
        "an unknown charset",
        HEAD + b"Content-Type: text/plain; charset=x-mystery\n\n" + "Grüße".encode(),
        "hello",
        "Grüße",
    ),
    (
        "Windows quotes labelled Latin-1",
        HEAD + b"Content-Type: text/plain; charset=iso-8859-1\n\n\x93so\x94",
        "hello",
        "“so”",
    ),
    (
        "a charset in quotes of the wrong kind",
        HEAD + b"Content-Type: text/plain; charset='utf-8'\n\n" + "ü".encode(),
        "hello",
        "ü",
    ),
    (
        "Korean under its old name",
        HEAD + b"Content-Type: text/plain; charset=ks_c_5601-1987\n\n" + "안녕".encode("cp949"),
        "hello",
        "안녕",
    ),
    (
        "truncated base64",
        HEAD + b"Content-Transfer-Encoding: base64\n\nSGVsbG8gd29ybGQgdGhpcyBpcyBhIHRlc3",
        "hello",
        "Hello world this is a tes",
    ),
    (
        "base64 with a list footer",
        HEAD + b"Content-Transfer-Encoding: base64\n\nSGVsbG8gd29ybGQ=\n\n____\nlist footer of words\n",
        "hello",
        "Hello world",
    ),
    ("base64 in pieces", HEAD + b"Content-Transfer-Encoding: base64\n\nSGVsbG8=\nIHdvcmxk\n", "hello", "Hello world"),
    (
        "text labelled base64",
        HEAD + b"Content-Transfer-Encoding: base64\n\nThis is plain text\nand no base64 at all\n",
        "hello",
        "This is plain text\nand no base64 at all",
    ),
    (
        "broken quoted-printable",
        HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n100=zz and =C3=BC and a=\n b",
        "hello",
        "100=zz and ü and a b",
    ),
    ("8-bit in 7bit", HEAD + b"Content-Transfer-Encoding: 7bit\n\n" + "Grüße".encode("cp1252"), "hello", "Grüße"),
    ("an unknown encoding", HEAD + b"Content-Transfer-Encoding: x-zip\n\nbody", "hello", "body"),
    ("no end boundary", MIXED + b"--b\n\nhello\n--b\nContent-Type: text/html\n\n<p>you</p>", "hello", "hello\n\nyou"),
    ("a part without header", MIXED + b"--b\nhello there\nyou\n--b--\n", "hello", "hello there\nyou"),
    ("a multipart of nothing", MIXED, "hello", ""),
    ("an empty multipart", MIXED + b"--b--\n", "hello", ""),
    ("text in a multipart without parts", MIXED + b"only this", "hello", "only this"),
    ("the wrong boundary", MIXED + b"--other\nContent-Type: text/plain\n\nhello\n--other--\n", "hello", "hello"),
    (
        "no boundary named",
        HEAD + b"Content-Type: multipart/mixed\n\n--zz\nContent-Type: text/plain\n\nhello\n--zz--\n",
        "hello",
        "hello",
    ),
    (
        "one boundary for two levels",
        MIXED + b'--b\nContent-Type: multipart/alternative; boundary="b"\n\n--b\n\nhello\n--b--\n--b--\n',
        "hello",
        "hello",
    ),
    (
        "a boundary that begins another",
        MIXED + b"--b\nContent-Type: multipart/alternative; boundary=bb\n\n--bb\n\nhello\n--bb--\n--b--\n",
        "hello",
        "hello",
    ),
    ("blanks behind the boundary", MIXED + b"--b \t\n\nhello\n--b-- \n", "hello", "hello"),
    ("a Content-Type of nothing", HEAD + b"Content-Type:\n\nbody", "hello", "body"),
    ("a Content-Type of nonsense", HEAD + b'Content-Type: ;;;="\n\nbody', "hello", "body"),
    ("parameters without semicolon", HEAD + b"Content-Type: text/plain charset=utf-8\n\n" + "ü".encode(), "hello", "ü"),
    (
        "HTML labelled plain",
        HEAD + b"Content-Type: text/plain\n\n<html><body><p>one</p><p>two</p><br><div>three</div></body></html>",
        "hello",
        "one\n\ntwo\n\nthree",
    ),
    (
        "uuencoded data in the text",
        HEAD + b"\nsee this\nbegin 644 a.txt\n#86)C\n`\nend\nthanks",
        "hello",
        "see this\nthanks",
    ),
    (
        "a multipart encoded as a whole",
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(b"--b\nContent-Type: text/plain\n\nThe lift is stuck.\n--b--\n"),
        "hello",
        "The lift is stuck.",
    ),
    (
        "an empty boundary",
        HEAD
        + b'Content-Type: multipart/mixed; boundary=""\n\n--\nContent-Type: text/plain\n\nThe lift is stuck.\n----\n',
        "hello",
        "The lift is stuck.",
    ),
    (
        "From lines escaped by an mbox",
        HEAD + b"\nHello\n\n>From Monday on it fails.\n>>From Tuesday too.\n\n> They wrote\n>From Ana\n",
        "hello",
        "Hello\n\nFrom Monday on it fails.\n>From Tuesday too.\n\n> They wrote\n>From Ana",
    ),
    (
        "the text only in an attached mail",
        MIXED + b"--b\nContent-Type: message/rfc822\n\nFrom: b@example.org\nSubject: inner\n\ninner words\n--b--",
        "hello",
        "inner words",
    ),
    (
        "a stub beside the HTML",
        HEAD + b"Content-Type: multipart/alternative; boundary=b\n\n--b\n\nPlease view this message in HTML.\n"
        b"--b\nContent-Type: text/html\n\n<p>The printer jams every day at noon.</p>\n--b--",
        "hello",
        "The printer jams every day at noon.",
    ),
    (
        "plain text and HTML side by side",
        MIXED + b"--b\n\nThe printer jams.\n--b\nContent-Type: text/html\n\n<p>The printer jams.</p>\n--b--",
        "hello",
        "The printer jams.",
    ),
    (
        "flowed text",
        HEAD + b"Content-Type: text/plain; format=flowed\n\nThis is one \nline.\n\n> quoted \n> line\n",
        "hello",
        "This is one line.\n\n> quoted line",
    ),
    ("bidirectional tricks", HEAD.replace(b"hello", "he\u202ello".encode()) + "\nbo\u202edy".encode(), "hello", "body"),
    (
        "a PGP signature",
        HEAD + b"\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nMy words.\n- -- \nAna\n"
        b"-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n",
        "hello",
        "My words.\n-- \nAna",
    ),
]


@pytest.mark.parametrize(("wrong", "raw", "subject", "text"), BROKEN, ids=[case[0] for case in BROKEN])
def test_broken_mail_is_read(wrong: str, raw: bytes, subject: str, text: str) -> None:
    mail = read_bytes(raw, LIMITS)
    assert (mail.subject, mail.text.strip()) == (subject, text), wrong
    assert mail.parsed in {"whole", "partial"}


SUBJECTS: list[tuple[bytes, str]] = [
    (b"=?utf-8?Q?Hello_W=C3=B6rld?=", "Hello Wörld"),
    (b"=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
    (b"=?utf-8?q?a?=\r\n =?utf-8?q?_b?=", "a b"),
    (b"=?utf-8?B?SGVsbG8?=", "Hello"),
    (b"=?utf-8?b?SGVsbG8", "Hello"),
    (b"=?utf-8?Q?Hello World?=", "Hello World"),
    (b"=?utf-8?Q?what?_now?=", "what? now"),
    (b"=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "café"),
    (b"=?iso-8859-1?Q?=E4?=x=?utf-8?Q?=C3=A4?=", "äxä"),
    (b'"=?utf-8?Q?quoted?="', '"quoted"'),
    (b"=?mystery?Q?abc?=", "abc"),
    (b"=?utf-8*en?Q?abc?=", "abc"),
    (b"=?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=", "日本語"),
    (b"=?utf-8?Q??=", ""),
    (b"=?gb2312?B?xOO6ww==?=", "你好"),
    (b"Re: =?utf-8?Q?=E2=82=AC?= 100 =?utf-8?Q?=E2=82=AC?= end", "Re: € 100 € end"),
    (b"=?us-ascii?Q?=E4bc?=", "äbc"),
    (b"=?windows-1252?Q?=80?=", "€"),
    (b"=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
    (b"a = b ?= c", "a = b ?= c"),
    (b"folded\r\n  line\r\n\tagain", "folded line again"),
    ("Grüße".encode(), "Grüße"),
    ("Grüße".encode("cp1252"), "Grüße"),
    (b"tab\there", "tab here"),
]


@pytest.mark.parametrize(("written", "wanted"), SUBJECTS)
def test_subjects_are_read_exactly(written: bytes, wanted: str) -> None:
    assert read_bytes(b"From: a@example.org\r\nSubject: " + written + b"\r\n\r\nx", LIMITS).subject == wanted


MORE = json.loads((Path(__file__).parent / "broken_mails.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("mail", MORE, ids=[mail["name"] for mail in MORE])
def test_a_mail_like_those_of_parsers_own_tests_is_read(mail: dict[str, str]) -> None:
    found = read_bytes(mail["raw"].encode("latin-1"), LIMITS)
    assert (found.subject, found.text.split()) == (mail["subject"], mail["text"].split())


@pytest.mark.parametrize(
    ("text", "codecs"),
    [
        ("电梯停了", ["gb18030"]),
        ("電梯停了請幫忙修理", ["big5"]),
        ("프린터가 작동하지 않습니다", ["cp949"]),
        ("プリンターが動きません", ["cp932", "euc_jp"]),
        ("Лифт стоит на третьем этаже", ["cp1251", "koi8_r"]),
        ("Störung im Büro: überall Ümläute", ["cp1252"]),
        ("ÉCOLE FERMÉE À NOËL", ["cp1252"]),
        ("“déjà vu” – ça va…", ["cp1252"]),
    ],
)
def test_unlabelled_bytes_are_read_in_the_code_they_are_in(text: str, codecs: list[str]) -> None:
    for codec in codecs:
        raw = b"From: a@example.org\nSubject: " + text.encode(codec) + b"\n\n" + text.encode(codec)
        mail = read_bytes(raw, LIMITS)
        assert (mail.subject, mail.text) == (text, text), codec


def test_raw_cyrillic_in_a_header_is_read_by_the_charset_of_the_body() -> None:
    raw = "From: a@example.org\nSubject: Привет\nContent-Type: text/plain; charset=koi8-r\n\nПривет".encode("koi8-r")
    assert read_bytes(raw, LIMITS).subject == "Привет"


@pytest.mark.parametrize("raw", [b"", b"\n\n\n", b" "])
def test_a_message_of_nothing_is_unreadable_and_says_so(raw: bytes) -> None:
    mail = read_bytes(raw, LIMITS)
    assert mail.parsed == "unreadable"
    assert mail.issue is None
    assert mail.problems


def test_what_was_cut_is_told() -> None:
    mail = read_bytes(HEAD + b"\n" + b"word " * 100_000, LIMITS)
    assert mail.parsed == "partial"
    assert "a text was cut" in mail.problems
    assert len(mail.text) <= LIMITS.text_size


def test_a_message_above_the_size_is_read_by_its_head_and_beginning() -> None:
    mail = read_bytes(HEAD + b"\nfirst words\n" + b"x" * 2000, Limits(message_size=1000))
    assert (mail.subject, mail.parsed) == ("hello", "partial")
    assert mail.text.startswith("first words")


_PIECES = st.sampled_from(
    [
        HEAD,
        MIXED,
        b"--b\n",
        b"--b--\n",
        b"\n",
        b"\r",
        b"\0",
        b"Content-Type: multipart/mixed; boundary=b\n",
        b"Content-Transfer-Encoding: base64\n",
        b"=?utf-8?Q?",
        b"?=",
        b"<",
        b'"',
        b"(",
        b"\xff\xfe",
        b"> ",
        b"On ",
        b"wrote:\n",
        b"Content-Type: text/html\n\n<blockquote>",
        b"begin 644 a\n",
        b"-----BEGIN PGP SIGNED MESSAGE-----\n",
        b"Content-Type: message/rfc822\n\n",
        b"charset=utf-16",
        b"; name*0*=%",
        b"From: x\nSent: y\nTo: z\nSubject: w\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES | st.binary(max_size=30), max_size=25).map(b"".join))
@example(b"Content-Type: application/pkcs7-mime; smime-type=signed-data\n\n0\x80\x06\x01")
def test_any_bytes_come_back_as_a_mail(raw: bytes) -> None:
    mail = read_bytes(raw, LIMITS)
    assert isinstance(mail, Mail)
    assert not any(problem.endswith("while reading") for problem in mail.problems), mail.problems


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 60))
def test_a_mail_with_bytes_changed_comes_back(junk: bytes, at: int, cut: int) -> None:
    whole = BROKEN[30][1] + BROKEN[-1][1]
    mail = read_bytes(whole[:at] + junk + whole[at + cut :], LIMITS)
    assert not any(problem.endswith("while reading") for problem in mail.problems), mail.problems


def test_reading_is_the_same_from_a_fetch_as_from_a_file() -> None:
    raw = split(MIXED + b"--b\n\nhello\n--b--\n", LIMITS)
    assert isinstance(raw, RawMail)
    assert read(raw, LIMITS) == read_bytes(MIXED + b"--b\n\nhello\n--b--\n", LIMITS)
