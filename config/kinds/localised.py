"""Texts by language: a plain one counts for the organisation's language, a table names the languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from config.kinds.kind import Kind, Schema
from config.kinds.places import Language
from config.problems import Place, Unreadable
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
        read: dict[str, Any] = {}
        failed: Unreadable | None = None
        for language, entry in value.items():
            try:
                read[Language().read(language, at.into(language))] = self.of.read(entry, at.into(language))
            except Unreadable as unreadable:
                failed = unreadable
        if failed:
            raise failed
        return read

    def show(self, value: Mapping[str, Any]) -> str:
        inside = ", ".join(f"{language} = {self.of.show(entry)}" for language, entry in value.items())
        return f"{{ {inside} }}" if inside else "{}"

    def schema(self) -> Schema:
        one = self.of.schema()
        return {"anyOf": [one, {"type": "object", "additionalProperties": one, "minProperties": 1}]}
