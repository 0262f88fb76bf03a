"""Flags and keywords (RFC 9051 section 2.3.2)."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping

LONGEST_KEYWORD = 50  # Dovecot refuses longer ones
_UNSAFE = re.compile(r"[^a-z0-9$_.+-]+")


def safe_keyword(name: str) -> str:
    """`name` as a keyword every server takes: lower-case ASCII letters, digits and `$ _ . + -`, at most 50 of them.

    Different names stay different: what loses more than its case gets a short hash at its end.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    safe = _UNSAFE.sub("-", plain).strip("-")
    if safe == name.lower() and 0 < len(safe) <= LONGEST_KEYWORD:
        return safe
    mark = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{safe[: LONGEST_KEYWORD - 9]}-{mark}".lstrip("-")


def allowed(flag: str, permanent: frozenset[str] | None) -> bool:
    """Whether the folder keeps this flag. `permanent` is PERMANENTFLAGS in lower case; None: the server did not say."""
    if permanent is None:
        return True  # RFC 9051 section 7.1: then every flag can be changed for good
    return flag.lower() in permanent or (not flag.startswith("\\") and "\\*" in permanent)


def grouped(marks: Mapping[str, Collection[int]]) -> list[tuple[tuple[str, ...], list[int]]]:
    """As few STOREs as possible: (flags, mails) by flag, or by mails that get the same flags."""
    by_flag = [((flag,), sorted(uids)) for flag, uids in marks.items() if uids]
    flags_of: dict[int, list[str]] = {}
    for flag, uids in marks.items():
        for uid in uids:
            flags_of.setdefault(uid, []).append(flag)
    alike: dict[tuple[str, ...], list[int]] = {}
    for uid, flags in sorted(flags_of.items()):
        alike.setdefault(tuple(flags), []).append(uid)
    return list(alike.items()) if len(alike) <= len(by_flag) else list(by_flag)
