"""Header fields as text: names as written, values decoded and cleaned."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from daemon.mail.addresses import addresses
from daemon.mail.clean import clean_line
from daemon.mail.encoded_words import decode_words
from daemon.mail.fields import fields_of
from daemon.mail.mail import Address

VALUE = 16 * 1024  # bytes of one value that are decoded
_ID = re.compile(r"<([^<>\s]{1,900})>")
_BARE_ID = re.compile(r"[^<>\s,;]{1,400}@[^<>\s,;]{1,400}")
_ZONE_NAME = re.compile(r"\([^()]{0,60}\)")


class Headers:
    """The header of one mail. Values are decoded when asked for, once."""

    def __init__(self, block: bytes, fallback: str = "") -> None:
        self.raw = fields_of(block)
        self.fallback = fallback
        self._by_name: dict[str, list[bytes]] = {}
        for name, value in self.raw:
            self._by_name.setdefault(name.lower(), []).append(value)

    def values(self, name: str) -> list[bytes]:
        """All values of a field, raw; `name` in lower case."""
        return self._by_name.get(name, [])

    def first(self, name: str) -> bytes | None:
        found = self.values(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """The first non-empty value, decoded and cleaned."""
        value = next((v for v in self.values(name) if v), b"")
        return clean_line(decode_words(value[:VALUE], self.fallback))

    def all_decoded(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, clean_line(decode_words(value[:VALUE], self.fallback))) for name, value in self.raw)

    def addresses(self, *names: str) -> tuple[Address, ...]:
        """The addresses of all fields of these names, each only once."""
        found: dict[str, Address] = {}
        for name in names:
            for value in self.values(name):
                for address in addresses(value, self.fallback):
                    found.setdefault(address.address.casefold(), address)
        return tuple(found.values())

    def ids(self, name: str, most: int = 200) -> tuple[str, ...]:
        """Message-IDs in a field, "<left@right>", oldest first, the last `most` of them."""
        return message_ids((clean_line(v[:VALUE].decode("utf-8", "replace")) for v in self.values(name)), most)

    def date(self) -> datetime | None:
        return read_date(self.text("date"))


def message_ids(values: Iterable[str], most: int) -> tuple[str, ...]:
    """Every "<id>" once, in order. A value without brackets counts when it looks like an id."""
    found: dict[str, None] = {}
    for value in values:
        hits = _ID.findall(value)
        if not hits and "<" not in value:
            hits = _BARE_ID.findall(value)[:1]
        found.update(dict.fromkeys(f"<{hit}>" for hit in hits))
    return tuple(found)[-most:]


def read_date(text: str) -> datetime | None:
    """RFC 5322 section 3.3 and its obsolete forms; without a zone it counts as UTC. None when it is no date."""
    text = _ZONE_NAME.sub("", text[:120]).strip()
    for candidate in (text, text.replace(".", ":"), text.split(",", 1)[-1]):
        try:
            found = parsedate_to_datetime(candidate)
        except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
            continue
        try:
            return (found.replace(tzinfo=UTC) if found.tzinfo is None else found).astimezone(UTC)
        except (ValueError, OverflowError):
            return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (found.replace(tzinfo=UTC) if found.tzinfo is None else found).astimezone(UTC)
