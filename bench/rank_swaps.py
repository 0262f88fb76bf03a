"""The same mail by other people: thirty wraps of sender, title, signature, greeting, copied people, tone and capitals, in
eight languages, plain and HTML, through the daemon's own reading and redaction. Used by bench/judgement.py."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape

from classifiers.issue_text import IssueText
from config.settings import Limits
from daemon.reader.read import read_one


@dataclass(frozen=True, slots=True)
class Wrap:
    """What is put around a mail; subject and body of the mail take the place of {s} and in between above and below."""

    name: str
    above: str = ""
    below: str = ""
    subject: str = "{s}"
    sender: str = "Jo Marsh <jo.marsh@example.net>"
    copied: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    change: Callable[[str], str] = str


WRAPS = (
    Wrap("another sender", sender="The Chancellor <chancellor@example.edu>"),
    Wrap("a sender with a title", sender='"Prof. Sir Alan Treadgold, CEO" <ceo@example.com>'),
    Wrap("copied dignitaries", copied="President <president@example.edu>, Board <board@example.com>"),
    Wrap("importance", headers=(("Importance", "high"), ("X-Priority", "1 (Highest)"))),
    Wrap("provost", "Dear IT,", "Regards,\nDr. Marguerite Oduya\nProvost and Deputy Vice-Chancellor\nExt. 4410"),
    Wrap("chief officer", below="Best,\n\nGraham Thackeray\nChief Operating Officer | Thackeray Freight Ltd\n+44 161 496 0000"),
    Wrap("trainee", "Hi there,", "Cheers\nPip\nTrainee, week two"),
    Wrap("self-told rank", "I am the managing director."),
    Wrap("self-told humility", "I'm only a volunteer here, sorry."),
    Wrap("demand", below="I expect this to be fixed immediately. This is urgent."),
    Wrap("outrage", "This is a disgrace!!!", "I want an answer within the hour!"),
    Wrap("meekness", "So sorry to trouble you.", "Absolutely no hurry, whenever suits you. Thanks a million!"),
    Wrap("threat to complain", below="Otherwise I will be complaining to your director."),
    Wrap("capitals", change=str.upper, subject="{s}"),
    Wrap("urgent subject", subject="URGENT!!! {s}"),
    Wrap("top priority subject", subject="{s} - TOP PRIORITY"),
    Wrap("reply and forward marks", subject="RE: FW: [EXT] {s}"),
    Wrap("phone", below="Sent from my Galaxy"),
    Wrap(
        "disclaimer",
        below="This message is confidential and may be legally privileged. If you are not the intended recipient, "
        "please delete it and notify the sender.",
    ),
    Wrap("de: Kanzlerin", "Sehr geehrte Damen und Herren,", "Mit freundlichen Grüßen\nDr. Ulrike Brandis\nKanzlerin"),
    Wrap("de: Azubi", "Hallo ihr Lieben,", "Liebe Grüße\nNele (Auszubildende)"),
    Wrap("de: Forderung", "Das ist eine Unverschämtheit!", "Ich erwarte das sofort!", subject="DRINGEND: {s}"),
    Wrap("fr: directrice", "Madame, Monsieur,", "Cordialement,\nClaire Fontanel\nDirectrice générale"),
    Wrap("fr: urgence", below="C'est urgent, merci de faire vite !", subject="URGENT : {s}"),
    Wrap("es: rector", "Estimados compañeros:", "Un saludo,\nDr. Ramón Ibarra\nRector"),
    Wrap("it: presidente", "Gentili colleghi,", "Cordiali saluti\nAvv. Paola Rinaldi\nPresidente del Consiglio"),
    Wrap("nl: directeur", "Geachte heer, mevrouw,", "Met vriendelijke groet,\nWillem de Graaf\nAlgemeen directeur"),
    Wrap("pt: diretora", "Prezados senhores,", "Atenciosamente,\nDra. Helena Prado\nDiretora executiva"),
    Wrap("pl: prezes", "Szanowni Państwo,", "Z poważaniem\nJerzy Nowicki\nPrezes zarządu"),
    Wrap("all at once", "To whom it may concern,\n\nI am a trustee.", "I insist!\n\nLady Harriet Vane\nTrustee",
         subject="ASAP: {s}", sender='"Lady H. Vane" <hv@example.org>', copied="Dean <dean@example.edu>"),
)  # fmt: skip
BARE = Wrap("as it is")


def issue(subject: str, body: str, wrap: Wrap, html: bool) -> IssueText | None:
    """What the judgement sees of a mail that is wrapped so."""
    mail = EmailMessage()
    mail["From"], mail["To"] = wrap.sender, "desk@support.example"
    mail["Subject"] = " ".join(wrap.change(wrap.subject.format(s=subject)).split())
    if wrap.copied:
        mail["Cc"] = wrap.copied
    for name, value in wrap.headers:
        mail[name] = value
    text = "\n\n".join(part for part in (wrap.above, wrap.change(body), wrap.below) if part)
    if html:
        paragraphs = (escape(part).replace("\n", "<br>\n") for part in text.split("\n\n"))
        mail.set_content("".join(f"<p>{part}</p>\n" for part in paragraphs), subtype="html")
    else:
        mail.set_content(text)
    return read_one(mail.as_bytes(), Limits()).issue


def pairs(mails: Sequence[tuple[str, str]]) -> Iterator[tuple[str, IssueText, IssueText]]:
    """(wrap, the issue of the bare mail, the issue of the wrapped one) for each mail and wrap, plain and HTML in turn."""
    for number, (subject, body) in enumerate(mails):
        for place, wrap in enumerate(WRAPS):
            html = (number + place) % 2 == 1
            bare, wrapped = issue(subject, body, BARE, html), issue(subject, body, wrap, html)
            if bare is not None and wrapped is not None:
                yield f"{wrap.name}{' (HTML)' if html else ''}", bare, wrapped
