"""An admin learns what is wrong with their templates and texts, before the first mail goes out."""

from dataclasses import replace
from pathlib import Path

import pytest

from config.load import defaults
from config.settings import Organisation, ReplySettings, Settings
from responders.wording import Finding, check_templates

FINE = """Subject: {{ subject or "Your mail" }}
{% if critical %}
If anyone is in danger, call {{ emergency }} now.

{% endif %}
Hello{% if writer %} {{ writer }}{% endif %},

{% if by and share %}
a person answers {{ by }}; {{ share }} had an answer in such a time.
{% elif by %}
our aim is to answer {{ by }}.
{% endif %}
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    organisation = Organisation(name="Example IT", timezone="Europe/London", emergency="999")
    # Few types: the check renders each, and one shows what ten would.
    few = replace(defaults(), issue_types=defaults().issue_types[:2])
    return replace(few, organisation=organisation, replies=ReplySettings(templates=tmp_path, languages=("en",)))


def found(settings: Settings, tmp_path: Path, name: str, text: str) -> list[Finding]:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return check_templates(settings)


def test_what_is_shipped_passes_in_every_language() -> None:
    assert check_templates(defaults()) == []


def test_an_honest_template_of_the_admins_passes(settings: Settings, tmp_path: Path) -> None:
    assert found(settings, tmp_path, "en/acknowledgement.txt", FINE) == []


def test_a_forbidden_word_is_found_with_its_line(settings: Settings, tmp_path: Path) -> None:
    (one,) = found(settings, tmp_path, "en/acknowledgement.txt", FINE + "\nWe will get on it\nright away.\n")
    assert (one.file, one.line, one.phrase) == ("en/acknowledgement.txt", 15, "right away")


def test_a_forbidden_word_hidden_in_a_tag_is_found(settings: Settings, tmp_path: Path) -> None:
    (one,) = found(settings, tmp_path, "en/acknowledgement.txt", FINE + '{{ "immediately" if late else "" }}\n')
    assert one.phrase == "immediately"


def test_a_forbidden_phrase_that_only_shows_when_rendered_is_found(settings: Settings, tmp_path: Path) -> None:
    (one,) = found(
        settings, tmp_path, "en/acknowledgement.txt", FINE + "\nAs soon as{% if by %} possible{% endif %}.\n"
    )
    assert (one.line, one.phrase) == (0, "As soon as possible")


def test_a_name_that_does_not_exist_is_found_with_what_was_meant(settings: Settings, tmp_path: Path) -> None:
    findings = found(settings, tmp_path, "en/acknowledgement.txt", FINE + "\n{{ wirter }}\n")
    assert ("wirter", "did you mean writer?", 14) in [(one.phrase, one.instead, one.line) for one in findings]


def test_a_mistake_in_the_syntax_is_found_with_its_line(settings: Settings, tmp_path: Path) -> None:
    findings = found(settings, tmp_path, "en/acknowledgement.txt", "Subject: x\n\n{% if by %}\nHello.\n")
    assert any(one.file == "en/acknowledgement.txt" and "can't be read" in one.why for one in findings)


def test_a_failure_that_only_some_mails_meet_is_found(settings: Settings, tmp_path: Path) -> None:
    findings = found(
        settings, tmp_path, "en/chase.txt", "Subject: x\nHello.{% if not broken %}{{ 1 / 0 }}{% endif %} {{ said_by }}"
    )
    assert any("fails" in one.why for one in findings)


def test_a_share_that_was_never_measured_is_refused(settings: Settings, tmp_path: Path) -> None:
    findings = found(settings, tmp_path, "en/acknowledgement.txt", FINE + "\nWe keep 95 % of our times.\n")
    assert any("nothing was measured" in one.why for one in findings)


def test_a_share_is_refused_outside_its_condition(settings: Settings, tmp_path: Path) -> None:
    text = FINE + "\n{% if by %}Nine in ten people wait no longer.{% endif %}\n"
    findings = found(settings, tmp_path, "en/acknowledgement.txt", text)
    assert any("nothing was measured" in one.why for one in findings)


def test_an_alert_that_nobody_got_is_refused(settings: Settings, tmp_path: Path) -> None:
    findings = found(settings, tmp_path, "en/acknowledgement.txt", FINE + "\nThe team was alerted.\n")
    assert any("the team was told when it was not" in one.why for one in findings)


def test_a_template_that_keeps_the_promised_time_to_itself_is_refused(settings: Settings, tmp_path: Path) -> None:
    findings = found(
        settings, tmp_path, "en/neutral.txt", "Subject: x\n{% if critical %}{{ emergency }}{% endif %} Hello.\n"
    )
    assert any("doesn't say by when" in one.why for one in findings)


def test_a_template_that_words_an_aim_like_a_promise_is_refused(settings: Settings, tmp_path: Path) -> None:
    text = "Subject: x\n{% if critical %}{{ emergency }}{% endif %}\nYou hear from us {{ by }}.\n"
    findings = found(settings, tmp_path, "en/acknowledgement.txt", text)
    assert any("alike" in one.why for one in findings)


def test_a_template_that_names_nobody_to_call_is_refused(settings: Settings, tmp_path: Path) -> None:
    text = FINE.replace("call {{ emergency }} now", "be careful")
    findings = found(settings, tmp_path, "en/acknowledgement.txt", text)
    assert any("whom to call" in one.why for one in findings)


def test_a_broken_promise_must_be_admitted_first(settings: Settings, tmp_path: Path) -> None:
    findings = found(settings, tmp_path, "en/broken.txt", "Subject: x\nHello, a person answers {{ by }}.\n")
    assert any("admitting the broken promise" in one.why for one in findings)


def test_a_misspelt_file_name_is_found(settings: Settings, tmp_path: Path) -> None:
    (one,) = found(settings, tmp_path, "en/acknowledgment.txt", FINE)
    assert one.instead == "rename it to acknowledgement.txt"


def test_a_language_that_is_never_used_is_a_warning(settings: Settings, tmp_path: Path) -> None:
    (one,) = found(settings, tmp_path, "fr/acknowledgement.txt", FINE)
    assert one.severity == "warning"
    assert "replies.languages" in one.why


def test_a_listed_language_without_templates_is_a_warning(settings: Settings) -> None:
    listed = replace(settings, replies=replace(settings.replies, languages=("en", "fr")))
    (one,) = check_templates(listed)
    assert (one.severity, one.phrase) == ("warning", "fr")


def test_the_configurations_own_sentences_are_read_too(settings: Settings) -> None:
    kind = replace(settings.issue_types[0], questions={"en": ("Did you just forget to log in?",)})
    organisation = replace(settings.organisation, signature="Your valued team!")
    findings = check_templates(replace(settings, organisation=organisation, issue_types=(kind,)))
    told = {(one.file.partition(": ")[2], one.phrase) for one in findings}
    assert (f"issue_types.{kind.name}.questions.en", "just") in told
    assert ("organisation.signature", "valued") in told


def test_a_missing_folder_is_found(settings: Settings, tmp_path: Path) -> None:
    gone = replace(settings, replies=replace(settings.replies, templates=tmp_path / "gone"))
    (one,) = check_templates(gone)
    assert "there is no such folder" in one.why
