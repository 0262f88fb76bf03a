"""Addresses, dates, ids, kinds of parts: what etiquette, threads and the store go by."""

from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from hypothesis import given
from hypothesis import strategies as st

from config.settings import Limits
from daemon.mail import Address, Mail, read_bytes
from daemon.mail.addresses import ADDRESSES, addresses

LIMITS = Limits()


def _mail(head: str, body: str = "words") -> Mail:
    return read_bytes(f"{head}\r\n\r\n{body}".encode(), LIMITS)


FROM: list[tuple[str, Address | None]] = [
    ("Ana Ruiz <a@example.org>", Address("Ana Ruiz", "a@example.org")),
    ("a@example.org (Ana Ruiz)", Address("Ana Ruiz", "a@example.org")),
    ('"Ruiz, Ana" <a@example.org>', Address("Ruiz, Ana", "a@example.org")),
    ("Ruiz, Ana <a@example.org>", Address("Ruiz, Ana", "a@example.org")),
    ("=?utf-8?Q?Ruiz,_Ana?= <a@example.org>", Address("Ruiz, Ana", "a@example.org")),
    ('"=?utf-8?Q?J=C3=BCrgen?=" <j@example.org>', Address("Jürgen", "j@example.org")),
    ("<@relay.example,@other.example:a@example.org>", Address("", "a@example.org")),
    ('"Ana \\"The\\" Ruiz" <a@example.org>', Address('Ana "The" Ruiz', "a@example.org")),
    ("Ana Ruiz a@example.org", Address("Ana Ruiz", "a@example.org")),
    ("<a@example.org", Address("", "a@example.org")),
    ("a @ example.org", Address("", "a@example.org")),
    ('"Unclosed <a@example.org>', Address("Unclosed", "a@example.org")),
    ("Ä Ü <ä@exämple.org>", Address("Ä Ü", "ä@exämple.org")),
    ("a@example.org, b@example.org", None),
    ("Team: a@example.org, b@example.org;", None),
    ("undisclosed-recipients:;", None),
    ("Ana", None),
    ("<>", None),
    ("", None),
]


@pytest.mark.parametrize(("written", "sender"), FROM)
def test_the_sender_is_read_when_there_is_exactly_one(written: str, sender: Address | None) -> None:
    assert _mail(f"From: {written}\r\nSubject: x").sender == sender


def test_recipients_of_all_fields_are_known() -> None:
    mail = _mail(
        "To: a@example.org, Team: b@example.org, c@example.org;\r\n"
        "Cc: d@example.org\r\nResent-To: e@example.org\r\nResent-Cc: f@example.org"
    )
    assert [a.address[0] for a in mail.to + mail.cc + mail.resent] == list("abcdef")


@given(st.binary(max_size=500))
def test_any_bytes_are_an_address_list_of_some_sort(value: bytes) -> None:
    assert len(addresses(value)) <= ADDRESSES


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("Return-Path: <>\r\n", ""),
        ("Return-Path: <a@example.org>\r\n", "a@example.org"),
        ("", None),
        ("Return-Path: a@example.org\r\n", "a@example.org"),
    ],
)
def test_a_null_return_path_differs_from_none(written: str, path: str | None) -> None:
    assert _mail(f"{written}From: a@example.org").return_path == path


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("Tue, 3 Mar 2026 10:00:00 +0100", 9),
        ("3 Mar 2026 10:00 GMT", 10),
        ("Tue, 03 Mar 26 10:00:00 EST", 15),
        ("Tue, 3 Mar 2026 10:00:00 +0100 (CET)", 9),
        ("2026-03-03T10:00:00+01:00", 9),
        ("Tue, 3 Mar 2026 10:00:00", 10),
    ],
)
def test_dates_are_read_in_their_many_forms(written: str, hour: int) -> None:
    assert _mail(f"From: a@example.org\r\nDate: {written}").date == datetime(2026, 3, 3, hour, tzinfo=UTC)


@pytest.mark.parametrize("written", ["", "yesterday", "Tue, 99 Mar 2026 99:00:00 +9999", "9" * 5000])
def test_a_date_that_is_none_is_left_out(written: str) -> None:
    assert _mail(f"From: a@example.org\r\nDate: {written}").date is None


def test_message_ids_are_found_with_and_without_order() -> None:
    mail = _mail(
        "Message-ID: <1@example.org>\r\nIn-Reply-To: Your message of Monday <2@example.org>\r\n"
        "References: <3@example.org>\r\n\t<4@example.org>,<3@example.org>"
    )
    assert (mail.message_id, mail.in_reply_to) == ("<1@example.org>", ("<2@example.org>",))
    assert mail.references == ("<3@example.org>", "<4@example.org>")


REPORT = """From: MAILER-DAEMON@example.org
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

Your mail could not be delivered.
--b
Content-Type: message/delivery-status

Final-Recipient: rfc822; x@example.org
--b
Content-Type: message/rfc822

Message-ID: <ours@desk.example>
Subject: Auto
--b--
"""


def test_a_delivery_report_shows_what_it_reports_on() -> None:
    mail = read_bytes(REPORT.encode(), LIMITS)
    assert mail.content_types == (
        "multipart/report; report-type=delivery-status",
        "text/plain",
        "message/delivery-status",
        "message/rfc822",
    )
    assert mail.embedded_ids == ("<ours@desk.example>",)
    assert mail.text == "Your mail could not be delivered."


def test_the_id_of_an_original_is_found_in_the_text_of_a_bounce_too() -> None:
    mail = _mail("From: postmaster@example.org", "Returned:\n\n> Message-ID: <ours@desk.example>\n> Subject: x")
    assert mail.embedded_ids == ("<ours@desk.example>",)


def test_copies_of_a_mail_have_one_identity_and_other_mails_another() -> None:
    head = "From: a@example.org\r\nTo: b@example.org\r\nMessage-ID: <1@example.org>\r\nSubject: hello\r\n there"
    one = _mail(head)
    copy = _mail(
        "Return-Path: <a@example.org>\r\nReceived: from x\r\nDelivered-To: c@example.org\r\nX-Spam: no\r\n"
        + head.replace("\r\n there", " there")
    )
    unix = read_bytes(f"{head}\r\n\r\nwords".replace("\r\n", "\n").encode(), LIMITS)
    assert one.content_hash == copy.content_hash == unix.content_hash
    assert one.content_hash != _mail(head.replace("<1@", "<2@")).content_hash
    assert one.content_hash != _mail(head, "other words").content_hash


def test_attachments_are_named_and_never_opened() -> None:
    mail = _mail(
        "From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b",
        "--b\n\nsee file\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment;\n"
        " filename*0*=utf-8''%e2%82%ac%20; filename*1=rates.pdf\n\n%PDF\n"
        '--b\nContent-Type: text/plain; name="../../etc/log.txt"\n'
        'Content-Disposition: attachment; filename="../../etc/log.txt"\n\nsecret log\n--b--',
    )
    assert mail.attachments == ("€ rates.pdf", "log.txt")
    assert mail.text == "see file"


def test_an_invitation_is_recognised() -> None:
    mail = _mail(
        "From: a@example.org\r\nContent-Type: multipart/alternative; boundary=b",
        "--b\n\nMeeting at two\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n--b--",
    )
    assert mail.invitation
    assert mail.text == "Meeting at two"


def test_winmail_dat_is_named_as_not_read() -> None:
    mail = _mail(
        "From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b",
        "--b\n\nwords\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\n\nxx\n--b--",
    )
    assert mail.text == "words"
    assert any("winmail.dat" in problem for problem in mail.problems)


def test_an_encrypted_mail_is_left_to_people() -> None:
    pgp = _mail(
        "From: a@example.org\r\nContent-Type: multipart/encrypted; boundary=b",
        "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--",
    )
    inline = _mail("From: a@example.org", "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----")
    smime = _mail(
        "From: a@example.org\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n"
        "Content-Transfer-Encoding: base64",
        "MIIB",
    )
    assert pgp.encrypted
    assert inline.encrypted
    assert smime.encrypted


def test_the_signed_part_of_a_signed_mail_is_read() -> None:
    mail = _mail(
        "From: a@example.org\r\nContent-Type: multipart/signed; protocol=application/pgp-signature; boundary=b",
        "--b\n\nMy words.\n--b\nContent-Type: application/pgp-signature\n\nxx\n--b--",
    )
    assert (mail.signed, mail.encrypted, mail.text) == (True, False, "My words.")


def test_the_text_in_an_opaque_smime_signature_is_read() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    builder = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    )
    certificate = builder.not_valid_before(now).not_valid_after(now.replace(year=2030)).sign(key, hashes.SHA256())
    content = b"Content-Type: text/plain; charset=utf-8\r\n\r\nDer Drucker geht nicht.\r\n"
    signer = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    signed = signer.sign(serialization.Encoding.SMIME, [pkcs7.PKCS7Options.Binary])
    der = signer.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])
    import base64

    head = (
        b"From: a@example.org\r\nContent-Type: application/pkcs7-mime; "
        b"smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    opaque = read_bytes(head + base64.encodebytes(der), LIMITS)
    assert (opaque.signed, opaque.encrypted, opaque.text) == (True, False, "Der Drucker geht nicht.")
    assert read_bytes(b"From: a@example.org\r\n" + signed, LIMITS).text.strip() == "Der Drucker geht nicht."


def test_header_values_carry_no_controls_and_no_line_ends() -> None:
    mail = _mail(
        "From: a@example.org\r\nX-Odd: =?utf-8?Q?a=0D=0ABcc=3A_x?=\r\nSubject: =?utf-8?Q?one=0Atwo=E2=80=AEthree?="
    )
    assert mail.header("x-odd") == "a Bcc: x"
    assert mail.subject == "one twothree"
