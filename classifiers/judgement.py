"""What the judgement says of one issue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from classifiers.issue_text import IssueText


@dataclass(frozen=True, slots=True)
class Label:
    """One label with its calibrated probability; `because` are facts and words in plain speech, strongest first."""

    label: str
    confidence: float  # 0..1, calibrated
    sure: bool
    because: tuple[str, ...] = ()
    contenders: tuple[tuple[str, float], ...] = ()  # (label, probability), likeliest first, the label itself included


@dataclass(frozen=True, slots=True)
class Sensitive:
    flag: bool
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    urgency: Label
    issue_type: Label
    sensitive: Sensitive
    model: str = ""  # the version of the model that judged
    danger: bool = False  # the writer's words say that people may come to harm

    def urgencies(self) -> tuple[str, ...]:
        """The levels still possible: the one when sure, all contenders otherwise."""
        if self.urgency.sure:
            return (self.urgency.label,)
        return tuple(name for name, _ in self.urgency.contenders) or (self.urgency.label,)


class Judge(Protocol):
    """Judges issues. Pure: `now` is an aware datetime in the reader's zone, for deadlines such as "at four today"."""

    def judge(self, text: IssueText, now: datetime) -> Judgement: ...

    def judge_many(self, texts: list[IssueText], now: datetime) -> list[Judgement]: ...
