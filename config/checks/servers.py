"""[mailbox.imap] and [mailbox.smtp]: no password in the clear, and one way to log in."""

import ipaddress

from config.problems import Place
from config.settings import Server
from config.unknown import SECRETS

SOURCES = ("password_file", "credential", "password_env")


def is_this_machine(host: str) -> bool:
    """Whether `host` is loopback by its own text (127/8, ::1, RFC 6761 localhost); nothing is looked up."""
    if host.casefold().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_server(server: Server, at: Place) -> None:
    if server.security == "plain" and not is_this_machine(server.host):
        at.into("security").refuse(
            f'"plain" would send passwords and mail in the clear to {server.host}',
            'write "tls" or "starttls"; "plain" is for this machine only (127.0.0.1, ::1, localhost)',
        )
    _login(server, at)


def _login(server: Server, at: Place) -> None:
    login = server.login
    if at.findings.touched(at.into("user").key, *(at.into(key).key for key in (*SOURCES, *SECRETS))):
        return
    given = [key for key in SOURCES if getattr(login, key)]
    if len(given) > 1:
        at.into(given[1]).refuse(f"stands beside {given[0]}: two places for one secret", "keep one of them")
    if login.given and not given:
        sources = 'password_file = "…", credential = "…" or password_env = "…"'
        at.refuse("names a user, but not where the password or token is", f"write {sources} beside the user")
    if not login.given and (given or login.oauth):
        at.into("user").refuse("is missing, but a secret is named", 'write user = "…"')
    elif not login.given and at.key.endswith(".imap"):
        at.into("user").refuse("is missing", 'write user = "…" and password_file = "…"')
    if login.credential and not login.credential.replace("_", "").replace("-", "").replace(".", "").isalnum():
        at.into("credential").refuse(
            "is not the name of a credential", 'write the name in LoadCredential=, such as "imap"'
        )
