"""Reads parsed TOML against the table: every section into its type of settings.py, every mistake into the findings."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from typing import Any

from config.checks.one import check_one
from config.complete import complete
from config.problems import Place, Unreadable
from config.table.setting import NEEDED, Section
from config.toml_text import toml
from config.unknown import report_unknown

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shipped:
    """Values by name that a named section of the file starts from: {"urgency": {"critical": Level(…)}}."""

    named: Mapping[str, Mapping[str, Any]]

    def of(self, section: Section, name: str) -> Raw:
        """The shipped values of that name by field name; {} for a name of the admin's own."""
        known = self.named.get(section.key, {}).get(name)
        return {one.name: getattr(known, one.name) for one in fields(known)} if known else {}


def read_section(section: Section, raw: object, at: Place, shipped: Shipped, start: Raw | None = None) -> Any | None:
    """The section's type, or None when something it can't be without is missing or unreadable.

    `start` holds the values, by field name, that count for keys left out; where it says nothing, settings.py does.
    """
    if not isinstance(raw, dict):
        name = re.sub(r"\[\d+\]", "", at.key)  # a part of a repeated section is written without its number
        at.findings.error(at.key, f"{toml(raw)} is not a section", f"write [{name}] and its keys below")
        return None
    report_unknown(section, raw, at)
    values = {**(start or {}), **_values(section, raw, at, shipped)}
    complete(section, raw, values, at)
    for setting in section.settings:
        # A default that follows from another key is lacking only where that one has its own problem.
        if (
            section.default(setting) is NEEDED
            and setting.name not in values
            and not setting.otherwise
            and setting.key not in raw
        ):
            at.findings.error(at.into(setting.key).key, "is missing", f"write {setting.key} = {setting.example}")
    needed = {s.name for s in section.settings if section.default(s) is NEEDED}
    needed |= {part.name for part in section.sections if part.needed}
    if not needed <= values.keys():
        return None
    built = section.of(**values)
    at.findings.built(built, at.key)
    check_one(built, at)
    return built


def _values(section: Section, raw: Raw, at: Place, shipped: Shipped) -> Raw:
    """Everything that stands in `raw` and can be read, by field name."""
    values: Raw = {}
    for setting in section.settings:
        if setting.key in raw:
            with suppress(Unreadable):
                values[setting.name] = setting.kind.read(raw[setting.key], at.into(setting.key))
    for part in section.sections:
        value = _part(part, raw, at, shipped)
        if value is not None:
            values[part.name] = value
    return values


def _part(part: Section, raw: Raw, at: Place, shipped: Shipped) -> Any | None:
    if part.shape == "flat":
        return part.of(**_values(part, raw, at, shipped))
    here = at.into(part.key)
    if part.key not in raw:
        if part.needed:
            at.findings.error(here.key, "is missing", f"write {part.key} = {{ {_example(part)} }}")
        return None
    inner = raw[part.key]
    if part.shape == "list":
        return _list(part, inner, here, shipped)
    if part.shape == "named":
        return _named(part, inner, here, shipped)
    return read_section(part, inner, here, shipped)


def _list(part: Section, inner: object, at: Place, shipped: Shipped) -> tuple[Any, ...]:
    if not isinstance(inner, list):
        at.findings.error(at.key, "can stand here several times", f"write [[{at.key}]] with two brackets on each side")
        return ()
    read = (read_section(part, entry, at.item(index), shipped) for index, entry in enumerate(inner))
    return tuple(one for one in read if one is not None)


def _named(part: Section, inner: object, at: Place, shipped: Shipped) -> tuple[Any, ...] | None:
    if not isinstance(inner, dict) or not inner or not all(isinstance(entry, dict) for entry in inner.values()):
        at.findings.error(at.key, "needs a name for each of its parts", f"write [{at.key}.NAME] and its keys below")
        return None
    read = []
    for name, entry in inner.items():
        here = at.into(name)
        if not name.strip() or not name.isprintable() or len(name) > 60:
            at.findings.error(here.key, "is no usable name", "write one of letters, digits, - or _, at most 60 of them")
            continue
        read.append(read_section(part, entry, here, shipped, {**shipped.of(part, name), "name": name}))
    return tuple(one for one in read if one is not None)


def _example(part: Section) -> str:
    needed = (s for s in part.settings if part.default(s) is NEEDED)
    return ", ".join(f"{s.key} = {s.example}" for s in needed)
