"""Bytes to TOML, with errors a person can act on."""

import re
import tomllib
from pathlib import Path
from typing import Any

from config.problems import Findings

_LARGEST = 4 * 1024 * 1024  # bytes; far above any real configuration


def read_file(path: Path, findings: Findings) -> str | None:
    """The text of the file, or None after reporting why there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        findings.error("", "there is no such file", f"write one with: evenhand init --output {path}")
        return None
    except IsADirectoryError:
        findings.error("", "is a folder", f"name the file, such as {path / 'evenhand.toml'}")
        return None
    except PermissionError:
        findings.error("", "this user may not read it", "make it readable for the user the service runs as")
        return None
    except OSError as failure:
        findings.error("", f"can't be read ({failure.strerror})", "name a file that can")
        return None
    if len(data) > _LARGEST:
        findings.error("", "is larger than 4 MB", "name a configuration file")
        return None
    return _decode(data, findings)


def parse(text: str, findings: Findings) -> dict[str, Any] | None:
    """The TOML of `text`, or None after reporting the line that is wrong."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as failure:
        what, line = _message(str(failure), text)
        source = text.splitlines()[line - 1].strip() if 0 < line <= len(text.splitlines()) else ""
        findings.error(f"line {line}", what, _instead(what, source))
    except ValueError:  # a number of thousands of digits
        findings.error("", "holds a number without end", "write a plain configuration")
    except RecursionError:
        findings.error("", "tables or lists are nested without end", "write a plain configuration")
    return None


def _decode(data: bytes, findings: Findings) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        findings.error(f"line {line}", "holds letters that are not UTF-8", "save the file as UTF-8")
        return None


def _message(message: str, text: str) -> tuple[str, int]:
    """tomllib's message without its position, and the line."""
    match = re.fullmatch(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)", message, re.DOTALL)
    if not match:
        return message, 1
    line = int(match[2]) if match[2] else len(text.rstrip().splitlines())
    return f"is not TOML ({match[1][:1].lower()}{match[1][1:]})", line


def _instead(what: str, source: str) -> str:
    """What usually was meant by such a line. The line's value is never repeated: it may be a secret."""
    key = re.match(r"[\w.-]+", source)
    name = key[0] if key else "key"
    if "overwrite" in what or "twice" in what or "once" in what or "immutable" in what:
        return "keep one of the two, or write [[…]] for parts that may stand several times"
    if re.match(r"[\w.-]+\s*=\s*\{", source) and not source.endswith("}"):
        return f"write {name} = {{ … }} in one line, or a section of its own with one key a line"
    if re.match(r"[\w.-]+\s*:", source):
        return f"write {name} = … with an equals sign"
    if re.search(r"=\s*[A-Za-z*@/]", source) and not re.search(r"=\s*(true|false|inf|nan)\b", source):
        return f'write {name} = "…" with quotation marks around text'
    if "escape" in what or "\\" in source:
        return "write backslashes twice, or put the text between '…'"
    if source.startswith("["):
        return "write [section] or [[section]] in a line of its own"
    return 'write key = value, with "…" around text, […] around lists'
