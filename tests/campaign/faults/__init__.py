"""All faults; importing this enters them in the list, in the order of the table."""

from tests.campaign.faults import kills, sending, postfix, reading, mailbox, store, clock, trust, load  # noqa: F401, I001 - in this order
