"""What staff are told: what to look at, since when, and what was said to the writer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from config.settings import Settings
from responders.reply.compose import Composer
from responders.reply.facts import StaffCase, StaffFacts
from responders.reply.sample import NOW, SampleHours

CASE = StaffCase(
    "7QK2MR",
    "high",
    "network",
    NOW,
    "ana.ruiz@writers.example",
    "VPN drops",
    NOW + timedelta(hours=4),
    because=("several",),
)


@pytest.fixture
def told() -> StaffFacts:
    return StaffFacts(
        now=NOW + timedelta(minutes=3), to="team@desk.example", cases=(CASE,), mailbox="support@desk.example"
    )


def flat(text: str) -> str:
    return " ".join(text.split())


def test_an_alert_says_what_how_urgent_and_by_when(composer: Composer, told: StaffFacts) -> None:
    reply = composer.alert(told)
    assert reply.subject == "[EH-7QK2MR] high: VPN drops"
    assert "EH-7QK2MR: high, network" in reply.text
    assert "several" in reply.text
    assert "waiting for 3 minutes" in reply.text
    assert "Told to the writer: today, Monday 23 November, by 13:12 (London time)." in flat(reply.text)


def test_staff_mail_answers_no_mail(composer: Composer, told: StaffFacts) -> None:
    headers = composer.reminder(told).headers
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["To"] == "team@desk.example"
    assert "In-Reply-To" not in headers


def test_an_overdue_case_says_how_long_ago_its_time_passed(composer: Composer, told: StaffFacts) -> None:
    reply = composer.escalation(replace(told, now=NOW + timedelta(hours=9)))
    assert reply.subject == "[EH-7QK2MR] A time we named has passed"
    assert "that passed 5 hours ago" in flat(reply.text)


def test_a_sensitive_case_shows_neither_subject_nor_reasons(composer: Composer, told: StaffFacts) -> None:
    reply = composer.alert(replace(told, cases=(replace(CASE, sensitive=True),)))
    assert "VPN" not in reply.subject + reply.text
    assert "several" not in reply.text
    assert "in confidence" in reply.subject


def test_an_unsure_urgency_is_said_to_be_unsure(composer: Composer, told: StaffFacts) -> None:
    assert "not sure; the higher" in composer.alert(replace(told, cases=(replace(CASE, sure=False),))).text


def test_a_long_list_is_cut_and_says_how_many_more_there_are(composer: Composer, told: StaffFacts) -> None:
    reply = composer.reminder(replace(told, cases=(CASE,) * 30))
    assert reply.subject == "30 answers are due soon"
    assert reply.text.count("EH-7QK2MR") == 12
    assert 'And 18 more: see "evenhand queue".' in reply.text


def test_staff_are_written_to_in_the_organisations_language(settings: Settings, told: StaffFacts) -> None:
    german = replace(settings, organisation=replace(settings.organisation, language="de"))
    reply = Composer(german, SampleHours(None)).alert(told)
    assert "wartet seit 3 Minuten" in reply.text
