"""Nobody is asked what they have just written."""

import pytest

from responders.reply.questions import unanswered


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Since when?", "It has been like this since Tuesday."),
        ("Since when?", "The screen went dark 3 days ago"),
        ("Since when?", "for the last two weeks the line drops"),
        ("Seit wann ist das so?", "Seit gestern früh geht nichts."),
        ("Seit wann?", "Das war vor zwei Tagen"),
        ("How often does it happen?", "It drops every ten minutes."),
        ("Wie oft passiert es?", "Das kommt jedes Mal vor, wenn ich drucke."),
        ("What does the message say, word for word?", 'It says "Profile could not be loaded".'),
        ("Wie lautet die Meldung im Wortlaut?", "Es kommt Fehler 0x80070005."),
        ("Which device is it?", "My ThinkPad, the old one"),
        ("Where are you when it happens?", "in room 2.14"),
        ("Do others have it too?", "Nobody in accounts can print."),
        ("Since when, and do others near you have it too?", "Since noon, and my colleagues have it as well."),
    ],
)
def test_what_the_mail_says_already_is_not_asked(question: str, words: str) -> None:
    assert unanswered((question,), words, "en") == ()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Since when?", "The printer is broken."),
        ("Seit wann?", "Der Drucker geht nicht."),
        ("What does the message say?", "I get an error message."),
        ("Wie lautet die Meldung?", "Es gibt eine Meldung."),
        ("Since when, and do others near you have it too?", "Since noon."),
        ("What colour would you like?", "Since noon, on my ThinkPad, in room 3, everyone."),
        ("Do others have it too?", ""),
    ],
)
def test_what_is_open_is_asked(question: str, words: str) -> None:
    assert unanswered((question,), words, "en") == (question,)


def test_the_order_of_questions_is_kept() -> None:
    questions = ("Which colour?", "Since when?", "Which size?")
    assert unanswered(questions, "since Monday", "en") == ("Which colour?", "Which size?")
