"""Editors complete and check the file by a JSON schema that says what loading says."""

import json
import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from config.sample import sample
from config.schema import json_schema


def faults(schema: dict[str, Any], value: Any, path: str = "") -> list[str]:
    """The part of JSON schema validation that our schema uses."""
    if "anyOf" in schema:
        tries = [faults(one, value, path) for one in schema["anyOf"]]
        return min(tries, key=len)
    if "enum" in schema:
        return [] if value in schema["enum"] else [path]
    kinds: dict[str, Any] = {
        "object": dict,
        "array": list,
        "string": str | date,
        "boolean": bool,
        "integer": int,
        "number": int | float,
    }
    if not isinstance(value, kinds[schema["type"]]) or (isinstance(value, bool) and schema["type"] != "boolean"):
        return [path]
    if schema["type"] == "object":
        known, more = schema.get("properties", {}), schema.get("additionalProperties", True)
        found = [f"{path}.{key} missing" for key in schema.get("required", ()) if key not in value]
        for key, inner in value.items():
            if key in known or isinstance(more, dict):
                found += faults(known.get(key, more), inner, f"{path}.{key}")
            elif not more:
                found.append(f"{path}.{key} unknown")
        return found
    if schema["type"] == "array":
        return [fault for n, inner in enumerate(value) for fault in faults(schema["items"], inner, f"{path}[{n}]")]
    return []


def test_the_schema_is_json() -> None:
    assert json.loads(json.dumps(json_schema())) == json_schema()


def test_the_sample_and_the_defaults_satisfy_the_schema() -> None:
    assert faults(json_schema(), tomllib.loads(sample())) == []
    shipped = (files("config") / "defaults" / "defaults.toml").read_text("utf-8")
    assert faults(json_schema(), tomllib.loads(shipped)) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("mode = 'lvie'", ".mode"),
        ("[limits]\nparts = 'x'", ".limits.parts"),
        ("[organisation]\nnmae = 'x'", ".organisation.nmae unknown"),
        ("[[mailbox]]\naddress = 'a@b.test'\nimap = { host = 'h' }", ".mailbox[0].smtp missing"),
        ("[urgency.x]\nflag = 'yes'", ".urgency.x.flag"),
    ],
)
def test_an_editor_marks_what_loading_refuses(text: str, fault: str) -> None:
    assert faults(json_schema(), tomllib.loads(text)) == [fault]


def test_every_setting_is_described_with_an_example() -> None:
    def settings(schema: dict[str, Any]) -> list[dict[str, Any]]:
        inner = [*schema.get("properties", {}).values(), schema.get("items"), schema.get("additionalProperties")]
        parts = [part for part in inner if isinstance(part, dict)]
        return [part for part in parts if "examples" in part] + [one for part in parts for one in settings(part)]

    found = settings(json_schema())
    assert len(found) > 90
    assert all(part["description"] and part["examples"] for part in found)
