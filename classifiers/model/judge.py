"""The judge that the daemon asks: a model's scores made into a judgement that explains itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from classifiers.deadline import deadlines
from classifiers.delicate import delicate
from classifiers.features.build import features_of
from classifiers.features.text import Words, words_of
from classifiers.floors import Floor, floor_of
from classifiers.issue_text import IssueText
from classifiers.joint import Joint
from classifiers.judgement import Judgement, Sensitive
from classifiers.matrix import FACTS
from classifiers.model.decide import DIRECT, MATRIX, PAIRS, Decision, Fused, Levels, Privacy, label_of, lifted
from classifiers.model.linear import Floats, Linear, Reading, softmax
from classifiers.model.reasons import Judged, reasons
from classifiers.rules import Rules

# Mails scored together: enough to share what scoring costs, few enough to hold the weights of all their features.
_AT_ONCE = 32
_SAFETY = FACTS["harm"].index("safety")


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model; see `classifiers.judgement.Judge`."""

    version: str
    linear: Linear
    levels: Levels
    urgency: Decision
    fused_urgency: Fused
    issue_type: Decision
    fused_type: Fused
    joint: Joint | None
    privacy: Privacy
    rules: Rules

    def judge(self, text: IssueText, now: datetime) -> Judgement:
        """Judges one issue as of `now` (aware, in the reader's zone)."""
        return self.judge_many([text], now)[0]

    def judge_many(self, texts: list[IssueText], now: datetime) -> list[Judgement]:
        """Judges several; the same as one by one."""
        if now.tzinfo is None:
            raise ValueError("`now` must know its zone")
        parts = (texts[begin : begin + _AT_ONCE] for begin in range(0, len(texts), _AT_ONCE))
        return [judgement for part in parts for judgement in self._some(part, now)]

    def _some(self, texts: list[IssueText], now: datetime) -> list[Judgement]:
        worded = [words_of(text) for text in texts]
        readings = [self.linear.read(features_of(words)) for words in worded]
        scores = np.stack([reading.scores for reading in readings])
        facts = {name: softmax(self.linear.head(scores, name)) for name in FACTS if name in self.linear.heads}
        for_levels = {DIRECT: self.linear.head(scores, "urgency")}
        for_types = {DIRECT: self.linear.head(scores, "issue_type")}
        if MATRIX in self.fused_urgency.sources:
            for_levels[MATRIX] = self.levels.by_matrix(facts)
        if self.joint is not None:
            pairs = softmax(self.linear.head(scores, "pair"))
            for_levels[PAIRS], for_types[PAIRS] = self.joint.levels.logs(pairs), self.joint.types.logs(pairs)
        levels = self.urgency.probabilities(self.fused_urgency.scores(for_levels))
        types = self.issue_type.probabilities(self.fused_type.scores(for_types))
        stated = [(delicate(words), floor_of(words)) for words in worded]
        private = self.privacy.matters(self.linear.head(scores, "sensitive"), [bool(said) for said, _ in stated])
        return [
            self._judged(
                text,
                _Mail(words, readings[row], {name: fact[row] for name, fact in facts.items()}, *stated[row]),
                levels[row],
                types[row],
                private[row],
                now,
            )
            for row, (text, words) in enumerate(zip(texts, worded, strict=True))
        ]

    def _judged(
        self, text: IssueText, mail: "_Mail", levels: Floats, types: Floats, matter: int, now: datetime
    ) -> Judgement:
        """The labels of one mail, with their reasons."""
        floor = mail.floor
        if floor is not None:
            levels = lifted(levels, self.levels.place[0])
        level, kind = self.levels.choose(levels), int(types.argmax())
        near = deadlines(mail.words, now) if "time" in mail.facts and 2 * level < len(levels) else ()
        judged = Judged(mail.facts, level, 2 * level < len(levels), kind, matter, floor, near, mail.said)
        why = reasons(mail.words, mail.reading, self.linear, judged, now)
        judgement = Judgement(
            urgency=label_of(self.urgency, levels, level, why.urgency),
            issue_type=label_of(self.issue_type, types, kind, why.issue_type),
            sensitive=Sensitive(matter > 0, why.sensitive),
            model=self.version,
            danger=(floor is not None and floor.kind == "safety")
            or ("harm" in mail.facts and bool(mail.facts["harm"].argmax() == _SAFETY)),
        )
        return self.rules.apply(judgement, text)


@dataclass(frozen=True, slots=True)
class _Mail:
    """One mail as it was read: its words, its features' weights, the probability of each fact's values, plain statements."""

    words: Words
    reading: Reading
    facts: Mapping[str, Floats]
    said: str  # of a delicate matter, "" where there is none
    floor: Floor | None
