"""Authentication-Results (RFC 8601 section 2.2): what the receiving server found about a mail.

    authserv-id [version] *( ; method[/version] = result [reason=…] *( ptype.property=value ) ) | ; none

Anybody can write such a field into a mail; so it is believed only when its authserv-id is the configured one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from responders.etiquette.fields.tokens import split, unquoted, without_comments


@dataclass(frozen=True, slots=True)
class Results:
    """Who says so, and (method, result) in order, all case folded."""

    authserv_id: str
    found: tuple[tuple[str, str], ...]

    def of(self, method: str) -> str:
        """The first result of `method`; "" when there is none."""
        return next((result for name, result in self.found if name == method), "")


def parse(value: str) -> Results:
    """Read one field; what is no result is left out."""
    parts = split(without_comments(value))
    head = parts[0].split()
    return Results(
        authserv_id=unquoted(head[0]).casefold() if head else "",
        found=tuple(result for part in parts[1:] if (result := _result(part))),
    )


def _result(part: str) -> tuple[str, str] | None:
    method, equals, rest = part.partition("=")
    name = method.partition("/")[0].strip().casefold()
    words = rest.split()
    if not equals or not words or not name or " " in name:
        return None
    return name, unquoted(words[0]).casefold()


def topmost(values: Iterable[str], authserv_id: str, method: str) -> str:
    """What the topmost field of `authserv_id` that speaks of `method` says; "" when none does or no id is given."""
    wanted = authserv_id.strip().casefold()
    if not wanted:
        return ""
    for value in values:
        results = parse(value)
        if results.authserv_id == wanted and (result := results.of(method)):
            return result
    return ""
