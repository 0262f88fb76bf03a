"""Values as TOML writes them, for messages and for the sample."""

_LONGEST = 60  # characters of a value that a message repeats


def quote(text: str) -> str:
    """`text` as a TOML basic string (TOML 1.0, section String); what can't be printed is escaped."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c, c if c.isprintable() else f"\\U{ord(c):08X}") for c in text) + '"'


def toml(value: object) -> str:
    """Any value read from TOML, shown as TOML, for messages. Long ones are cut."""
    if isinstance(value, str):
        return quote(_cut(value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a table"
    return _cut(str(value))


def inline(value: object) -> str:
    """Any value read from TOML, whole, on one line."""
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{quote(key)} = {inline(item)}' for key, item in value.items())} }}" if value else "{}"
    return str(value)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
