"""The only text a classifier ever sees: the writer's own new words about the issue, redacted of the person.

`IssueText` is made by `daemon.mail.redaction` and by nothing else: its constructor is closed, and a test
reads the source to hold that `sealed` has one caller. So rank, name, title, signature, greeting and quoted text
cannot reach the judgement by accident.
"""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, init=False)
class IssueText:
    """Redacted subject and body (`\\n` between lines), and the BCP 47 language ("en", "de", "und")."""

    subject: str
    body: str
    language: str

    @classmethod
    def sealed(cls, subject: str, body: str, language: str) -> Self:
        """For the redaction only."""
        text = object.__new__(cls)
        object.__setattr__(text, "subject", subject)
        object.__setattr__(text, "body", body)
        object.__setattr__(text, "language", language)
        return text

    def __getstate__(self) -> tuple[str, str, str]:
        return self.subject, self.body, self.language

    def __setstate__(self, state: tuple[str, str, str]) -> None:
        for name, value in zip(("subject", "body", "language"), state, strict=True):
            object.__setattr__(self, name, value)
