"""One campaign for all tests of this folder, with a seed that stays the same."""

import logging

import pytest

from tests.campaign.campaign import Campaign
from tests.campaign.model import trained
from tests.servers.dovecot import Dovecot

SEED = 2026


@pytest.fixture(scope="session")
def campaign(dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """Dovecot, a model and chance. What it starts ends with the test that started it."""
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    return Campaign(dovecot, trained(), tmp_path_factory.mktemp("campaign"), SEED)
