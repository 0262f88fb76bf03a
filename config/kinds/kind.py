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
