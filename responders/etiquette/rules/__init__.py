"""The chain: every reason not to answer, in the order in which they are asked. The first that holds is the verdict.

First what is certain (it cannot be read, it is our own, it is a report or a bounce), so that the name of the verdict also
says what to do with the mail; then the operator's word; then what the mail says and looks like; last what the store
remembers. docs/etiquette.md explains each in this order.
"""

from responders.etiquette.rules.absences import ABSENCE_MARK, ABSENCE_SUBJECT, AUTO_REPLIED, LIKE_AN_ABSENCE
from responders.etiquette.rules.bounces import (
    BOUNCE_MARK,
    BOUNCE_SENDER,
    BOUNCE_SUBJECT,
    BOUNCE_TEXT,
    LIKE_A_BOUNCE,
    NULL_RETURN_PATH,
    POSTMASTER,
    RETURNED_MAIL,
)
from responders.etiquette.rules.lists import BOUNCE_ENVELOPE, LIST_HEADER, LIST_SENDER, PRECEDENCE
from responders.etiquette.rules.machines import (
    AUTO_GENERATED,
    CHALLENGE_RULE,
    FORM,
    LOOP_MARK,
    MACHINE_MARK,
    MACHINE_SENDER,
    NO_REPLY_SENDER,
)
from responders.etiquette.rules.ours import ANSWERS_OURS, OWN_ADDRESS, OWN_MAIL
from responders.etiquette.rules.policy import DENIED, FORGED, NOT_ADDRESSED, SUPPRESSED
from responders.etiquette.rules.reading import BAD_SENDER_ADDRESS, NO_SENDER, SEVERAL_SENDERS, UNREADABLE
from responders.etiquette.rules.reports import (
    AGGREGATE_REPORT,
    DELIVERY_REPORT,
    FEEDBACK_REPORT,
    OTHER_REPORT,
    READ_RECEIPT,
)
from responders.etiquette.rules.rule import Rule
from responders.etiquette.rules.state import (
    ACKNOWLEDGED_BEFORE,
    BOUNCED_LATELY,
    GLOBAL_HOUR,
    SENDER_DAY,
    SENDER_HOUR,
    THREAD_DAY,
)

CHAIN: tuple[Rule, ...] = (
    UNREADABLE,
    OWN_MAIL,
    DELIVERY_REPORT,
    READ_RECEIPT,
    FEEDBACK_REPORT,
    AGGREGATE_REPORT,
    OTHER_REPORT,
    BOUNCE_MARK,
    BOUNCE_SENDER,
    BOUNCE_SUBJECT,
    RETURNED_MAIL,
    AUTO_REPLIED,
    ABSENCE_MARK,
    ABSENCE_SUBJECT,
    NULL_RETURN_PATH,
    OWN_ADDRESS,
    DENIED,
    NO_SENDER,
    SEVERAL_SENDERS,
    BAD_SENDER_ADDRESS,
    LIST_HEADER,
    PRECEDENCE,
    LIST_SENDER,
    MACHINE_MARK,
    FORM,
    AUTO_GENERATED,
    NO_REPLY_SENDER,
    CHALLENGE_RULE,
    POSTMASTER,
    MACHINE_SENDER,
    LOOP_MARK,
    BOUNCE_ENVELOPE,
    LIKE_A_BOUNCE,
    BOUNCE_TEXT,
    LIKE_AN_ABSENCE,
    SUPPRESSED,
    ANSWERS_OURS,
    NOT_ADDRESSED,
    FORGED,
    ACKNOWLEDGED_BEFORE,
    BOUNCED_LATELY,
    SENDER_HOUR,
    SENDER_DAY,
    THREAD_DAY,
    GLOBAL_HOUR,
)
