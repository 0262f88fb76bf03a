"""From the writer's own words to the issue alone: the only place where an IssueText is made.

The order matters: the frame (greeting, sign-off, signature) goes first, by lines; then people (names, addresses, titles, ranks)
become one neutral word; then tone (demands, shouting, courtesy) is taken out; what is left is written in lower case. So the same
facts under another name, rank or tone give the same text.
"""

from classifiers.issue_text import IssueText
from daemon.mail.language import language_of
from daemon.mail.own_words import own_words
from daemon.mail.redaction.frame import core
from daemon.mail.redaction.people import without_people
from daemon.mail.redaction.subject import core_subject
from daemon.mail.redaction.tone import without_tone


def redact(subject: str, words: str, language: str, names: tuple[str, ...] = ()) -> IssueText:
    """The issue in a mail. `words`: the writer's own words; `language`: BCP 47; `names`: the sender's names and addresses.

    Total. Never empty when there were words: a mail of nothing but demands keeps its words without the person.
    """
    lines = core(words.split("\n"), names)
    body = "\n".join(_neutral(line, language, names) for line in lines if line.strip())
    kept = "\n".join(line for line in body.split("\n") if line.strip())
    return IssueText.sealed(_neutral(core_subject(subject), language, names), kept, language)


def issue_text(subject: str, body: str, language: str | None = None) -> IssueText:
    """The issue in a subject and body as they stand in a label file or a corpus; the language is found when not given."""
    words = own_words(body)
    return redact(subject, words, language or language_of(f"{subject}\n{words}"))


def _neutral(line: str, language: str, names: tuple[str, ...]) -> str:
    return without_tone(without_people(line, language, names), language)
