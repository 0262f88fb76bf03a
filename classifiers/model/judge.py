"""The judge that the daemon asks: a model's scores made into a judgement that explains itself."""

from dataclasses import dataclass
from datetime import datetime

from classifiers.deadline import deadlines
from classifiers.features.build import features_of
from classifiers.features.text import words_of
from classifiers.floors import floor_of
from classifiers.issue_text import IssueText
from classifiers.judgement import Judgement, Sensitive
from classifiers.matrix import FACTS
from classifiers.model.decide import Decision, Levels, label_of, lifted
from classifiers.model.linear import Linear, softmax
from classifiers.model.reasons import Judged, reasons
from classifiers.rules import Rules

_SAFETY = FACTS["harm"].index("safety")


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model; see `classifiers.judgement.Judge`."""

    version: str
    linear: Linear
    levels: Levels
    urgency: Decision
    issue_type: Decision
    sensitive_above: float
    rules: Rules

    def judge(self, text: IssueText, now: datetime) -> Judgement:
        """Judges one issue as of `now` (aware, in the reader's zone)."""
        if now.tzinfo is None:
            raise ValueError("`now` must know its zone")
        words = words_of(text)
        reading = self.linear.read(features_of(words))
        facts = {name: softmax(self.linear.head(reading, name)) for name in FACTS if name in self.linear.heads}
        floor = floor_of(words)
        levels = self.urgency.probabilities(self.levels.scores(self.linear, reading, facts))
        if floor is not None:
            levels = lifted(levels, self.levels.place[0])
        level = self.levels.choose(levels)
        types = self.issue_type.probabilities(self.linear.head(reading, "issue_type"))
        kind = int(types.argmax())
        sensitive = bool(softmax(self.linear.head(reading, "sensitive"))[1] >= self.sensitive_above)
        judged = Judged(
            facts,
            level,
            2 * level < len(levels),
            kind,
            sensitive,
            floor,
            deadlines(words, now) if "time" in facts else (),
        )
        why = reasons(words, reading, self.linear, judged, now)
        judgement = Judgement(
            urgency=label_of(self.urgency, levels, level, why.urgency),
            issue_type=label_of(self.issue_type, types, kind, why.issue_type),
            sensitive=Sensitive(sensitive, why.sensitive),
            model=self.version,
            danger=(floor is not None and floor.kind == "safety")
            or ("harm" in facts and bool(facts["harm"].argmax() == _SAFETY)),
        )
        return self.rules.apply(judgement, text)

    def judge_many(self, texts: list[IssueText], now: datetime) -> list[Judgement]:
        """Judges several; the same as one by one."""
        return [self.judge(text, now) for text in texts]
