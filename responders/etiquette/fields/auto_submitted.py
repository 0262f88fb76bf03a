"""The Auto-Submitted field: RFC 3834 section 5, extended by RFC 5436 section 2.7.1 (auto-notified)."""

from responders.etiquette.fields.tokens import split, unquoted, without_comments


def keyword(value: str) -> str:
    """`(by a person) No ; owner-email=x` -> "no". Case folded; "" when the field says nothing."""
    first = unquoted(split(without_comments(value))[0])
    words = first.replace(",", " ").split()
    return words[0].casefold() if words else ""
