"""What the standard library writes, by the book, is read back exactly."""

import email.policy
from email.headerregistry import Address as WrittenAddress
from email.message import EmailMessage

from hypothesis import example, given, settings
from hypothesis import strategies as st

from config.settings import Limits
from daemon.mail import read_bytes
from daemon.mail.clean import clean_line

LIMITS = Limits()
LETTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u2028\u2029")
LINE = st.text(LETTERS, min_size=1, max_size=120).map(lambda text: " ".join(clean_line(text).split())).filter(bool)
NAME = (
    st.text(st.sampled_from("aÄß é,.\"'()中я"), min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
CODES = st.sampled_from(
    [
        "utf-8",
        "iso-8859-1",
        "windows-1252",
        "iso-8859-15",
        "koi8-r",
        "gb2312",
        "iso-2022-jp",
        "euc-kr",
        "shift_jis",
    ]
)


def _written(subject: str, name: str, text: str, charset: str, encoding: str) -> bytes:
    message = EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = subject
    message["From"] = WrittenAddress(name, addr_spec="ana@example.org")
    message.set_content(text, charset=charset, cte=encoding)
    return message.as_bytes()


# A subject that looks like an encoded word and is none is not by the book: the library writes it as it stands.
SUBJECT = LINE.filter(lambda text: "=?" not in text or not text.isascii() or text == "=?utf-8?Q?")


@settings(max_examples=150, deadline=None)
@example("=?utf-8?Q?", "Ana", "only the beginning of an encoded word", "8bit")
@given(SUBJECT, NAME, LINE, st.sampled_from(["base64", "quoted-printable", "8bit"]))
def test_subject_name_and_text_come_back_as_they_were(subject: str, name: str, text: str, encoding: str) -> None:
    mail = read_bytes(_written(subject, name, text, "utf-8", encoding), LIMITS)
    assert mail.subject == subject
    assert mail.sender is not None
    assert mail.sender.address == "ana@example.org"
    assert mail.sender.name == name.strip("'\" ") or mail.sender.name == name
    assert mail.text.split() == text.split()


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.sampled_from("aeiou bcd äöüßé жшщ 漢字 かな 한국 €œ"), min_size=1, max_size=60),
    CODES,
    st.sampled_from(["base64", "quoted-printable"]),
)
@example("ßäää", "iso-8859-1", "base64")
@example("ß€", "windows-1252", "base64")
@example("ä€€", "windows-1252", "base64")
def test_text_in_any_charset_comes_back(text: str, charset: str, encoding: str) -> None:
    sendable = text.encode(charset, "ignore").decode(charset)
    mail = read_bytes(_written("x", "Ana", sendable, charset, encoding), LIMITS)
    assert mail.text.split() == sendable.split()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from("aé 中-_.()'"), min_size=1, max_size=90)
        .map(str.strip)
        .filter(lambda name: name.strip(".")),
        max_size=4,
    ),
    LINE,
)
def test_attachments_names_come_back(names: list[str], text: str) -> None:
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = "ana@example.org"
    message.set_content(text)
    for name in names:
        message.add_attachment(b"data", maintype="application", subtype="pdf", filename=name)
    mail = read_bytes(message.as_bytes(), LIMITS)
    assert [" ".join(name.split()) for name in mail.attachments] == [" ".join(name.split()) for name in names]
    assert mail.text.split() == text.split()
