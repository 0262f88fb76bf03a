"""What sample, schema and reference say alike of a setting."""

import tomllib
from datetime import date
from typing import Any

from config.table.setting import NEEDED, Section, Setting


def default_toml(section: Section, setting: Setting) -> str | None:
    """The default as TOML; None when there is none to write: the key is needed, or its default follows from others."""
    default = section.default(setting)
    if default is NEEDED or default is None or setting.otherwise:
        return None
    return setting.kind.show(default)


def default_words(section: Section, setting: Setting) -> str:
    """The default for a person: TOML, words, "none", or "needed"."""
    if setting.otherwise:
        return setting.otherwise
    shown = default_toml(section, setting)
    if shown is None:
        return "needed" if section.default(setting) is NEEDED else "none"
    return "none" if shown in ('""', "[]", "{}") else shown


def from_toml(text: str) -> Any:
    """A TOML value as JSON has it: dates are text."""
    return _json(tomllib.loads(f"value = {text}")["value"])


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
