import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.corpus import starter
from classifiers.features.build import features_of
from classifiers.features.concepts import lexicon
from classifiers.features.cues import fits
from classifiers.features.text import words_in
from classifiers.floors import floor_of
from classifiers.floors.patterns import needs, patterns


def buckets(body: str, subject: str = "printer") -> list[tuple[int, float]]:
    features = features_of(words_in(subject, body, "en"))
    return list(zip(features.ids.tolist(), features.counts.tolist(), strict=True))


def test_capitals_and_tone_words_leave_no_trace() -> None:
    plain = buckets("nobody in accounts can print")
    assert buckets("NOBODY in Accounts CAN PRINT!!!") == plain
    assert buckets("urgent nobody in accounts can print asap") == plain


@settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=80))
def test_any_text_has_features_and_never_a_crash(body: str, subject: str) -> None:
    words = words_in(subject, body, "en")
    features = features_of(words)
    assert (features.ids[1:] > features.ids[:-1]).all()
    floor_of(words)


def test_words_of_both_languages_name_the_same_concept() -> None:
    known = lexicon()
    for english, german in (("password", "kennwort"), ("printer", "etikettendrucker"), ("patients", "patientinnen")):
        assert set(known.of_word(english)) & set(known.of_word(german)), (english, german)


def test_every_pair_of_concepts_has_a_bucket_of_its_own() -> None:
    assert fits()


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("the fire panel has been dark since friday", "en", "safety"),
        ("i typed my password into that page and now mail is going out in my name", "en", "security"),
        ("files on the share are being renamed one after the other", "en", "loss"),
        ("if you change the number at the end of the address you see other people's forms", "en", "loss"),
        ("the laptop is swollen like a pillow and hissing", "en", "safety"),
        ("let us out, the vault door has shut", "en", "safety"),
        ("the incubator is off and won't start", "en", "safety"),
        ("i have stopped eating and i have saved up my tablets", "en", "safety"),
        ("somebody added a second ssh key to root", "en", "security"),
        ("5,000 cards charged so far and the counter goes on", "en", "loss"),
        ("my ex knows where i am every day, he writes it to me", "en", "safety"),
        ("the lift has stopped between the floors, mrs k is in it, she is stuck inside", "en", "safety"),
        ("water comes through the ceiling lights in the nursery", "en", "safety"),
        ("i read out the admin password to a man who rang", "en", "security"),
        ("i deleted the forwarding rule and an hour later it was back", "en", "security"),
        ("every car is being charged ten times instead of once", "en", "loss"),
        ("whenever a teacher saves her marks, those of another turn blank", "en", "loss"),
        ("meine ex weiß immer wo ich bin", "de", "safety"),
        ("die weiterleitung habe ich gelöscht, mittags war sie wieder da", "de", "security"),
        ("wir erreichen den suchtrupp seit einer stunde nicht mehr", "de", "safety"),
        ("die bestellungen laufen durch, niemand kann sie anhalten", "de", "loss"),
        ("die brandmeldeanlage zeigt seit freitag nichts mehr an", "de", "safety"),
        ("ich habe mein kennwort auf der seite eingegeben", "de", "security"),
        ("die dateien werden nacheinander umbenannt", "de", "loss"),
    ],
)
def test_plain_statements_of_harm_are_recognised(text: str, language: str, kind: str) -> None:
    floor = floor_of(words_in("", text, language))
    assert floor is not None
    assert floor.kind == kind


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the slides for the fire drill won't open", "en"),
        ("what should i do if i ever typed my password into a bad page?", "en"),
        ("the poster of the suicide prevention week is crooked", "en"),
        ("if my account was ever hacked, whom would i ring?", "en"),
        ("das angebot kommt nicht raus, der drucker steht", "de"),
        ("last year the fire panel was dark for a week", "en"),
        ("i typed my password wrong three times on that page", "en"),
        ("the fire panel was dark, it works again", "en"),
        ("was mache ich, wenn die brandmeldeanlage mal nichts anzeigt?", "de"),
        ("die brandmeldeanlage war dunkel, geht wieder", "de"),
        ("das ist zum dritten mal ein skandal, wie hier geparkt wird", "de"),
        ("my laptop is practically on fire with all these updates", "en"),
    ],
)
def test_what_is_supposed_past_or_mended_is_not(text: str, language: str) -> None:
    assert floor_of(words_in("", text, language)) is None


def test_the_quick_look_at_a_pattern_never_hides_what_the_pattern_finds() -> None:
    for mail in starter()[::6]:
        known = patterns(mail.language)
        text = f"{mail.subject}\n{mail.body}".casefold()
        slowly = [harm for harm in known.harms if harm.regex.search(text)]
        assert [harm for harm in known.possible(text) if harm.regex.search(text)] == slowly


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:pays?|paid)\b twice\b", [{"pay", "paid "}, {"twice "}]),
        (r"\b(?:the )?door\b", [{"the ", "door "}]),
        (r"\b(?:the ){0,2}door\b", []),
        (r"\bco\b[^.]{0,9}\b(?:alarm|bell)s?\b", [{"co "}, {"alar", "bell"}]),
        (r"\b(?:\d+|many)\b people", [{"people"}]),
    ],
)
def test_what_a_pattern_cannot_do_without(pattern: str, expected: list[set[str]]) -> None:
    assert [set(need) for need in needs(pattern)] == expected


@pytest.mark.parametrize(
    ("text", "concept", "said"),
    [
        ("all eight halls are standing", "places", True),
        ("a queue of 600 people", "crowd", True),
        ("no ward can see the list", "wholeplace", True),
        ("alle unsere Filialen sind ohne Kasse", "places", True),
        ("nobody was hurt", "nothingsuch", True),
        ("we all had lunch, then one of the halls was dark", "places", False),
        ("somebody was hurt", "nothingsuch", False),
    ],
)
def test_what_is_said_closely_together_is_a_concept_of_its_own(text: str, concept: str, said: bool) -> None:
    known = lexicon()
    named = {known.names[one] for one in known.concepts_of(words_in("", text, "en").sentences[0].forms)}
    assert (concept in named) is said
