"""The issue is read without the person: rank, name, tone and greeting change nothing, facts stay."""

import ast
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from daemon.mail import issue_text, redact
from tests.daemon.mail.wraps import ENGLISH, GERMAN, OTHERS

ROOT = Path(__file__).resolve().parents[3]

ISSUES = {
    "en": [
        ("printer", "The printer in room 12 jams on every second page since yesterday."),
        ("", "I present at 14:00 today and the projector PC will not log me in."),
        ("fire panel", "The fire panel PC has shown nothing since Friday, 31 flats depend on it."),
        ("Outlook", "Outlook keeps asking for my password. I have restarted it twice."),
        (
            "",
            "Nobody in accounts can print the cheques that go out at four.\n\nIt started after the update last night.",
        ),
        ("VPN", "VPN drops every ten minutes and I have to reconnect by hand."),
        ("mail", "I typed my password into that page, and now mail is going out in my name."),
        ("question", "How do I set an out-of-office notice for my shared mailbox?"),
    ],
    "de": [
        ("Drucker", "Der Drucker in Raum 12 zieht seit gestern kein Papier mehr ein."),
        ("", "Um 14 Uhr halte ich einen Vortrag und der Beamer-Rechner lässt mich nicht rein."),
        ("WLAN", "Im ganzen Gebäude gibt es kein WLAN, die Kasse steht."),
        ("Outlook", "Outlook fragt ständig nach dem Passwort, ein Neustart half nicht."),
        ("Alarm", "Die Brandmeldeanlage zeigt seit Freitag nichts mehr an, 31 Wohnungen hängen daran."),
    ],
    "es": [
        ("impresora", "La impresora del segundo piso no imprime desde ayer."),
        ("", "Mi portátil no arranca y mañana a las 9 tengo una presentación."),
    ],
    "fr": [
        ("imprimante", "L'imprimante du deuxième étage n'imprime plus depuis hier."),
        ("wifi", "Le wifi de la salle 12 est coupé pour tout le monde."),
    ],
    "it": [
        ("stampante", "La stampante del secondo piano non stampa da ieri."),
        ("", "Il mio portatile non si accende e domani alle 9 ho una presentazione."),
    ],
    "nl": [
        ("printer", "De printer op de tweede verdieping print sinds gisteren niet meer."),
        ("", "Mijn laptop start niet op en morgen om 9 uur geef ik een presentatie."),
    ],
    "pt": [
        ("impressora", "A impressora do segundo andar não imprime desde ontem."),
        ("", "O meu portátil não liga e amanhã às 9 tenho uma apresentação."),
    ],
    "pl": [
        ("drukarka", "Drukarka na drugim piętrze nie drukuje od wczoraj."),
        ("", "Mój laptop się nie uruchamia, a jutro o 9 mam prezentację."),
    ],
}
WRAPS = {"en": ENGLISH, "de": GERMAN, **OTHERS}


@pytest.mark.parametrize("language", ISSUES)
def test_wrapping_the_same_facts_in_rank_or_tone_gives_the_same_issue(language: str) -> None:
    changed = [
        (name, body)
        for subject, body in ISSUES[language]
        for name, wrap in WRAPS[language].items()
        if issue_text(*wrap(subject, body)) != issue_text(subject, body)
    ]
    assert changed == []


@settings(max_examples=80, deadline=None)
@example(("", "the projector will not log me in"), ["asap subject", "reply prefix", "urgent subject"])
@example(("printer", "it jams on every page"), ["urgent subject", "reply prefix", "urgent subject"])
@given(
    st.sampled_from(ISSUES["en"]),
    st.lists(st.sampled_from(sorted(set(ENGLISH) - {"shouting", "exclamation"})), max_size=3),
)
def test_wraps_around_wraps_change_nothing_either(issue: tuple[str, str], names: list[str]) -> None:
    subject, body = issue
    wrapped = subject, body
    for name in names:
        wrapped = ENGLISH[name](*wrapped)
    found = issue_text(*wrapped)
    assert (found.subject, found.body) == (issue_text(*issue).subject, issue_text(*issue).body)


@pytest.mark.parametrize("language", ["en", "de"])
def test_plain_and_html_give_the_same_issue(language: str) -> None:
    from config.settings import Limits
    from daemon.mail import read_bytes

    for subject, body in ISSUES[language]:
        head = f"From: Ana Ruiz <ana@example.org>\nSubject: {subject}\n".encode()
        html = "".join(f"<p>{part}</p>" for part in ("Hello,", *body.split("\n\n"), "Regards<br>Ana Ruiz<br>Dean"))
        plain = read_bytes(
            head
            + b"Content-Type: text/plain; charset=utf-8\n\n"
            + f"Hello,\n\n{body}\n\nRegards\nAna Ruiz\nDean".encode(),
            Limits(),
        )
        marked = read_bytes(head + b"Content-Type: text/html; charset=utf-8\n\n" + html.encode(), Limits())
        assert plain.issue == marked.issue


# (as written, what must be left of the body)
SENTENCES: list[tuple[str, str]] = [
    ("the director's assistant can't log in", "someone can't log in"),
    ("The CEO can't log in.", "someone can't log in"),
    ("Our vice-chancellor, Prof. Dr. Anna Schmidt, can't log in.", "someone can't log in"),
    ("As head of human resources I can't open the payroll file", "i can't open the payroll file"),
    ("I am the head of the Department of Physics and my screen flickers.", "my screen flickers"),
    (
        "The emergency line is dead and the emergency exit is blocked.",
        "the emergency line is dead and the emergency exit is blocked",
    ),
    ("There's a fire in the lab!!!", "there's a fire in the lab"),
    ("The app crashes immediately after login", "the app crashes immediately after login"),
    (
        "The password manager is broken, the task manager shows 100%",
        "the password manager is broken, the task manager shows 100%",
    ),
    ("It was URGENT yesterday; now the exam starts at 9:30.", "it was yesterday, now the exam starts at 9:30"),
    ("Write to ana.ruiz@example.org or call me on +44 20 7946 0991, the scanner is dead", "the scanner is dead"),
    (
        "See https://ana:secret@wiki.example.org/page?user=ana, it shows an error",
        "see https://wiki.example.org/page, it shows an error",
    ),
    ("Der Chefarzt kann die Akten nicht öffnen", "jemand kann die akten nicht öffnen"),
    ("Ich bin Abteilungsleiter und mein Rechner startet nicht.", "mein rechner startet nicht"),
    ("Die Geschäftsführung kommt nicht ins WLAN", "jemand kommt nicht ins wlan"),
    ("Frau Prof. Dr. Schneider sieht ihre Mails nicht.", "jemand sieht ihre mails nicht"),
    ("Es ist sofort nach dem Start abgestürzt", "es ist sofort nach dem start abgestürzt"),
    ("La directora general no puede entrar en su correo", "alguien no puede entrar en su correo"),
    ("Le directeur adjoint n'arrive pas à ouvrir le fichier", "quelqu'un n'arrive pas à ouvrir le fichier"),
    ("Il direttore generale non riesce ad aprire il file", "qualcuno non riesce ad aprire il file"),
    ("De algemeen directeur kan het bestand niet openen", "iemand kan het bestand niet openen"),
    ("O diretor geral não consegue abrir o ficheiro", "alguém não consegue abrir o ficheiro"),
    ("Dyrektor naczelny nie może otworzyć pliku", "ktoś nie może otworzyć pliku"),
]


@pytest.mark.parametrize(("written", "left"), SENTENCES)
def test_people_become_someone_and_facts_stay(written: str, left: str) -> None:
    assert issue_text("", written).body.removeprefix("write to someone ") == left


def test_the_senders_own_name_is_not_in_the_issue() -> None:
    found = redact(
        "Ana Ruiz: screen",
        "This is Ana Ruiz. Ana's screen is black.\n\nAna",
        "en",
        ("Ana Ruiz", "ana.ruiz@example.org"),
    )
    assert "ana" not in found.subject.split() + found.body.replace("'s", "").split()
    assert "screen is black" in found.body


def test_a_mail_of_nothing_but_demands_keeps_its_words() -> None:
    assert issue_text("", "HELP ME NOW!!!").body
    assert issue_text("", "😡").body == "😡"


def test_subjects_lose_prefixes_tags_and_demands() -> None:
    found = issue_text("URGENT!! RE: AW: [EXTERNAL] Fwd: [Ticket #4711] printer jams [EH-7QK2M]", "x y z")
    assert found.subject == "printer jams"


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=60), st.sampled_from(["en", "de", "und", "fr", "xx"]))
def test_any_text_can_be_redacted(words: str, subject: str, language: str) -> None:
    found = redact(subject, words, language, (subject,))
    assert found.language == language


def _sources(folder: str) -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in (ROOT / folder).rglob("*.py")]


def test_only_the_redaction_makes_an_issue_text() -> None:
    callers = {
        path.relative_to(ROOT).as_posix()
        for folder in ("daemon", "classifiers", "responders", "config")
        for path, tree in _sources(folder)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "sealed"
    }
    assert callers == {"daemon/mail/redaction/__init__.py"}


def test_classifiers_cannot_reach_what_an_issue_came_from() -> None:
    for path, tree in _sources("classifiers"):
        for node in ast.walk(tree):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not any(name.split(".")[0] in {"daemon", "responders"} for name in names), path
