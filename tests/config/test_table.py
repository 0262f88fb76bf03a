"""One table describes every setting: nothing is missing from it, nothing in it is idle."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from config import settings as types
from config.load import defaults
from config.problems import Findings, Place
from config.reference import reference
from config.table import NEEDED, TABLE, Section, Setting

# Fields that no key of the file sets: where the file is, when it was read, and names that stand in a section's header.
NOT_WRITTEN = {("Settings", "source"), ("Settings", "loaded_at"), ("Level", "name"), ("IssueType", "name")}


def sections(section: Section = TABLE, path: str = "") -> Iterator[tuple[str, Section]]:
    yield path, section
    for part in section.sections:
        yield from sections(part, f"{path}.{part.key}".lstrip("."))


def settings() -> Iterator[tuple[str, Section, Setting]]:
    for path, section in sections():
        for setting in section.settings:
            yield f"{path}.{setting.key}".lstrip("."), section, setting


ALL = list(settings())
IDS = [path for path, _, _ in ALL]


def test_every_field_of_the_settings_is_in_the_table_and_the_other_way_round() -> None:
    described: set[tuple[str, str]] = set(NOT_WRITTEN)
    for _, section in sections():
        described |= {(section.of.__name__, setting.name) for setting in section.settings}
        described |= {(section.of.__name__, part.name) for part in section.sections}
    declared = {
        (kind.__name__, field.name)
        for kind in vars(types).values()
        if isinstance(kind, type) and is_dataclass(kind)
        for field in fields(kind)
    }
    assert described == declared


def test_the_reference_page_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "configuration.md"
    assert page.read_text("utf-8") == reference(), "run: python -m config.reference > docs/configuration.md"


def test_every_setting_is_in_the_reference_page() -> None:
    page = reference()
    for path, _, setting in ALL:
        assert f"| `{setting.key}` |" in page, path


@pytest.mark.parametrize(("path", "section", "setting"), ALL, ids=IDS)
def test_a_setting_says_in_a_sentence_what_it_is_for(path: str, section: Section, setting: Setting) -> None:
    assert setting.sentence[0].isupper()
    assert setting.sentence.endswith(".")
    assert setting.kind.words


@pytest.mark.parametrize(("path", "section", "setting"), ALL, ids=IDS)
def test_a_settings_example_and_default_can_be_read(path: str, section: Section, setting: Setting) -> None:
    example = read(setting, setting.example)
    assert setting.kind.show(example)
    default = section.default(setting)
    # An empty text may stand for "none" where an empty one could not be written.
    if default is not NEEDED and default is not None and (default or default in (0, False)):
        assert read(setting, setting.kind.show(default)) == default


def read(setting: Setting, value: str) -> Any:
    import tomllib

    findings = Findings("example")
    result = setting.kind.read(tomllib.loads(f"v = {value}")["v"], Place(findings, Path("/")))
    assert findings.problems == []
    return result


def test_the_shipped_levels_and_types_are_those_of_the_documentation() -> None:
    shipped = defaults()
    assert [level.name for level in shipped.urgency] == ["critical", "high", "normal", "low"]
    assert [level.reply_within.total_seconds() / 3600 for level in shipped.urgency] == [1, 4, 8, 24]
    assert [level.clock for level in shipped.urgency] == ["always", "business", "business", "business"]
    assert [level.flag for level in shipped.urgency] == [True, True, False, False]
    names = "access hardware software network email data security service billing request question other"
    assert [kind.name for kind in shipped.issue_types] == names.split()
    assert shipped.mailboxes == ()


def test_what_is_shipped_speaks_every_shipped_language() -> None:
    shipped = defaults()
    for level in shipped.urgency:
        assert set(level.what) == set(shipped.replies.languages)
    for kind in shipped.issue_types:
        assert set(kind.what) == set(shipped.replies.languages)
        assert set(kind.questions) == set(shipped.replies.languages)
        assert set(kind.self_help) in (set(), set(shipped.replies.languages))
        assert 2 <= len(kind.questions["en"]) == len(kind.questions["de"]) <= 4
        assert 8 <= len(kind.examples) <= 15
    examples = [example for kind in shipped.issue_types for example in kind.examples]
    assert len(examples) == len(set(examples))
