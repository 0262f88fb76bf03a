"""Words that are refused, in eight languages, and words that must pass."""

import pytest

from responders.wording.tone import REASONS, check_text, forbidden


def reasons(text: str, language: str = "") -> list[str]:
    why = {told: name for name, (told, _) in REASONS.items()}
    return [why[finding.why] for finding in check_text(text, language)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("We will reply immediately.", "speed"),
        ("You will hear from us as soon\n  as possible.", "speed"),
        ("We'll get back to you soon.", "speed"),
        ("It will be fixed today.", "fix"),
        ("We guarantee an answer.", "fix"),
        ("We'll fix it.", "fix"),
        ("You should have read the manual.", "blame"),
        ("This is a user error.", "blame"),
        ("Simply restart.", "small"),
        ("Your ticket has been closed.", "closing"),
        ("No further action is required.", "closing"),
        ("You are a valued customer.", "empty"),
        ("Your issue is very important to us.", "empty"),
        ("Rest assured.", "empty"),
        ("It is a P3.", "codes"),
        ("Handled as SEV2.", "codes"),
        ("Your category is network.", "codes"),
        ("Thank you!", "loud"),
        ("Wir melden uns umgehend.", "speed"),
        ("Wir melden uns so schnell wie möglich.", "speed"),
        ("Das wird heute noch behoben.", "fix"),
        ("Wir beheben das.", "fix"),
        ("Das war ein Bedienungsfehler.", "blame"),
        ("Sie hätten das Handbuch lesen sollen.", "blame"),
        ("Starten Sie einfach neu.", "small"),
        ("Ihr Ticket wurde geschlossen.", "closing"),
        ("Ihr Anliegen ist uns wichtig.", "empty"),
        ("Kategorie Netz", "codes"),
        ("Nous répondrons dès que possible.", "speed"),
        ("Vous auriez dû nous prévenir.", "blame"),
        ("Responderemos lo antes posible.", "speed"),
        ("Será reparado mañana.", "fix"),
        ("Risponderemo al più presto.", "speed"),
        ("Gentile cliente,", "empty"),
        ("Wij reageren zo spoedig mogelijk.", "speed"),
        ("Uw ticket is gesloten.", "closing"),
        ("Responderemos o mais breve possível.", "speed"),
        ("Odpowiemy jak najszybciej.", "speed"),
        ("To błąd użytkownika.", "blame"),
    ],
)
def test_a_phrase_is_refused_for_its_reason(text: str, reason: str) -> None:
    assert reasons(text) == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "A person will answer by Tuesday 24 November, 14:00 (London time).",
        "It is the time of an answer; we can't promise a solution before someone has looked.",
        "Nobody has answered you yet, and that is on our side; we are sorry.",
        "Does a prompt appear? Is the login prompt red?",
        "Which justification did you give, and was the adjustment saved?",
        "The desk is closed now and opens Monday 23 November at 8:00.",
        "If it is settled, you need do nothing. If not, answer this mail, and it stays open as it is.",
        "We adjusted the categorical fixture in 802.11g mode and MP3 files.",
        "Zurzeit ist geschlossen; wieder geöffnet ist ab Montag.",
        "Eine Lösung können wir nicht zusagen, bevor jemand nachgesehen hat.",
        "Sie brauchen nicht noch einmal zu schreiben.",
    ],
)
def test_honest_words_pass(text: str) -> None:
    assert reasons(text) == []


def test_a_finding_says_where_what_why_and_what_instead() -> None:
    (finding,) = check_text("Fine.\nFine.\nWe reply right\naway.", "en", "en/chase.txt")
    assert (finding.file, finding.line, finding.phrase) == ("en/chase.txt", 3, "right away")
    assert str(finding).startswith('en/chase.txt:3: "right away" promises speed that nothing shows; say by when')


def test_the_same_words_are_found_once_though_two_lists_have_them() -> None:
    assert len(check_text("Garantie", "fr")) == 1


def test_the_lists_cover_eight_languages_and_every_reason_in_each() -> None:
    by_language: dict[str, set[str]] = {}
    for rule in forbidden():
        by_language.setdefault(rule.language, set()).add(rule.reason)
    assert set(by_language) == {"any", "en", "de", "fr", "es", "it", "nl", "pt", "pl"}
    for language, found in by_language.items():
        if language != "any":
            assert found == set(REASONS) - {"loud"}
