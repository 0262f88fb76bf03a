"""What `evenhand init` writes is right as it stands, but for what only the admin can know."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from config.load import defaults, inspect, load_text
from config.problems import ConfigurationError
from config.sample import sample

PLACE = re.compile("<([^<>]*)your-domain>")


def filled() -> str:
    text = PLACE.sub(r"\1anvil.example", sample())
    assert "your-domain" not in text
    return text


def test_the_sample_asks_for_a_few_things_only() -> None:
    assert len(set(PLACE.findall(sample()))) <= 5
    with pytest.raises(ConfigurationError) as caught:
        load_text(sample(), Path("x.toml"))
    assert all("is still the sample's placeholder" in str(problem) for problem in caught.value.problems)


def test_the_sample_loads_without_a_word_once_filled_in(write: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "mailbox.password").write_text("Quince\n")
    (tmp_path / "mailbox.password").chmod(0o600)
    settings, problems = inspect(write(filled()))
    assert problems == ()
    assert settings is not None
    assert settings.urgency == defaults().urgency
    assert settings.calendar == defaults().calendar
    assert settings.mode == "live"


def test_every_setting_of_the_sample_can_be_taken_into_use_alone() -> None:
    lines = filled().splitlines()
    shown = [index for index, line in enumerate(lines) if re.match(r"#[a-z_]+ = ", line)]
    assert len(shown) > 80
    for index in shown:
        text = "\n".join(uncommented(lines, index))
        raw = tomllib.loads(text)
        assert raw
        key = lines[index][1:].partition(" ")[0]
        if key in ("credential", "password_env", "templates"):
            continue  # one place for a secret is enough, and the folder is not there
        try:
            load_text(text, Path("/x.toml"))
        except ConfigurationError as error:
            raise AssertionError(f"{lines[index]}\n{error}") from error


def uncommented(lines: list[str], index: int) -> list[str]:
    """The lines with one setting in use: its section, and what that section can't be without."""
    header = max(n for n in range(index + 1) if n == 0 or re.match(r"#?\[", lines[n]))
    end = next((n for n in range(header + 1, len(lines)) if re.match(r"#?\[", lines[n])), len(lines))
    result = list(lines)
    result[index] = lines[index].removeprefix("#")
    if lines[header].startswith("#["):
        result[header] = lines[header][1:]
        for n in range(header + 1, end):
            if re.match(r"#(from|name|any_of|sensitive|host|user|password_file) = ", lines[n]):
                result[n] = lines[n][1:]
    return result


def test_the_whole_sample_in_use_differs_from_the_defaults_only_where_examples_stand() -> None:
    text = re.sub(r"(?m)^#(\[|[a-z_]+ = )", r"\1", filled())
    text = re.sub(r"(?m)^(credential|password_env|oauth|templates|ca_file) = .*$", "", text)
    settings = load_text(text, Path("/x.toml"))
    assert settings.urgency == defaults().urgency
    assert settings.issue_types[:-1] == defaults().issue_types
    assert settings.limits == defaults().limits
    assert settings.judgement.rules[0].name == "fire panel"


def test_the_sample_fits_a_terminal() -> None:
    long = [line for line in sample().splitlines() if len(line) > 120 and not re.match("#?(what|hours) = ", line)]
    assert long == []
