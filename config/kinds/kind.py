"""A kind of value: how it is read from TOML, shown in TOML, and described to people and editors."""

from typing import Any, Protocol

from config.problems import Place

Schema = dict[str, Any]


class Kind(Protocol):
    """`words` completes "This is …": "a duration such as \\"4h\\""."""

    @property
    def words(self) -> str: ...

    def read(self, value: object, at: Place) -> Any:
        """The value for settings.py; raises `Unreadable` after writing every problem down at `at`."""

    def show(self, value: Any) -> str:
        """A value of settings.py as TOML."""

    def schema(self) -> Schema:
        """JSON schema of the value as written in the file."""


def quote(text: str) -> str:
    """`text` as a TOML basic string (TOML 1.0, section String)."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c, c if c.isprintable() else f"\\U{ord(c):08X}") for c in text) + '"'


def toml(value: object) -> str:
    """Any value read from TOML, shown as TOML, for messages. Long ones are cut."""
    if isinstance(value, str):
        return quote(value if len(value) <= 60 else value[:57] + "…")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    return str(value)
