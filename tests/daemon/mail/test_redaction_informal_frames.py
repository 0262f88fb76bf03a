"""Informal greetings and farewells, and who is named in brackets in a subject, leave nothing behind."""

import pytest

from daemon.mail.redaction.edges import without_frame_parts
from tests.daemon.mail.framed import BARE, framed


@pytest.mark.parametrize(
    "greeting",
    [
        "wenas!",
        "siemka",
        "Allô l'équipe,",
        "Spettabile ufficio,",
        "Dag iedereen,",
        "Hoi hoi,",
        "Moin moin,",
        "Olá malta,",
    ],
)
def test_an_informal_greeting_alone_in_its_line_goes(greeting: str) -> None:
    assert framed(above=greeting) == BARE


@pytest.mark.parametrize("farewell", ["un besote\nJagoda", "dzieki wielkie, pzdr\nJagoda", "Uściski,\nJagoda Lis"])
def test_an_informal_farewell_goes_with_the_name_below(farewell: str) -> None:
    assert framed(below=farewell) == BARE


@pytest.mark.parametrize(
    "ending", ["[cc: Ines, Ole]", "(copie Solène et Ole)", "(CC: Benedita e Ole)", "(DW: Jagoda, Ole)"]
)
def test_who_has_a_copy_goes_from_a_subject(ending: str) -> None:
    assert without_frame_parts(f"toner empty {ending}") == "toner empty"


def test_brackets_that_tell_something_stay_in_a_subject() -> None:
    assert without_frame_parts("mail (cc field missing)") == "mail (cc field missing)"
    assert without_frame_parts("scanner (3 pages lost)") == "scanner (3 pages lost)"
