"""From a configured server to a connection that is encrypted, verified and logged in.

Nothing here ever falls back: not from TLS to plain text, not from a verified certificate to any certificate.
"""

import ipaddress
import re
import ssl
from collections.abc import Callable, Mapping

from config.secrets import SecretError, reveal
from config.settings import Login, Server
from daemon.inbox.client import Client, Garbled, Lost, Refused
from daemon.inbox.errors import LoginRefused, ProtocolTrouble, ServerUnreachable, TlsRefused
from daemon.inbox.wire import Wire

# RFC 5530: the credentials may be right, the server can't say now.
_PASSING = {"UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"}
_LASTING = {"AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED", "PRIVACYREQUIRED", "CONTACTADMIN", "NOPERM"}
# What large providers say instead of a code.
_PASSING_WORDS = re.compile(
    r"too many|maximum number|temporar|unavailable|not connected|overload|busy|(internal|server) error", re.IGNORECASE
)


def connect(server: Server, environ: Mapping[str, str]) -> Client:
    """Connect and log in. ServerUnreachable, TlsRefused, LoginRefused or ProtocolTrouble."""
    wire = _reach(server)
    try:
        client = _greet(server, wire)
        if not client.logged_in:  # PREAUTH on a trusted connection
            _log_in(client, server, environ)
        _introduce(client, server)
    except BaseException:
        wire.close()
        raise
    return client


def _reach(server: Server) -> Wire:
    try:
        wire = Wire(server.host, server.port, server.timeout.total_seconds())
    except OSError as trouble:
        raise _unreachable(server, f"no connection ({trouble})") from None
    if server.security == "plain" and not _is_this_machine(wire):
        wire.close()
        raise _tls(server, "a password would cross the network in the clear", 'Set security = "tls" or "starttls".')
    if server.security == "tls":
        context = _context(server)
        _shake_hands(server, lambda: wire.start_tls(context), wire)
    return wire


def _greet(server: Server, wire: Wire) -> Client:
    try:
        client = Client(wire)
        if server.security == "starttls":
            if client.logged_in or "STARTTLS" not in client.capabilities:
                raise _tls(server, "it does not offer STARTTLS", 'Set security = "tls" (port 993), or fix the server.')
            context = _context(server)
            _shake_hands(server, lambda: client.upgrade(context), wire)
    except Lost as trouble:
        raise _unreachable(server, f"it ended the greeting ({trouble})") from None
    except (Refused, Garbled) as trouble:
        raise ProtocolTrouble(
            server.host, server.port, f"it does not greet like IMAP ({trouble})", "Check host and port."
        ) from None
    return client


def _shake_hands(server: Server, shake: Callable[[], None], wire: Wire) -> None:
    try:
        shake()
    except ssl.SSLCertVerificationError as trouble:
        wire.close()
        raise _tls(
            server,
            f"its certificate is not trusted ({trouble.verify_message})",
            "Renew it, name its authority in ca_file, or write the host name the certificate is for.",
        ) from None
    except (ssl.SSLEOFError, ssl.SSLSyscallError, ssl.SSLZeroReturnError) as trouble:
        wire.close()
        raise _unreachable(server, f"it hung up during the TLS handshake ({trouble})") from None
    except ssl.SSLError as trouble:
        wire.close()
        reason = getattr(trouble, "reason", None) or str(trouble)  # errors of our own have no reason
        raise _tls(server, f"no TLS handshake ({reason})", "Check port and security (993 tls, 143 starttls).") from None
    except (Lost, OSError) as trouble:
        wire.close()
        raise _unreachable(server, f"the TLS handshake broke off ({trouble})") from None


def _context(server: Server) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=str(server.ca_file) if server.ca_file else None)
    except OSError as trouble:  # a file that is missing, unreadable or holds no certificate
        raise _tls(
            server, f"{server.ca_file} can't be used ({trouble})", "Let ca_file name a readable PEM file."
        ) from None


def _log_in(client: Client, server: Server, environ: Mapping[str, str]) -> None:
    login = server.login
    try:
        secret = reveal(login, environ=environ, purpose=f"IMAP log-in of {login.user}").reveal()
    except SecretError as trouble:
        raise LoginRefused(server.host, server.port, str(trouble), "Without it there is no log-in.") from None
    try:
        _present(client, login, secret)
    except Lost as trouble:
        raise _unreachable(server, f"it hung up during the log-in ({trouble})") from None
    except Garbled as trouble:
        raise _unreachable(server, f"its answer to the log-in is not IMAP ({trouble})") from None
    except Refused as trouble:
        if _is_passing(trouble):
            raise _unreachable(server, f"it can't check the log-in now ({trouble})") from None
        words = str(trouble).replace(secret, "…") if secret else str(trouble)
        raise LoginRefused(
            server.host,
            server.port,
            f"it refuses the log-in of {login.user!r} ({words})",
            "Check user and password or token, and that the account may use IMAP.",
        ) from None


def _introduce(client: Client, server: Server) -> None:
    try:
        client.introduce()
    except Lost as trouble:
        raise _unreachable(server, f"it hung up after the log-in ({trouble})") from None
    except (Refused, Garbled):
        pass  # a courtesy, nothing depends on it


def _is_passing(refused: Refused) -> bool:
    if refused.code in _PASSING or refused.code in _LASTING:
        return refused.code in _PASSING
    return _PASSING_WORDS.search(str(refused)) is not None


def _present(client: Client, login: Login, secret: str) -> None:
    offers = client.capabilities
    if login.oauth == "xoauth2":
        client.authenticate("XOAUTH2", _once(f"user={login.user}\1auth=Bearer {secret}\1\1"))
    elif login.oauth == "oauthbearer":  # RFC 7628 section 3.1
        name = login.user.replace("=", "=3D").replace(",", "=2C")
        client.authenticate("OAUTHBEARER", _once(f"n,a={name},\1auth=Bearer {secret}\1\1"))
    elif "AUTH=PLAIN" in offers:  # any character may be in the password, RFC 4616
        client.authenticate("PLAIN", _once(f"\0{login.user}\0{secret}"))
    elif "LOGINDISABLED" in offers:
        raise Refused("it allows no log-in with a password on this connection")
    else:
        client.login(login.user, secret)


def _once(first: str) -> Callable[[bytes], bytes]:
    """Answers the first challenge; a second one is a refusal in disguise and gets an empty answer (RFC 7628)."""
    answers = [first.encode()]
    return lambda challenge: answers.pop() if answers else b""


def _is_this_machine(wire: Wire) -> bool:
    peer = str(wire.sock.getpeername()[0])
    return ipaddress.ip_address(peer.partition("%")[0]).is_loopback


def _unreachable(server: Server, what: str) -> ServerUnreachable:
    return ServerUnreachable(
        server.host, server.port, what, "Check host, port and network; it is tried again by itself."
    )


def _tls(server: Server, what: str, remedy: str) -> TlsRefused:
    return TlsRefused(server.host, server.port, what, remedy)
