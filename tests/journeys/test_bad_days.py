"""Bad days: servers that are away or refuse, mails nobody can read, a configuration full of mistakes."""

import pytest

from daemon.outbox.outbox import ServerRefuses
from daemon.store.tables import outbox
from tests.journeys.installation import Installation
from tests.journeys.letters import letter
from tests.journeys.office import Office
from tests.servers.tools import free_port, until

pytestmark = pytest.mark.servers
ANA = "ana.ruiz@example.net"


def test_a_mail_server_that_is_away_loses_nothing_and_gets_nothing_twice(place: Installation) -> None:
    place.once()
    place.configure(smtp_port=free_port(), outbox='retry_first = "1s"')
    place.box.put(letter(place.address))
    said = place.once(code=69)
    assert "stay due and are tried again" in said.err
    assert place.letters() == []
    (flags,) = place.box.flags().values()
    assert "evenhand-handled" in flags, "the mail itself was handled"
    place.configure(smtp_port=0)
    until(lambda: place.once() is not None and bool(place.letters(ANA)), "the letter is tried again")
    place.once()
    assert len(place.letters(ANA)) == 1


def test_a_mail_server_in_trouble_is_tried_again_with_the_same_message(office: Office) -> None:
    sink = office.place.sink
    for stage in ("connect", "mail", "rcpt", "data", "after-data"):
        sink.refuse[stage] = "421 4.3.2 closing" if stage == "connect" else "451 4.3.0 later"
        office.receives(f"Trouble with {stage}", sender=f"{stage} <{stage}@example.org>")
        if stage in ("connect", "mail"):
            with pytest.raises(ServerRefuses):
                office.once()
        else:
            office.once()
        assert office.letters(f"{stage}@example.org") == []
        sink.refuse.clear()
        office.later(minutes=10)
        assert len(office.letters(f"{stage}@example.org")) == 1
    tried = {str(one.message["Message-ID"]) for one in sink.received if "after-data@example.org" in one.recipients}
    assert len(tried) == 1, "each further try carries the same Message-ID"


def test_one_refused_recipient_is_set_aside_and_shown_and_the_others_go_on(office: Office) -> None:
    office.place.sink.refuse["rcpt"] = lambda to: "550 5.1.1 no such person" if to.startswith("gone@") else None
    office.receives("First", sender="Gone <gone@example.org>")
    office.receives("Second")
    office.once()
    office.later(hours=1)
    assert len(office.letters(ANA)) == 1
    told = office.place.queue()
    (wrong,) = told["aside"]
    assert wrong["what"] == "letter"
    assert "gone@example.org" in wrong["where"]
    assert "no such person" in wrong["error"]
    assert len(told["waiting"]) == 2, "the writer who can't be reached still waits for a person"
    assert "no such person" in office.place.inside("queue").out


def test_a_letter_that_can_not_be_delivered_for_days_is_set_aside(office: Office) -> None:
    office.place.sink.refuse["rcpt"] = "451 4.3.0 later"
    office.receives()
    office.once()
    for _ in range(3):
        office.later(days=1)
    states = {row["kind"]: row["state"] for row in office.place.rows(outbox)}
    assert states["acknowledgement"] == "aside"


def test_an_imap_server_that_is_away_is_named_and_the_exit_code_is_69(place: Installation) -> None:
    place.configure(imap_port=free_port())
    said = place.once(code=69)
    assert "localhost" in said.err
    assert "Traceback" not in said.err


def test_a_refused_log_in_ends_with_78_and_shows_no_secret(place: Installation) -> None:
    place.configure(password="HOME")
    said = place.once(code=78)
    assert "refuse" in said.err.casefold() or "log" in said.err.casefold()
    running = place.cli("run")
    assert running.code == 78
    import os

    assert f'"{os.environ["HOME"]}"' not in said.err + running.err


def test_check_connect_tries_the_servers_and_sends_and_changes_nothing(place: Installation) -> None:
    place.box.put(letter(place.address))
    good = place.inside("check", "--connect")
    assert good.code == 0, good.out
    assert "1 mails in INBOX" in good.out
    place.configure(password="HOME")
    refused = place.inside("check", "--connect")
    assert refused.code == 78
    place.configure(password="EVENHAND_JOURNEY", smtp_port=free_port())
    away = place.inside("check", "--connect")
    assert away.code == 69
    assert "unreachable" in away.out
    assert place.letters() == []
    assert list(place.box.flags().values()) == [set()]


def test_a_bad_configuration_ends_with_78_and_all_its_mistakes(place: Installation) -> None:
    text = place.config.read_text()
    text = text.replace('timezone = "Europe/London"', 'timezone = "Europe/Lodnon"').replace(
        'mode = "live"', 'mode = "lvie"'
    )
    place.config.write_text(text.replace("connections = 1", "connectoins = 1"))
    for command in ("once", "run", "check"):
        said = place.cli(command) if command == "run" else place.inside(command)
        assert said.code == 78, said
        everything = said.out + said.err
        for wrong in ("Lodnon", "lvie", "connectoins"):
            assert wrong in everything, f"{command} hides a mistake"
        assert "Traceback" not in everything


def test_a_command_that_does_not_exist_or_is_misused_ends_with_64(place: Installation) -> None:
    assert place.cli("onze", config=False).code == 64
    assert place.inside("once", "--fast").code == 64
    assert place.inside("case").code == 64


def test_mails_nobody_can_read_are_shown_to_people_and_the_next_ones_go_on(office: Office) -> None:
    deep = b"".join(b"--%d\r\nContent-Type: multipart/mixed; boundary=%d\r\n\r\n" % (n, n + 1) for n in range(400))
    head = b"From: Ana <ana.ruiz@example.net>\r\nTo: %b\r\nSubject: deep\r\nMIME-Version: 1.0\r\n"
    bomb = head % office.place.address.encode() + b"Content-Type: multipart/mixed; boundary=0\r\n\r\n" + deep
    nobody = b"Subject: who am I\r\n\r\nMy screen is black.\r\n"
    two = b"From: one@example.net, two@example.net\r\nSubject: both of us\r\n\r\nOur screen is black.\r\n"
    office.place.box.put(b"\x00\xff\xfe\r\n\r\n\x00\x00", bomb, nobody, two, at=office.now)
    office.receives("Second screen stays black")
    assert office.once() == 5
    assert sum("Second screen" in one["Subject"] for one in office.letters(ANA)) == 1
    told = office.place.queue()
    assert [wrong["where"][-5:] for wrong in told["aside"]] == ["UID 1", "UID 3", "UID 4"]
    assert all(wrong["what"] == "mail" and wrong["error"] for wrong in told["aside"])
    assert {one["subject"] for one in told["waiting"]} == {"deep", "Second screen stays black"}


def test_a_mail_at_which_the_program_fails_is_tried_three_times_then_set_aside(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from daemon import handle

    plan = handle.plan

    def failing(mail, *rest):  # type: ignore[no-untyped-def]
        if "poison" in mail.subject:
            raise RuntimeError("a bug of ours")
        return plan(mail, *rest)

    monkeypatch.setattr(handle, "plan", failing)
    office.receives("poison", sender="Eve <eve@example.org>")
    for number in range(3):
        office.receives(f"Fine {number}")
    for _ in range(4):
        office.later(minutes=1)
    assert len(office.letters(ANA)) == 3
    assert office.letters("eve@example.org") == []
    (wrong,) = office.place.queue()["aside"]
    assert "a bug of ours" in wrong["error"]
    monkeypatch.undo()
    office.later(minutes=1)
    assert office.letters("eve@example.org") == [], "what was set aside is for people"


def test_two_programs_never_work_on_one_state(place: Installation) -> None:
    running = place.run()
    said = place.cli("once")
    assert said.code == 1
    assert "another evenhand works" in said.err
    assert running.stop() == 0
