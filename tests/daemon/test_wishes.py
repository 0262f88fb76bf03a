"""What a further mail wants: a chase, thanks, or neither; in doubt neither, so that a person reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responders.wishes import chases, only_thanks

CHASES = [
    "Is there any news on this?",
    "I am still waiting for an answer.",
    "Did you get my mail?",
    "I haven't heard anything since Monday.",
    "Just following up on my request from last week.",
    "When will somebody look at it?",
    "This is my third mail about the projector.",
    "Has anyone had time to look?",
    "Gibt es schon etwas Neues?",
    "Ich warte immer noch auf eine Antwort.",
    "Wann kann ich mit einer Antwort rechnen?",
    "Ich möchte noch einmal nachfragen.",
    "Wie ist denn der Stand?",
]
THANKS = [
    "Thanks, it works again!",
    "Thank you for the quick help yesterday, all is well now.",
    "Hi Sam,\nthat did it.\nMany thanks\nAna",
    "Perfect, thanks.",
    "Never mind, it is sorted.",
    "Vielen Dank, der Drucker läuft wieder.",
    "Hat sich erledigt. Danke!",
    "Danke für die schnelle Hilfe",
]
NEITHER = [
    "It is the one on the left, by the window.",
    "The serial number is 4711.",
    "It happened again, now with the first screen too.",
    "",
]
NOT_ONLY_THANKS = [
    "Thanks, but it still does not work.",
    "It went black once more this afternoon. Thanks, Ana",
    "The projector in room 5 has failed as well. Thanks!",
    "Thanks! Could you look at room 5 too?",
    "Please look at the printer in room 5, thanks.",
    "Thanks in advance.",
    "Can you also order two cables, thank you",
    "Danke, aber es geht noch nicht.",
    "Der Beamer in Raum 5 ist jetzt schwarz. Danke!",
    "Danke im Voraus",
    "Bitte schauen Sie auch nach Raum 5, danke.",
    "Works again now? Thanks",
    "Thanks. " + "The story is longer than that, and somebody should read it. " * 8,
]


@pytest.mark.parametrize("text", CHASES)
def test_who_asks_what_has_become_of_it_chases(text: str) -> None:
    assert chases(text)
    assert not only_thanks(text)


@pytest.mark.parametrize("text", THANKS)
def test_thanks_ask_for_nothing(text: str) -> None:
    assert only_thanks(text)


@pytest.mark.parametrize("text", NEITHER)
def test_more_facts_are_neither(text: str) -> None:
    assert not chases(text)
    assert not only_thanks(text)


@pytest.mark.parametrize("text", NOT_ONLY_THANKS)
def test_thanks_beside_anything_else_do_not_hide_it(text: str) -> None:
    assert not only_thanks(text)


@given(st.text(max_size=6000))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert chases(text) in (True, False)
    assert not only_thanks(text + "?" * (len(text) < 4000)) or "?" not in (text + "?")[:4000]
