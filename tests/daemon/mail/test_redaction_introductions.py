"""Who writes, and for whom, says nothing of the issue; what else such a sentence tells stays."""

import pytest

from daemon.mail.redaction.introduction import introduces
from tests.daemon.mail.framed import BARE, framed

INTRODUCTIONS = [
    "I'm Ludmila, the new clerk in Payroll, and I'm still finding my feet.",
    "Kurz vorweg: Ich bin Ole, Praktikant in der Buchhaltung.",
    "Je me présente : Solène, apprentie au service juridique.",
    "Soy Iker, recién llegado a Contabilidad.",
    "Mi chiamo Fulvia, la nuova stagista dell'ufficio acquisti.",
    "Even voorstellen: ik ben Femke, stagiair bij Verkoop.",
    "Sou a Benedita, estagiária nova do Financeiro.",
    "Z tej strony Jagoda, nowa stażystka z Działu Zakupów.",
]

BEHALF = [
    "I am writing on behalf of Dr Ferrow, whose diary I look after.",
    "He asked me to pass on the following:",
    "Ich schreibe Ihnen im Auftrag von Frau Dr. Moll (in Kopie, ebenso Herr Boll):",
    "Herr Boll sagte, ich soll euch einfach direkt schreiben.",
    "Scrivo a nome dell'avv. Neri, che legge in copia.",
    "Escrevo em nome da Dra. Leal, nossa diretora:",
    "Piszę w imieniu Dyrektora Lisa i przekazuję jego słowa:",
]


@pytest.mark.parametrize("sentence", INTRODUCTIONS + BEHALF)
def test_who_writes_and_for_whom_says_nothing_of_the_issue(sentence: str) -> None:
    assert framed(above=sentence) == BARE


@pytest.mark.parametrize(
    "sentence",
    [
        "I'm Ludmila, new in Payroll, and I need an account.",
        "I'm Ludmila, starting on Monday.",
        "I'm in the lift.",
        "I am at Gate B.",
        "I'M FREEZING",
        "I am SICK of this.",
        "Ich bin Zeuge.",
        "Ich bin Ines von der Nachtwache.",
        "Ich bin Redakteur beim Magazin Marktlupe.",
        "I am writing on behalf of all of Finance.",
        "Ich bin Ole, neuer Kollege, und brauche ein Konto.",
        "Ich bin im Aufzug.",
        "Sono in ascensore.",
        "Soy Iker, no puedo entrar.",
        "Sou a Benedita, bloqueada desde ontem.",
        "Frau Moll meinte, ich darf den Server einfach abschalten.",
    ],
)
def test_what_tells_more_than_who_writes_stays(sentence: str) -> None:
    assert not introduces(sentence)
