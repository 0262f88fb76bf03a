"""What settings must fit together."""

from typing import Any

from config.problems import Findings
from config.settings import Settings


def check(settings: Settings, raw: dict[str, Any], findings: Findings) -> None:
    """Add every error and doubt that shows only when several settings are seen together."""
