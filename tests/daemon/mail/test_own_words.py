"""The writer's new words are found, whatever mail programs wrapped around them, and never lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.settings import Limits
from daemon.mail import read_bytes
from daemon.mail.own_words import own_words
from daemon.mail.own_words.tidy import has_words
from tests.daemon.mail.fixtures import lines, mails, marked_mails
from tests.daemon.mail.own_words_cases import NEW, cases


def _same(found: str, wanted: str) -> bool:
    return found.split() == wanted.split()


def test_new_words_are_told_from_history_in_all_languages_and_programs() -> None:
    wrong = [name for name, text, wanted in cases() if not _same(own_words(text.replace("\r\n", "\n")), wanted)]
    assert wrong == []


UNSEEN = marked_mails("unseen_wraps")


@pytest.mark.parametrize(("wrap", "text", "wanted"), UNSEEN, ids=[case[0] for case in UNSEEN])
def test_new_words_are_told_line_by_line(wrap: str, text: str, wanted: str) -> None:
    assert own_words(text).split() == wanted.split(), wrap


def test_line_ends_and_a_missing_last_one_change_nothing() -> None:
    head = b"From: a@example.org\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    for name, text, wanted in UNSEEN:
        for raw in (text.replace("\n", "\r\n"), text.rstrip("\n"), text + "\n\n"):
            assert read_bytes(head + raw.encode(), Limits()).own_words.split() == wanted.split(), name


@pytest.mark.parametrize(
    "words",
    [
        "Warning: when I open the attachment of this mail the PC stops.",
        "Attention: do not use the external door, it does not close.",
        "WARNING: I clicked a link in a mail from outside.",
        "My answer is on the line above.\nThe lamp is broken.",
        "The cable over the line printer is loose, please type slowly.",
    ],
)
def test_a_warning_or_an_answer_of_the_writer_is_no_banner_and_no_marker(words: str) -> None:
    assert _same(own_words(f"{words}\n\nIt began today."), f"{words} It began today.")


HTML_MAILS = [*mails("html_mails"), *mails("unseen_html")]


@pytest.mark.parametrize(("program", "html", "wanted"), HTML_MAILS, ids=[case[0] for case in HTML_MAILS])
def test_new_words_are_found_in_html(program: str, html: str, wanted: str) -> None:
    mail = read_bytes(b"From: a@example.org\nContent-Type: text/html; charset=utf-8\n\n" + html.encode(), Limits())
    assert mail.own_words.split() == wanted.split(), program


BODIES = st.sampled_from([text for _, text, words in mails("written_mails") if text == words])
ATTRIBUTIONS = st.sampled_from([line.split(" | ", 1)[1] for line in lines("quoting")["attributions"]])


@settings(deadline=None)
@given(BODIES, BODIES, ATTRIBUTIONS, st.sampled_from(lines("quoting")["footers"]), st.booleans())
def test_any_mail_is_found_above_any_quotation(new: str, old: str, attribution: str, footer: str, footed: bool) -> None:
    quoted = "\n".join(f"> {line}" for line in old.split("\n"))
    above = f"{new}\n\n{footer}" if footed else new
    assert _same(own_words(f"{above}\n\n{attribution}\n{quoted}"), own_words(new))


@given(
    st.lists(
        st.sampled_from(
            [
                "> old",
                "new words",
                "",
                "On 4 Mar 2024, Ana <a@b.c> wrote:",
                "-- ",
                "Bob",
                "From: x",
                "Sent: y",
                "Subject: z",
                "Sent from my iPhone",
                "-----Original Message-----",
                "______",
            ]
        ),
        max_size=14,
    )
)
def test_words_are_never_all_lost(written: list[str]) -> None:
    text = "\n".join(written)
    assert has_words(own_words(text)) == has_words(text)


@given(st.text(max_size=400))
def test_any_text_comes_back_with_words_when_it_had_some(text: str) -> None:
    assert not has_words(text) or own_words(text).strip()


@given(st.lists(st.text(alphabet="abc xyz", min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=8))
def test_plain_words_without_any_marks_stay_as_they_are(written: list[str]) -> None:
    text = "\n".join(written)
    assert own_words(text).split() == text.split()


def test_own_words_above_unmarked_history_are_kept_whole() -> None:
    text = f"{NEW}\n\nFrom: Ana\nSent: Monday\nTo: desk\nSubject: printer\n\nold words"
    assert own_words(text) == NEW
