"""Our mail stands in the writer's conversation."""

from dataclasses import replace

from responders.reply.compose import Composer
from responders.reply.facts import CaseFacts


def test_an_answer_names_the_mail_it_answers_and_what_came_before(composer: Composer, facts: CaseFacts) -> None:
    headers = composer.acknowledge(replace(facts, references=("<0@writers.example>",))).headers
    assert headers["In-Reply-To"] == "<1@writers.example>"
    assert headers["References"] == "<0@writers.example> <1@writers.example>"


def test_a_mail_without_an_id_is_answered_without_naming_one(composer: Composer, facts: CaseFacts) -> None:
    headers = composer.acknowledge(replace(facts, message_id=None)).headers
    assert "In-Reply-To" not in headers
    assert "References" not in headers
