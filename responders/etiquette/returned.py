"""Whether a mail brings back another that its addressee had sent: what notices of undelivered mail do, whoever makes them.

Only the head of the mail that came back is looked at: where it was written from and where to. No word of the text counts.
"""

import re
from collections.abc import Collection

READ = 16_000  # characters: behind them stands what was written, not its head
_FIELD = re.compile(
    r"^[ \t>|]{0,8}(received|message-id|return-path|mime-version|from|to|cc):[ \t]?([^\n]{0,400})",
    re.IGNORECASE | re.MULTILINE,
)
_TRACES = frozenset({"received", "message-id", "return-path", "mime-version"})
_ADDRESS = re.compile(r"[^\s<>\"'(),:;\[\]@=]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")


def brings_back(text: str, addressees: Collection[str], senders: Collection[str]) -> bool:
    """Whether a text holds the head of a mail from one of `addressees`, not to one of `senders` (both case folded).

    A head is told by two of the fields that servers write: what people quote shows From and To only. Somebody to whom we
    wrote and who pastes our mail with its head is one of `senders`.
    """
    text = text[:READ]
    if not addressees or "@" not in text:
        return False
    fields: dict[str, set[str]] = {}
    for found in _FIELD.finditer(text):
        fields.setdefault(found[1].casefold(), set()).update(
            address.casefold() for address in _ADDRESS.findall(found[2])
        )
    if len(_TRACES & fields.keys()) < 2 or "to" not in fields:
        return False
    written_to = fields["to"] | fields.get("cc", set())
    return not fields.get("from", set()).isdisjoint(addressees) and written_to.isdisjoint(senders)
