"""Words in the texts of bounces: what failed for good, what is only late, where the copy of the original begins."""

import re


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE | re.MULTILINE)


FAILURES = _any(
    r"user unknown|unknown (?:user|recipient|address|mailbox)",
    r"no such (?:user|recipient|address|mailbox|person|account)",
    r"(?:does not|doesn't|doesn.t) (?:exist|have an? .{0,30}account)|not (?:listed|found) in",
    r"recipient (?:not found|rejected|unknown)|address (?:not found|rejected|couldn.t be found|does not exist)",
    r"permanent(?:ly)? (?:fatal )?(?:error|fail)|failed permanently",
    r"mailbox (?:unavailable|not found|disabled|is inactive)",
    r"account (?:is )?(?:disabled|suspended|inactive|closed|terminated)",
    r"\bgiven up\b|giving up|invalid (?:recipient|address|mailbox)|host (?:or domain name )?(?:unknown|not found)",
    r"unrouteable address|unknown local[- ]part|domain .{0,60}(?:does not exist|not found)",
    r"not our customer|not a valid (?:user|mailbox)",
    r"unbekannter (?:empfänger|benutzer)|empfänger unbekannt|existiert nicht",
    r"utilisateur inconnu|destinataire inconnu|n'existe pas",
    r"usuario desconocido|no existe|usuário desconhecido|não existe|utente sconosciuto|non esiste",
    r"onbekende (?:gebruiker|ontvanger)|bestaat niet|пользователь не найден|не существует",
    r"宛先不明|存在しません|不存在|존재하지",
)
DELAYS = _any(
    r"\bdelay(?:ed)?\b|will (?:be retried|keep trying|continue (?:to try|trying)|try again|be attempted)",
    r"still (?:being retried|trying)|no action is required|need to resend|has not (?:yet )?been delivered yet",
    r"could not send message for past|only a warning|transient|temporar(?:y|ily)",
    r"verzögert|weiterhin versucht|retardée?|retrasad|atrasad|in ritardo|vertraagd|försenad|forsinket|отложен|задерж",
    r"遅延|延迟|延遲|지연",
)
# Where the mail itself begins that the notice brings back.
ORIGINAL = _any(
    r"^[ \t>]{0,20}(?:-{2,40}|={3,40}|_{3,40}|\*{3,40})[^\n]{0,40}"
    r"(?:copy of|original|below this line|returned message|unsent message"
    r"|undelivered message|message headers?|forwarded message|your message|ursprüngliche|kopie|text of|copie|copia)"
    r"[^\n]{0,80}$",
    r"^[ \t>]{0,20}(?:original message headers|original message follows|message headers follow)[^\n]{0,60}$",
    r"^[ \t>]{0,20}(?:the original message (?:was|follows)|original-?kopfzeilen)[^\n]{0,60}$",
    r"^(?:received|return-path|dkim-signature|mime-version|message-id): ",
)
