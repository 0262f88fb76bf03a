"""Moving and storing mails, on servers with and without MOVE and UIDPLUS."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from daemon.inbox.client import Client, Refused

T = TypeVar("T")


def creating(client: Client, folder: str, act: Callable[[str], T]) -> T:
    """Do something with `folder`; when that is refused because there is none, create it and try once more."""
    try:
        return act(folder)
    except Refused as trouble:
        if trouble.code != "TRYCREATE" and any(name == folder for _, _, name in client.folders()):
            raise
        client.create(folder)
        return act(folder)


def move(client: Client, uids: Sequence[int], folder: str) -> None:
    """Move the mails; see `Inbox.move` for what happens without MOVE and UIDPLUS."""
    try:
        _move(client, uids, folder)
    except Refused as trouble:
        if trouble.code != "EXPUNGEISSUED":
            raise
        client.noop()  # somebody took one of them away; now the server knows it too
        _move(client, uids, folder)


def _move(client: Client, uids: Sequence[int], folder: str) -> None:
    if "MOVE" in client.capabilities:
        client.move(uids, folder)
        return
    client.copy(uids, folder)
    client.add_flags(uids, ("\\Deleted",))
    if "UIDPLUS" in client.capabilities:
        client.uid_expunge(uids)
