"""Texts by language: a plain one counts for the organisation's language, a table names the languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from config.kinds.kind import Kind, Schema, read_table, show_table
from config.kinds.places import Language
from config.problems import Place
from config.toml_text import toml


@dataclass(frozen=True, slots=True)
class ByLanguage:
    of: Kind  # of the value in one language

    @property
    def words(self) -> str:
        return f"{self.of.words}; or a table of that by language, {{ en = …, de = … }}"

    def read(self, value: object, at: Place) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            return {at.language: self.of.read(value, at)}
        if not value:
            raise at.refuse("names no language", f"write {{ {at.language} = {toml('…')} }}")
        return read_table(self.of, value, at, lambda name: Language().read(name, at.into(name)))

    def show(self, value: Mapping[str, Any]) -> str:
        return show_table(self.of, value)

    def schema(self) -> Schema:
        one = self.of.schema()
        return {"anyOf": [one, {"type": "object", "additionalProperties": one, "minProperties": 1}]}
