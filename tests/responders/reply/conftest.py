"""A desk in London with the shipped levels and types, and a case that the tests vary."""

from dataclasses import replace
from datetime import timedelta

import pytest

from config.load import defaults
from config.settings import Organisation, Settings
from responders.reply.compose import Composer
from responders.reply.facts import CaseFacts, Said
from responders.reply.sample import NOW, SampleHours, promise


@pytest.fixture(scope="session")
def settings() -> Settings:
    organisation = Organisation(
        name="Example IT",
        timezone="Europe/London",
        signature="The desk at Example IT",
        emergency="999 or extension 2222",
        status_page="https://status.example.org",
    )
    return replace(defaults(), organisation=organisation)


@pytest.fixture(scope="session")
def composer(settings: Settings) -> Composer:
    return Composer(settings, SampleHours(None))


@pytest.fixture(scope="session")
def closed_composer(settings: Settings) -> Composer:
    return Composer(settings, SampleHours("St Andrew's Day"))


@pytest.fixture
def facts() -> CaseFacts:
    return CaseFacts(
        now=NOW,
        ref="7QK2MR",
        to="ana.ruiz@writers.example",
        opened_at=NOW,
        urgency=Said("normal", True),
        issue_type=Said("network", True),
        writer="Ana Ruiz",
        mailbox="support@desk.example",
        subject="VPN drops every ten minutes",
        language="en",
        promise=promise(measured=True, hours=29),
        message_id="<1@writers.example>",
    )


@pytest.fixture
def later(facts: CaseFacts) -> CaseFacts:
    """Four hours on, the promise still open."""
    return replace(facts, now=NOW + timedelta(hours=4))


@pytest.fixture
def over(facts: CaseFacts) -> CaseFacts:
    """The promise has passed, and a new one is given."""
    return replace(
        facts, now=NOW + timedelta(hours=30), before=facts.promise, promise=promise(measured=False, hours=54)
    )
