import re

import pytest

from classifiers.delicate import KINDS, delicate
from classifiers.features.text import words_in
from classifiers.floors.patterns import patterns


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Our lawyer will send you a letter about the damage to my car.", "en"),
        ("You put my drawing on your flyer without asking me. Take it off.", "en"),
        ("Under the GDPR I request a copy of everything. Which data do you hold about me?", "en"),
        ("I'm writing as a journalist for the Valley Gazette and would like a comment.", "en"),
        ("The team leader makes jokes about my accent in front of the customers.", "en"),
        ("Our buyer signs for goods of his own firm.", "en"),
        ("He says he will burn it all down and he knows where she lives.", "en"),
        ("He told me that people with a stammer should write instead of phoning.", "en"),
        ("Somebody put in new results by hand after the test had failed.", "en"),
        ("I have counted the tablets, there are enough.", "en"),
        ("Unser Anwalt hat das Schreiben schon fertig.", "de"),
        ("Ihr habt mein Foto ohne Erlaubnis auf eure Seite gestellt.", "de"),
        ("Bitte teilen Sie mir mit, welche Daten Sie über mich speichern.", "de"),
        ("Die Zeitung hat angerufen und will eine Stellungnahme.", "de"),
        ("Der Vorarbeiter macht sich über mein Kopftuch lustig.", "de"),
        ("Der Chef droht uns mit einem Messer.", "de"),
    ],
)
def test_matters_for_a_person_are_known_by_plain_statements(body: str, language: str) -> None:
    assert delicate(words_in("", body, language))


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Nothing happens when I press the button on the projector.", "en"),
        ("The virus scanner says threat detected and removed.", "en"),
        ("Which room is the course on harassment at work in?", "en"),
        ("Harassment. The module closes after the second page.", "en"),
        ("All mails from the shop come twice.", "en"),
        ("I can't go on with the closing until the list is there.", "en"),
        ("Der Überwachungsmonitor am Empfang flackert.", "de"),
        ("Der Drucker in der Bibliothek zieht kein Papier.", "de"),
        ("Gibt es ein Plakat zum Thema Mobbing?", "de"),
    ],
)
def test_everyday_matters_are_not_delicate(body: str, language: str) -> None:
    assert delicate(words_in("", body, language)) == ""


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_list_is_read_and_no_pattern_matches_nothing(language: str) -> None:
    known = patterns(language, "classifiers.delicate", KINDS)
    assert {one.kind for one in known.harms} == set(KINDS)
    assert not [one.regex.pattern for one in known.harms if re.search(one.regex, "")]
