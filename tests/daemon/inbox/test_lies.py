"""Servers that answer wrongly: one bad mail never spoils the others, and nothing hangs or crashes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config.settings import Limits
from daemon.inbox import Inbox, ProtocolTrouble, ServerUnreachable
from tests.servers.liar import Handler, Liar, Line, plainly

HEAD = b"Subject: Lights\r\n\r\n"
BODY = b"Out.\r\n"


def fetched(uid: int, body: bytes = BODY, size: bytes = b"25") -> bytes:
    return b'* %d FETCH (UID %d FLAGS () INTERNALDATE "20-Nov-2026 09:30:00 +0100" RFC822.SIZE %s ' % (
        uid,
        uid,
        size,
    ) + b"BODY[HEADER]<0> {%d}\r\n%s BODY[TEXT]<0> {%d}\r\n%s)\r\n" % (len(HEAD), HEAD, len(body), body)


def serving(answer: Callable[[int], bytes]) -> Handler:
    """Answers every FETCH mail by mail with `answer`."""

    def handler(line: Line, tag: bytes, rest: bytes) -> None:
        uids = [int(uid) for uid in rest.split()[0].split(b",")]
        line.say(b"".join(answer(uid) for uid in uids) + tag + b" OK done\r\n")

    return handler


def on_liar(liar: Liar, folder: Path) -> Inbox:
    inbox = Inbox(liar.mailbox(folder), {})
    inbox.connect()
    inbox.open_folder("INBOX")
    return inbox


def test_a_mail_described_in_nonsense_costs_only_itself(tmp_path: Path) -> None:
    def answer(uid: int) -> bytes:
        return b"* 5 FETCH (UID 5 FLAGS (\r\n" if uid == 5 else fetched(uid)

    with Liar(on={"FETCH": serving(answer)}) as liar:
        read = list(on_liar(liar, tmp_path).fetch(range(1, 11), Limits()))
    assert [mail.uid for mail in read] == list(range(1, 11))
    assert [mail.uid for mail in read if mail.error] == [5]
    assert all(mail.raw and mail.raw.leaves[0].data == BODY for mail in read if mail.uid != 5)


def test_a_mail_the_server_refuses_costs_only_itself(tmp_path: Path) -> None:
    def handler(line: Line, tag: bytes, rest: bytes) -> None:
        if b"3" in rest.split()[0].split(b","):
            line.say(tag + b" NO [SERVERBUG] corrupt\r\n")
        else:
            serving(fetched)(line, tag, rest)

    with Liar(on={"FETCH": handler}) as liar:
        read = list(on_liar(liar, tmp_path).fetch([1, 2, 3, 4], Limits()))
    assert [bool(mail.error) for mail in read] == [False, False, True, False]


def test_a_mail_that_breaks_the_connection_is_set_aside_after_three_times(tmp_path: Path) -> None:
    def handler(line: Line, tag: bytes, rest: bytes) -> None:
        if b"2" in rest.split()[0].split(b","):
            line.close()
        else:
            serving(fetched)(line, tag, rest)

    read: dict[int, str] = {}
    with Liar(on={"FETCH": handler}) as liar:
        inbox = on_liar(liar, tmp_path)
        for _ in range(3):
            if not inbox.connected:
                inbox.connect()
                inbox.open_folder("INBOX")
            with pytest.raises(ServerUnreachable):
                read.update((mail.uid, mail.error) for mail in inbox.fetch([1, 2, 3], Limits()))
        inbox.connect()
        inbox.open_folder("INBOX")
        read.update((mail.uid, mail.error) for mail in inbox.fetch([1, 2, 3], Limits()))
    assert sorted(read) == [1, 2, 3]
    assert [uid for uid, error in read.items() if error] == [2]


def test_the_number_of_a_mail_is_never_taken_for_its_uid(tmp_path: Path) -> None:
    """A lying order, other mails' flags in between, and mails nobody asked for."""

    def handler(line: Line, tag: bytes, rest: bytes) -> None:
        line.say(fetched(9) + fetched(2, b"two") + b"* 4 FETCH (FLAGS (\\Seen))\r\n" + fetched(1, b"one"))
        line.say(tag + b" OK done\r\n")

    with Liar(on={"FETCH": handler}) as liar:
        first, second = on_liar(liar, tmp_path).fetch([1, 2], Limits())
    assert first.raw is not None
    assert first.raw.leaves[0].data == b"one"
    assert second.raw is not None
    assert second.raw.leaves[0].data == b"two"


def test_a_wrong_size_is_not_believed(tmp_path: Path) -> None:
    with Liar(on={"FETCH": serving(lambda uid: fetched(uid, size=b"999999"))}) as liar:
        (read,) = on_liar(liar, tmp_path).fetch([1], Limits())
    assert read.raw is not None
    assert read.raw.leaves[0].data == BODY


def test_a_server_that_gives_no_heads_gives_the_whole(tmp_path: Path) -> None:
    whole = HEAD + BODY

    def handler(line: Line, tag: bytes, rest: bytes) -> None:
        if b"HEADER" in rest:
            line.say(tag + b" BAD no such item\r\n")
        elif b"PEEK[]" in rest:
            line.say(b"* 1 FETCH (UID 1 BODY[]<0> {%d}\r\n%s)\r\n" % (len(whole), whole) + tag + b" OK done\r\n")
        else:
            line.say(b"* 1 FETCH (UID 1 FLAGS (\\Seen) RFC822.SIZE %d)\r\n" % len(whole) + tag + b" OK done\r\n")

    with Liar(on={"FETCH": handler}) as liar:
        (read,) = on_liar(liar, tmp_path).fetch([1], Limits())
    assert read.raw is not None
    assert read.raw.leaves[0].data == BODY
    assert read.flags == {"\\Seen"}
    assert read.size == len(whole)


def test_what_a_server_says_can_not_forge_a_line_of_the_log(tmp_path: Path) -> None:
    with Liar(on={"SEARCH": plainly(b"", b"NO \x1b[2Jgone\x07")}) as liar:
        with pytest.raises(ProtocolTrouble) as caught:
            on_liar(liar, tmp_path).new_uids(0)
        assert str(caught.value).isprintable()


def test_a_date_that_makes_no_sense_is_no_date(tmp_path: Path) -> None:
    def answer(uid: int) -> bytes:
        return fetched(uid).replace(b"20-Nov-2026 09:30:00", b"99-Foo-0000 77:77:77")

    with Liar(on={"FETCH": serving(answer)}) as liar:
        (read,) = on_liar(liar, tmp_path).fetch([1], Limits())
    assert read.internaldate is None
    assert read.raw is not None


def test_without_a_usable_structure_the_beginning_is_read(tmp_path: Path) -> None:
    whole = HEAD + b"large\r\n" * 5_000

    def handler(line: Line, tag: bytes, rest: bytes) -> None:
        if b"BODYSTRUCTURE" in rest:
            line.say(b"* 1 FETCH (UID 1 BODYSTRUCTURE (NIL NIL))\r\n" + tag + b" OK done\r\n")
        elif b"PEEK[]" in rest:
            line.say(b"* 1 FETCH (UID 1 BODY[]<0> {%d}\r\n%s)\r\n" % (len(whole), whole) + tag + b" OK done\r\n")
        else:
            line.say(fetched(1, whole[len(HEAD) :][: 16 * 1024]) + tag + b" OK done\r\n")

    with Liar(on={"FETCH": handler}) as liar:
        (read,) = on_liar(liar, tmp_path).fetch([1], Limits())
    assert read.raw is not None
    assert read.raw.leaves[0].data == b"large\r\n" * 5_000
    assert not read.raw.problems


@pytest.mark.parametrize(
    "answer",
    [
        b"* 1 FETCH (UID 1 BODY[HEADER]<0> {99999999999}\r\n",
        b"* 1 FETCH (UID 1 BODY[HEADER]<0> {50}\r\nshort",
        b"* 1 FETCH (UID 1 FLAGS",
        b"no imap at all\r\n",
        b"",
    ],
)
def test_half_an_answer_ends_the_connection_cleanly(tmp_path: Path, answer: bytes) -> None:
    def handler(line: Line, tag: bytes, rest: bytes) -> None:
        line.say(answer)
        line.close()

    with Liar(on={"FETCH": handler}) as liar:
        inbox = on_liar(liar, tmp_path)
        with pytest.raises(ServerUnreachable):
            list(inbox.fetch([1], Limits()))
        assert not inbox.connected


@pytest.mark.parametrize(
    ("answer", "uids"),
    [
        (b"* SEARCH 5 3 4\r\n", [3, 4, 5]),
        (b"* SEARCH 3\r\n* SEARCH 4 5\r\n", [3, 4, 5]),
        (b"* SEARCH 2\r\n", []),
        (b"* SEARCH\r\n", []),
        (b"", []),
    ],
)
def test_new_mails_are_found_however_the_server_lists_them(tmp_path: Path, answer: bytes, uids: list[int]) -> None:
    with Liar(on={"SEARCH": plainly(answer)}) as liar:
        assert on_liar(liar, tmp_path).new_uids(2) == uids


def test_a_server_that_nests_no_searches_is_asked_one_by_one(tmp_path: Path) -> None:
    def search(line: Line, tag: bytes, rest: bytes) -> None:
        if rest.startswith(b"OR"):
            line.say(tag + b" BAD too complex\r\n")
        else:
            line.say((b"* SEARCH 1\r\n" if b"<1@x>" in rest else b"* SEARCH\r\n") + tag + b" OK done\r\n")

    found = plainly(b"* 1 FETCH (UID 1 BODY[HEADER.FIELDS (MESSAGE-ID)] {21}\r\nMessage-ID: <1@x>\r\n\r\n)\r\n")
    with Liar(on={"SEARCH": search, "FETCH": found}) as liar:
        assert on_liar(liar, tmp_path).find("INBOX", "Message-ID", ["<1@x>", "<2@x>"]) == {"<1@x>"}


def test_a_refused_search_is_reported_and_the_connection_goes_on(tmp_path: Path) -> None:
    with Liar(on={"SEARCH": plainly(b"", b"NO [LIMIT] later")}) as liar:
        inbox = on_liar(liar, tmp_path)
        with pytest.raises(ProtocolTrouble, match="LIMIT"):
            inbox.new_uids(0)
        assert inbox.connected


def test_a_folder_without_keywords_gets_the_flags_it_keeps(tmp_path: Path) -> None:
    select = plainly(
        b"* FLAGS (\\Seen \\Flagged)\r\n* OK [PERMANENTFLAGS (\\Flagged)] .\r\n* 1 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n",
        b"OK [READ-WRITE] open",
    )
    with Liar(on={"SELECT": select}) as liar:
        inbox = on_liar(liar, tmp_path)
        assert inbox.folder is not None
        assert not inbox.folder.keywords_allowed
        assert inbox.add_flags({"\\Flagged": [1], "evenhand-high": [1]}) == {"evenhand-high"}
        stores = [command for command in liar.heard if "STORE" in command]
    assert stores == ["UID STORE 1 +FLAGS.SILENT (\\Flagged)"]


def test_a_keyword_refused_by_surprise_is_left_out(tmp_path: Path) -> None:
    def store(line: Line, tag: bytes, rest: bytes) -> None:
        line.say(tag + (b" NO no keywords" if b"evenhand" in rest else b" OK done") + b"\r\n")

    with Liar(on={"STORE": store}) as liar:
        inbox = on_liar(liar, tmp_path)
        assert inbox.add_flags({"\\Flagged": [1], "evenhand-high": [1]}) == {"evenhand-high"}


def test_nothing_is_asked_of_a_mailbox_that_is_not_connected(tmp_path: Path) -> None:
    with Liar() as liar:
        inbox = Inbox(liar.mailbox(tmp_path), {})
        with pytest.raises(ServerUnreachable, match="not connected"):
            inbox.new_uids(0)
