"""What a writer hears after the first answer: never the same text again, and broken promises first."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from config.settings import Settings
from responders.reply.compose import Composer
from responders.reply.facts import CaseFacts, Said
from responders.reply.sample import NOW, SampleHours, promise, sample_facts

SAID = "Tuesday 24 November, by 14:30 (London time)"
NEW = "by Wednesday 25 November, 15:30 (London time)"


def flat(text: str) -> str:
    return " ".join(text.split())


def first_sentence(text: str) -> str:
    """The first sentence after the greeting; a full stop after a number ends none."""
    return re.split(r"(?<=[a-z)])\. ", flat(text).partition(", ")[2])[0]


def test_a_chase_while_the_promise_is_open_is_answered_with_what_still_holds(
    composer: Composer, later: CaseFacts
) -> None:
    text = flat(composer.chase(later).text)
    assert "You wrote about this today and have now written again. Nobody has answered you yet; we are sorry" in text
    assert "What we said still holds: you will hear from a person by Tuesday 24 November, 14:30 (London time)." in text


def test_an_aim_stays_an_aim_in_a_chase(composer: Composer, later: CaseFacts) -> None:
    text = flat(composer.chase(replace(later, promise=promise(measured=False, hours=29))).text)
    assert "our aim is to answer by" in text
    assert "you will hear from" not in text


def test_a_chase_after_a_broken_promise_admits_it_and_says_when_the_team_was_told(
    composer: Composer, over: CaseFacts
) -> None:
    text = flat(composer.chase(replace(over, alerted_at=over.now)).text)
    assert f"we had said that you would hear from a person today, {SAID}; we are sorry" in text
    assert "It was pointed out to the team again at 15:12 (London time)." in text
    assert NEW in text


def test_a_chase_is_not_told_of_a_reminder_that_nobody_got(composer: Composer, over: CaseFacts) -> None:
    assert "pointed out" not in composer.chase(over).text


def test_a_chase_never_repeats_the_first_answer(composer: Composer, facts: CaseFacts, later: CaseFacts) -> None:
    first, second = composer.acknowledge(facts).text, composer.chase(later).text
    shared = set(first.split("\n\n")) & set(second.split("\n\n"))
    assert all("Your mail" not in paragraph and "understood" not in paragraph for paragraph in shared)


def test_what_was_added_and_raised_the_matter_gets_a_new_time(composer: Composer, later: CaseFacts) -> None:
    raised = replace(later, urgency=Said("high", True), before=later.promise, promise=promise(measured=False, hours=6))
    text = flat(composer.added(raised).text)
    assert "it moves your matter up in the order" in text
    assert "our aim is to answer today, Monday 23 November, by 15:30 (London time)" in text
    assert "did not happen" not in text


def test_a_matter_that_waits_again_is_not_told_that_the_kept_promise_was_broken(
    composer: Composer, over: CaseFacts
) -> None:
    text = flat(composer.added(replace(over, again=True)).text)
    assert "your matter waits for a person again" in text
    assert "did not happen" not in text
    assert "up in the order" not in text


def test_an_update_comes_before_the_promise_passes_with_a_new_time(composer: Composer, over: CaseFacts) -> None:
    reply = composer.update(replace(over, now=NOW + timedelta(hours=28)))
    assert reply.kind == "update"
    text = flat(reply.text)
    assert f"We said that you would hear from a person today, {SAID}. Nobody has answered yet" in text
    assert "that is on our side" in text
    assert f"our aim is to answer {NEW}" in text
    assert "your place in the order has not changed" in text


def test_an_update_that_comes_too_late_admits_that_the_promise_is_broken(composer: Composer, over: CaseFacts) -> None:
    assert composer.update(over).kind == "broken"


@pytest.mark.parametrize(("language", "admits"), [("en", "did not happen"), ("de", "nicht eingehalten")])
def test_a_broken_promise_is_admitted_in_the_first_sentence(
    composer: Composer, over: CaseFacts, language: str, admits: str
) -> None:
    for write in (composer.broken, composer.merged):
        assert admits in first_sentence(write(replace(over, language=language)).text)


def test_a_missed_aim_is_not_called_a_promise(composer: Composer, over: CaseFacts) -> None:
    text = flat(composer.broken(replace(over, before=promise(measured=False, hours=29))).text)
    assert f"We had aimed to answer you today, {SAID}, and that did not happen." in text
    assert "We said" not in text


def test_when_no_new_time_can_be_named_it_says_so(composer: Composer, over: CaseFacts) -> None:
    text = flat(composer.broken(replace(over, promise=None)).text)
    assert "we can't name a time yet" in text
    assert "Wednesday" not in text


def test_the_question_whether_it_is_settled_asks_for_nothing(composer: Composer, facts: CaseFacts) -> None:
    answered = replace(
        facts, now=NOW + timedelta(days=9), promise=None, answered_by="Sam Okoro", answered_at=NOW + timedelta(days=2)
    )
    text = flat(composer.settled(answered).text)
    assert "Since Sam Okoro's answer on Wednesday 25 November we have not heard from you." in text
    assert "If it is settled, you need do nothing. If not, answer this mail, and it stays open as it is." in text


def test_after_a_standstill_one_mail_tells_what_happened(composer: Composer, over: CaseFacts) -> None:
    stood = replace(over, out_from=NOW + timedelta(hours=3), out_until=NOW + timedelta(hours=29))
    text = flat(composer.merged(stood).text)
    due = "has been due since Monday 23 November at 12:12 and comes only now: our mail program stood still."
    assert due in text


@pytest.mark.parametrize("kind", ["chase", "added", "update", "broken", "settled", "merged"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_sensitive_matter_is_never_named(composer: Composer, over: CaseFacts, kind: str, language: str) -> None:
    reply = getattr(composer, kind)(replace(over, sensitive=True, language=language))
    assert "VPN" not in reply.subject + reply.text


def test_german_goes_on_in_small_letters_after_the_comma_of_the_greeting(settings: Settings) -> None:
    for sample in sample_facts(settings, "de"):
        composer = Composer(settings, SampleHours(sample.closed))
        kind = "acknowledge" if sample.kind in ("acknowledgement", "neutral") else sample.kind
        text = getattr(composer, kind)(sample.facts).text
        first = flat(text).partition("Guten Tag")[2].partition(", ")[2].split()[0]
        assert first.islower() or first in ("Ihre", "Ihr", "Sie"), text
