"""A kind of value: how it is read from TOML, shown in TOML, and described to people and editors."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from config.problems import Place, Unreadable

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


def read_table(of: Kind, value: Mapping[str, object], at: Place, name_of: Callable[[str], str] = str) -> dict[str, Any]:
    """The entries of a table; every problem is written down before `Unreadable` is raised. `name_of` reads their names."""
    read: dict[str, Any] = {}
    failed: Unreadable | None = None
    for name, entry in value.items():
        try:
            read[name_of(name)] = of.read(entry, at.into(name))
        except Unreadable as unreadable:
            failed = unreadable
    if failed:
        raise failed
    return read


def show_table(of: Kind, value: Mapping[str, Any]) -> str:
    """A table of settings.py as TOML, on one line."""
    inside = ", ".join(f"{name} = {of.show(entry)}" for name, entry in value.items())
    return f"{{ {inside} }}" if inside else "{}"
