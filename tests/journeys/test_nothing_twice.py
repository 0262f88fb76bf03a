"""Nobody is acknowledged twice for one mail, whatever becomes of mailbox, server or store."""

import subprocess

import pytest

from daemon.store.tables import cases
from tests.journeys.installation import ENVIRONMENT, Installation, program
from tests.journeys.letters import letter
from tests.journeys.office import Office
from tests.servers.dovecot import Box

pytestmark = pytest.mark.servers
ANA = "ana.ruiz@example.net"


def renumber(box: Box) -> None:
    """The server forgets its numbering: the folder comes back with another UIDVALIDITY."""
    home = box.server.base / "mail" / box.user
    (home / "dovecot-uidlist").unlink()
    for index in home.glob("dovecot.index*"):
        index.unlink()
    for file in home.glob("dovecot-uidvalidity*"):
        file.unlink()


def test_a_renumbered_mailbox_acknowledges_nothing_again_and_still_sees_what_is_new(office: Office) -> None:
    for number in range(3):
        office.receives(f"Trouble {number}")
    office.once()
    office.clock.moment = office.now.replace(hour=11)
    office.receives("On the way while the server was changed")
    renumber(office.place.box)
    office.once()
    assert len(office.letters(ANA)) == 4
    office.receives("After it")
    office.later(minutes=1)
    office.later(minutes=1)
    assert len(office.letters(ANA)) == 5
    assert len(office.place.rows(cases)) == 5


def test_old_mail_stays_unanswered_when_the_mailbox_is_renumbered(office: Office) -> None:
    """The first start let it lie; a new numbering makes it no newer."""
    week = office.now.replace(day=17)
    office.place.box.put(letter(office.place.address, "Last week", at=week), at=week)
    renumber(office.place.box)
    office.receives("Today")
    office.once()
    assert [one["Subject"].split(" [")[0] for one in office.letters(ANA)] == ["Auto: Today"]


def test_the_same_mail_copied_back_into_the_mailbox_is_one_mail(office: Office) -> None:
    raw = office.receives()
    office.once()
    office.place.box.put(raw, b"X-Moved: by a colleague\r\n" + raw, at=office.now)
    office.later(minutes=5)
    assert len(office.letters(ANA)) == 1
    assert len(office.place.rows(cases)) == 1


def test_a_mailbox_that_moved_to_another_server_is_not_answered_again(office: Office) -> None:
    """Other numbers, no marks, another Received line: the mails are the same all the same."""
    place = office.place
    for number in range(3):
        office.receives(f"Trouble {number}")
    office.once()
    office.__exit__()
    new = place.box.server.box()
    new.put(*(b"Received: by new.example; Tue\r\n" + raw for raw in place.box.mails()), at=office.now)
    place.config.write_text(place.config.read_text().replace(f'user = "{place.box.user}"', f'user = "{new.user}"'))
    with Office(place, office.now) as moved:
        moved.later(minutes=5)
        assert len(moved.letters(ANA)) == 3
        moved.receives("Trouble 4", box=new, to=place.address)
        moved.later(minutes=5)
        assert len(moved.letters(ANA)) == 4
        assert len(place.rows(cases)) == 4


def test_a_lost_store_answers_nothing_again_because_the_mailbox_shows_it(open_office, tmp_path) -> None:  # type: ignore[no-untyped-def]
    office = open_office(mailbox='start = "all"')
    for number in range(3):
        office.receives(f"Trouble {number}")
    office.once()
    assert len(office.letters(ANA)) == 3
    office.__exit__()
    for file in office.place.folder.glob("evenhand.db*"):
        file.unlink()
    again = Office(office.place, office.now)
    with again:
        again.receives("Trouble 4")
        again.later(minutes=5)
        assert len(again.letters(ANA)) == 4


def test_a_lost_store_and_lost_keywords_answer_nothing_again_because_sent_copies_show_it(open_office) -> None:  # type: ignore[no-untyped-def]
    office = open_office(mailbox='start = "all"\nsent_folder = "auto"')
    for number in range(3):
        office.receives(f"Trouble {number}")
    office.once()
    office.once()
    assert len(office.letters(ANA)) == 3
    office.__exit__()
    for file in office.place.folder.glob("evenhand.db*"):
        file.unlink()
    with office.place.box.client() as client:  # as after a move to a server that keeps no keywords
        client.select("INBOX")
        client.store("1:*", "FLAGS", "()")
    again = Office(office.place, office.now)
    with again:
        again.receives("Trouble 4")
        again.later(minutes=5)
        assert len(again.letters(ANA)) == 4


def test_kills_at_any_instant_are_followed_by_exactly_the_missing_steps(place: Installation) -> None:
    """Each kill meets a mail of its own beside what the kill before it left."""
    place.configure(mailbox='start = "all"')
    instants = ("after-marks", "after-plan-commit", "inside-plan-commit", "after-fetch")
    for instant in instants:
        place.box.put(letter(place.address, f"Killed {instant}", sender=f"W <{instant}@example.org>"))
        command = [*program(), "once", "--config", str(place.config)]
        environment = {**ENVIRONMENT, "EVENHAND_CRASH_AT": instant}
        killed = subprocess.run(command, env=environment, capture_output=True, check=False)
        assert killed.returncode == -9, killed.stderr
    place.once()
    writers = sorted(one.recipients[0] for one in place.received())
    assert writers == sorted(f"{instant}@example.org" for instant in instants)
    assert all("evenhand-handled" in flags for flags in place.box.flags().values())
    assert place.queue()["aside"] == []
