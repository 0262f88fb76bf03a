"""A mailbox that is opened, and mails to put in."""

from collections.abc import Iterator

import pytest

from daemon.inbox import Inbox
from tests.servers.dovecot import Box


@pytest.fixture
def inbox(box: Box) -> Iterator[Inbox]:
    """The product's view of `box`, INBOX opened."""
    inbox = Inbox(box.settings(), {})
    inbox.connect()
    inbox.open_folder("INBOX")
    yield inbox
    inbox.logout()
