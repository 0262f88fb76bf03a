"""From BODYSTRUCTURE (RFC 9051 section 7.5.2) to the leaves of a mail.

Servers describe broken mails in broken ways; whatever does not fit raises `Unusable`, and the caller reads the mail's
first bytes instead.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from config.settings import Limits
from daemon.mail.mail import Leaf
from daemon.mail.params import media_type, parse_value


class Unusable(ValueError):
    """Not a structure we can follow."""


def leaves(body: Any, limits: Limits) -> tuple[Leaf, ...]:
    """The leaves in order, none with data. `body` is imapclient's BodyData: nested tuples, a list where parts stand.

    Stops at `limits.parts` leaves; multiparts deeper than `limits.depth` are left out. Raises Unusable.
    """
    found: list[Leaf] = []
    for leaf in _walk(body, "", (), limits.depth):
        found.append(leaf)
        if len(found) >= limits.parts:
            break
    return tuple(found)


def _walk(body: Any, path: str, containers: tuple[str, ...], depth: int) -> Iterator[Leaf]:
    if not isinstance(body, Sequence) or isinstance(body, bytes | str) or len(body) < 2:
        raise Unusable(f"no body at {path or 'the top'}")
    if isinstance(body[0], list):
        if depth > 0:
            around = (*containers, _label(body))
            for number, part in enumerate(body[0], 1):
                yield from _walk(part, f"{path}.{number}" if path else str(number), around, depth - 1)
    else:
        yield _leaf(body, path or "1", containers)


def _leaf(body: Sequence[Any], path: str, containers: tuple[str, ...]) -> Leaf:
    if len(body) < 7:
        raise Unusable(f"a body of {len(body)} fields at {path}")
    content_type, params = media_type(_field(_joined(body), body[2]))
    # The extension data begin with the MD5, after the fields special to the type.
    special = 3 if content_type == "message/rfc822" and len(body) > 9 else content_type.startswith("text/")
    at = 7 + int(special) + 1
    disposition, named = _disposition(body[at] if len(body) > at else None)
    return Leaf(
        path=path,
        content_type=content_type,
        params=tuple(params.items()),
        encoding=_bytes(body[5]).strip().lower()[:40].decode("ascii", "replace"),
        disposition=disposition[:40],
        filename=(named.get("filename") or params.get("name") or "")[:255],
        size=body[6] if isinstance(body[6], int) and body[6] >= 0 else 0,
        containers=containers,
    )


def _label(body: Sequence[Any]) -> str:
    """A container's type; a report's with its kind, as `daemon.mail.structure` writes it."""
    kind = f"multipart/{_bytes(body[1]).decode('ascii', 'replace').lower()[:60]}"
    _, params = parse_value(_field(b"multipart/x", body[2] if len(body) > 2 else None))
    report = params.get("report-type", "")
    return f"{kind}; report-type={report.lower()[:60]}" if report and kind == "multipart/report" else kind


def _disposition(field: Any) -> tuple[str, dict[str, str]]:
    if isinstance(field, tuple) and len(field) == 2:
        return parse_value(_field(_bytes(field[0]), field[1]))
    return "", {}


def _joined(body: Sequence[Any]) -> bytes:
    return _bytes(body[0]) + b"/" + _bytes(body[1])


def _field(value: bytes, params: Any) -> bytes:
    """The header field these were taken from, so that one reader understands files and structures alike."""
    out = [value]
    if isinstance(params, tuple):
        for name, text in zip(params[::2], params[1::2], strict=False):
            quoted = _bytes(text).replace(b"\\", b"\\\\").replace(b'"', b'\\"')
            out.append(_bytes(name) + b'="' + quoted + b'"')
    return b"; ".join(out)


def _bytes(field: Any) -> bytes:
    if isinstance(field, bytes):
        return field
    return b"" if field is None else str(field).encode()
