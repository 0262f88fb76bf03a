"""What our automatic mail says of itself."""

from hypothesis import given
from hypothesis import strategies as st

from config.settings import EtiquetteSettings
from responders.etiquette import decide
from responders.etiquette.evidence import Evidence
from responders.etiquette.outgoing import MOST_CHARACTERS, MOST_IDS, automatic_headers


def test_an_acknowledgement_says_that_a_program_answered_and_wants_no_answer():
    assert automatic_headers("<a@example.org>", ["<0@example.org>"]) == {
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
        "X-Evenhand-Loop": "1",
        "In-Reply-To": "<a@example.org>",
        "References": "<0@example.org> <a@example.org>",
    }


def test_a_reminder_answers_no_mail():
    headers = automatic_headers(submitted="auto-generated")
    assert headers["Auto-Submitted"] == "auto-generated"
    assert "In-Reply-To" not in headers
    assert "References" not in headers


def test_we_would_not_answer_our_own_automatic_mail():
    headers = (("From", "help@example.com"), *automatic_headers("<a@example.org>").items())
    mail = Evidence(
        headers, ("help@example.com",), "help@example.com", ("ana@example.org",), "Auto: x", ("text/plain",)
    )
    assert decide(mail, EtiquetteSettings()).reason == "own-mail"


def test_a_long_thread_keeps_its_first_mail_and_the_latest():
    ids = [f"<{number}@example.org>" for number in range(100)]
    kept = automatic_headers("<last@example.org>", ids)["References"].split()
    assert kept[0] == "<0@example.org>"
    assert kept[-2:] == ["<99@example.org>", "<last@example.org>"]
    assert len(kept) == MOST_IDS


def test_what_is_no_message_id_is_left_out():
    headers = automatic_headers("not an id", ["<no at sign>", "<ok@example.org> (comment)", "<ö@example.org>"])
    assert "In-Reply-To" not in headers
    assert headers["References"] == "<ok@example.org>"


def test_an_injected_line_does_not_get_through():
    headers = automatic_headers("<a@example.org>\r\nBcc: x@example.net", ["<b@example.org\r\nBcc: y@example.net>"])
    assert headers["In-Reply-To"] == "<a@example.org>"
    assert "Bcc" not in " ".join(headers.values())


@given(
    st.none() | st.text(),
    st.lists(st.text() | st.from_regex(r"<[a-z]{1,60}@[a-z]{1,60}>", fullmatch=True), max_size=60),
)
def test_no_header_ever_holds_a_line_break_or_more_than_a_line(answered, references):
    headers = automatic_headers(answered, references)
    for value in headers.values():
        assert value.isascii()
        assert value.isprintable()
        assert len(value) <= MOST_CHARACTERS
