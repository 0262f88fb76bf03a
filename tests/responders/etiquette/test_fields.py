"""Structured fields are read as the RFCs write them, and as people's programs do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responders.etiquette.fields.authentication_results import parse, topmost
from responders.etiquette.fields.auto_submitted import keyword


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("no", "no"),
        ("No (written by a person; really)", "no"),
        ('(a (nested) comment) auto-replied ; owner-email="a;b@example.org"', "auto-replied"),
        ('auto-notified; owner-email="x@y"; type=failure', "auto-notified"),
        ('"no"', "no"),
        ("AUTO-GENERATED;", "auto-generated"),
        ("auto-replied, auto-generated", "auto-replied"),
        ("", ""),
        ("(only a comment", ""),
    ],
)
def test_the_keyword_of_auto_submitted_is_found_among_comments_and_parameters(value, expected):
    assert keyword(value) == expected


@pytest.mark.parametrize(
    ("value", "server", "result"),
    [
        ("mx.example.com; dmarc=fail header.from=x.org", "mx.example.com", "fail"),
        (
            '"mx.example.com" 1; spf=pass smtp.mailfrom=a@b; dmarc/1 = PASS (p=none) reason="a; dmarc=fail"',
            "mx.example.com",
            "pass",
        ),
        ("mx.example.com (a comment; with dmarc=fail); none", "mx.example.com", ""),
        ('mx.example.com; dkim=fail reason="dmarc=fail"', "mx.example.com", ""),
        ("", "", ""),
        ("mx.example.com; dmarc=", "mx.example.com", ""),
    ],
)
def test_authentication_results_are_read_with_versions_reasons_and_comments(value, server, result):
    results = parse(value)
    assert (results.authserv_id, results.of("dmarc")) == (server, result)


def test_results_of_several_fields_of_one_server_are_taken_together():
    fields = ["mx.example.com; dkim=pass", "else.example; dmarc=pass", "mx.example.com; dmarc=fail"]
    assert topmost(fields, "mx.example.com", "dmarc") == "fail"
    assert topmost(fields, "", "dmarc") == ""


@given(st.text(max_size=300))
def test_no_field_brings_its_reader_down(value):
    keyword(value)
    parse(value)
