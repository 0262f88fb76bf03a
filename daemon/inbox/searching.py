"""Finding mails by a field that holds Message-IDs."""

import re
from collections.abc import Iterable, Sequence

from daemon.inbox.client import Client, Refused
from daemon.inbox.fetching import section

_SAFE = re.compile(r"<[!#-\[\]-~]{1,900}>")  # printable ASCII that needs no escape inside quotes
_AT_ONCE = 20  # Message-IDs a SEARCH; its line must stay short


def ids_in(client: Client, field: str, ids: Iterable[str]) -> set[str]:
    """Which of the Message-IDs stand in that header field of some mail of the selected folder.

    Ids that can't be written into a SEARCH as they are, are not found.
    """
    wanted = sorted({one for one in ids if _SAFE.fullmatch(one)})
    found: set[str] = set()
    part = f"HEADER.FIELDS ({field.upper()})"
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        keys = [f'HEADER {field} "{one}"' for one in some]
        uids = _search(client, keys)
        if not uids:
            continue
        # The search is for a part of the field; only the fields themselves tell which ids they are.
        answers = client.fetch(uids, ("UID", f"BODY.PEEK[{part}]"))
        fields = b" ".join(section(one, part) or b"" for one in answers.values())
        found.update(one for one in some if one.encode() in fields)
    return found


def _search(client: Client, keys: Sequence[str]) -> list[int]:
    try:
        # RFC 9051 section 6.4.4: OR takes exactly two keys, so they nest.
        return client.search("OR " * (len(keys) - 1) + " ".join(keys))
    except Refused:
        if len(keys) == 1:
            raise
        return [uid for key in keys for uid in client.search(key)]  # not every server nests that deep
