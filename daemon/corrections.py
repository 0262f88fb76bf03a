"""What people change in their mail client is a correction: keywords, the star, the folder a mail is moved to.

Only what differs from our own marks counts, and each change once: afterwards the case agrees with the mailbox. The audit keyword
marks a small random sample; taking it off confirms the judgement as it stands, which corrections alone can't teach.
"""

import logging
from collections.abc import Mapping
from datetime import timedelta

from config.settings import Mailbox, Settings
from daemon.answers import AUDIT
from daemon.handle import Handler
from daemon.inbox import FolderMissing, Inbox, ProtocolTrouble, safe_keyword
from daemon.store import corrections as rows
from daemon.store import mailbox as ledger
from daemon.store.corrections import Marked
from daemon.store.mailbox import Cursor

log = logging.getLogger("evenhand.corrections")
WATCHED_FOR = timedelta(days=14)
BY = "a mail client"


class Corrections:
    """Looks at the marks of recent mails over a connection that is handed in."""

    def __init__(self, mailbox: Mailbox, handler: Handler) -> None:
        self.mailbox = mailbox
        self.handler = handler
        self.store = handler.store
        self.clock = handler.clock

    def round(self, inbox: Inbox) -> int:
        """Note what people changed since the last round; returns how many cases were corrected."""
        return self._marks(inbox) + sum(self._moves(inbox, folder) for folder in set(self.mailbox.file_into.values()))

    def _marks(self, inbox: Inbox) -> int:
        state = inbox.open_folder(self.mailbox.folder, readonly=True)
        if not state.keywords_allowed:
            return 0
        now = self.clock()
        with self.store.read() as tx:
            watched = rows.marked(tx, self.mailbox.name, state.name, state.uidvalidity, now - WATCHED_FOR)
        if not watched:
            return 0
        flags = inbox.flags([one.uid for one in watched])
        found = 0
        for one in watched:
            if one.uid in flags:
                found += self._compare(one, flags[one.uid])
        return found

    def _compare(self, one: Marked, flags: frozenset[str]) -> int:
        seen = frozenset(flag.casefold() for flag in flags)
        given = changes(one, seen, self.handler.settings)
        confirmed = AUDIT in one.flags and AUDIT not in seen
        if confirmed:
            given = {"urgency": one.urgency, "issue_type": one.issue_type, **given}
        if not given:
            return 0
        self._note(one, given, "audit" if confirmed else "keyword", seen)
        return 1

    def _moves(self, inbox: Inbox, folder: str) -> int:
        """Mails that people moved into a triage folder."""
        try:
            state = inbox.open_folder(folder, readonly=True)
        except (FolderMissing, ProtocolTrouble):
            return 0
        name = self.mailbox.name
        with self.store.read() as tx:
            at = ledger.cursor(tx, name, folder)
        if at is None or at.uidvalidity != state.uidvalidity:
            at = Cursor(state.uidvalidity, 1, self.clock())
        uids = inbox.new_uids(at.next_uid - 1)
        if not uids:
            return 0
        found = sum(self._moved(inbox, folder, uids[i : i + 100]) for i in range(0, len(uids), 100))
        with self.store.write() as tx:
            ledger.move_cursor(tx, name, folder, Cursor(state.uidvalidity, max(uids) + 1, at.opened_at))
        return found

    def _moved(self, inbox: Inbox, folder: str, uids: list[int]) -> int:
        heads = [one.raw for one in inbox.headers(uids, self.handler.settings.limits) if one.raw is not None]
        ids = [mail.message_id for mail in self.handler.reader.read_many(heads) if mail.message_id]
        with self.store.read() as tx:
            cases = rows.by_message_ids(tx, self.mailbox.name, ids)
        found = 0
        for one in cases:
            given = meaning(folder, self.mailbox, self.handler.settings)
            given = {field: label for field, label in given.items() if label != getattr(one, field)}
            if given:
                self._note(one, given, "folder", None)
                found += 1
        return found

    def _note(self, one: Marked, given: Mapping[str, str], source: str, flags: frozenset[str] | None) -> None:
        with self.store.write() as tx:
            rows.correct(tx, one.case_id, given, BY, source, self.clock())
            if flags is not None:
                rows.agree(tx, one.id, sorted(flags))
        log.info("corrected: %s", ", ".join(f"{k}={v}" for k, v in given.items()), extra={"case_id": one.case_id})


def changes(one: Marked, seen: frozenset[str], settings: Settings) -> dict[str, str]:
    """What the flags and keywords now on a mail say of its labels, where that differs from the case."""
    given: dict[str, str] = {}
    levels = {safe_keyword(f"evenhand-{level.name}"): level.name for level in settings.urgency}
    kinds = {safe_keyword(f"evenhand-{kind.name}"): kind.name for kind in settings.issue_types}
    for field, names, has in (("urgency", levels, one.urgency), ("issue_type", kinds, one.issue_type)):
        added = [name for keyword, name in names.items() if keyword in seen and keyword not in one.flags]
        if len(added) == 1 and added[0] != has:
            given[field] = added[0]
    if "urgency" not in given:
        starred = _star(one, seen, settings)
        if starred and starred != one.urgency:
            given["urgency"] = starred
    return given


def _star(one: Marked, seen: frozenset[str], settings: Settings) -> str | None:
    """A star put on lifts to the lowest level that carries one; taken off it lowers to the highest that doesn't."""
    had, has = "\\flagged" in one.flags, "\\flagged" in seen
    if had == has:
        return None
    with_star = [level.name for level in settings.urgency if level.flag]
    without = [level.name for level in settings.urgency if not level.flag]
    if has:
        return with_star[-1] if with_star and one.urgency not in with_star else None
    return without[0] if without and one.urgency not in without else None


def meaning(folder: str, mailbox: Mailbox, settings: Settings) -> dict[str, str]:
    """Which label a triage folder stands for; several that share a folder say nothing."""
    names = [name for name, into in mailbox.file_into.items() if into == folder]
    if len(names) != 1:
        return {}
    levels = {level.name for level in settings.urgency}
    return {"urgency" if names[0] in levels else "issue_type": names[0]}
