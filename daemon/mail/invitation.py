"""What an invitation says to people (RFC 5545), for a mail that is nothing but one."""

import re

_FOLDED = re.compile(r"\n[ \t]")
_FIELD = re.compile(r"(SUMMARY|DESCRIPTION|COMMENT)(?:;[^:\n]{0,300})?:(.*)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\;,nN])")


def invitation_text(calendar: str) -> str:
    """Title, description and comment of its first event, a paragraph each; all of it when it has none."""
    event = calendar.partition("BEGIN:VEVENT")[2].partition("END:VEVENT")[0]
    found = (_FIELD.match(line) for line in _FOLDED.sub("", event).split("\n"))
    said = [_ESCAPE.sub(_escaped, match[2]).strip() for match in found if match is not None]
    return "\n\n".join(filter(None, said)) or calendar


def _escaped(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]
