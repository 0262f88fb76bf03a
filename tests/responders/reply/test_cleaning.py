"""What strangers wrote may be quoted only when nobody can be harmed by it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responders.reply.cleaning import greeted_name, plain, quotable_subject, shorten


@pytest.mark.parametrize(
    ("subject", "quoted"),
    [
        ("VPN drops every ten minutes", "VPN drops every ten minutes"),
        ("Re: AW: Fwd: [EXTERNAL] VPN drops", "VPN drops"),
        ("RE: Auto: VPN drops [EH-7QK2MR]", "VPN drops"),
        ("AW: Automatisch: VPN fällt aus [EH-7QK2MR]", "VPN fällt aus"),
        ("Re[2]: order", "order"),
        ('The "green" button', "The 'green' button"),
        ("report.pdf can't be opened", "report.pdf can't be opened"),
        ("node.js and 3.5, e.g. that", "node.js and 3.5, e.g. that"),
        ("see https://evil.example/login now please", "see … now please"),
        ("login at evil.example please now", "login at … please now"),
        ("write to boss@evil.example at once or else", "write to … at once or else"),
        ("Error: disk full", "Error: disk full"),
        ("日本語の件名", "日本語の件名"),
        ("a\r\nBcc: victim", "a Bcc: victim"),
        ("a\tb\x00c\x1bd", "a b c d"),
    ],
)
def test_a_subject_is_quoted_without_prefixes_links_and_controls(subject: str, quoted: str) -> None:
    assert quotable_subject(subject) == quoted


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "   ",
        "!!!",
        "https://evil.example/login",
        "http://evil.example you won",
        "www.evil.example",
        "evil.example",
        "hidden \u202egnp.exe",
        "\u2066mixed\u2069 order",
        "<script>alert</script>",
        "Re: [EH-7QK2MR]",
    ],
)
def test_a_subject_that_is_empty_suspicious_or_nothing_but_a_link_is_not_quoted(subject: str) -> None:
    assert quotable_subject(subject) == ""


def test_a_long_subject_is_cut_between_words() -> None:
    assert quotable_subject("word " * 50) == "word " * 14 + "word…"
    assert shorten("x" * 100, 10) == "x" * 9 + "…"
    assert len(quotable_subject("y" * 500)) == 80


@given(st.text(max_size=300))
def test_no_quoted_subject_holds_a_link_a_control_or_a_turn(subject: str) -> None:
    quoted = quotable_subject(subject)
    assert len(quoted) <= 80
    assert "://" not in quoted
    assert "@" not in quoted or "." not in quoted.partition("@")[2]
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Co", "Zl", "Zp") for char in quoted)
    assert not any(char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f" for char in quoted)
    assert quotable_subject(quoted) in (quoted, "") or "…" in quoted or ":" in quoted


@given(st.text(max_size=200))
def test_plain_text_is_one_line(text: str) -> None:
    line = plain(text)
    assert line == line.strip()
    assert len(line.splitlines()) <= 1
    assert plain(line) == line


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("Ruiz, Ana", "Ana Ruiz"),
        ('"Ruiz, Ana (IT)"', "Ana Ruiz"),
        ("Prof. Dr. Łucja Wójcik-Żak", "Łucja Wójcik-Żak"),
        ("Prof. Dr.-Ing. Max Weber", "Max Weber"),
        ("Dr Priya Nair, PhD", "Priya Nair"),
        ("Dame Judith Stone", "Judith Stone"),
        ("Sam Okoro, CEO", "Sam Okoro"),
        ("Frau Müller", "Müller"),
        ("山田 太郎", "山田 太郎"),
        ("Drew Prince", "Drew Prince"),
        ("Paniz Frank", "Paniz Frank"),
        ("Mohammed al-Fayed [External]", "Mohammed al-Fayed"),
    ],
)
def test_everyone_is_greeted_by_name_and_nobody_by_title(name: str, greeted: str) -> None:
    assert greeted_name(name) == greeted


@pytest.mark.parametrize(
    "name",
    [
        "",
        "ana@x.example",
        "Accounts Payable",
        "IT Service Desk",
        "Scanner 3",
        "Click here now",
        "evil.example",
        "http://evil.example",
        "<b>Ana</b>",
        "x" * 200,
        "A\u202eb c",
        "Win a prize: call 0900",
        "...",
    ],
)
def test_what_is_no_persons_name_is_not_greeted(name: str) -> None:
    assert greeted_name(name) in ("", "Ab c")


@given(st.text(max_size=500))
def test_any_name_is_short_and_harmless(name: str) -> None:
    greeted = greeted_name(name)
    assert len(greeted) <= 60
    assert not any(char in '@<>/\\:\r\n"' for char in greeted)


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Prof. Dr. R. Thornbury, Director", "R. Thornbury"),
        ("Head of IT, Ana Ruiz", "Ana Ruiz"),
        ("Ruiz, Dr. Ana", "Ana Ruiz"),
        ("Müller, Abteilungsleiterin", "Müller"),
        ("Smith, John, CEO", "John Smith"),
        ("Martin, Dean", "Dean Martin"),
        ("Director", ""),
    ],
)
def test_rank_is_greeted_no_more_than_a_title(name: str, greeted: str) -> None:
    assert greeted_name(name) == greeted
