"""Flags, keywords, folders, copies of sent mail."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.inbox import Inbox, MailboxFull, safe_keyword
from tests.servers.dovecot import Box, Dovecot

MAIL = b"From: ada@example.org\r\nMessage-ID: <%d@example.org>\r\nSubject: Lights\r\n\r\nOut.\r\n"
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PLAIN = "IMAP4rev1 LITERAL+ NAMESPACE"


def opened(box: Box, **changes: object) -> Inbox:
    inbox = Inbox(box.settings(**changes), {})
    inbox.connect()
    inbox.open_folder("INBOX")
    return inbox


@given(st.text(max_size=80))
def test_any_name_makes_a_keyword_every_server_takes(name: str) -> None:
    keyword = safe_keyword(name)
    assert 0 < len(keyword) <= 50
    assert set(keyword) <= set("abcdefghijklmnopqrstuvwxyz0123456789$_.+-")


@given(st.text(max_size=60), st.text(max_size=60))
def test_different_names_make_different_keywords(one: str, other: str) -> None:
    assert (safe_keyword(one) == safe_keyword(other)) <= (one == other or one.lower() == other.lower())


def test_an_ordinary_name_is_its_own_keyword() -> None:
    assert safe_keyword("evenhand-Network") == "evenhand-network"


@pytest.mark.servers
def test_marks_are_set_and_nothing_else_changes(inbox: Inbox, box: Box) -> None:
    box.put(*[MAIL % n for n in range(3)])
    uids = inbox.new_uids(0)
    left_out = inbox.add_flags({"\\Flagged": uids[:2], "evenhand-high": uids[:2], "evenhand-network": uids})
    assert left_out == frozenset()
    high = {"\\Flagged", "evenhand-high", "evenhand-network"}
    assert box.flags() == {1: high, 2: high, 3: {"evenhand-network"}}


@pytest.mark.servers
def test_a_folder_opened_for_reading_only_is_not_marked(inbox: Inbox, box: Box) -> None:
    box.put(MAIL % 1)
    state = inbox.open_folder("INBOX", readonly=True)
    assert not state.writable
    assert inbox.add_flags({"\\Flagged": [1], "evenhand-high": [1]}) == {"\\Flagged", "evenhand-high"}
    assert box.flags() == {1: set()}


@pytest.mark.servers
def test_mails_are_filed_into_a_folder_that_did_not_exist(inbox: Inbox, box: Box) -> None:
    box.put(*[MAIL % n for n in range(3)])
    inbox.move(inbox.new_uids(0)[:2], "Triage/Größtes")
    assert len(box.mails()) == 1
    assert len(box.mails("Triage/Gr&APYA3w-tes")) == 2


@pytest.mark.servers
def test_without_move_mails_are_filed_and_others_deleted_mail_stays(
    another_dovecot: Callable[..., Dovecot],
) -> None:
    box = another_dovecot(capability=PLAIN + " UIDPLUS").box()
    box.put(*[MAIL % n for n in range(3)])
    somebody_deletes(box, "3")
    inbox = opened(box)
    inbox.move([1], "Filed")
    inbox.logout()
    assert box.flags() == {2: set(), 3: {"\\Deleted"}}
    assert box.mails("Filed") == [MAIL % 0]


@pytest.mark.servers
def test_without_uidplus_nothing_is_expunged(another_dovecot: Callable[..., Dovecot]) -> None:
    box = another_dovecot(capability=PLAIN).box()
    box.put(*[MAIL % n for n in range(3)])
    somebody_deletes(box, "3")
    inbox = opened(box)
    inbox.move([1], "Filed")
    inbox.logout()
    assert box.flags() == {1: {"\\Deleted"}, 2: set(), 3: {"\\Deleted"}}
    assert box.mails("Filed") == [MAIL % 0]


def somebody_deletes(box: Box, number: str) -> None:
    with box.client() as client:
        client.select("INBOX")
        client.store(number, "+FLAGS", "\\Deleted")
        client.unselect()


@pytest.mark.servers
def test_sent_mail_goes_where_the_server_keeps_it(inbox: Inbox, box: Box) -> None:
    folder = inbox.sent_folder()
    assert folder == "Sent"
    inbox.append(folder, MAIL % 7, ["\\Seen", "evenhand"], NOW)
    assert box.mails("Sent") == [MAIL % 7]
    assert box.flags("Sent") == {1: {"\\Seen", "evenhand"}}


@pytest.mark.servers
def test_without_special_use_the_sent_folder_is_known_by_its_name(another_dovecot: Callable[..., Dovecot]) -> None:
    box = another_dovecot(capability=PLAIN).box()
    with box.client() as client:
        client.delete("Sent")
        client.create('"Gesendete Objekte"')
    inbox = opened(box)
    # Dovecot makes its own Sent again as soon as somebody logs in.
    assert inbox.sent_folder() in ("Sent", "Gesendete Objekte")
    inbox.logout()


@pytest.mark.servers
def test_a_sent_copy_that_is_there_already_is_found(inbox: Inbox, box: Box) -> None:
    box.put(*[MAIL % n for n in range(30)], folder="Sent")
    asked = [f"<{n}@example.org>" for n in range(25, 60)]
    assert inbox.find("Sent", "Message-ID", asked) == {f"<{n}@example.org>" for n in range(25, 30)}
    # part of an id is not the id
    assert inbox.find("Sent", "Message-ID", ["<9@example.org", '<"@x>', "<ü@x>"]) == set()
    assert inbox.find("No such folder", "Message-ID", asked) == set()


@pytest.mark.servers
def test_after_looking_into_another_folder_the_mailbox_is_open_again(inbox: Inbox, box: Box) -> None:
    box.put(MAIL % 1)
    inbox.find("Sent", "Message-ID", ["<1@example.org>"])
    assert inbox.new_uids(0) == [1]
    assert inbox.folder is not None
    assert inbox.folder.name == "INBOX"


@pytest.mark.servers
def test_folders_are_found_where_the_server_keeps_them_below_inbox(another_dovecot: Callable[..., Dovecot]) -> None:
    box = another_dovecot(separator=".", prefix="INBOX.").box()
    box.put(MAIL % 1)
    inbox = opened(box)
    assert inbox.sent_folder() == "INBOX.Sent"
    inbox.append("Sent", MAIL % 2, [], NOW)
    inbox.move(inbox.new_uids(0), "Triage/High")
    assert inbox.find("Triage/High", "Message-ID", ["<1@example.org>"]) == {"<1@example.org>"}
    inbox.logout()
    assert box.mails("INBOX.Triage.High") == [MAIL % 1]
    assert box.mails("INBOX.Sent") == [MAIL % 2]


@pytest.mark.servers
def test_a_mail_taken_away_meanwhile_does_not_spoil_marks_and_filing(inbox: Inbox, box: Box) -> None:
    box.put(*[MAIL % n for n in range(4)])
    uids = inbox.new_uids(0)
    expunged(box, "1")
    assert inbox.add_flags({"evenhand-high": uids}) == frozenset()
    expunged(box, "1")
    inbox.move(uids, "Filed")
    assert box.mails() == []
    assert box.mails("Filed") == [MAIL % 2, MAIL % 3]


@pytest.mark.servers
def test_without_move_too_a_mail_taken_away_does_not_spoil_filing(another_dovecot: Callable[..., Dovecot]) -> None:
    box = another_dovecot(capability=PLAIN + " UIDPLUS").box()
    box.put(*[MAIL % n for n in range(3)])
    inbox = opened(box)
    uids = inbox.new_uids(0)
    expunged(box, "1")
    inbox.move(uids, "Filed")
    inbox.logout()
    assert box.mails("Filed") == [MAIL % 1, MAIL % 2]
    assert box.mails() == []


def expunged(box: Box, number: str) -> None:
    somebody_deletes(box, number)
    with box.client() as client:
        client.select("INBOX")
        client.expunge()


@pytest.mark.servers
def test_a_full_mailbox_is_named_as_such(another_dovecot: Callable[..., Dovecot]) -> None:
    box = another_dovecot(quota=20_000).box()
    inbox = opened(box)
    with pytest.raises(MailboxFull, match="Make room"):
        inbox.append("Sent", b"Subject: large\r\n\r\n" + b"x" * 30_000, [], NOW)
    assert inbox.new_uids(0) == []  # the connection goes on
    inbox.logout()
