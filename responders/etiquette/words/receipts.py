"""How read receipts, complaints and aggregate reports are entitled where they come without a report's content type."""

import re

from responders.etiquette.text import phrases

# Written by mail programs, with the colon or bracket; "Read" and "Gelesen" alone are also how people begin.
RECEIPTS = phrases("""
en= read receipt | return receipt | return receipt (displayed) | return receipt (processed)
en= return receipt (deleted) | return receipt (dispatched) | disposition notification
en= message disposition notification | not read | read notification | receipt notification | message opened | read
en= opened | deleted unread
de= lesebestätigung | empfangsbestätigung (angezeigt) | empfangsbestätigung (gelöscht) | ungelesen gelöscht
de= rückschein | gelesen
fr= accusé de lecture | confirmation de lecture | accusé de réception (affiché) | non lu | notification de lecture
fr= lu
es= confirmación de lectura | acuse de recibo (mostrado) | no leído | leído | notificación de lectura
es= recibo de lectura
pt= confirmação de leitura | recibo de leitura | aviso de recepção (exibido) | não lida | lida | lido
pt= recibo de retorno (exibido)
it= conferma di lettura | ricevuta di ritorno (visualizzato) | ricevuta di ritorno | non letto | letto
nl= leesbevestiging | ontvangstbevestiging (weergegeven) | niet gelezen | gelezen
nordic= läskvitto | mottagningskvitto (visat) | läst | kvittering | læst | lest | lesebekreftelse | lukukuittaus
nordic= luettu | kvittering for læsning
slavic= potwierdzenie przeczytania | przeczytano | potvrzení o přečtení | přečteno | прочитано
slavic= уведомление о прочтении | отчёт о прочтении
hu= olvasási visszaigazolás | elolvasva
tr= okundu | okundu bilgisi
ja= 開封済み | 開封通知 | 開封確認 | 既読
zh= 已读 | 已讀 | 已读回执 | 讀取回條 | 读取回执 | 阅读回执
ko= 읽음 | 읽음 확인
""")
# These say of themselves what they are, whoever sends them.
PLAIN_RECEIPTS = re.compile(
    r"(?:return receipt|ricevuta di ritorno|empfangsbestatigung|accuse de reception|acuse de recibo|recibo de retorno)"
    r" \((?:displayed|processed|deleted|dispatched|visualizzat[oa]|angezeigt|geloscht|affiche|mostrado|exibido)\) ?[-:]"
)
FEEDBACK = re.compile(
    r"e-?mail feedback report for ip|complaint about message from \d|feedback report for \S+|"
    r"abuse report for (?:ip )?\d|"
    r"(?:\[\S+\] )?complaint from (?:aol|yahoo|hotmail|comcast|outlook)|"
    r"spam (?:complaint|feedback) (?:report )?(?:for|from) \S*\d"
)
AGGREGATE = re.compile(r"(?:\[[^\]]*\] ?)?(?:dmarc )?(?:aggregate )?(?:tls[- ])?report domain ?: ?\S+")
CHALLENGE = re.compile(
    r"(?:please (?:confirm|verify) (?:your (?:message|e-?mail(?! address))|that you|you are)|"
    r"(?:\[?(?:spam ?arrest|boxbe|bluebottle|choicemail|tmda|mailblocks|spamlion"
    r"|knowspam|uol antispam|antispam uol|spamblocker)\b)|"
    r"your (?:message|mail|e-?mail|post(?:ing)?) to \S+ (?:awaits|is waiting for|requires|is being held for) "
    r"(?:moderator |list )?(?:approval|confirmation|moderation)|"
    r"(?:message|mail) (?:delivery )?(?:confirmation|verification) (?:required|request(?:ed)?|needed)|"
    r"action required: (?:confirm|verify) your message|"
    r"suspect e-?mail from you|verification required for (?:your )?(?:message|mail) to \S+@|"
    r"confirm (?:delivery of )?your (?:message|mail) to \S+@|"
    r"(?:your )?(?:subscription|unsubscription|subscribe|unsubscribe) "
    r"(?:request|confirmation)(?: to| for|$)|confirm [0-9a-f]{16,}|"
    r"ignored? (?:non[- ]?member'?s|not member'?s) (?:article|mail)|fml command status)"
)
CHALLENGE_TAGS = phrases("en= spam arrest | spamarrest | boxbe | bluebottle | choicemail | tmda | spam blocker")
