"""Text laid out for a phone."""

from hypothesis import given
from hypothesis import strategies as st

from responders.reply.layout import WIDTH, lay_out


def test_lines_that_follow_each_other_are_one_paragraph() -> None:
    assert lay_out("one\ntwo\n\n\n\nthree\n") == "one two\n\nthree\n"


def test_long_paragraphs_are_wrapped() -> None:
    laid = lay_out("word " * 100)
    assert max(map(len, laid.splitlines())) <= WIDTH
    assert laid.split() == ["word"] * 100


def test_items_of_a_list_stand_on_their_own_and_are_indented() -> None:
    laid = lay_out("To know:\n- first\n- " + "second " * 20)
    assert laid.splitlines()[:2] == ["To know:", "- first"]
    assert laid.splitlines()[3].startswith("  second")


def test_a_link_is_never_broken() -> None:
    link = "https://status.example.org/" + "x" * 100
    assert link in lay_out(f"Known trouble is shown at {link} as always.").splitlines()


def test_indented_lines_stay_as_they_are() -> None:
    assert lay_out("a\n  b   c\nd\n") == "a\n  b   c\nd\n"


def test_the_signature_stays_as_it_is() -> None:
    assert lay_out("Hello\n\n--\nLine one\nLine two\n\n") == "Hello\n\n-- \nLine one\nLine two\n"
    assert lay_out("Hello\n-- \n\n") == "Hello\n"


@given(st.text(st.sampled_from("ab -\n\t*1."), max_size=400))
def test_no_word_is_lost_and_no_blank_line_doubled(text: str) -> None:
    laid = lay_out(text)
    assert laid.endswith("\n")
    assert [word for word in laid.split() if word != "--"] == [word for word in text.split() if word != "--"]
    body = laid.partition("\n-- \n")[0]
    assert "\n\n\n" not in body
