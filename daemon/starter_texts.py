"""The starter corpus redacted, kept beside the models: it is the same for every training, and takes longer than reading it.

STATE/models/.starter-KEY.jsonl, where KEY stands for the corpus and for the code and word lists that redact it.
"""

import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from classifiers import examples as prepared
from classifiers.corpus import corpus_hash, starter
from classifiers.examples import Labels, Task
from classifiers.issue_text import IssueText
from classifiers.source import source_hash
from daemon.redacting import redacted

# What the redaction's result depends on.
_CODE = ("daemon.mail", "classifiers.features", "classifiers.floors")
_NOTHING = Task((), ())


def starter_texts(folder: Path) -> list[IssueText]:
    """The issues of the corpus, in its order. Kept in the folder where that can be written."""
    kept = folder / f".starter-{_key()}.jsonl"
    try:
        _, pairs = prepared.read(kept)
    except (OSError, ValueError):
        pairs = []
    if len(pairs) == len(starter()):
        return [text for text, _ in pairs]
    texts = list(redacted((mail.subject, mail.body, mail.language) for mail in starter()))
    with suppress(OSError):  # the next training redacts again
        _keep(kept, texts)
    return texts


def _keep(path: Path, texts: list[IssueText]) -> None:
    """In one step, and in the place of what an earlier version kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".training-") as folder:
        written = Path(folder) / path.name
        prepared.write(written, _NOTHING, ((text, Labels()) for text in texts))
        for older in path.parent.glob(".starter-*.jsonl"):
            older.unlink()
        written.replace(path)


@cache
def _key() -> str:
    return f"{corpus_hash()[:8]}{source_hash(*_CODE)[:8]}"
