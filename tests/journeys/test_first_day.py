"""The first day: nothing old is answered, then every new mail once, and the mailbox stays people's mailbox."""

import pytest

from tests.journeys.installation import Installation
from tests.journeys.letters import letter, message_id
from tests.journeys.office import text_of

pytestmark = pytest.mark.servers


def test_the_first_start_answers_nothing_old_and_then_one_new_mail_once(place: Installation) -> None:
    box = place.box
    box.put(letter(place.address, "Older trouble"), letter(place.address, "Older still"))
    box.put(letter(place.address, "Read long ago"), seen=True)
    assert place.cli("once").code == 0
    assert place.letters() == []
    assert all("evenhand-handled" not in flags for flags in box.flags().values())

    new = letter(place.address, "Second screen stays black")
    box.put(new)
    assert place.cli("once").code == 0
    (got,) = place.received()
    ack = got.message
    assert got.sender == ""
    assert got.recipients == ("ana.ruiz@example.net",)
    assert ack["To"].addresses[0].addr_spec == "ana.ruiz@example.net"
    assert ack["From"].addresses[0].addr_spec == place.address
    assert ack["Auto-Submitted"] == "auto-replied"
    assert ack["X-Auto-Response-Suppress"] == "All"
    assert ack["X-Evenhand-Loop"]
    assert ack["In-Reply-To"] == message_id(new)
    assert ack["References"].split() == [message_id(new)]
    assert ack["Subject"].startswith("Auto: Second screen stays black [EH-")
    assert ack.get_content_type() == "text/plain"
    assert not any(name.startswith("List-") for name in ack)
    assert "has arrived, and a person will read it" in text_of(ack)

    place.once()
    assert len(place.letters()) == 1, "a second pass sends nothing"


def test_the_mailbox_shows_what_was_done_and_stays_unread(place: Installation) -> None:
    box = place.box
    place.once()
    box.put(letter(place.address, "Fire panel", "The fire alarm panel is dark since Friday, no alarm would sound.\n"))
    box.put(letter(place.address, "Read by a colleague first"), seen=True)
    place.once()
    flags = list(box.flags().values())
    assert len(place.letters("ana.ruiz@example.net")) == 2, "what a colleague has read first is answered too"
    assert [("\\Seen" in marks) for marks in flags] == [False, True]
    levels = {f"evenhand-{name}" for name in ("critical", "high", "normal", "low")}
    for marks in flags:
        assert "evenhand-handled" in marks
        assert len(marks & levels) == 1
    assert len(box.mails()) == 2, "nothing is moved or deleted"
