"""Defaults that are no fixed value but follow from what else is written."""

from collections.abc import Callable
from typing import Any

from config.problems import Place
from config.settings import IssueType, Level, Mailbox, Server, Span
from config.table.setting import Section

PORTS = {
    "imap": {"tls": 993, "starttls": 143, "plain": 143},
    "smtp": {"tls": 465, "starttls": 587, "plain": 25},
}


def complete(section: Section, values: dict[str, Any], at: Place) -> None:
    """Fill in, by field name, what `section` lacks in `values`."""
    if section.of in _RULES:
        _RULES[section.of](section, values, at)


def _port(section: Section, values: dict[str, Any], at: Place) -> None:
    values.setdefault("port", PORTS[section.key][values.get("security", "tls")])


def _name(section: Section, values: dict[str, Any], at: Place) -> None:
    if "address" in values:
        values.setdefault("name", values["address"])


def _end(section: Section, values: dict[str, Any], at: Place) -> None:
    if "start" in values:
        values.setdefault("end", values["start"])


def _what(section: Section, values: dict[str, Any], at: Place) -> None:
    plain = str(values["name"]).replace("_", " ").replace("-", " ")
    values.setdefault("what", {at.language: plain})


_RULES: dict[type, Callable[[Section, dict[str, Any], Place], None]] = {
    Server: _port,
    Mailbox: _name,
    Span: _end,
    Level: _what,
    IssueType: _what,
}
