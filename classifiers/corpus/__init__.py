"""The starter corpus: mails invented for this project, each with labels, so that the first day needs no history.

Kept as plain text, one file a setting, so that anyone can read, correct and compare it:

    @@ URGENCY TYPE MATTER HARM REACH WORK TIME ROUND TAGS
    Subject: as typed

    body, until the next line that begins with "@@ "

MATTER says what makes a mail sensitive, "." that nothing does. disputed.txt names the mails on which two readers who didn't
know of each other differed; a third decided then.
docs/corpus.md tells how it was made and what it lacks.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from classifiers.examples import FACETS, MATTERS, Facets

_LANGUAGES = ("de", "en")
_BLOCK = re.compile(r"(?m)^@@ ")


@dataclass(frozen=True, slots=True)
class Example:
    """One mail of the corpus. `setting` is the kind of place it comes from; `tags` say what makes it hard."""

    subject: str
    body: str
    language: str
    setting: str
    urgency: str
    issue_type: str
    matter: str  # what makes it sensitive, of MATTERS; "" for most mails
    facets: Facets
    tags: frozenset[str]
    disputed: frozenset[str] = frozenset()  # "urgency", "issue_type", "sensitive": where readers differed

    @property
    def sensitive(self) -> bool:
        """Whether a person must read it before anything about its content is sent."""
        return bool(self.matter)


class CorpusError(ValueError):
    """A block of the corpus that can't be read; names file and block."""


def _example(block: str, language: str, setting: str, number: int) -> Example:
    head, _, rest = block.partition("\n")
    fields = head.split()
    subject, _, body = rest.partition("\n")
    if len(fields) != 9 or not subject.startswith("Subject:") or not body.strip():
        raise CorpusError(f"{language}/{setting}, mail {number}: not nine labels, a subject line and a body: {head!r}")
    urgency, issue_type, matter, *facets, tags = fields
    if matter not in (".", *MATTERS):
        raise CorpusError(f"{language}/{setting}, mail {number}: what makes it sensitive can't be {matter!r}")
    for (name, values), value in zip(FACETS.items(), facets, strict=True):
        if value not in values:
            raise CorpusError(f"{language}/{setting}, mail {number}: {name} can't be {value!r}")
    return Example(
        subject=subject.removeprefix("Subject:").strip(),
        body=body.strip(),
        language=language,
        setting=f"{language}/{setting}",
        urgency=urgency,
        issue_type=issue_type,
        matter=matter.replace(".", ""),
        facets=Facets(*facets),
        tags=frozenset(tags.split(",")) - {"-"},
    )


def parse(text: str, language: str, setting: str) -> tuple[Example, ...]:
    """The mails of one file. Raises CorpusError at the first block that is not as described above."""
    blocks = _BLOCK.split(text)[1:]
    return tuple(_example(block, language, setting, number) for number, block in enumerate(blocks, 1))


def _sources() -> list[tuple[str, Traversable]]:
    root = files(__package__)
    found = [
        (language, entry)
        for language in _LANGUAGES
        for entry in (root / language).iterdir()
        if entry.name.endswith(".txt")
    ]
    return sorted(found, key=lambda source: (source[0], source[1].name))


@cache
def starter() -> tuple[Example, ...]:
    """All mails of the corpus, in a fixed order (language, setting, place in the file)."""
    mails: list[Example] = []
    for language, entry in _sources():
        mails.extend(parse(entry.read_text(encoding="utf-8"), language, entry.name.removesuffix(".txt")))
    disputed = _disputed()
    return tuple(replace(mail, disputed=disputed.get(key_of(mail), frozenset())) for mail in mails)


def key_of(mail: Example) -> str:
    """Identifies a mail by its text."""
    return hashlib.sha256(f"{mail.subject}\n{mail.body}".encode()).hexdigest()[:12]


def _disputed() -> dict[str, frozenset[str]]:
    lines = (files(__package__) / "disputed.txt").read_text(encoding="utf-8").splitlines()
    told = [line.split() for line in lines if line and not line.startswith("#")]
    return {key: frozenset(labels) for key, *labels in told}


@cache
def corpus_hash() -> str:
    """SHA-256 over the corpus files: a model tells by it which corpus it was trained on."""
    digest = hashlib.sha256()
    for language, entry in _sources():
        digest.update(f"{language}/{entry.name}\0".encode())
        digest.update(entry.read_bytes())
    digest.update((files(__package__) / "disputed.txt").read_bytes())
    return digest.hexdigest()
