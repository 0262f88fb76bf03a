"""The same facts under another sender, rank and tone: ways to wrap a mail.

Each must leave the IssueText as it is."""

from collections.abc import Callable

Wrap = Callable[[str, str], tuple[str, str]]


def _around(above: str = "", below: str = "", subject: Callable[[str], str] = lambda text: text) -> Wrap:
    def wrap(title: str, body: str) -> tuple[str, str]:
        return subject(title), (above + "\n\n" if above else "") + body + ("\n\n" + below if below else "")

    return wrap


def _shout(title: str, body: str) -> tuple[str, str]:
    return title.upper(), body.upper()


def _bang(title: str, body: str) -> tuple[str, str]:
    return title + "!!!", body.rstrip(".") + "!!!"


ENGLISH: dict[str, Wrap] = {
    "greeting": _around("Hi,"),
    "greeting by rank": _around("Dear Professor Smith,"),
    "greeting to all": _around("Hello everyone,"),
    "dean's signature": _around(
        "",
        "Kind regards,\nProf. Dr. Eleanor Whitcombe\nDean, Faculty of Law\nUniversity of Northmoor\nTel. +44 20 7946 0991",
    ),
    "intern's signature": _around("", "thanks,\nTom\nWork experience student"),
    "executive's signature": _around(
        "",
        "Best regards\n\nSir Richard Hallam KBE\n"
        "Chief Executive Officer | Hallam Group plc\n1 Hallam Square, London\nwww.hallam.example",
    ),
    "signature with dashes": _around("", "-- \nJane Doe\nVice President, Global Operations\nMobile 555-123-4567"),
    "phone footer": _around("", "Sent from my iPhone"),
    "disclaimer": _around(
        "",
        "This e-mail and any attachments are confidential and intended only for the addressee. "
        "If you have received it in error please notify the sender and delete it. Unauthorised disclosure is prohibited.",
    ),
    "urgent subject": _around(subject=lambda text: f"URGENT: {text}"),
    "asap subject": _around(subject=lambda text: f"{text} - ASAP!!!"),
    "top priority subject": _around(subject=lambda text: f"TOP PRIORITY!! {text}"),
    "reply prefix": _around(subject=lambda text: f"RE: Fwd: [EXTERNAL] {text}"),
    "shouting": _shout,
    "exclamation": _bang,
    "rank above": _around("I am the dean of the Faculty of Medicine."),
    "rank with demand": _around("As the chief executive officer I expect this to be dealt with immediately."),
    "rank and years": _around("I have been a professor here for thirty years and I demand that this is fixed NOW!"),
    "low rank above": _around("I'm only an intern, sorry."),
    "student above": _around("I am just a first-year student."),
    "demand below": _around("", "This is URGENT. I need this fixed immediately!!!"),
    "threat below": _around("", "Fix it now or else I will complain to your manager."),
    "priority below": _around("", "Please treat this as top priority."),
    "unacceptable": _around("This is absolutely unacceptable!", "I expect an answer within the hour."),
    "sorry above": _around("Sorry to bother you, I know you are busy."),
    "no rush below": _around("", "No rush at all, whenever you have time."),
    "hope you are well": _around("Hope you are well."),
    "thanks below": _around("", "Many thanks in advance for your help!"),
    "copied": _around("", "I have copied the vice-chancellor and the president on this mail."),
    "on behalf": _around("I am writing on behalf of the chairman of the board."),
    "vip": _around("VIP REQUEST"),
    "polite all round": _around(
        "Dear colleagues,\n\nI hope this email finds you well.",
        "Thank you so much for your patience, and sorry again for the trouble.\n\nWith kind regards,\nAnna",
    ),
}

ENGLISH |= {
    "baroness": _around(
        "",
        "Warm regards,\nBaroness Ingrid Falkenrath\nVice-Chancellor and President\nUniversity of Westmere",
    ),
    "surgeon": _around("", "Regards,\nMr Adrian Cole FRCS\nConsultant Surgeon | Clinical Director\nBleep 2231"),
    "apprentice": _around("", "Ta,\nJamie (apprentice, stores)"),
    "colonel": _around("", "V/R\nCol. James T. Hardin\nCommanding Officer"),
    "doctor and team": _around("Dear Dr. Okafor and team,"),
    "lovely people": _around("Hiya lovely people"),
    "junior clerk": _around(
        "I'm new here, only started as a junior clerk last week, so apologies if I ask something silly."
    ),
    "donor": _around("As one of your biggest donors I expect better."),
    "lawyer": _around("", "Otherwise you will hear from my lawyer."),
    "escalation": _around("", "If this is not sorted I shall be escalating to the Vice-Chancellor."),
    "critical subject": _around(subject=lambda text: f"!!! CRITICAL !!! {text}"),
    "hope and stars": _around("I hope you're having a lovely week.", "Thank you ever so much, you are all stars."),
    "troubling": _around("Apologies for troubling you yet again."),
    "disappointed": _around("I'm extremely disappointed with your service."),
    "ridiculous": _around("Frankly this is ridiculous."),
}

GERMAN: dict[str, Wrap] = {
    "Anrede": _around("Sehr geehrte Damen und Herren,"),
    "Anrede locker": _around("Hallo zusammen,"),
    "Dekan": _around(
        "",
        "Mit freundlichen Grüßen\nProf. Dr. Hans Meier\n"
        "Dekan der Juristischen Fakultät\nUniversität Nordmoor\nTel. +49 551 123456",
    ),
    "Geschäftsführer": _around(
        "", "Beste Grüße\n\nDr. Max Muster\nGeschäftsführer\nMuster GmbH & Co. KG\nHauptstraße 1, 12345 Musterstadt"
    ),
    "Praktikant": _around("", "LG Tim\nPraktikant"),
    "Telefon": _around("", "Von meinem iPhone gesendet"),
    "dringend": _around(subject=lambda text: f"DRINGEND: {text}"),
    "höchste Priorität": _around(subject=lambda text: f"{text} - höchste Priorität!!!"),
    "AW": _around(subject=lambda text: f"AW: WG: [EXTERN] {text}"),
    "schreien": _shout,
    "Ausrufe": _bang,
    "ich bin": _around("Ich bin der Dekan der Medizinischen Fakultät."),
    "als Chef": _around("Als Geschäftsführer erwarte ich, dass das SOFORT behoben wird!"),
    "nur Praktikantin": _around("Ich bin leider nur die Praktikantin, Entschuldigung."),
    "Forderung": _around("", "Das ist DRINGEND! Ich brauche das sofort!!!"),
    "Drohung": _around("", "Sonst beschwere ich mich bei Ihrem Vorgesetzten."),
    "inakzeptabel": _around("Das ist absolut inakzeptabel!", "Ich erwarte umgehend eine Antwort."),
    "Entschuldigung": _around("Entschuldigen Sie bitte die Störung."),
    "keine Eile": _around("", "Es eilt nicht, wenn Sie mal Zeit haben."),
    "Dank": _around("", "Vielen Dank im Voraus für Ihre Hilfe!"),
    "Kopie": _around("", "Den Kanzler und die Präsidentin habe ich in Kopie gesetzt."),
    "im Auftrag": _around("Ich schreibe im Auftrag der Geschäftsleitung."),
}

GERMAN |= {
    "Staatssekretärin": _around("", "Hochachtungsvoll\nDr. Sabine Kroll, Staatssekretärin"),
    "Azubi": _around("", "Gruß\nLeon, Azubi im 1. Lehrjahr"),
    "Chefarzt": _around("Als Chefarzt der Chirurgie kann ich darauf nicht warten."),
    "Anwalt": _around("", "Andernfalls schalte ich meinen Anwalt ein."),
    "Grüezi": _around("Grüezi mitenand"),
    "hoffentlich gut": _around(
        "ich hoffe, es geht Ihnen gut.", "Herzlichen Dank für Ihre Mühe und einen schönen Tag noch."
    ),
    "Frechheit": _around("Das ist eine Frechheit."),
}

OTHERS: dict[str, dict[str, Wrap]] = {
    "es": {
        "saludo": _around(
            "Estimados señores:", "Un cordial saludo,\nDra. Carmen Ortiz\nDecana de la Facultad de Derecho"
        ),
        "exigencia": _around("Soy el director general y exijo una solución inmediata.", "¡Es urgente!"),
        "cortesía": _around("Perdonen la molestia.", "Cuando puedan, sin prisa. Muchas gracias de antemano."),
        "gritos": _shout,
    },
    "fr": {
        "salut": _around("Bonjour,", "Cordialement,\nPr Jean Dupont\nDirecteur de l'Institut"),
        "exigence": _around("En tant que directeur général, j'exige une réponse immédiate.", "C'est très urgent !"),
        "politesse": _around("Désolé de vous déranger.", "Rien d'urgent, quand vous aurez un moment. Merci d'avance."),
        "cris": _shout,
    },
    "it": {
        "saluto": _around("Gentili colleghi,", "Cordiali saluti,\nProf. Marco Bianchi\nDirettore del Dipartimento"),
        "pretesa": _around("Sono il direttore generale e pretendo una soluzione immediata.", "È urgente!"),
        "cortesia": _around("Scusate il disturbo.", "Con calma, quando avete tempo. Grazie mille."),
        "urla": _shout,
    },
    "nl": {
        "groet": _around(
            "Beste collega's,", "Met vriendelijke groet,\nProf. dr. Jan de Vries\nDecaan Faculteit Rechten"
        ),
        "eis": _around("Als directeur eis ik onmiddellijk een oplossing.", "Dit is zeer dringend!"),
        "beleefd": _around("Sorry dat ik stoor.", "Geen haast, als jullie even tijd hebben. Alvast bedankt."),
        "schreeuwen": _shout,
    },
    "pt": {
        "saudação": _around("Prezados senhores,", "Atenciosamente,\nProf. Dr. João Silva\nDiretor do Instituto"),
        "exigência": _around("Sou o diretor geral e exijo uma solução imediata.", "É urgente!"),
        "cortesia": _around("Desculpem o incómodo.", "Sem pressa, quando puderem. Muito obrigado."),
        "gritos": _shout,
    },
    "pl": {
        "powitanie": _around("Szanowni Państwo,", "Z poważaniem\nprof. dr hab. Jan Kowalski\nDziekan Wydziału Prawa"),
        "żądanie": _around("Jako dyrektor żądam natychmiastowej reakcji.", "To bardzo pilne!"),
        "uprzejmie": _around("Przepraszam, że przeszkadzam.", "Nie ma pośpiechu, w wolnej chwili. Z góry dziękuję."),
        "krzyk": _shout,
    },
}
