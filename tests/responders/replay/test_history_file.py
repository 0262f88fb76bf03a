"""Histories as they come out of other programs, with everything that is wrong with them."""

from pathlib import Path

import pytest

from responders.replay import HistoryError, parse_history, read_history

HEAD = "case_id,opened_at,first_response_at,urgency,issue_type\n"


def read(*lines: str) -> tuple[list[str], list[str]]:
    """Ids of the rows that remain, and what was said."""
    rows, problems = parse_history(iter([HEAD, *(line + "\n" for line in lines)]))
    return [row.case_id for row in rows], [str(problem) for problem in problems]


GOOD = "a,2026-03-02T09:00:00+00:00,2026-03-02T10:00:00+00:00,normal,network"
LATER = "b,2026-03-02T09:30:00Z,,high,access"


def test_a_clean_file_is_read_without_a_word() -> None:
    rows, problems = parse_history(iter([HEAD, GOOD + "\n", LATER + "\n"]))
    assert not problems
    assert [row.answered_at is None for row in rows] == [False, True]
    assert (rows[1].urgency, rows[1].issue_type, rows[1].line) == ("high", "access", 3)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("x,2026-03-02T09:00:00+00:00,2026-03-02T08:00:00+00:00,normal,net", "answered before it was opened"),
        ("x,2026-03-02T09:00:00,,normal,net", "has no zone"),
        (
            "x,2026-03-02T09:00:00Z,2026-03-02T10:00:00,normal,net",
            "first_response_at '2026-03-02T10:00:00' has no zone",
        ),
        ("x,02/03/2026 09:00,,normal,net", "is not a time in ISO 8601"),
        ("x,,,normal,net", "opened_at is empty"),
        ("x,0201-03-02T09:00:00Z,,normal,net", "not in a plausible year"),
        ("x,2026-03-02T09:00:00Z", "has 2 fields"),
        ("a,2026-03-02T11:00:00Z,,normal,net", "case 'a' stands in line 2 already"),
    ],
)
def test_a_bad_line_is_named_and_left_out_and_the_rest_goes_on(line: str, said: str) -> None:
    ids, (problem,) = read(GOOD, line, LATER)
    assert ids == ["a", "b"]
    assert problem.startswith("line 3: ")
    assert said in problem
    assert problem.endswith("left out")


def test_an_unsorted_file_is_sorted_and_that_is_said_once() -> None:
    ids, (problem,) = read(LATER, GOOD, "c,2026-03-01T09:30:00Z,,high,access")
    assert ids == ["c", "a", "b"]
    assert problem == "line 3: opened before the line above it; the rows were sorted"


def test_blank_lines_quotes_bom_and_nul_bytes_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "history.csv"
    text = "\ufeff" + HEAD + "\n" + GOOD + '\n\n"quoted, with comma","2026-03-02T09:10:00Z",,normal,"net\0work"\n,,,,\n'
    file.write_bytes(text.encode() + b"\xff\xfe,2026-03-02T09:20:00Z,,normal,x\r\n")
    rows, problems = read_history(file)
    assert not problems
    assert [row.case_id for row in rows][:2] == ["a", "quoted, with comma"]
    assert rows[1].issue_type == "network"
    assert len(rows) == 3


def test_columns_may_stand_in_any_order_and_others_are_ignored() -> None:
    lines = ["Urgency, opened_at ,who,case_id,first_response_at,issue_type\n", "low,2026-03-02T09:00:00Z,me,x,,q\n"]
    rows, problems = parse_history(iter(lines))
    assert not problems
    assert (rows[0].case_id, rows[0].urgency) == ("x", "low")


def test_without_urgency_or_type_the_rest_is_still_worth_something() -> None:
    rows, problems = parse_history(iter(["case_id,opened_at,first_response_at\n", "x,2026-03-02T09:00:00Z,\n"]))
    assert len(rows) == 1
    assert [problem.kind for problem in problems] == ["missing column", "missing column"]


@pytest.mark.parametrize("head", ["", "a;b;c\n", "case_id,first_response_at,urgency,issue_type\n"])
def test_a_file_that_is_no_history_says_which_columns_it_lacks(head: str) -> None:
    with pytest.raises(HistoryError, match="opened_at"):
        parse_history(iter([head] if head else []))


def test_a_thousand_equal_problems_are_fifty_and_a_number() -> None:
    rows, problems = parse_history(
        iter([HEAD, *(f"x{n},2026-03-02T09:00:00,,n,t\n" for n in range(1000)), GOOD + "\n"])
    )
    assert len(rows) == 1
    assert len(problems) == 51
    assert str(problems[-1]) == "950 more lines with the same problem: no zone"


def test_a_long_file_tells_how_far_it_has_been_read(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    head = "case_id,opened_at,first_response_at,urgency,issue_type\n"
    file.write_text(head + "".join(f"c{n},2026-03-02T09:00:00+00:00,,normal,network\n" for n in range(45_000)))
    told: list[tuple[int, int]] = []
    rows, problems = read_history(file, lambda done, total: told.append((done, total)))
    assert (len(rows), problems) == (45_000, ())
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert {total for _, total in told} == {file.stat().st_size}
