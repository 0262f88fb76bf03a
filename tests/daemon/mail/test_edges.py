"""What is said around an issue goes by its shape; what names a matter stays, however politely it is put."""

import pytest

from daemon.mail import issue_text
from daemon.mail.redaction.edges import is_frame
from tests.daemon.mail.framed import BARE, framed

FRAMED = [
    "Might I add, as a governor, how much we value your hard work.",
    "I know you have far more pressing letters to answer than mine.",
    "If I do not hear from you I shall write to the ombudsman.",
    "Copying in the bursar so that he is aware.",
    "cc: the Bursar, the Clerk to the Council",
    "Sent from my Fairphone",
    "Ich hoffe, Sie hatten ein erholsames Wochenende.",
    "Sonst wende ich mich an die Presse.",
    "Nachrichtlich: Geschäftsführung",
    "J'espère que vous allez bien et vous remercie de votre patience.",
    "Espero su pronta respuesta y les agradezco de antemano.",
    "Vi ringrazio per la cortese attenzione e porgo distinti saluti.",
    "Ik hoop dat jullie een fijne week hebben.",
    "Agradeço desde já a vossa atenção.",
    "Proszę o odpowiedź i z góry dziękuję.",
    "Do wiadomości: Kanclerz",
    "Sorry, I'm only the relief porter, I hope this is the right address.",
    "Entschuldigen Sie, ich bin bloß die Aushilfe und kenne mich mit Technik nicht aus.",
    "Sorry, ik ben maar een uitzendkracht en geen technicus.",
    "Mi scuso, sono solo il custode e non capisco di computer.",
    "Forgive me for filling your inbox once more.",
    "If somebody could answer soon that would be wonderful.",
]
TOLD = [
    "There are two men inside.",
    "I can't stop it.",
    "He has written that he will come in today.",
    "Thank you, but the gas smell is stronger now.",
    "I wanted to say goodbye to you.",
    "I write for the evening post, do you want to comment before 5?",
    "The board needs the figures at 14:00.",
    "Ich kann sie nicht zurücknehmen.",
    "Danke, aber der Aufzug steckt mit zwei Leuten fest.",
    "Merci, mais la fumée revient.",
    "Gracias, pero el ascensor sigue parado con gente dentro.",
    "Grazie, ma l'allarme suona ancora.",
    "Dank u, maar de lift zit nog vast.",
    "Obrigada, mas o elevador continua parado.",
    "Dziękuję, ale winda nadal stoi.",
    "I'm only the relief porter, but the computer is broken.",
    "Ich bin nur die Aushilfe, aber der Rechner raucht.",
    "Sorry, I can't open my inbox.",
    "Ik ben maar een uitzendkracht en mijn wachtwoord werkt niet.",
]


@pytest.mark.parametrize("sentence", FRAMED)
def test_a_sentence_about_the_writing_itself_is_frame(sentence: str) -> None:
    assert is_frame(sentence)


@pytest.mark.parametrize("sentence", TOLD)
def test_a_sentence_that_names_a_matter_is_not(sentence: str) -> None:
    assert not is_frame(sentence)


def test_frame_in_another_language_than_the_mail_changes_nothing() -> None:
    above = "Egregi Signori,\n\nVi scrivo con la preghiera di un cortese riscontro."
    below = "Vi ringrazio anticipatamente per la cortese attenzione."
    assert framed(above, below) == BARE


SIGNATURES = [
    "Regards,\nOtis Farrow (he/him)\nWages Clerk\nI am in from Tuesday to Friday.",
    "Thanks\nWinnie (Front Office)\n\nMy working days are Monday and Friday.",
    "Cordiali saluti\n\nBruno Castaldi\nUfficio Tecnico\nVetrerie Castaldi S.r.l. - Via del Porto 9 - P.IVA 00000000000",
    "Met vriendelijke groet,\nMarijke Postma\nPostma Tuinen B.V.\nKvK 00000000\n\nDit bericht is vertrouwelijk.",
    "Aurélie Tanguy\nResponsable des achats\nBiscuiteries Tanguy SAS\n\nCe courriel est confidentiel.",
]


@pytest.mark.parametrize("signature", SIGNATURES)
def test_what_stands_below_a_name_says_nothing_of_the_issue(signature: str) -> None:
    assert framed(below=signature) == BARE


@pytest.mark.parametrize(
    "below", ["PS: The scanner is dead too.", "Nobody can print in the whole house by the way, the server is down."]
)
def test_what_tells_more_below_a_name_stays(below: str) -> None:
    told = issue_text("printer", f"The printer jams.\n\nRegards,\nOtis Farrow\n\n{below}").body
    assert "scanner" in told or "server" in told


def test_a_mail_that_is_nothing_but_frame_is_kept() -> None:
    assert issue_text("", "I hope you are well. I would be grateful for your reply.").body
