"""Addresses of people and patterns of them."""

import re
from dataclasses import dataclass

from config.kinds.kind import Schema
from config.kinds.plain import Text
from config.problems import Place
from config.toml_text import quote, toml

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
# Plain addresses (RFC 5322 dot-atom at RFC 1123 host) need no library; anything else is put before email-validator.
# Single-label and reserved domains pass here: they are real on private networks.
_PLAIN = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@{_LABEL}(?:\.{_LABEL})*", re.ASCII)
_NOWHERE = (".invalid", ".onion", ".arpa")


def fault_of_address(text: str) -> str | None:
    """Why `text` is no address mail could be sent to; None when it is one. Nothing is looked up."""
    plain = _PLAIN.fullmatch(text)
    if plain and len(plain[1]) <= 64 and len(text) <= 254 and not text.casefold().endswith(_NOWHERE):
        return None
    from email_validator import EmailNotValidError, validate_email  # slow to import, rarely needed

    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError as refusal:
        return str(refusal).rstrip(".")
    return None


@dataclass(frozen=True, slots=True)
class EmailAddress:
    empty: bool = False
    words: str = 'an address such as "helpdesk@example.org"'

    def read(self, value: object, at: Place) -> str:
        text = Text(empty=self.empty).read(value, at).strip()
        if not text and self.empty:
            return ""
        inner = re.fullmatch(r"[^<>]*<([^<>]+)>", text)
        if inner:
            raise at.refuse(f"{toml(text)} holds a name beside the address", f"write {quote(inner[1])}")
        fault = fault_of_address(text)
        if fault:
            raise at.refuse(f"{toml(text)} is not an address ({fault})", 'write it like "helpdesk@example.org"')
        return text

    def show(self, value: str) -> str:
        return quote(value)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^$|^[^@ ]+@[^@ ]+$" if self.empty else "^[^@ ]+@[^@ ]+$"}


@dataclass(frozen=True, slots=True)
class AddressPattern:
    """An address in which `*` stands for any letters."""

    words: str = 'an address or a pattern such as "*@support.example.org"'

    def read(self, value: object, at: Place) -> str:
        text = Text(empty=False).read(value, at).strip()
        if "@" not in text:
            raise at.refuse(
                f"{toml(text)} has no @", f"write {quote('*@' + text if '.' in text else text + '@example.org')}"
            )
        # A star stands for letters, so the rest must be an address once it is letters.
        fault = fault_of_address(re.sub(r"[*?]+|\[[^\]@]*\]", "x", text))
        if fault:
            raise at.refuse(f"{toml(text)} matches no address ({fault})", 'write it like "*@support.example.org"')
        return text

    def show(self, value: str) -> str:
        return quote(value)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "@"}
