"""What commands share: where the configuration and the state are, and how a moment is typed."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from config.load import defaults, load
from config.problems import ConfigurationError, Problem
from config.settings import Settings
from daemon.store import Store, open_store

DEFAULT = Path("/etc/evenhand/evenhand.toml")


def config_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=f"the configuration (default: $EVENHAND_CONFIG, else {DEFAULT})",
    )(function)


def state_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--state",
        "state_dir",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="where store and models lie (default: as the configuration says)",
    )(function)


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--json", "as_json", is_flag=True, help="print JSON to standard output")(function)


def config_path(given: Path | None) -> Path:
    """The file to read: as given, else $EVENHAND_CONFIG, else the default place."""
    return given or Path(os.environ.get("EVENHAND_CONFIG") or DEFAULT)


def settings_or_defaults(given: Path | None) -> Settings:
    """The configuration; the shipped defaults when none is named and none lies in the default place."""
    path = config_path(given)
    if given is None and not os.environ.get("EVENHAND_CONFIG") and not path.exists():
        return defaults()
    return load(path)


def settings_needed(given: Path | None) -> Settings:
    """The configuration of a command that is about real mailboxes. ConfigurationError when there is none."""
    return load(config_path(given))


def settings_to_work(given: Path | None) -> Settings:
    """The configuration of the daemon, which has a mailbox. ConfigurationError when it hasn't."""
    settings = settings_needed(given)
    if not settings.mailboxes:
        what, instead = "no mailbox is named, so there is nothing to do", "write a [[mailbox]]; evenhand init shows one"
        raise ConfigurationError((Problem(str(config_path(given)), "mailbox", what, instead),))
    return settings


def state_of(settings: Settings, given: Path | None) -> Path:
    """The folder of store and models."""
    file = sqlite_file(settings, given)
    return file.parent if file else given or Path("/var/lib/evenhand")


def model_state(settings: Settings, given: Path | None) -> Path:
    """The folder of the models for commands that only judge: without a configuration, or where the state may not be
    written, the user's cache."""
    state = state_of(settings, given)
    if given is not None or (settings.source is not None and writable(state)):
        return state
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "evenhand"


def writable(folder: Path) -> bool:
    """Whether something can be put there, or the folder made."""
    while not folder.exists():
        folder = folder.parent
    return os.access(folder, os.W_OK)


def sqlite_file(settings: Settings, given: Path | None) -> Path | None:
    """Where an SQLite store lies; None for other databases. `--state DIR` puts it there."""
    if not settings.store.url.startswith("sqlite:///"):
        return None
    file = Path(settings.store.url.removeprefix("sqlite:///"))
    return file if given is None else (given / file.name).absolute()


def open_state(settings: Settings, given: Path | None) -> Store:
    """Open the store, or create it."""
    file = sqlite_file(settings, given)
    return open_store(f"sqlite:///{file}" if file else settings.store.url)


def existing_state(settings: Settings, given: Path | None) -> Store:
    """Open the store of a command that only looks: it is not created by looking."""
    file = sqlite_file(settings, given)
    if file is not None and not file.exists():
        raise click.ClickException(
            f"there is no store at {file}: the daemon has not run yet with this configuration (or name --state DIR)"
        )
    return open_state(settings, given)


class Moment(click.ParamType[datetime, object]):
    """An ISO 8601 time; without a zone it counts as UTC."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no time; write one such as 2026-11-24T09:30:00+00:00", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
