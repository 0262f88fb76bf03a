"""The admin's own rules: words that decide a label, whatever the model thinks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from classifiers.issue_text import IssueText
from classifiers.judgement import Judgement, Label, Sensitive
from config.settings import Rule

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in their order, ready to be tried; the first that holds decides each label it names."""

    compiled: tuple[tuple[Rule, tuple[Pattern, ...], tuple[Pattern, ...], tuple[Pattern, ...]], ...]

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> Self:
        """Prepares the settings' rules."""
        return cls(
            tuple((rule, _patterns(rule.any_of), _patterns(rule.all_of), _patterns(rule.none_of)) for rule in rules)
        )

    def apply(self, judgement: Judgement, text: IssueText) -> Judgement:
        """The judgement with what the rules decide; `because` names the rule."""
        if not self.compiled:
            return judgement
        words = f"{text.subject}\n{text.body}".casefold()
        decided: set[str] = set()
        for rule, any_of, all_of, none_of in self.compiled:
            if not _holds(words, any_of, all_of, none_of):
                continue
            because = f"rule {rule.name}"
            if rule.urgency and "urgency" not in decided:
                judgement = replace(judgement, urgency=_decided(rule.urgency, because))
                decided.add("urgency")
            if rule.issue_type and "issue_type" not in decided:
                judgement = replace(judgement, issue_type=_decided(rule.issue_type, because))
                decided.add("issue_type")
            if rule.sensitive is not None and "sensitive" not in decided:
                judgement = replace(judgement, sensitive=Sensitive(rule.sensitive, (because,)))
                decided.add("sensitive")
        return judgement


def _decided(label: str, because: str) -> Label:
    return Label(label, 1.0, True, (because,), ((label, 1.0),))


def _patterns(phrases: Sequence[str]) -> tuple[Pattern, ...]:
    return tuple(_pattern(phrase) for phrase in phrases if phrase.strip())


def _pattern(phrase: str) -> Pattern:
    """Whole words; `*` at a word's end stands for any ending; any white space between words."""
    words = [re.escape(w.removesuffix("*")) + (r"\w*" if w.endswith("*") else "") for w in phrase.casefold().split()]
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)")


def _holds(words: str, any_of: Sequence[Pattern], all_of: Sequence[Pattern], none_of: Sequence[Pattern]) -> bool:
    if not any_of and not all_of:
        return False  # a rule that names nothing would decide every mail
    if any_of and not any(pattern.search(words) for pattern in any_of):
        return False
    return all(pattern.search(words) for pattern in all_of) and not any(pattern.search(words) for pattern in none_of)
