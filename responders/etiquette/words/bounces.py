"""How mail systems entitle what could not be delivered, or not yet.

Collected from the notices of mail systems themselves and their translations. `SURE` phrases stand for the whole subject or
for what is before its first colon; `DOUBTFUL` ones are also said of parcels and programs, and need other evidence.
"""

import re

from responders.etiquette.text import phrases

SURE = phrases("""
en= undeliverable | undeliverable mail | undeliverable message | undeliverable email | undeliverable e-mail
en= undelivered mail
en= undelivered mail returned to sender | undelivered message | undelivered message returned to sender
en= undelivered email
en= undeliverable mail returned to sender | undeliverable message returned to sender | undelivered
en= undeliverable report
en= returned mail | returned email | returned message | returned to sender | mail returned | mail returned to sender
en= mail delivery failed | mail delivery failure | mail delivery error | mail delivery problem
en= mail delivery status
en= mail delivery status notification | mail delivery status report | mail delivery notification
en= mail delivery report
en= mail delivery failed returning message to sender | mail delivery delayed | mail delivery warning | mail failure
en= mail delivery system | mail delivery subsystem | mail delivery unsuccessful | mail delivery fault
en= mail delivery reports
en= email delivery failed | email delivery failure | email delivery error | email delivery delayed
en= email delivery problem
en= e-mail delivery failure | e-mail delivery failed | email delivery status notification
en= email delivery notification
en= delivery status notification | delivery status notification (failure) | delivery status notification (delay)
en= delivery status notification (success) | delivery status notification (relay)
en= delivery status notification (mail delivery delayed)
en= delivery failure notification | delivery failure notice | delivery failure report | delivery has failed
en= delivery failed
en= non-delivery report | nondelivery report | non delivery notification | nondelivery notification
en= non-delivery notice
en= non-delivery notification | nondeliverable mail | non deliverable mail | non-deliverable | ndn | ndr | dsn
en= permanent delivery failure
en= permanent failure notice | failure notice | failed delivery notification | failed mail | failed mail delivery
en= failure delivery
en= failure notification mail | fail delivery | failed message | failed email | failed message delivery
en= message delivery failure
en= message delivery failed | message delivery has failed | message delivery delayed | message delivery notification
en= message delivery error | message delivery status | message undeliverable | message undelivered
en= message not delivered
en= message not deliverable | message could not be delivered | message can't be delivered
en= message cannot be delivered
en= message returned | message returned to sender | message status - undeliverable | message delayed
en= message bounced
en= mail system error | mail system error - returned mail | mail error | mailer error | mail could not be delivered
en= mail not delivered | mail undeliverable | mail undelivered | mail could not be sent | mail bounced
en= bounced mail | bounced message
en= email not delivered | email undeliverable | email could not be delivered | email returned to sender
en= bounce notification | bounce message
en= unable to deliver mail | unable to deliver your message | unable to deliver message | unable to deliver email
en= unable to deliver your mail | unable to deliver your email | could not deliver message | could not deliver mail
en= sorry, your message could not be delivered | your message could not be delivered
en= your mail could not be delivered
en= your email could not be delivered | your message was not delivered | your email was not delivered
en= your message has not been delivered
en= your message cannot be delivered | your email cannot be delivered
en= your message to the following recipients could not be delivered
en= there was an error sending your mail | transient delivery failure | temporary delivery failure | delayed mail
en= delayed message
en= delayed delivery notification | notice mail delivery status | postmaster notify | warning delayed mail
en= deferred mail notification
en= mdaemon notification | mdaemon warning | message you sent blocked by our bulk email filter | mail rejected
en= rejected mail
en= mail delivery rejected | message rejected by recipient server | smtp delivery failure | smtp error
en= mailer-daemon
en= nondelivery of mail | notification of undelivered mail | notice of undeliverable mail
en= undeliverable mail notification
en= undelivered mail notification | mail non delivery | e-mail non-delivery | could not send message
en= returning message to sender
en= problem delivering mail | problem delivering message | problem delivering your mail | error delivering mail
en= error delivering message
de= unzustellbar | unzustellbare mail | unzustellbare nachricht | unzustellbare e-mail | nicht zustellbar
de= nachricht nicht zustellbar
de= nachricht nicht zugestellt | nachricht konnte nicht zugestellt werden | e-mail nicht zugestellt
de= mail nicht zugestellt
de= e-mail konnte nicht zugestellt werden | ihre e-mail konnte nicht zugestellt werden
de= ihre nachricht konnte nicht zugestellt werden
de= mail konnte nicht zugestellt werden | e-mail nicht zustellbar | mail nicht zustellbar
de= e-mail-zustellung fehlgeschlagen
de= mailzustellung fehlgeschlagen | nachrichtenzustellung fehlgeschlagen | fehler bei der nachrichtenübermittlung
de= zustellung der nachricht fehlgeschlagen | benachrichtung zum übermittlungsstatus
de= benachrichtigung zum übermittlungsstatus
de= benachrichtigung zum zustellstatus | benachrichtigung über den zustellstatus
de= benachrichtigung über zustellstatus
de= übermittlungsstatus | unzustellbarkeitsbericht | unzustellbarkeitsnachricht | fehler beim mailversand
de= zustellfehler e-mail
de= nicht zugestellte nachricht | nicht zugestellte e-mail | zurückgewiesene nachricht | rückläufer e-mail
fr= non remis | message non remis | message non délivré | courrier non remis | non délivré | mail non distribué
fr= non distribuable
fr= message non distribué | courrier non distribué | notification d'état de remise
fr= notification d'état de la remise
fr= notification d'état de distribution | avis de non-remise | avis de non remise | rapport de non-remise
fr= notification de non-remise
fr= échec de la remise | échec de remise | échec de la remise du message | échec de distribution du message
fr= échec de distribution du courrier
fr= échec de l'envoi du message | message non livré | courriel non remis | courriel non livré | remise impossible
fr= message retardé
es= no se puede entregar | correo no entregado | mensaje no entregado | correo devuelto | mensaje devuelto
es= no entregable
es= notificación de estado de entrega | notificación del estado de entrega | notificación de estado de la entrega
es= notificación de entrega | error en la entrega del mensaje | fallo en la entrega del mensaje
es= fallo en la entrega de correo
es= error de entrega de correo | correo no entregable | imposible entregar el mensaje
es= no se pudo entregar el mensaje | no se ha podido entregar
es= su mensaje no pudo ser entregado | mensaje rechazado | aviso de no entrega | informe de no entrega
es= error al entregar el mensaje
pt= não é possível entregar | não entregue | mensagem não entregue | email não entregue | e-mail não entregue
pt= não entregável
pt= notificação de status de entrega | notificação do status de entrega | notificação de estado de entrega
pt= mensagem devolvida
pt= falha na entrega da mensagem | falha na entrega de e-mail | falha na entrega do e-mail
pt= não foi possível entregar | e-mail devolvido
pt= não foi possível entregar a mensagem | devolução de mensagem | erro na entrega da mensagem
pt= notificação de falha na entrega
it= non recapitabile | non recapitato | messaggio non recapitato | messaggio non recapitabile
it= messaggio non consegnato
it= notifica di mancato recapito | notifica sullo stato del recapito | notifica di stato della consegna
it= notifica dello stato di consegna
it= notifica di stato del recapito | impossibile recapitare | impossibile recapitare il messaggio | mancato recapito
it= posta non recapitabile | avviso di mancata consegna | rapporto di mancato recapito | avviso di non accettazione
it= notifica di mancata consegna | mancata consegna del messaggio | errore di consegna del messaggio
it= email non recapitata
nl= onbestelbaar | onbestelbaar bericht | niet-bestelbaar | bericht niet bezorgd | bericht niet afgeleverd
nl= bezorging mislukt
nl= e-mail niet bezorgd | e-mail niet afgeleverd | aflevering van bericht mislukt | melding van bezorgingsstatus
nl= bericht over bezorgingsstatus
nl= kan bericht niet bezorgen | mail niet bezorgd | bericht onbestelbaar | melding van niet-bezorging
nl= bezorging vertraagd | statusmelding van bezorging
sv= ej leveransbart | ej levererbart | går inte att leverera | olevererbart | kan inte levereras
sv= meddelandet kunde inte levereras
sv= meddelande om leveransstatus | e-post kunde inte levereras | leveransfel för e-post | leverans misslyckades
sv= ej levererat | oleverbart | oleverbart meddelande
da= kan ikke leveres | ikke leveret | meddelelsen kunne ikke leveres | meddelelse om leveringsstatus | uleverbar
da= uleverbar meddelelse
no= kunne ikke leveres | ikke levert | meldingen kunne ikke leveres | melding om leveringsstatus
no= levering mislyktes | kan ikke leverast
fi= ei voi toimittaa | ei voida toimittaa | viestiä ei voitu toimittaa | viestin toimitus epäonnistui
fi= viestiä ei voi toimittaa | toimittamaton viesti
fi= sähköpostin toimitus epäonnistui | ilmoitus toimituksen tilasta | perille toimittamaton viesti
fi= toimitustilan ilmoitus
pl= niedostarczalne | nie można dostarczyć | nie dostarczono | niedostarczona wiadomość | wiadomość niedostarczona
pl= zwrot wiadomości
pl= powiadomienie o stanie dostarczenia | zwrot poczty | nie można dostarczyć wiadomości
pl= błąd dostarczania wiadomości | nieudane dostarczenie
pl= niedoręczona wiadomość | wiadomość nie została dostarczona | niedostarczono
cs= nedoručitelné | nedoručitelná zpráva | nedoručená zpráva | zprávu nelze doručit | oznámení o stavu doručení
cs= zpráva nebyla doručena | nedoručeno | vrácená zpráva
sk= nedoručiteľné | nedoručená správa | správu sa nepodarilo doručiť | nedoručené | oznámenie o stave doručenia
sk= nedoručiteľná správa
hu= kézbesíthetetlen | nem kézbesíthető | sikertelen kézbesítés | a kézbesítés sikertelen | kézbesítési hiba
hu= kézbesítési állapotjelentés | nem kézbesített levél
ro= nelivrabil | imposibil de livrat | mesaj nelivrat | livrare eșuată | notificare de stare a livrării
ro= mesaj returnat | nelivrat
ru= недоставлено | не доставлено | не удается доставить | недоставленное сообщение | сообщение не доставлено
ru= письмо не доставлено
ru= уведомление о состоянии доставки | недоставленное письмо | невозможно доставить сообщение
ru= ошибка доставки почты | ошибка доставки письма
ru= ошибка доставки сообщения | почта не доставлена | не удалось доставить | недоставленная почта | возврат письма
ru= сообщение о недоставке
uk= не вдалося доставити | повідомлення не доставлено | лист не доставлено | помилка доставки повідомлення
uk= неможливо доставити | недоставлене повідомлення
bg= не може да бъде доставено | недоставимо | недоставено съобщение | съобщението не е доставено
el= δεν είναι δυνατή η παράδοση | μη παραδοτέο | αποτυχία παράδοσης | μη παραδοθέν | ειδοποίηση κατάστασης παράδοσης
el= μη παραδόσιμο
tr= teslim edilemedi | iletilemedi | ileti teslim edilemedi | teslim edilemeyen ileti | teslim durumu bildirimi
tr= teslim edilemez | e-posta teslim edilemedi
ja= 配信不能 | 配信不可 | 配信エラー | 配信に失敗しました | メッセージを配信できません
ja= メッセージを配信できません。 | メール配信エラー | メール配信に失敗しました
ja= 配信状態通知 | 配信状況通知 | 配信遅延 | 不達通知 | 未配信 | 送信できませんでした | メールが配信できませんでした
ja= 配達不能 | エラーメール | メール送信失敗
ja= 送信エラー | 配信不能通知 | メールを送信できませんでした | 配信不能レポート | メール送信エラー
zh= 无法送达 | 未送达 | 无法投递 | 退信 | 系统退信 | 系統退信 | 退信通知 | 投递失败 | 投遞失敗 | 邮件投递失败
zh= 无法传递 | 無法傳遞 | 未传递
zh= 无法传递的邮件 | 無法傳遞的郵件 | 邮件无法送达 | 郵件無法送達 | 傳遞狀態通知 | 传递状态通知 | 邮件发送失败
zh= 未能送达 | 退回的邮件 | 邮件退回 | 退件通知
zh= 系统退信/System bounce | 系统退信/systems bounce | 郵件退回 | 无法传送 | 無法遞送 | 邮件退信 | 退回郵件 | 未傳遞
ko= 배달되지 않음 | 배달 실패 | 배달할 수 없음 | 배달 상태 알림 | 메일 전송 실패 | 메일 발송 실패 | 반송 메일
ko= 반송메일 | 전송 실패 알림 | 메일 반송
ar= تعذر التسليم | لم يتم التسليم | غير قابل للتسليم | فشل التسليم | تعذر تسليم الرسالة | إعلام بحالة التسليم
he= לא ניתן למסירה | לא נמסר | מסירת ההודעה נכשלה | לא ניתן למסור
th= ส่งไม่ได้ | ไม่สามารถส่งได้ | ส่งข้อความไม่สำเร็จ
vi= không gửi được | không thể gửi | thư không gửi được | không thể chuyển phát
id= tidak terkirim | gagal terkirim | pengiriman gagal | tidak dapat dikirim
baltic= nepristatyta | neįteiktas laiškas | nav piegādāts | ziņojums nav piegādāts | kättetoimetamatu
baltic= kättetoimetamatu kiri
balkan= nedostavljivo | sporočila ni bilo mogoče dostaviti | neisporučivo | nije isporučeno | poruka nije isporučena
balkan= neisporučena poruka
ca= no es pot lliurar | no s'ha pogut lliurar | missatge no lliurat
""")

DOUBTFUL = phrases("""
en= delivery failure | delivery problem | delivery problems | delivery report | delivery notification
en= delivery delayed | delivery delay
en= delivery error | delivery status | delivery notice | delivery unsuccessful | failed delivery
en= failed delivery attempt
en= message status | message rejected | message blocked
en= mailbox full | mailbox unavailable | mailbox is full | quota exceeded | over quota | account suspended
en= user unknown | unknown user
en= unknown recipient | no such user | invalid address | address change | wrong address | address unknown
en= bad address
en= invalid recipient | invalid email address | recipient unknown | virus alert | virus found | virus detected
en= virus warning
en= virus notification | email rejected | email blocked | message quarantined | message deferred | content violation
en= policy violation
en= attachment blocked | attachment removed | bounce | bounced | system error | error sending mail
en= error sending message | sending failed | send failure | unsent message | transmission failure | mail status
en= mail problem
de= zustellung fehlgeschlagen | zustellung verzögert | fehler bei der zustellung | nicht zugestellt | zustellbericht
de= postfach voll
de= zustellungsbericht | unbekannter empfänger | virenwarnung | zustellfehler | sendefehler
fr= échec de la distribution | échec de livraison | remise différée | remise retardée | livraison impossible
fr= non livré | boîte pleine
es= no entregado | error de entrega | error en la entrega | entrega fallida | fallo de entrega | fallo en la entrega
es= entrega retrasada
pt= falha na entrega | falha de entrega | erro na entrega | entrega atrasada | erro de entrega | não entregues
it= non consegnato | mancata consegna | errore di consegna | consegna ritardata | recapito ritardato
nl= niet bezorgd | niet afgeleverd | aflevering mislukt | kan niet worden bezorgd
nordic= leveransfel | leveransstatus | leveringsfejl | leveringsfeil | leveringsstatus | toimitus epäonnistui
nordic= levering mislykkedes
pl= zwrot | błąd dostarczania
cs= doručení se nezdařilo | nelze doručit
ru= ошибка доставки | задержка доставки | доставка не удалась | уведомление о доставке
tr= gönderilemedi
ja= 送信失敗 | 配達完了
zh= 发送失败 | 發送失敗 | 已送达
ko= 전송 실패 | 발송 실패
""")

# Shapes with changing words inside. Matched at the beginning of the folded subject.
SHAPES = re.compile(
    r"""(?:
      warning:\s(?:message\s\S+\s(?:delayed|still)
        |could\snot\s(?:send|deliver)\s(?:your\s)?(?:message|mail)|delayed\s(?:mail|message))
    | (?:returned|undeliver(?:able|ed))\smail\b[:,;]
    | mail\sdelivery\s(?:failed|failure|error|problem|delayed)\b\s*[:(,-]
    | mail\sdelivery\s(?:failed|failure|error)\s(?:for|to|of)\s\S+@
    | delivery\sstatus\snotification\b
    | delivery\s(?:notification|report)\s(?:for|about)\s(?:your\s)?(?:message|mail|<?\S+@)
    | delivery\s(?:to|of\smail\sto)\s\S+@\S+\s(?:has\s)?(?:failed|is\sdelayed|was\sdelayed)
    | message\s(?:to\s\S+@\S+|from\s\S+@\S+|\S*\d\S*)\s
        (?:was\s|has\sbeen\s|is\s)?(?:delayed|undeliverable|not\sdelivered|frozen|bounced)
    | frozen\smessage\b
    | (?:your|the)\s(?:e-?mail|message|mail)\b.{0,120}\b
        (?:could|can|was|has|is)\s?(?:not|n't)\s(?:be(?:en)?\s)?(?:delivered|deliverable)
    | (?:your\s)?(?:e-?mail|message|mail)\s(?:to|for)\s\S+@\S+.{0,40}\b
        (?:could\snot|failed|was\snot|undeliverable|bounced|delayed|rejected)
    | (?:considered\sunsolicited\sbulk\semail|(?:virus|banned|spam|bad\sheader|infected)\b.{0,80}),?\s
        (?:in\s(?:mail|message)\s|contents?\s)?(?:apparently\s)?(?:from|sent\sby)\syou\b
    | virus\s(?:\(.{1,80}\)\s)?in\s(?:your\s)?(?:mail|message)\b
    | undeliverable\smail,?\s(?:mta-blocked|invalid\scharacters)
    | message\syou\ssent\s(?:was\s)?blocked
    | email\s(?:viruses|virus)\sdetected
    | (?:scanmail|interscan|symantec|norton|mcafee|trend\smicro|rav|panda|sophos|mailmarshal|mimesweeper)
        \b.{0,60}\b(?:detected|alert|notification|found|message:\sto\ssender|scan\sresults|warning|blocked)
    | e?-?mail\ssystem\serror\b
    | \(?(?:user|recipient)\s(?:unknown|not\sfound)\)?\s*[:<(]
    | failed\sto\sdeliver\sto\s
    | (?:unable|failed)\sto\sdeliver\s(?:your\s|the\s)?(?:mail|message|e-?mail)
    | non-?\s?deliver(?:y|able)\b.{0,20}\b(?:mail|message|report|notification|notice|to)\b
    | undeliverable\s(?:mail|message|e-?mail)\s(?:to|for|from|sent|-)
    | benachrichtung\szum\b
    | (?:e-?mail|nachricht)\s(?:an|fur)\s\S+@\S+\s.{0,40}nicht\szu
    )""",
    re.VERBOSE,
)

# Tags that stand before the subject: "[BOUNCE]", "[Postmaster] Email Delivery Failure".
TAGS = phrases(
    "en= bounce | postmaster | undeliverable | mail delivery | delivery failure | bounced | ndr | mailer-daemon"
)
