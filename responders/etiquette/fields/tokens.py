"""Comments, quoted strings and tokens of structured header fields (RFC 5322 section 3.2), read tolerantly.

Every function takes linear time and never raises: what does not fit is taken as it stands.
"""

LONGEST = 8_000  # characters of one field that are read


def without_comments(value: str) -> str:
    """The field with its (nested) comments replaced by a space; parentheses in quoted strings stay."""
    kept: list[str] = []
    depth = 0
    quoted = False
    characters = iter(value[:LONGEST])
    for character in characters:
        if character == "\\" and (quoted or depth):
            escaped = next(characters, "")
            if not depth:
                kept.append(character + escaped)
        elif character == '"' and not depth:
            quoted = not quoted
            kept.append(character)
        elif character == "(" and not quoted:
            depth += 1
            kept.append(" ")
        elif character == ")" and depth:
            depth -= 1
        elif not depth:
            kept.append(character)
    return "".join(kept)


def split(value: str, separator: str = ";") -> list[str]:
    """The parts between separators that are not in a quoted string, stripped."""
    parts: list[str] = []
    start = 0
    quoted = False
    skip = False
    for position, character in enumerate(value):
        if skip:
            skip = False
        elif quoted and character == "\\":
            skip = True
        elif character == '"':
            quoted = not quoted
        elif character == separator and not quoted:
            parts.append(value[start:position].strip())
            start = position + 1
    parts.append(value[start:].strip())
    return parts


def unquoted(value: str) -> str:
    """A token or the content of a quoted string."""
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] == '"':
        value = value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return value
