"""Servers for all tests: started once, at first use, and ended whatever happens."""

from collections.abc import Callable, Iterator

import pytest

from tests.servers.certs import Authority
from tests.servers.dovecot import Box, Dovecot
from tests.servers.postfix import Postfix
from tests.servers.sink import Sink


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A certificate authority that signs the private servers' certificates."""
    return Authority(tmp_path_factory.mktemp("ca"))


@pytest.fixture(scope="session")
def dovecot(authority: Authority) -> Iterator[Dovecot]:
    """A Dovecot with everything Dovecot can do. Ask it for `box()`."""
    server = Dovecot(authority).start()
    yield server
    server.stop()


@pytest.fixture
def box(dovecot: Dovecot) -> Box:
    """An empty mailbox on Dovecot that no other test knows."""
    return dovecot.box()


@pytest.fixture(scope="session")
def another_dovecot(authority: Authority) -> Iterator[Callable[..., Dovecot]]:
    """Gives a Dovecot with other capabilities, a quota or another certificate; the same options give the same one."""
    started: dict[frozenset[tuple[str, object]], Dovecot] = {}

    def start(**options: object) -> Dovecot:
        key = frozenset(options.items())
        if key not in started:
            started[key] = Dovecot(authority, **options).start()  # type: ignore[arg-type]  # options go by name
        return started[key]

    yield start
    for server in started.values():
        server.stop()


@pytest.fixture(scope="session")
def postfix(dovecot: Dovecot) -> Iterator[Postfix]:
    """A Postfix that delivers to `dovecot`: mail for any address arrives in the box of that name."""
    server = Postfix(dovecot).start()
    yield server
    server.stop()


@pytest.fixture
def sink() -> Iterator[Sink]:
    """An SMTP server that keeps what it gets, without TLS and log-in."""
    with Sink() as sink:
        yield sink
