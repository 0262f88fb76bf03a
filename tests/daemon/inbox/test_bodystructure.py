"""Structures as servers describe them, and as they should not."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imapclient.response_parser import parse_fetch_response

from config.settings import Limits
from daemon.inbox.bodystructure import Unusable, leaves
from daemon.mail.mail import Leaf

LIMITS = Limits()
TEXT = b'("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "7BIT" 100 4 NIL NIL NIL NIL)'
PDF = b'("APPLICATION" "PDF" ("NAME" "a.pdf") NIL NIL "BASE64" 9000 NIL ("attachment" ("FILENAME" "plan \\"b\\".pdf")) NIL NIL)'


def read(structure: bytes, limits: Limits = LIMITS) -> tuple[Leaf, ...]:
    answer = parse_fetch_response([b"1 (UID 1 BODYSTRUCTURE " + structure + b")"])
    return leaves(answer[1][b"BODYSTRUCTURE"], limits)


def test_a_single_text_is_part_one() -> None:
    (leaf,) = read(TEXT)
    assert (leaf.path, leaf.content_type, leaf.params, leaf.encoding) == (
        "1",
        "text/plain",
        (("charset", "utf-8"),),
        "7bit",
    )
    assert leaf.size == 100


def test_attachments_have_their_names() -> None:
    text, pdf = read(b"(" + TEXT + PDF + b' "MIXED" ("BOUNDARY" "x") NIL NIL NIL)')
    assert (text.path, pdf.path) == ("1", "2")
    assert (pdf.disposition, pdf.filename, pdf.size) == ("attachment", 'plan "b".pdf', 9000)
    assert text.containers == pdf.containers == ("multipart/mixed",)


def test_nested_parts_are_numbered_as_imap_numbers_them() -> None:
    inner = b"(" + TEXT + TEXT.replace(b"PLAIN", b"HTML") + b' "ALTERNATIVE" NIL NIL NIL)'
    found = read(b"(" + inner + PDF + b' "MIXED" NIL NIL NIL)')
    assert [leaf.path for leaf in found] == ["1.1", "1.2", "2"]
    assert found[1].containers == ("multipart/mixed", "multipart/alternative")


def test_a_forwarded_mail_is_one_leaf_whatever_it_holds() -> None:
    envelope = b'("date" "subject" NIL NIL NIL NIL NIL NIL NIL "<id@x>")'
    inner = b"(" + TEXT + PDF + b' "MIXED" NIL NIL NIL)'
    forwarded = (
        b'("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 5000 ' + envelope + b" " + inner + b' 90 NIL ("inline" NIL) NIL NIL)'
    )
    found = read(b"(" + TEXT + forwarded + b' "MIXED" NIL NIL NIL)')
    assert [(leaf.path, leaf.content_type, leaf.disposition) for leaf in found] == [
        ("1", "text/plain", ""),
        ("2", "message/rfc822", "inline"),
    ]


def test_a_report_says_which_kind_it_is() -> None:
    (leaf, _) = read(b"(" + TEXT + PDF + b' "REPORT" ("REPORT-TYPE" "Delivery-Status" "BOUNDARY" "x") NIL NIL NIL)')
    assert leaf.containers == ("multipart/report; report-type=delivery-status",)


def test_a_name_in_pieces_is_put_together() -> None:
    named = PDF.replace(b'"FILENAME" "plan \\"b\\".pdf"', b'"FILENAME*0*" "utf-8\'\'%C3%84r" "FILENAME*1" "ger.pdf"')
    assert read(named)[0].filename == "Ärger.pdf"


@pytest.mark.parametrize(
    "structure",
    [
        b"(NIL NIL)",
        b"NIL",
        b'"text"',
        b'("TEXT" "PLAIN")',
        b'((NIL NIL) "MIXED")',
        b'("TEXT" "PLAIN" ("CHARSET") NIL NIL NIL)',
    ],
)
def test_what_is_no_structure_is_called_unusable(structure: bytes) -> None:
    with pytest.raises((Unusable, AttributeError, TypeError, IndexError)):
        read(structure)


@pytest.mark.parametrize(
    "structure",
    [
        b'("TEXT" "PLAIN" NIL NIL NIL NIL NIL NIL)',
        b'("TEXT" "PLAIN" ("CHARSET") NIL NIL "7BIT" 10)',
        b'("" "" NIL NIL NIL "" 0 0)',
        b'("TEXT" "PLAIN" "odd" NIL NIL "7BIT" 10 1 NIL "odd" NIL)',
        b'(123 456 (1 2) NIL NIL 7 "ten" 1)',
    ],
)
def test_odd_but_harmless_structures_are_read(structure: bytes) -> None:
    assert len(read(structure)) == 1


def test_parts_and_depth_are_bounded() -> None:
    many = b"(" + TEXT * 500 + b' "MIXED" NIL NIL NIL)'
    assert len(read(many)) == LIMITS.parts
    deep = TEXT
    for _ in range(60):
        deep = b"(" + deep + TEXT + b' "MIXED" NIL NIL NIL)'
    assert len(read(deep)) == LIMITS.depth


values = st.recursive(
    st.none() | st.integers() | st.binary(max_size=20) | st.sampled_from([b"TEXT", b"PLAIN", b"multipart"]),
    lambda inner: st.lists(inner, max_size=10).map(tuple) | st.lists(inner, max_size=4),
    max_leaves=40,
)


@settings(max_examples=50)
@given(values)
def test_no_structure_whatever_crashes_the_reader(structure: object) -> None:
    with contextlib.suppress(Unusable):
        assert len(leaves(structure, LIMITS)) <= LIMITS.parts
