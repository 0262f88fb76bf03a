"""What the table of settings is made of."""

from dataclasses import MISSING, dataclass, fields
from typing import Any, Literal

from config.kinds.kind import Kind

NEEDED: Any = object()  # the default of a setting that has none


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the file.

    `example` is TOML. `field` is the name in settings.py where it differs from `key`; `otherwise` says in words
    what counts when the key is left out and the default is no fixed value.
    """

    key: str
    kind: Kind
    sentence: str
    example: str
    field: str = ""
    otherwise: str = ""

    @property
    def name(self) -> str:
        return self.field or self.key


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the file.
    `shape`: "table" [x], "list" [[x]], "named" [x.NAME], "flat": its keys stand in its parent.

    `of` is the type of settings.py made from it; `field` is its name in the parent's type where it differs from `key`.
    """

    key: str
    of: type[Any]
    sentence: str
    settings: tuple[Setting, ...]
    sections: tuple["Section", ...] = ()
    shape: Literal["table", "list", "named", "flat"] = "table"
    field: str = ""
    needed: bool = False

    @property
    def name(self) -> str:
        return self.field or self.key

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that may stand in this table of the file."""
        inner = (key for part in self.sections for key in (part.keys if part.shape == "flat" else (part.key,)))
        return (*(setting.key for setting in self.settings), *inner)

    def default(self, setting: Setting) -> Any:
        """The value when the key is left out, as settings.py says; NEEDED when there is none."""
        for one in fields(self.of):
            if one.name == setting.name:
                if one.default is not MISSING:
                    return one.default
                return NEEDED if one.default_factory is MISSING else one.default_factory()
        raise KeyError(f"{self.of.__name__} has no field {setting.name}")
