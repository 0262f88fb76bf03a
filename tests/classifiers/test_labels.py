from pathlib import Path

import pytest

from classifiers.labels import LabelFile, LabelsError
from config.settings import Settings


def write(path: Path, content: str | bytes) -> Path:
    file = path / "labels.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_rows_are_read_with_the_labels_they_have(tmp_path: Path, settings: Settings) -> None:
    file = write(tmp_path, 'Subject,Body,urgency,issue_type\nvpn,"drops,\nagain",HIGH,network\nhi,there,,question\n')
    rows = list(LabelFile(file, settings))
    assert [(row.urgency, row.issue_type) for row in rows] == [("high", "network"), (None, "question")]
    assert rows[0].body == "drops,\nagain"


def test_an_unknown_label_is_named_with_its_line_and_the_row_left_out(tmp_path: Path, settings: Settings) -> None:
    labels = LabelFile(write(tmp_path, "subject,body,urgency\na,b,P1\nc,d,low\n"), settings)
    assert len(list(labels)) == 1
    assert any("line 2" in problem and "'P1'" in problem for problem in labels.problems)


@pytest.mark.parametrize(
    "content",
    ["", "just,some,table\n1,2,3\n", "subject,body\na,b\n", "PK\x03\x04\0\0\0", "urgency,issue_type\nlow,data\n"],
)
def test_a_file_that_is_no_label_file_says_what_is_missing(tmp_path: Path, settings: Settings, content: str) -> None:
    with pytest.raises(LabelsError):
        list(LabelFile(write(tmp_path, content), settings))


def test_an_old_encoding_is_read_and_said(tmp_path: Path, settings: Settings) -> None:
    labels = LabelFile(write(tmp_path, "subject,body,urgency\nGrüße,schöne Grüße,low\n".encode("cp1252")), settings)
    assert next(iter(labels)).subject == "Grüße"
    assert any("UTF-8" in problem for problem in labels.problems)


def test_ragged_rows_and_huge_fields_are_survived(tmp_path: Path, settings: Settings) -> None:
    huge = "x" * 300_000
    rows = list(LabelFile(write(tmp_path, f"subject,body,urgency\na\nb,{huge},low,more,fields\n\n"), settings))
    assert [row.urgency for row in rows] == ["low"]
