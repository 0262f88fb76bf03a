"""Several mailboxes in one daemon, and servers that can do little."""

import imaplib
from collections.abc import Callable, Iterator

import pytest

from daemon.inbox import ServerUnreachable
from daemon.store.tables import cases
from tests.journeys.installation import Installation
from tests.journeys.letters import letter
from tests.journeys.office import Office
from tests.servers.dovecot import Dovecot
from tests.servers.pymap import PASSWORD, USER, Pymap
from tests.servers.tools import free_port

pytestmark = pytest.mark.servers
ANA = "ana.ruiz@example.net"


def test_each_mailbox_answers_from_its_own_address(open_office: Callable[..., Office], dovecot: Dovecot) -> None:
    one, two = dovecot.box(), dovecot.box()
    office = open_office(one, two)
    office.once()
    office.receives("To the first", box=one)
    office.receives("To the second", box=two)
    office.once()
    answered = {str(ack["Subject"]).split(" [")[0]: ack["From"].addresses[0].addr_spec for ack in office.letters(ANA)}
    assert answered == {
        "Auto: To the first": office.place.address_of(one),
        "Auto: To the second": office.place.address_of(two),
    }


def test_one_mail_to_both_mailboxes_is_one_case_with_one_answer(
    open_office: Callable[..., Office], dovecot: Dovecot
) -> None:
    one, two = dovecot.box(), dovecot.box()
    office = open_office(one, two)
    office.once()
    both = f"{office.place.address_of(one)}, {office.place.address_of(two)}"
    raw = letter(both, at=office.now)
    one.put(raw, at=office.now)
    two.put(b"Delivered-To: two\r\nReceived: by mx.example; later\r\n" + raw, at=office.now)
    office.once()
    assert len(office.letters(ANA)) == 1
    assert len(office.place.rows(cases)) == 1
    assert all("evenhand-handled" in flags for box in (one, two) for flags in box.flags().values())


def test_one_mailbox_that_can_not_be_reached_does_not_hold_up_the_other(
    open_office: Callable[..., Office], dovecot: Dovecot
) -> None:
    one, two = dovecot.box(), dovecot.box()
    office = open_office(one, two)
    office.once()
    office.__exit__()
    config = office.place.config
    first = config.read_text().replace(f"port = {dovecot.imaps}", f"port = {free_port()}", 1)
    config.write_text(first)
    with Office(office.place, office.now) as crippled:
        crippled.receives("To the second", box=two)
        with pytest.raises(ServerUnreachable):
            crippled.once()
        assert len(crippled.letters(ANA)) == 1


@pytest.mark.parametrize(
    ("capability", "left_behind"),
    [("", 0), ("IMAP4rev1 UIDPLUS", 0), ("IMAP4rev1", 1)],
    ids=["MOVE", "UIDPLUS", "none"],
)
def test_mail_is_filed_into_folders_with_and_without_the_server_knowing_move(
    open_office: Callable[..., Office], another_dovecot: Callable[..., Dovecot], capability: str, left_behind: int
) -> None:
    box = another_dovecot(capability=capability).box()
    office = open_office(box, mailbox='file_into = { critical = "Now", software = "Desk/Programs" }')
    office.once()
    office.receives("Payroll", body="The payroll stops with an error.\n")
    office.receives("Screen", body="My second screen stays black.\n")
    office.once()
    assert len(office.letters(ANA)) == 2
    (filed,) = box.mails("Desk/Programs")
    assert b"Subject: Payroll" in filed
    (flags,) = box.flags("Desk/Programs").values()
    assert {"evenhand-high", "evenhand-software", "\\Flagged"} <= flags
    assert "\\Seen" not in flags
    inbox = box.flags()
    assert sum("\\Deleted" in marks for marks in inbox.values()) == left_behind
    assert len(inbox) == 1 + left_behind
    office.later(minutes=5)
    assert len(box.mails("Desk/Programs")) == 1
    assert len(office.letters(ANA)) == 2


def test_a_server_without_idle_is_asked_again_and_again(
    install: Callable[..., Installation], model: object, another_dovecot: Callable[..., Dovecot]
) -> None:
    place = install(another_dovecot(capability="IMAP4rev1").box(), model=model, poll="1s")
    daemon = place.run()
    place.box.put(letter(place.address))
    place.sink.wait_for(1)
    assert daemon.stop() == 0


@pytest.fixture
def pymap() -> Iterator[Pymap]:
    server = Pymap().start()
    yield server
    server.stop()


def test_a_server_that_keeps_no_keywords_gets_its_answers_all_the_same(
    open_office: Callable[..., Office], pymap: Pymap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVENHAND_PYMAP", PASSWORD)
    office = open_office(mailbox="")
    office.__exit__()
    lines = office.place.config.read_text().splitlines()
    login = f'user = "{USER}", password_env = "EVENHAND_PYMAP"'
    imap = f'imap = {{ host = "127.0.0.1", port = {pymap.port}, security = "plain", {login} }}'
    office.place.config.write_text("\n".join(imap if line.startswith("imap =") else line for line in lines))
    with Office(office.place, office.now) as small, imaplib.IMAP4("127.0.0.1", pymap.port) as client:
        small.once()
        client.login(USER, PASSWORD)
        for raw in (letter(small.place.address), letter(small.place.address, "Smoke", "There is smoke.\n")):
            client.append("INBOX", "", imaplib.Time2Internaldate(small.now), raw)
        small.once()
        small.later(minutes=1)
        client.select("INBOX", readonly=True)
        flags = [line for line in client.fetch("1:*", "(FLAGS)")[1] if isinstance(line, bytes)]
        assert len(small.letters(ANA)) == 2
        assert sum(b"\\Flagged" in line for line in flags) == 1
        assert not any(b"\\Seen" in line for line in flags)
