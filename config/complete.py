"""Defaults that are no fixed value but follow from what else is written."""

from collections.abc import Callable
from typing import Any

from config.problems import Place
from config.settings import IssueType, Level, Mailbox, Server, Span
from config.table.setting import Section

Values = dict[str, Any]
PORTS = {
    "imap": {"tls": 993, "starttls": 143, "plain": 143},
    "smtp": {"tls": 465, "starttls": 587, "plain": 25},
}


def complete(section: Section, raw: Values, values: Values, at: Place) -> None:
    """Fill in, by field name, what `values` of `section` lack; `raw` is what was written, by key."""
    if section.of in _RULES:
        _RULES[section.of](section, raw, values, at)


def _port(section: Section, raw: Values, values: Values, at: Place) -> None:
    values.setdefault("port", PORTS[section.key][values.get("security", "tls")])


def _name(section: Section, raw: Values, values: Values, at: Place) -> None:
    if "address" in values:
        values.setdefault("name", values["address"])


def _end(section: Section, raw: Values, values: Values, at: Place) -> None:
    if "start" in values:
        values.setdefault("end", values["start"])


def _what(section: Section, raw: Values, values: Values, at: Place) -> None:
    plain = str(values["name"]).replace("_", " ").replace("-", " ")
    values.setdefault("what", {at.language: plain})


def _level(section: Section, raw: Values, values: Values, at: Place) -> None:
    """Times before a promise passes must lie within it, unless the admin says otherwise."""
    _what(section, raw, values, at)
    usual = {setting.name: section.default(setting) for setting in section.settings}
    for name, parts in (("remind_before", 3), ("update_before", 4)):
        if name not in raw and "reply_within" in values:
            values[name] = min(values.get(name, usual[name]), values["reply_within"] / parts)


_RULES: dict[type, Callable[[Section, Values, Values, Place], None]] = {
    Server: _port,
    Mailbox: _name,
    Span: _end,
    Level: _level,
    IssueType: _what,
}
