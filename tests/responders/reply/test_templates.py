"""An admin may replace templates, and no mail is lost over a mistake in one."""

from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import ReplySettings, Settings
from responders.reply.compose import Composer
from responders.reply.facts import CaseFacts
from responders.reply.sample import SampleHours
from responders.reply.templates import TemplateProblem, Templates, shipped_texts


def composer_with(settings: Settings, folder: Path, **templates: str) -> Composer:
    for name, text in templates.items():
        language, _, kind = name.partition("_")
        (folder / language).mkdir(exist_ok=True)
        (folder / language / f"{kind}.txt").write_text(text, encoding="utf-8")
    replies = ReplySettings(templates=folder, languages=("en", "de", "fr"))
    return Composer(replace(settings, replies=replies), SampleHours(None))


def test_a_template_of_the_admins_takes_the_place_of_the_shipped_one(
    settings: Settings, facts: CaseFacts, tmp_path: Path
) -> None:
    composer = composer_with(settings, tmp_path, en_acknowledgement="Subject: Yours\nGot it, {{ writer }}: {{ by }}.")
    reply = composer.acknowledge(facts)
    assert reply.subject == "Auto: Yours [EH-7QK2MR]"
    assert reply.text.startswith("Got it, Ana Ruiz: by Tuesday")
    assert reply.problem == ""
    assert composer.chase(facts).text.startswith("Hello Ana Ruiz,")


def test_the_mark_and_the_reference_stay_in_the_subject_whatever_a_template_says(
    settings: Settings, facts: CaseFacts, tmp_path: Path
) -> None:
    composer = composer_with(settings, tmp_path, en_acknowledgement="Subject:\nHello.")
    subject = composer.acknowledge(facts).subject
    assert subject.startswith("Auto:")
    assert subject.endswith("[EH-7QK2MR]")


def test_a_further_language_is_used_for_mails_in_it(settings: Settings, facts: CaseFacts, tmp_path: Path) -> None:
    composer = composer_with(
        settings, tmp_path, fr_acknowledgement="Subject: {{ subject }}\nBonjour,\n\nréponse {{ by }}."
    )
    reply = composer.acknowledge(replace(facts, language="fr"))
    assert reply.language == "fr"
    assert reply.subject == "Automatique: VPN drops every ten minutes [EH-7QK2MR]"
    assert "d'ici le mardi 24 novembre, 14:30 (heure de Londres)" in " ".join(reply.text.split())
    assert composer.chase(replace(facts, language="fr")).language == "en"


@pytest.mark.parametrize(
    "broken",
    [
        "Subject: x\n{{ wirter }}",
        "Subject: x\n{% if %}",
        "Subject: x\n{{ 1 / 0 }}",
        "Subject: x\n{{ by.upper.__globals__ }}",
        "Subject: x\n{{ by + 1 }}",
        "no subject line",
        "Subject: x\n",
        "Subject: x\n{% include 'en/nothing.txt' %}",
        "Subject: x\n{% include '/etc/passwd' %}",
        "Subject: x\n{% for a in range(9999) %}{% for b in range(99) %}word {% endfor %}{% endfor %}",
        "Subject: x\n{{ 'x' * 99999 }}",
        "Subject: x\n{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    ],
)
def test_when_a_template_fails_the_shipped_one_answers_and_the_reply_says_why(
    settings: Settings, facts: CaseFacts, tmp_path: Path, broken: str
) -> None:
    reply = composer_with(settings, tmp_path, en_acknowledgement=broken).acknowledge(facts)
    assert reply.text.startswith("Hello Ana Ruiz,\n\nYour mail about")
    assert "en/" in reply.problem


def test_a_broken_template_in_a_language_that_is_not_shipped_falls_back_to_english(
    settings: Settings, facts: CaseFacts, tmp_path: Path
) -> None:
    composer = composer_with(settings, tmp_path, fr_acknowledgement="Subject: x\n{{ nom }}")
    reply = composer.acknowledge(replace(facts, language="fr"))
    assert reply.text.startswith("Hello")
    assert reply.language == "en"
    assert reply.problem


def test_a_broken_part_breaks_no_mail(settings: Settings, facts: CaseFacts, tmp_path: Path) -> None:
    reply = composer_with(settings, tmp_path, en_closing="{{ nothing }}").acknowledge(facts)
    assert "Your reference is EH-7QK2MR." in " ".join(reply.text.split())
    assert reply.problem


def test_a_folder_that_can_not_be_read_is_told_and_the_shipped_templates_serve(
    settings: Settings, facts: CaseFacts, tmp_path: Path
) -> None:
    missing = tmp_path / "missing"
    templates = Templates(missing)
    assert [str(missing) in str(problem) for problem in templates.unreadable] == [True]
    assert composer_with(settings, tmp_path).acknowledge(facts).text


def test_files_that_are_too_large_or_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "chase.txt").write_bytes(b"\xff\xfe\x00bad")
    (tmp_path / "en" / "update.txt").write_text("x" * 100_000)
    assert [problem.name for problem in Templates(tmp_path).unreadable] == ["en/chase.txt", "en/update.txt"]


def test_a_failing_shipped_template_is_an_error_of_ours() -> None:
    with pytest.raises(TemplateProblem):
        Templates().render("en", "chase", {})


def test_every_shipped_template_exists_in_every_shipped_language() -> None:
    by_language: dict[str, set[str]] = {}
    for name in shipped_texts():
        language, _, file = name.partition("/")
        by_language.setdefault(language, set()).add(file)
    assert set(by_language) == {"en", "de"}
    assert by_language["en"] == by_language["de"]


def test_what_a_writer_puts_into_a_subject_is_never_run(settings: Settings, facts: CaseFacts) -> None:
    reply = Composer(settings, SampleHours(None)).acknowledge(
        replace(facts, subject="{{ 7 * 7 }} {% include 'en/chase.txt' %}", writer="{{ signature }}")
    )
    assert "{{ 7 * 7 }}" in " ".join(reply.text.split())
    assert "49" not in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ 'x' * 999999999 }}",
        "{{ 9 ** 9 ** 9 }}",
    ],
)
def test_a_template_that_would_never_end_or_fill_the_memory_is_refused_at_once(
    settings: Settings, facts: CaseFacts, tmp_path: Path, text: str
) -> None:
    reply = composer_with(settings, tmp_path, en_acknowledgement=f"Subject: x\n{text}").acknowledge(facts)
    assert "en/acknowledgement.txt: it " in reply.problem
    assert reply.text.startswith("Hello Ana Ruiz,")


def test_a_template_may_count_and_multiply_small_numbers(settings: Settings, facts: CaseFacts, tmp_path: Path) -> None:
    text = "{% for a in range(3) %}{{ a * 2 }} {% endfor %}"
    reply = composer_with(settings, tmp_path, en_acknowledgement=f"Subject: x\n{text}").acknowledge(facts)
    assert reply.text.startswith("0 2 4")
