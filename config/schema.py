"""The JSON schema of the configuration, for editors that complete and check TOML (draft 2020-12).

To write it to a file: python -m config.schema > evenhand.schema.json
"""

import json
from typing import Any

from config.describe import default_toml, from_toml
from config.table import NEEDED, TABLE, Section, Setting

Schema = dict[str, Any]


def json_schema() -> Schema:
    """The whole file's schema. It is as strict as the table; what must fit between settings, only loading checks."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of evenhand",
        **_table(TABLE),
    }


def _table(section: Section) -> Schema:
    properties, required = _properties(section)
    schema: Schema = {"type": "object", "description": section.sentence, "properties": properties}
    if required:
        schema["required"] = required
    return {**schema, "additionalProperties": False}


def _properties(section: Section) -> tuple[dict[str, Schema], list[str]]:
    properties = {setting.key: _setting(section, setting) for setting in section.settings}
    required = [s.key for s in section.settings if not s.otherwise and section.default(s) is NEEDED]
    if section.shape == "named":
        required = []  # a part with a shipped name may leave anything out
    for part in section.sections:
        if part.shape == "flat":
            inner, needed = _properties(part)
            properties.update(inner)
            required += needed
        else:
            properties[part.key] = _part(part)
            required += [part.key] if part.needed else []
    return properties, required


def _part(part: Section) -> Schema:
    table = _table(part)
    if part.shape == "list":
        return {"type": "array", "description": part.sentence, "items": table}
    if part.shape == "named":
        return {"type": "object", "description": part.sentence, "minProperties": 1, "additionalProperties": table}
    return table


def _setting(section: Section, setting: Setting) -> Schema:
    schema = {"description": setting.sentence, **setting.kind.schema(), "examples": [from_toml(setting.example)]}
    default = default_toml(section, setting)
    return schema if default is None else {**schema, "default": from_toml(default)}


if __name__ == "__main__":
    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
