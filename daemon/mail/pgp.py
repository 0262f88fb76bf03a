"""PGP in the text (RFC 9580 sections 6 and 7): armour of a signed message taken off, an encrypted one recognised."""

import re

_SIGNED = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Za-z]{1,20}:[^\n]{0,200}\n){0,10}[ \t]*\n?", re.MULTILINE
)
_SIGNATURE = re.compile(
    r"^-----BEGIN PGP SIGNATURE-----[ \t]*\n.{0,20000}?(?:^-----END PGP SIGNATURE-----[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_ESCAPED = re.compile(r"^- (?=-|From )", re.MULTILINE)
_ENCRYPTED = re.compile(r"^-----BEGIN PGP MESSAGE-----", re.MULTILINE)
_BLOCK = re.compile(
    r"^-----BEGIN PGP MESSAGE-----.{0,2000000}?(?:^-----END PGP MESSAGE-----[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)


def is_signed(text: str) -> bool:
    return "-----BEGIN PGP SIGNED MESSAGE-----" in text


def is_encrypted(text: str) -> bool:
    return _ENCRYPTED.search(text) is not None


def without_armour(text: str) -> str:
    """The text without signature blocks and encrypted blocks; signed lines lose their dash escape."""
    if "-----BEGIN PGP " not in text:
        return text
    if is_signed(text):
        text = _ESCAPED.sub("", _SIGNED.sub("", text))
    return _BLOCK.sub("", _SIGNATURE.sub("", text)).strip("\n")
