"""Text that companies and systems add to every mail: legal disclaimers, banners about external senders, footers."""

import re

from daemon.mail.own_words.tidy import has_words

_LEGAL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"confidential|privileged|vertraulich|confidentiel|confidencial|riservat|vertrouwelijk|fortrolig|konfidentiell|poufn|luottamuksel",
        r"intended (?:only |solely )?(?:for|recipient)|addressee|recipient|adressat|empfänger|destinataire|destinatari|geadresseerde|ontvanger|modtager|mottaga|adresat",
        r"delete|destroy|notify (?:the sender|us)|in error|irrtümlich|vernichten|löschen|informieren sie|détruire|supprimer|par erreur|por error|eliminar|per errore|cancell|verwijder|usun|slet|radera",
        r"disclos|dissemination|unauthori[sz]ed|prohibited|unbefugt|nicht gestattet|untersagt|interdit|prohibid|vietat|verboden|zabronion",
        r"this (?:e-?mail|message|communication)|diese (?:e-?mail|nachricht)|ce (?:message|courriel)|este (?:mensaje|correo)|questo messaggio|dit bericht|deze e-?mail|esta mensagem|ta wiadomość",
        r"liab|haftung|virus|registered (?:in|office)|handelsregister|company number|amtsgericht|views? (?:or opinions )?expressed|before printing|umwelt|environment|disclaimer",
    )
)
_BANNER = re.compile(
    r"\W{0,6}(?:(?:caution|warning|attention|achtung|vorsicht|warnung|alert|notice|hinweis|atención|attenzione|let op|advarsel|varning|uwaga|atenção)\W{1,5})?"
    r"(?:\[?external(?: e-?mail| sender| message)?\]?\s*:?\W{0,4}\Z|external e-?mail\b.{0,200}|\[?extern(?:e (?:e-?mail|nachricht|mail)|er absender)?\]?\W{0,4}\Z"
    r"|this (?:e-?mail|message|mail) (?:has |was |is |did )?(?:originat\w+|sent|come|came|from|not originate).{0,40}(?:outside|external).{0,240}"
    r"|(?:use caution|do not click|don't click|think before you click|be careful|exercise caution|you don't often get email from|you don't often get e-?mail).{0,240}"
    r"|diese (?:e-?mail|nachricht|mail) (?:stammt|kommt|wurde|kam).{0,60}(?:extern|außerhalb|ausserhalb|unbekannt).{0,200}|(?:klicken sie (?:nicht|nur)|öffnen sie keine|n'ouvrez pas|ne cliquez pas|no haga clic|no abra|non cliccare|non aprire|klik niet|open geen).{0,200}"
    r"|(?:ce (?:message|courriel|mail)|cet e-?mail) (?:provient|vient|a été envoyé).{0,60}(?:extérieur|externe|hors).{0,200}|(?:este (?:correo|mensaje)|esta mensagem).{0,40}(?:extern|fuera|fora).{0,200}"
    r"|(?:questa e-?mail|questo messaggio).{0,40}(?:estern).{0,200}|deze e-?mail.{0,40}(?:extern|buiten).{0,200})",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"\s*(?:this (?:e-?mail|message) (?:has been|was) (?:scanned|checked).{0,120}|virus[- ]free\.?.{0,60}|diese e-?mail wurde (?:von|auf) .{0,80}(?:virus|viren|geprüft).{0,80}|(?:avast|avg|avira)\b.{0,80}"
    r"|(?:please )?consider the environment before printing.{0,80}|denken sie an die umwelt.{0,80}|to unsubscribe.{0,160}|you received this message because you are subscribed.{0,160})\s*\Z",
    re.IGNORECASE,
)


def without_boilerplate(lines: list[str]) -> list[str]:
    """The lines without banners at the top, and without disclaimers and footers below; unchanged when nothing is left."""
    kept = _without_disclaimers(_without_banner(lines))
    return kept if has_words("\n".join(kept)) else lines


def _without_banner(lines: list[str]) -> list[str]:
    """Banner paragraphs among the first lines."""
    for _ in range(4):
        start = next((index for index, line in enumerate(lines) if line and line.strip("_-=* ")), None)
        if start is None or not _BANNER.match(lines[start][:300]):
            break
        end = start
        while end < len(lines) and lines[end]:
            end += 1
            if end - start >= 6 or (
                end < len(lines) and lines[end] and not _banner_goes_on(lines[end - 1], lines[end])
            ):
                break
        lines = lines[end:]
    return lines


def _banner_goes_on(before: str, line: str) -> bool:
    """Whether a wrapped banner goes on: another banner sentence, or the tail of a long unfinished line."""
    return bool(_BANNER.match(line[:300])) or (len(before) > 60 and not before.rstrip().endswith((".", "!", "]")))


def _without_disclaimers(lines: list[str]) -> list[str]:
    out: list[str] = []
    for paragraph in _paragraphs(lines):
        text = " ".join(paragraph)[:4000]
        if paragraph[0] and (is_legal(text) or (len(paragraph) <= 2 and _FOOTER.match(text[:300]))):
            continue
        out.extend(paragraph)
    return out


def is_legal(text: str) -> bool:
    """Whether a paragraph is a legal notice: long, and of at least three of the kinds of things these say."""
    return len(text) > 100 and sum(1 for pattern in _LEGAL if pattern.search(text)) >= 3


def _paragraphs(lines: list[str]) -> list[list[str]]:
    """Runs of filled and of blank lines, in order."""
    out: list[list[str]] = []
    for line in lines:
        if out and bool(out[-1][0]) == bool(line):
            out[-1].append(line)
        else:
            out.append([line])
    return out
