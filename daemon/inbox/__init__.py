"""The mailbox over IMAP: connecting, noticing new mail, reading it, marking it. The only user of imapclient."""

from daemon.inbox.backoff import Backoff, wait
from daemon.inbox.bell import Bell
from daemon.inbox.errors import (
    FolderMissing,
    InboxError,
    LoginRefused,
    MailboxFull,
    ProtocolTrouble,
    ServerUnreachable,
    TlsRefused,
)
from daemon.inbox.fetching import Fetched
from daemon.inbox.folders import FolderState
from daemon.inbox.idle import IdleEvent
from daemon.inbox.marks import safe_keyword
from daemon.inbox.session import Inbox

__all__ = [
    "Backoff",
    "Bell",
    "Fetched",
    "FolderMissing",
    "FolderState",
    "IdleEvent",
    "Inbox",
    "InboxError",
    "LoginRefused",
    "MailboxFull",
    "ProtocolTrouble",
    "ServerUnreachable",
    "TlsRefused",
    "safe_keyword",
    "wait",
]
