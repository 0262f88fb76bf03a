"""Everyday frames around a mail leave nothing behind, and what they look like when they tell something stays."""

import pytest

from config.settings import Limits
from daemon.mail import issue_text, read_bytes
from daemon.mail.redaction.edges import is_frame, without_frame_parts
from daemon.mail.redaction.farewell import is_farewell
from tests.daemon.mail.framed import BARE, JAM, framed

FAREWELLS = [
    "With our most sincere greetings,",
    "Mit sehr herzlichen und sonnigen Grüßen, Ihre Tilda Boll",
    "Veuillez recevoir, Mesdames, nos salutations respectueuses.",
    "Reciba un saludo afectuoso",
    "Riceva i miei più sentiti saluti,",
    "Ontvang mijn hartelijke groeten",
    "Queiram aceitar os nossos respeitosos cumprimentos,",
    "Proszę przyjąć wyrazy głębokiego szacunku",
    "vg tilda",
    "bises, solène",
    "pozdr jagoda",
]


@pytest.mark.parametrize("farewell", FAREWELLS)
def test_a_farewell_goes_with_all_that_stands_below_it(farewell: str) -> None:
    below = "\n".join([farewell, "Tilda Boll", "Treasurer of the Rowing Club", "Quay Street, 4"])
    assert framed(below=below) == BARE


@pytest.mark.parametrize(
    "line", ["lg drucker kaputt", "br printer down", "thanks to the update", "mit den Grüßen kam ein Virus"]
)
def test_what_only_begins_like_a_farewell_is_none(line: str) -> None:
    assert not is_farewell(line)


SUBJECTS = [
    "z. Hd. der Kollegen: {}",
    "Zur Kenntnis an Frau Moll: {}",
    "T.a.v. de collega's: {}",
    "Alla c.a. del dott. Neri: {}",
    "A la atención del equipo: {}",
    "Ao cuidado da Dra. Leal: {}",
    "Do rąk p. Lis: {}",
    "{} (for the attention of Mr Moll)",
    "{} (c/c Eng. Leal)",
    "{} - cc Ms Moll",
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_for_whom_a_subject_is_meant_says_nothing_of_the_issue(subject: str) -> None:
    assert issue_text(subject.format("toner empty"), JAM) == issue_text("toner empty", JAM)


def test_a_subject_keeps_its_own_marks_and_what_only_looks_like_an_address() -> None:
    assert without_frame_parts("Stolen: two laptops - kind regards") == "Stolen: two laptops"
    assert without_frame_parts("cc field missing - Outlook") == "cc field missing - Outlook"
    assert without_frame_parts("for the printer: toner") == "for the printer: toner"


COPIED = [
    "Ich bin Leiterin der Abteilung Versand; Herr Moll liest in Kopie mit.",
    "Ms Moll from my team is in copy.",
    "Sono la responsabile dell'ufficio acquisti; legge in copia il geom. Neri.",
    "Mijn collega mevr. Moll leest mee in de cc.",
    "Mme Moll est en copie de ce message.",
]


@pytest.mark.parametrize("sentence", COPIED)
def test_who_reads_in_copy_says_nothing_of_the_issue(sentence: str) -> None:
    assert framed(above=sentence) == BARE


@pytest.mark.parametrize(
    "sentence",
    [
        "Nobody reads in copy since the mailbox is full.",
        "Niemand liest in Kopie mit, weil das Postfach voll ist.",
        "Somebody unknown is in copy on all my mails.",
        "Herr Moll ist in Kopie, sein Rechner ist defekt.",
        "I'm only a temp and don't know how to shut down the server.",
    ],
)
def test_a_fault_of_copies_or_of_a_temps_tools_stays(sentence: str) -> None:
    assert not is_frame(sentence)


@pytest.mark.parametrize(
    "opening",
    [
        "Sorry if this isn't the right desk, I'm just a temp so I don't really know who to ask.",
        "Apologies if you aren't the right people, I'm only the new clerk.",
    ],
)
def test_a_modest_opening_says_nothing_of_the_issue(opening: str) -> None:
    assert framed(above=opening) == BARE


NOTICES = [
    "Please note that our office is closed on bank holidays.",
    "An Feiertagen ist unser Büro geschlossen.",
    "Nos bureaux sont fermés les jours fériés.",
]


@pytest.mark.parametrize("notice", NOTICES)
def test_a_signature_table_with_holidays_goes_below_the_farewell(notice: str) -> None:
    table = (
        "<table><tr><td><b>Tilda Boll</b> (she/her)<br>Wages Officer<br>Central Registry</td></tr>"
        f"<tr><td><i>{notice}</i></td></tr></table>"
    )
    head = b"From: Jo Marsh <jo@example.org>\nSubject: printer\nContent-Type: text/html; charset=utf-8\n\n"
    wrapped = read_bytes(head + f"<div>{JAM}</div><p>Kind regards,<br>Tilda</p>{table}".encode(), Limits())
    assert wrapped.issue == BARE
