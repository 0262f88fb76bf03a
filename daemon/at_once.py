"""Corrections that hold at once: read again from the store whenever there are new ones.

A training that goes live has learnt what was corrected until then (the note `TAUGHT`); only what came after is held here.
"""

from collections.abc import Mapping

from classifiers.judgement import Judgement
from classifiers.overlay import Overlay, Said
from config.settings import Settings
from daemon.reader import Read
from daemon.redacting import redacted
from daemon.store import Transaction, corrections
from daemon.store.notes import get_note

TAUGHT = "taught"  # the id of the last correction that the model in force has learnt


def labels_today(labels: Mapping[str, str], settings: Settings) -> tuple[str | None, str | None, bool | None]:
    """Urgency, issue type and sensitive of stored labels; None where nothing was said, or today's settings don't know it."""
    urgency, kind, private = (labels.get(name) for name in ("urgency", "issue_type", "sensitive"))
    return (
        urgency if any(urgency == level.name for level in settings.urgency) else None,
        kind if any(kind == one.name for one in settings.issue_types) else None,
        None if private is None else private == "yes",
    )


def judgement_of(read: Read, corrected: Overlay) -> Judgement | None:
    """What was judged of a mail, with what was corrected for the same trouble."""
    if read.judgement is None or read.mail.issue is None:
        return read.judgement
    return corrected.apply(read.judgement, read.mail.issue)


class AtOnce:
    """The overlay in force. For one thread at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._levels = [level.name for level in settings.urgency]
        self._standing: tuple[int, int, int] | None = None
        self._overlay = Overlay.of((), self._levels)

    def overlay(self, tx: Transaction) -> Overlay:
        """What people have corrected since the last training that went live."""
        taught = get_note(tx, TAUGHT)
        after = int(taught[0]) if taught else 0
        standing = (after, *corrections.standing(tx, after))
        if standing != self._standing:
            self._overlay = Overlay.of(self._said(tx, after), self._levels)
            self._standing = standing
        return self._overlay

    def _said(self, tx: Transaction, after: int) -> list[Said]:
        """What people said, in the levels and types of today's configuration."""
        voices = corrections.voices(tx, after)
        texts = redacted((voice.subject, voice.own_words, voice.language) for voice in voices)
        return [
            Said(voice.ref, voice.by, text, *labels_today(voice.labels, self._settings))
            for voice, text in zip(voices, texts, strict=True)
        ]
