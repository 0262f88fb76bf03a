"""From a file to `Settings`, with all problems at once.

load(path)              Settings, or ConfigurationError with every error of the file
load_text(text, source) the same for a text
inspect(path)           what can be made of it, with errors and warnings, for `evenhand check`
defaults()              what is shipped, without any mailbox
"""

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from config.checks.doubts import doubt
from config.checks.whole import check_whole
from config.problems import ConfigurationError, Findings, Place, Problem
from config.read import Shipped, read_section
from config.settings import Settings
from config.syntax import parse, read_file
from config.table import TABLE


def load(path: Path) -> Settings:
    """The settings of the file at `path`; raises `ConfigurationError` with all its errors. Warnings are dropped."""
    return _settings(*inspect(path))


def load_text(text: str, source: Path) -> Settings:
    """The settings of a TOML text; `source` names it in problems, and relative paths start at its folder."""
    findings = Findings(str(source))
    settings = _from_text(text, source, None, findings)
    return _settings(settings, tuple(findings.problems))


def inspect(path: Path, today: date | None = None) -> tuple[Settings | None, tuple[Problem, ...]]:
    """The settings (None when there are errors) and everything wrong or doubtful with the file at `path`.

    With `today`, days in the past raise no doubt.
    """
    findings = Findings(str(path))
    text = read_file(path, findings)
    settings = None if text is None else _from_text(text, path, today, findings)
    return settings, tuple(findings.problems)


@cache
def defaults() -> Settings:
    """The shipped settings: levels and issue types, everything else as settings.py says, no mailbox."""
    source = files("config") / "defaults" / "defaults.toml"
    findings = Findings("defaults.toml")
    raw = parse(source.read_text("utf-8"), findings)
    settings = _build(raw or {}, Path(), findings, Shipped({}))
    if settings is None or findings.problems:
        raise ConfigurationError(tuple(findings.problems))
    return settings


def _settings(settings: Settings | None, problems: tuple[Problem, ...]) -> Settings:
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if settings is None or errors:
        raise ConfigurationError(errors)
    return settings


def _from_text(text: str, source: Path, today: date | None, findings: Findings) -> Settings | None:
    raw = parse(text, findings)
    if raw is None:
        return None
    shipped = defaults()
    named: dict[str, dict[str, Any]] = {
        "urgency": {level.name: level for level in shipped.urgency},
        "issue_types": {kind.name: kind for kind in shipped.issue_types},
    }
    settings = _build(raw, source.parent.absolute(), findings, Shipped(named))
    if settings is not None:
        settings = replace(
            settings,
            source=source,
            urgency=settings.urgency or shipped.urgency,
            issue_types=settings.issue_types or shipped.issue_types,
        )
        check_whole(settings, findings)
        doubt(settings, raw, today, findings)
    findings.sort(tuple(raw))
    return None if findings.errors else settings


def _build(raw: dict[str, Any], base: Path, findings: Findings, shipped: Shipped) -> Settings | None:
    organisation = raw.get("organisation")
    language = organisation.get("language") if isinstance(organisation, dict) else None
    at = Place(findings, base, language if isinstance(language, str) and len(language) >= 2 else "en")
    settings = read_section(TABLE, raw, at, shipped)
    return settings if isinstance(settings, Settings) else None
