"""What can go wrong with a mailbox, one class for each remedy.

Every message names the server and what a person can do; none ever holds a password, a token or text of a mail.
"""

import ssl


class InboxError(Exception):
    """Something about the mailbox at `host`:`port`; `remedy` is what a person can do."""

    def __init__(self, host: str, port: int, what: str, remedy: str) -> None:
        self.host = host
        self.port = port
        self.what = what
        self.remedy = remedy
        super().__init__(f"IMAP server {host}:{port}: {what}. {remedy}")

    def __str__(self) -> str:
        return f"IMAP server {self.host}:{self.port}: {self.what}. {self.remedy}"


class ServerUnreachable(InboxError, ConnectionError):
    """No connection, or it broke. Remedy: connect again after a while."""


class LoginRefused(InboxError, PermissionError):
    """The server does not accept these credentials. Remedy: change the configuration; trying again is useless."""


class TlsRefused(InboxError, ssl.SSLError):
    """No connection that can be trusted. Remedy: the certificate, `ca_file`, `host` or `security`; never plain text."""

    # ssl.SSLError brings its own way of printing itself.
    __str__ = InboxError.__str__


class FolderMissing(InboxError, LookupError):
    """The folder does not exist or may not be opened. Remedy: create it, or name another in the configuration."""


class MailboxFull(InboxError, OSError):
    """The server has no room for another mail (RFC 9208 OVERQUOTA). Remedy: make room; nothing is lost meanwhile."""


class ProtocolTrouble(InboxError, RuntimeError):
    """The server refused one command, or answered something that is not IMAP. Remedy: try again, then look at its log."""
