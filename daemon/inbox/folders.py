"""Names of folders: what the configuration calls them, and what the server does."""

from dataclasses import dataclass

from daemon.inbox.client import Answer, Client

# What mail programs call the folder of sent mail where the server does not say (RFC 6154 \\Sent).
_SENT_NAMES = (
    "sent",
    "sent items",
    "sent messages",
    "sent mail",
    "gesendet",
    "gesendete elemente",
    "gesendete objekte",
    "envoyés",
    "messages envoyés",
    "enviados",
    "elementos enviados",
    "inviata",
    "posta inviata",
    "verzonden items",
    "skickat",
    "wysłane",
)


@dataclass(frozen=True, slots=True)
class FolderState:
    """An opened folder."""

    name: str
    uidvalidity: int  # a change means: all UIDs are new (RFC 9051 section 2.3.1.1)
    uidnext: int  # every mail that arrives from now on has this UID or a higher one
    exists: int
    keywords_allowed: bool  # whether the folder keeps keywords of ours
    writable: bool
    permanent_flags: frozenset[str] | None  # lower case; None when the server did not say


def folder_state(name: str, answer: Answer) -> FolderState:
    """From the answer to SELECT or EXAMINE."""
    told = answer.get(b"PERMANENTFLAGS")
    permanent = frozenset(_text(flag).lower() for flag in told) if isinstance(told, tuple) else None
    writable = b"READ-ONLY" not in answer
    return FolderState(
        name=name,
        uidvalidity=_number(answer.get(b"UIDVALIDITY")),
        uidnext=_number(answer.get(b"UIDNEXT")),
        exists=_number(answer.get(b"EXISTS")),
        keywords_allowed=writable and (permanent is None or "\\*" in permanent),
        writable=writable,
        permanent_flags=permanent,
    )


def server_name(client: Client, folder: str) -> str:
    """The server's name of a folder the configuration writes as `a/b`: with its separator and its prefix.

    A name that exists as written is taken as written. Courier and others keep everything below `INBOX.`.
    """
    listed = client.folders()
    names = {name for _, _, name in listed}
    if folder in names or folder.upper() == "INBOX":
        return folder
    separator = next((sep for _, sep, _ in listed if sep), "/")
    translated = folder.replace("/", separator)
    prefix = client.prefix()
    prefixed = translated if translated.startswith(prefix) else prefix + translated
    return next((name for name in (translated, prefixed) if name in names), prefixed)


def sent_folder(client: Client) -> str | None:
    """The folder the server or custom names as the one for sent mail."""
    listed = client.folders()
    for attributes, _, name in listed:
        if "\\sent" in attributes and "\\noselect" not in attributes:
            return name
    for wanted in _SENT_NAMES:
        for attributes, separator, name in listed:
            last = name.rsplit(separator, 1)[-1] if separator else name
            if last.lower() == wanted and "\\noselect" not in attributes:
                return name
    return None


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
