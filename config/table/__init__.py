"""ONE table of every setting: key, kind, sentence, example; the default stands in settings.py.

Checks and loading (`config.load`), the sample (`config.sample`), the JSON schema for editors (`config.schema`) and
docs/configuration.md (`config.reference`) all follow from `TABLE`.
"""

from config.settings import Settings
from config.table.calendar import CALENDAR
from config.table.judging import ISSUE_TYPES, JUDGEMENT, URGENCY
from config.table.mailbox import MAILBOX
from config.table.sending import ETIQUETTE, FOLLOWUPS, LIMITS, OUTBOX, REPLIES
from config.table.service import HEALTH, MODE, ORGANISATION, STAFF, STORE
from config.table.setting import NEEDED, Section, Setting

__all__ = ["NEEDED", "TABLE", "Section", "Setting"]

TABLE = Section(
    "",
    Settings,
    "The whole file.",
    (MODE,),
    (
        ORGANISATION,
        MAILBOX,
        STAFF,
        CALENDAR,
        URGENCY,
        ISSUE_TYPES,
        JUDGEMENT,
        REPLIES,
        FOLLOWUPS,
        ETIQUETTE,
        OUTBOX,
        STORE,
        HEALTH,
        LIMITS,
    ),
)
