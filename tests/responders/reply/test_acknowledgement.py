"""The first answer to a new matter says what is known, and nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from config.settings import Settings
from responders.reply.compose import Composer
from responders.reply.facts import CaseFacts, Said
from responders.reply.sample import NOW, promise

WINDOW = "Tuesday 24 November, 14:30 (London time)"


def flat(text: str) -> str:
    return " ".join(text.split())


def test_it_greets_quotes_the_subject_and_says_when_a_person_answers(composer: Composer, facts: CaseFacts) -> None:
    reply = composer.acknowledge(facts)
    assert reply.kind == "acknowledgement"
    assert reply.text.startswith("Hello Ana Ruiz,\n\n")
    assert 'Your mail about "VPN drops every ten minutes" has arrived' in flat(reply.text)
    assert f"by {WINDOW}" in flat(reply.text)
    assert "This first answer is automatic." in flat(reply.text)


def test_a_measured_window_says_what_it_rests_on(composer: Composer, facts: CaseFacts) -> None:
    text = flat(composer.acknowledge(facts).text)
    assert "our latest 214 answers: about nine in ten people" in text
    assert "aim" not in text


def test_a_window_that_was_not_measured_is_called_an_aim_and_names_no_share(
    composer: Composer, facts: CaseFacts
) -> None:
    text = flat(composer.acknowledge(replace(facts, promise=promise(measured=False, hours=29))).text)
    assert f"our aim is to answer by {WINDOW}" in text
    assert "nine in ten" not in text
    assert "%" not in text


def test_without_a_promise_no_time_is_named(composer: Composer, facts: CaseFacts) -> None:
    text = flat(composer.acknowledge(replace(facts, promise=None)).text)
    assert "we can't name a time yet" in text
    assert ":12" not in text


def test_when_sure_it_says_how_the_mail_was_understood_and_asks_what_would_help(
    composer: Composer, facts: CaseFacts, settings: Settings
) -> None:
    text = flat(composer.acknowledge(facts).text)
    assert settings.issue_type("network").what["en"] in text
    assert settings.level("normal").what["en"] in text
    assert settings.issue_type("network").questions["en"][0] in text


@pytest.mark.parametrize("urgency_sure", [True, False])
def test_when_not_sure_of_the_type_it_claims_nothing_about_the_issue(
    composer: Composer, facts: CaseFacts, settings: Settings, urgency_sure: bool
) -> None:
    unsure = replace(facts, urgency=Said("normal", urgency_sure), issue_type=Said("network", False))
    text = flat(composer.acknowledge(unsure).text)
    assert "a person will read it and ask if something is unclear" in text
    assert "How we understood it" not in text
    assert settings.issue_type("network").what["en"] not in text
    assert settings.level("normal").what["en"] not in text
    assert "with a matter like this" not in text or urgency_sure
    assert not any(question in text for question in settings.issue_type("network").questions["en"])


def test_when_only_the_urgency_is_unsure_it_says_the_type_alone(
    composer: Composer, facts: CaseFacts, settings: Settings
) -> None:
    text = flat(composer.acknowledge(replace(facts, urgency=Said("normal", False))).text)
    assert settings.issue_type("network").what["en"] in text
    assert settings.level("normal").what["en"] not in text


def test_a_question_that_the_mail_answers_is_not_asked(composer: Composer, facts: CaseFacts) -> None:
    asked = flat(composer.acknowledge(facts).text)
    told = replace(facts, own_words="Since Monday, over Wi-Fi in room 3; my colleagues next door have it too.")
    assert "Since when, and do others near you have it too?" in asked
    assert "Since when, and do others near you have it too?" not in flat(composer.acknowledge(told).text)


def test_a_sensitive_mail_gets_the_neutral_answer_without_subject_type_or_question(
    composer: Composer, facts: CaseFacts, settings: Settings
) -> None:
    reply = composer.acknowledge(replace(facts, sensitive=True))
    assert reply.kind == "neutral"
    assert "VPN" not in reply.subject + reply.text
    assert "in confidence" in reply.text
    assert "?" not in reply.text
    assert settings.issue_type("network").what["en"] not in flat(reply.text)
    assert WINDOW in flat(reply.text)


def test_a_critical_mail_names_whom_to_call_before_anything_else(composer: Composer, facts: CaseFacts) -> None:
    text = flat(composer.acknowledge(replace(facts, urgency=Said("critical", True))).text)
    assert text.startswith("If anyone is in danger, call 999 or extension 2222 now")
    assert "alerted" not in text


def test_the_alert_is_told_only_with_the_time_it_was_handed_over(composer: Composer, facts: CaseFacts) -> None:
    critical = replace(facts, urgency=Said("critical", True), danger=True, alerted_at=NOW + timedelta(minutes=1))
    text = flat(composer.acknowledge(replace(critical, now=NOW + timedelta(minutes=2))).text)
    assert text.startswith(
        "Your mail says that people may be in danger, so the team was alerted at 9:13 (London time)."
    )
    assert "999 or extension 2222" in text


def test_danger_is_not_claimed_where_something_else_is_critical(composer: Composer, facts: CaseFacts) -> None:
    text = flat(composer.acknowledge(replace(facts, urgency=Said("critical", True), alerted_at=NOW)).text)
    assert text.startswith("Your mail tells of something that can't wait, so the team was alerted")
    assert "danger" not in text


def test_when_perhaps_critical_it_says_that_the_team_was_told_but_not_what_the_mail_says(
    composer: Composer, facts: CaseFacts
) -> None:
    text = flat(composer.acknowledge(replace(facts, urgency=Said("critical", False), alerted_at=NOW)).text)
    assert text.startswith("The team was told of your mail at 9:12 (London time). If anyone is in danger, call")
    assert "Your mail says" not in text


def test_without_a_configured_number_no_number_is_made_up(settings: Settings, facts: CaseFacts) -> None:
    bare = replace(settings, organisation=replace(settings.organisation, emergency=""))
    reply = Composer(bare, _Open()).acknowledge(replace(facts, urgency=Said("critical", True)))
    assert "call your local emergency number now" in flat(reply.text)


class _Open:
    def is_open(self, at: object) -> bool:
        return True

    def next_open(self, at: object) -> object:
        return at

    def closed_because(self, at: object) -> str:
        return ""


def test_out_of_hours_it_says_when_the_desk_opens_and_names_the_holiday(
    closed_composer: Composer, facts: CaseFacts
) -> None:
    text = flat(closed_composer.acknowledge(facts).text)
    assert "The desk is closed now (St Andrew's Day) and opens Tuesday 24 November at 8:00." in text


def test_in_hours_nothing_is_said_about_opening(composer: Composer, facts: CaseFacts) -> None:
    assert "closed" not in composer.acknowledge(facts).text


def test_somebody_who_is_answered_before_the_desk_opens_is_not_told_that_it_is_closed(
    closed_composer: Composer, facts: CaseFacts
) -> None:
    soon = replace(facts, urgency=Said("critical", True), promise=promise(measured=False, hours=1))
    assert "closed" not in closed_composer.acknowledge(soon).text


def test_an_answer_that_comes_late_admits_it(composer: Composer, facts: CaseFacts) -> None:
    text = flat(composer.acknowledge(replace(facts, opened_at=NOW - timedelta(hours=5))).text)
    assert 'ten minutes" arrived at 4:12 (London time), and a person' in text
    assert "comes late; we are sorry" in text


def test_a_german_mail_is_answered_in_german(composer: Composer, facts: CaseFacts) -> None:
    reply = composer.acknowledge(replace(facts, language="de"))
    assert reply.language == "de"
    assert reply.subject == "Automatisch: VPN drops every ten minutes [EH-7QK2MR]"
    assert reply.text.startswith("Guten Tag Ana Ruiz,\n\nIhre Mail")
    assert "bis Dienstag, 24. November, 14:30 Uhr (Ortszeit London)" in flat(reply.text)


@pytest.mark.parametrize("language", ["fr", "und", "", "xx-Latn"])
def test_a_mail_in_another_language_is_answered_in_the_organisations(
    composer: Composer, facts: CaseFacts, language: str
) -> None:
    assert composer.acknowledge(replace(facts, language=language)).language == "en"


def test_a_regional_form_of_a_language_is_that_language(composer: Composer, facts: CaseFacts) -> None:
    assert composer.acknowledge(replace(facts, language="de-AT")).language == "de"


def test_other_machines_are_told_not_to_answer(composer: Composer, facts: CaseFacts) -> None:
    reply = composer.acknowledge(facts)
    assert reply.headers["From"] == "Example IT <support@desk.example>"
    assert reply.headers["To"] == "ana.ruiz@writers.example"
    assert reply.headers["Subject"] == "Auto: VPN drops every ten minutes [EH-7QK2MR]"
    assert reply.headers["Auto-Submitted"] == "auto-replied"
    assert reply.headers["X-Auto-Response-Suppress"] == "All"
    assert "Reply-To" not in reply.headers


def test_answers_may_be_wanted_elsewhere(composer: Composer, facts: CaseFacts) -> None:
    reply = composer.acknowledge(replace(facts, reply_to="desk@desk.example", display_name="The desk"))
    assert reply.headers["Reply-To"] == "desk@desk.example"
    assert reply.headers["From"] == "The desk <support@desk.example>"


def test_every_mail_is_wrapped_for_a_small_screen(composer: Composer, facts: CaseFacts) -> None:
    text = composer.acknowledge(replace(facts, subject="word " * 60)).text
    assert max(map(len, text.splitlines())) <= 72
    assert "\n\n\n" not in text


def test_nothing_that_the_writer_wrote_but_the_subject_comes_back(composer: Composer, facts: CaseFacts) -> None:
    words = "PURPLE-ELEPHANT since yesterday"
    said = (f'works slowly: "{words}"',)
    reply = composer.acknowledge(
        replace(facts, own_words=words, urgency=Said("normal", True, said), issue_type=Said("network", True, said))
    )
    assert "PURPLE" not in reply.text + reply.subject
