"""What the store remembers. It alone proves that there is no loop: no header does."""

from responders.etiquette.clues import Clues
from responders.etiquette.rules.rule import Rule


def _before(clues: Clues) -> str | None:
    return "" if clues.evidence.memory.acknowledged_before else None


def _bounced(clues: Clues) -> str | None:
    return clues.sender if clues.evidence.memory.bounced_lately else None


def _hour(clues: Clues) -> str | None:
    return _reached(clues.evidence.memory.sender_last_hour, clues.settings.per_sender_hour, "hour")


def _day(clues: Clues) -> str | None:
    return _reached(clues.evidence.memory.sender_last_day, clues.settings.per_sender_day, "day")


def _thread(clues: Clues) -> str | None:
    return _reached(clues.evidence.memory.thread_last_day, clues.settings.per_thread_day, "day")


def _all(clues: Clues) -> str | None:
    return _reached(clues.evidence.memory.all_last_hour, clues.settings.global_hour, "hour")


def _reached(sent: int, most: int, span: str) -> str | None:
    return f"{sent} in the last {span}, {most} allowed" if sent >= most else None


ACKNOWLEDGED_BEFORE = Rule(
    "acknowledged-before", "held", "this very mail was answered before", "RFC 3834 section 2", _before
)
BOUNCED_LATELY = Rule(
    "bounced-lately", "held", "mail to this sender could not be delivered lately", "RFC 5321 section 4.5.4.1", _bounced
)
SENDER_HOUR = Rule(
    "sender-hourly-limit", "held", "this sender got enough automatic answers for now", "RFC 3834 section 3.1.7", _hour
)
SENDER_DAY = Rule(
    "sender-daily-limit", "held", "this sender got enough automatic answers for today", "RFC 3834 section 3.1.7", _day
)
THREAD_DAY = Rule(
    "thread-daily-limit",
    "held",
    "this conversation got enough automatic answers for today",
    "RFC 3834 section 3.1.7",
    _thread,
)
GLOBAL_HOUR = Rule(
    "hourly-limit",
    "held",
    "all senders together got as many automatic answers as an hour may have",
    "RFC 3834 section 3.1.7",
    _all,
)
