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
# What notices say of a mail, for good or for now; people say it as well.
UNDELIVERED = _any(
    r"(?:could|can|was|were|been|be|has|have) ?(?:not|n.t) (?:yet )?(?:be(?:en)? )?(?:delivered|sent|forwarded"
    r"|reached|transmitted)",
    r"\b(?:undeliver|non-?deliver)|delivery (?:has )?(?:failed|failure|error)"
    r"|(?:unable|not been able) to (?:deliver|send)|failed to deliver",
    r"(?:mailbox|quota|inbox) (?:is )?(?:full|exceed)|over (?:its )?quota|exceeded (?:its |the )?(?:storage|quota)",
    r"(?:being|was|been|is) (?:returned|rejected|blocked|bounced|refused)|has no mailbox|couldn.t be delivered",
    r"nicht (?:zugestellt|zustellbar|ausgeliefert|erreicht)|unzustellbar|postfach .{0,30}voll",
    r"(?:pas|non|n.a pu) (?:encore )?(?:pu )?(?:être )?(?:remis|distribu|délivr|livr)|boîte .{0,30}pleine"
    r"|échec de la (?:remise|distribution)",
    r"no (?:se )?(?:ha |pudo |puede )?(?:sido |podido )?(?:ser )?entrega|buzón .{0,30}lleno"
    r"|não (?:foi |pôde |pode )?(?:possível |ser )?entreg",
    r"(?:non|impossibile) (?:è stato |è stata |può essere )?(?:possibile )?(?:recapita|consegna)|casella .{0,30}piena",
    r"niet (?:worden |kon |kunnen )?(?:worden )?(?:bezorgd|afgeleverd|besteld)|onbestelbaar",
    r"kunde inte levereras|(?:kunne|kan) ikke leveres|(?:ikke|ej) (?:levert|leveret)"
    r"|ei (?:voitu|voida|voi) toimittaa|ólever|oleverbar",
    r"nie (?:można|udało się|została|mogła) .{0,20}dostarcz|niedostarcz|nedoruč|(?:nelze|nebylo možné) doruč|kézbesít",
    r"не (?:удалось|было|может быть) ?доставл?|недоставлен|не доставлен|доставка .{0,30}невозможн|не вдалося доставити",
    r"teslim edilemedi|gönderilemedi|iletilemedi|δεν (?:ήταν|είναι) δυνατ|nu a putut fi livrat|tidak dapat dikirim",
    r"配信(?:でき|不能|に失敗)|送信(?:でき|に失敗)|届(?:き|ける).{0,8}(?:ません|でした)|无法(?:投递|送达|发送|递送)|無法(?:傳送|投遞|遞送)|退信|退回"
    r"|배달(?:되지|할 수|하지)|전송(?:되지|할 수|하지)|반송|전달되지"
    r"|لم يتم (?:تسليم|تسليمها|توصيل)|تعذر (?:تسليم|توصيل)|לא נמסר|ไม่สามารถ(?:ส่ง|จัดส่ง)|không (?:thể )?(?:gửi|chuyển)",
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
