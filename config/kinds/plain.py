"""Text, numbers, flags, choices and lists."""

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from config.kinds.kind import Kind, Schema, read_table, show_table
from config.problems import Place, Unreadable
from config.toml_text import quote, toml

# Controls, surrogates, line and paragraph separators: they would break a header or a log line in two.
_NO_TEXT = frozenset(("Cc", "Cs", "Zl", "Zp"))
# What the sample leaves to be filled in: "<helpdesk@your-domain>".
PLACEHOLDER = re.compile("<[^<>]*your-domain>")


def closest(word: str, known: tuple[str, ...]) -> str | None:
    """The known word that was probably meant."""
    by_fold = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[near[0]] if near else None


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, or several when `lines`. Control characters are refused: texts end up in mail headers."""

    empty: bool = True
    lines: bool = False

    @property
    def words(self) -> str:
        return "text" if self.lines else "one line of text"

    def read(self, value: object, at: Place) -> str:
        if not isinstance(value, str):
            raise at.refuse(
                f"{toml(value)} is not text", f"write {quote(str(value))}" if _scalar(value) else 'write "…"'
            )
        if PLACEHOLDER.search(value):
            raise at.refuse(f"{toml(value)} is still the sample's placeholder", "write your own in its place")
        if not self.empty and not value.strip():
            raise at.refuse("is empty", "write a text between the quotation marks")
        allowed = "\n\t" if self.lines else ""
        if any(unicodedata.category(c) in _NO_TEXT for c in value if c not in allowed):
            raise at.refuse("holds a line break or control character", "write it in one line")
        return value

    def show(self, value: str) -> str:
        return quote(value)

    def schema(self) -> Schema:
        return {"type": "string"} if self.empty else {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class Tag:
    """A few letters or digits, safe in a subject and in a search for it."""

    words: str = "one to ten letters or digits"

    def read(self, value: object, at: Place) -> str:
        text = Text(empty=False).read(value, at)
        if not (text.isascii() and text.isalnum() and len(text) <= 10):
            raise at.refuse(f"{toml(text)} is not {self.words}", 'write for example "EH"')
        return text

    def show(self, value: str) -> str:
        return quote(value)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[A-Za-z0-9]{1,10}$"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]

    @property
    def words(self) -> str:
        return "one of " + ", ".join(map(quote, self.options))

    def read(self, value: object, at: Place) -> str:
        if isinstance(value, str) and value in self.options:
            return value
        meant = closest(value, self.options) if isinstance(value, str) else None
        listed = " or ".join(map(quote, (meant,) if meant else self.options))
        raise at.refuse(f"{toml(value)} is not {self.words}", f"write {listed}")

    def show(self, value: str) -> str:
        return quote(value)

    def schema(self) -> Schema:
        return {"enum": list(self.options)}


@dataclass(frozen=True, slots=True)
class Flag:
    words: str = "true or false"

    def read(self, value: object, at: Place) -> bool:
        if isinstance(value, bool):
            return value
        meant = {"true": "true", "yes": "true", "on": "true", "1": "true"}.get(str(value).casefold(), "false")
        raise at.refuse(f"{toml(value)} is neither true nor false", f"write {meant}, without quotation marks")

    def show(self, value: bool) -> str:
        return str(value).lower()

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number between `least` and `most`, both included; `whole` ones are int, others float."""

    least: float
    most: float
    whole: bool = True

    @property
    def words(self) -> str:
        return f"a {'whole ' if self.whole else ''}number from {self.least:,.15g} to {self.most:,.15g}"

    def read(self, value: object, at: Place) -> float:
        kinds = (int,) if self.whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            raise at.refuse(f"{toml(value)} is not {self.words}", "write the number without quotation marks")
        if not self.least <= value <= self.most:  # also refuses nan
            raise at.refuse(f"{toml(value)} is not {self.words}", "write a number within these bounds")
        return value if self.whole else float(value)

    def show(self, value: float) -> str:
        return f"{value:_}" if self.whole else str(value)

    def schema(self) -> Schema:
        return {"type": "integer" if self.whole else "number", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind, in the order of the file; doubles are dropped with a warning."""

    of: Kind
    empty: bool = True

    @property
    def words(self) -> str:
        return f"a list; each entry is {self.of.words}"

    def read(self, value: object, at: Place) -> tuple[Any, ...]:
        if not isinstance(value, list):
            shown = quote(value) if isinstance(value, str) else "…"
            raise at.refuse(f"{toml(value)} is not a list", f"write [{shown}]")
        if not value and not self.empty:
            raise at.refuse("is empty", "write at least one entry between the brackets, or leave the line out")
        read: list[Any] = []
        failed: Unreadable | None = None
        for index, entry in enumerate(value):
            try:
                one = self.of.read(entry, at.item(index))
                if one in read:
                    at.findings.warning(at.item(index).key, f"{toml(entry)} stands here twice", "remove one of them")
                else:
                    read.append(one)
            except Unreadable as unreadable:
                failed = unreadable
        if failed:
            raise failed
        return tuple(read)

    def show(self, value: tuple[Any, ...]) -> str:
        return "[" + ", ".join(map(self.of.show, value)) + "]"

    def schema(self) -> Schema:
        return {"type": "array", "items": self.of.schema(), **({} if self.empty else {"minItems": 1})}


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table with free names, such as `file_into`."""

    of: Kind
    names: str  # what the names are: "a level or issue type"

    @property
    def words(self) -> str:
        return f"a table; each name is {self.names}, each value is {self.of.words}"

    def read(self, value: object, at: Place) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise at.refuse(f"{toml(value)} is not a table", 'write { name = "…" }')
        return read_table(self.of, value, at)

    def show(self, value: Mapping[str, Any]) -> str:
        return show_table(self.of, value)

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.of.schema()}


def _scalar(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
