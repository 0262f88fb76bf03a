"""A reply as bytes says what the reply says, to one person, and nobody can write a header into it."""

import string
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responders.reply.cleaning import plain
from responders.reply.compose import Composer
from responders.reply.facts import CaseFacts
from responders.reply.heads import headers
from responders.reply.reply import Reply
from responders.reply.wire import HeaderError, needs_smtputf8, to_bytes

DATE = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
ID = "<1.abc@desk.example>"


def reply(subject: str = "Auto: hello", name: str = "Desk", text: str = "Hello,\n\nbye.\n", **more: str) -> Reply:
    heads = headers((name, "support@desk.example"), "ana@writers.example", "", subject, more)
    return Reply("acknowledgement", "ana@writers.example", subject, text, "en", heads)


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_the_parts_that_every_mail_needs_are_there() -> None:
    raw = to_bytes(reply(), ID, DATE)
    message = parsed(raw)
    assert message["Date"].datetime == DATE
    assert message["Message-ID"] == ID
    assert message["From"] == "Desk <support@desk.example>"
    assert message["To"] == "ana@writers.example"
    assert message["MIME-Version"] == "1.0"
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"


def test_a_composed_mail_comes_through_whole(composer: Composer, facts: CaseFacts) -> None:
    german = composer.acknowledge(replace(facts, language="de", subject="Drucker für Größe A3 läuft über"))
    message = parsed(to_bytes(german, ID, DATE))
    assert message["Subject"] == german.subject
    assert message.get_content().replace("\r\n", "\n") == german.text


def test_plain_english_stays_readable_on_the_wire() -> None:
    raw = to_bytes(reply(), ID, DATE)
    assert b"Content-Transfer-Encoding: 7bit" in raw
    assert raw.endswith(b"\r\n\r\nHello,\r\n\r\nbye.\r\n")


@pytest.mark.parametrize(
    "text", ["Grüße an alle\n", "日本語の本文です。\n", "x" * 2000 + "\n", "ä" * 2000 + "\n", "trailing \n-- \nsig\n"]
)
def test_any_text_survives_on_seven_bits_and_short_lines(text: str) -> None:
    raw = to_bytes(reply(text=text), ID, DATE)
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert parsed(raw).get_content().replace("\r\n", "\n") == text


@given(subject=st.text(max_size=300), name=st.text(max_size=100))
def test_whatever_stands_in_subject_and_name_no_header_can_be_written(subject: str, name: str) -> None:
    raw = to_bytes(reply(subject, name), ID, DATE)
    head, _, body = raw.partition(b"\r\n\r\n")
    assert body == b"Hello,\r\n\r\nbye.\r\n"
    assert b"\n" not in head.replace(b"\r\n", b"")
    assert b"\r" not in head.replace(b"\r\n", b"")
    assert all(32 <= byte < 127 for byte in head.replace(b"\r\n", b""))
    assert max(map(len, head.split(b"\r\n"))) <= 998
    message = parsed(raw)
    allowed = [
        "Date",
        "Message-ID",
        "From",
        "To",
        "Subject",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ]
    assert [key for key in message.keys() if key not in allowed] == []  # noqa: SIM118 - a header may stand twice
    assert len(message.keys()) == len(set(message.keys()))
    assert [one.addr_spec for one in message["From"].addresses] == ["support@desk.example"]
    assert [one.addr_spec for one in message["To"].addresses] == ["ana@writers.example"]


@given(st.text(string.ascii_letters + "äöüß日本語éñ🙂 .,:()?!'-[]", min_size=1, max_size=200))
def test_a_subject_reads_as_it_was_written(subject: str) -> None:
    message = parsed(to_bytes(reply(f"Auto: {subject}"), ID, DATE))
    assert message["Subject"] == plain(f"Auto: {subject}")


@given(st.text(min_size=200, max_size=400))
def test_encoded_words_keep_to_the_length_of_rfc_2047(subject: str) -> None:
    head = to_bytes(reply(f"ü {subject}"), ID, DATE).partition(b"\r\n\r\n")[0]
    for line in head.split(b"\r\n"):
        assert len(line) <= 78
        assert all(len(word) <= 75 for word in line.split(b" ") if word.startswith(b"=?"))


@pytest.mark.parametrize(
    "name",
    ["Müller & Söhne", "Desk, the", 'The "desk"', "=?utf-8?q?x?=", "Desk <evil@x.example>", "a@b", "back\\slash", ""],
)
def test_a_display_name_never_becomes_an_address(name: str) -> None:
    message = parsed(to_bytes(reply(name=name), ID, DATE))
    assert [one.addr_spec for one in message["From"].addresses] == ["support@desk.example"]


def test_what_only_looks_like_an_encoded_word_is_shown_as_it_was_written() -> None:
    subject = "Auto: =?utf-8?q?=0D=0ABcc:_x?="
    assert parsed(to_bytes(reply(subject), ID, DATE))["Subject"] == subject


@pytest.mark.parametrize(
    "address",
    [
        "a@x.example, b@y.example",
        "a@x.example\r\nBcc: b@y.example",
        "a b@x.example",
        "nobody",
        "",
        "a@b@c",
        "a;b@x.example",
    ],
)
def test_a_mail_to_more_or_less_than_one_address_is_refused(address: str) -> None:
    heads = {"To": address, "Subject": "x"}
    if not address:
        assert b"To:" not in to_bytes(Reply("update", "", "x", "x\n", "en", heads), ID, DATE)
        return
    with pytest.raises(HeaderError):
        to_bytes(Reply("update", address, "x", "x\n", "en", heads), ID, DATE)


@pytest.mark.parametrize(
    "message_id", ["", "no-brackets@x", "<a b@c>", "<a@b>\r\nBcc: x", "<nothing>", f"<{'a' * 1000}@b>"]
)
def test_a_message_id_that_is_none_is_refused(message_id: str) -> None:
    with pytest.raises(HeaderError):
        to_bytes(reply(), message_id, DATE)


@pytest.mark.parametrize("name", ["", "A B", "A:", "A\r\nB", "Ä", "-x"])
def test_a_header_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(HeaderError):
        to_bytes(Reply("update", "a@x", "x", "x\n", "en", {name: "value"}), ID, DATE)


def test_long_references_are_folded_between_ids_and_rubbish_left_out() -> None:
    ids = " ".join(f"<{'x' * 40}{number}@writers.example>" for number in range(12))
    raw = to_bytes(reply(**{"References": f"{ids} rubbish"}), ID, DATE)
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert " ".join(parsed(raw)["References"].split()) == ids


def test_a_domain_beyond_ascii_is_written_in_its_ascii_form() -> None:
    one = Reply("update", "ana@müller.example", "x", "x\n", "de", {"To": "ana@müller.example"})
    assert b"To: ana@xn--mller-kva.example" in to_bytes(one, ID, DATE)
    assert not needs_smtputf8(one)


def test_a_local_part_beyond_ascii_needs_a_server_that_takes_it() -> None:
    one = Reply("update", "josé@x.example", "x", "x\n", "es", {"To": "josé@x.example"})
    assert needs_smtputf8(one)
    assert "To: josé@x.example".encode() in to_bytes(one, ID, DATE)
    assert not needs_smtputf8(reply())
