"""How mail systems entitle what could not be delivered, or not yet.

Collected from the notices of mail systems themselves and their translations. A title is the whole subject or what is
before its first colon. `SURE` ones are mail systems' own wording; `DOUBTFUL` ones are also what people call their trouble
with mail, with parcels and with programs, and need other evidence.
"""

import re

from responders.etiquette.text import phrases

SURE = phrases("""
en= undeliverable | undeliverable mail | undeliverable message | undeliverable e-mail
en= undelivered mail returned to sender | undelivered message returned to sender
en= undeliverable mail returned to sender | undeliverable message returned to sender | undeliverable report
en= returned mail | mail returned to sender | mail delivery status notification | mail delivery status report
en= mail delivery notification | mail delivery failed returning message to sender | mail delivery warning
en= mail delivery system | mail delivery subsystem | email delivery status notification
en= email delivery notification | delivery status notification | delivery status notification (failure)
en= delivery status notification (delay) | delivery status notification (success)
en= delivery status notification (relay) | delivery status notification (mail delivery delayed)
en= delivery failure notification | delivery failure notice | delivery failure report | non-delivery report
en= nondelivery report | non delivery notification | nondelivery notification | non-delivery notice
en= non-delivery notification | nondeliverable mail | non deliverable mail | non-deliverable
en= permanent delivery failure | permanent failure notice | failure notice | failed delivery notification
en= failure delivery | failure notification mail | fail delivery | message delivery has failed
en= message delivery notification | message not deliverable | message returned to sender
en= message status - undeliverable | mail system error - returned mail | email returned to sender
en= bounce notification | unable to deliver your message | unable to deliver message | unable to deliver your mail
en= unable to deliver your email | sorry, your message could not be delivered | your message could not be delivered
en= your mail could not be delivered | your email could not be delivered | your message was not delivered
en= your email was not delivered | your message has not been delivered | your message cannot be delivered
en= your email cannot be delivered | your message to the following recipients could not be delivered
en= there was an error sending your mail | transient delivery failure | delayed delivery notification
en= notice mail delivery status | postmaster notify | warning delayed mail | deferred mail notification
en= mdaemon notification | mdaemon warning | message you sent blocked by our bulk email filter
en= mail delivery rejected | message rejected by recipient server | nondelivery of mail
en= notification of undelivered mail | notice of undeliverable mail | undeliverable mail notification
en= undelivered mail notification | mail non delivery | e-mail non-delivery | returning message to sender
en= problem delivering your mail | mail failed, returned to sender | mail failed, returning to sender
en= automatically rejected mail | automatically rejected email | automatically rejected message
de= unzustellbar | nicht zustellbar | ihre e-mail konnte nicht zugestellt werden | ihre nachricht konnte nicht zugestellt werden
de= nachrichtenzustellung fehlgeschlagen | fehler bei der nachrichtenübermittlung
de= zustellung der nachricht fehlgeschlagen | benachrichtung zum übermittlungsstatus
de= benachrichtigung zum übermittlungsstatus | benachrichtigung zum zustellstatus
de= benachrichtigung über den zustellstatus | benachrichtigung über zustellstatus | übermittlungsstatus
de= unzustellbarkeitsbericht | unzustellbarkeitsnachricht
fr= non remis | non distribuable | notification d'état de remise | notification d'état de la remise
fr= notification d'état de distribution | avis de non-remise | avis de non remise | rapport de non-remise
fr= notification de non-remise | échec de la remise du message | échec de distribution du message
es= no se puede entregar | no entregable | notificación de estado de entrega | notificación del estado de entrega
es= notificación de estado de la entrega | su mensaje no pudo ser entregado | aviso de no entrega
es= informe de no entrega
pt= não é possível entregar | não entregue | não entregável | notificação de status de entrega
pt= notificação do status de entrega | notificação de estado de entrega | notificação de falha na entrega
it= non recapitabile | impossibile recapitare | notifica di mancato recapito | notifica sullo stato del recapito
it= notifica di stato della consegna | notifica dello stato di consegna | notifica di stato del recapito
it= avviso di mancata consegna | rapporto di mancato recapito | avviso di non accettazione
it= notifica di mancata consegna
el= παράδοση αδύνατη | αδύνατη η παράδοση | δεν είναι δυνατή η παράδοση
ko= 배달 불가 | 전송 불가
nl= onbestelbaar | niet-bestelbaar | kan niet worden bezorgd | aflevering van bericht mislukt | melding van bezorgingsstatus
nl= bericht over bezorgingsstatus | kan bericht niet bezorgen | melding van niet-bezorging
nl= statusmelding van bezorging
sv= ej leveransbart | ej levererbart | går inte att leverera | olevererbart | kan inte levereras
sv= meddelande om leveransstatus | leveransfel för e-post | oleverbart | oleverbart meddelande
da= kan ikke leveres | meddelelse om leveringsstatus | uleverbar | uleverbar meddelelse
no= ikke levert | melding om leveringsstatus | kan ikke leverast
fi= ei voi toimittaa | ei voida toimittaa | toimittamaton viesti | ilmoitus toimituksen tilasta
fi= perille toimittamaton viesti | toimitustilan ilmoitus
pl= niedostarczalne | nie można dostarczyć | powiadomienie o stanie dostarczenia | błąd dostarczania wiadomości
pl= nieudane dostarczenie | niedostarczono
cs= nedoručitelné | nedoručitelná zpráva | oznámení o stavu doručení
sk= nedoručiteľné | oznámenie o stave doručenia | nedoručiteľná správa
hu= kézbesíthetetlen | nem kézbesíthető | sikertelen kézbesítés | a kézbesítés sikertelen | kézbesítési hiba
hu= kézbesítési állapotjelentés | kézbesíthetetlen levél | kézbesíthetetlen üzenet
tr= gönderilemeyen posta geri döndü | iletilemeyen posta | teslim edilemeyen posta
ro= nelivrabil | imposibil de livrat | notificare de stare a livrării | nelivrat
ru= недоставлено | не доставлено | не удается доставить | недоставленное сообщение
ru= уведомление о состоянии доставки | недоставленное письмо | недоставленная почта | сообщение о недоставке
uk= недоставлене повідомлення
bg= не може да бъде доставено | недоставимо | недоставено съобщение
el= δεν είναι δυνατή η παράδοση | μη παραδοτέο | αποτυχία παράδοσης | μη παραδοθέν | ειδοποίηση κατάστασης παράδοσης
el= μη παραδόσιμο
tr= teslim edilemedi | iletilemedi | teslim edilemeyen ileti | teslim durumu bildirimi | teslim edilemez
ja= 配信不能 | 配信不可 | 配信エラー | 配信に失敗しました | メッセージを配信できません
ja= メッセージを配信できません。 | メール配信エラー | メール配信に失敗しました | 配信状態通知 | 配信状況通知
ja= 配信遅延 | 不達通知 | 未配信 | 配達不能 | 配信不能通知 | 配信不能レポート
zh= 无法送达 | 未送达 | 无法投递 | 系统退信 | 系統退信 | 退信通知 | 投递失败 | 投遞失敗 | 邮件投递失败 | 无法传递
zh= 無法傳遞 | 未传递 | 无法传递的邮件 | 無法傳遞的郵件 | 傳遞狀態通知 | 传递状态通知 | 未能送达 | 退件通知
zh= 系统退信/System bounce | 系统退信/systems bounce | 无法传送 | 無法遞送 | 未傳遞
ko= 배달되지 않음 | 배달 실패 | 배달할 수 없음 | 배달 상태 알림 | 전송 실패 알림
ar= تعذر التسليم | لم يتم التسليم | غير قابل للتسليم | فشل التسليم | تعذر تسليم الرسالة | إعلام بحالة التسليم
he= דואר שלא נמסר | לא ניתן למסירה | לא נמסר | מסירת ההודעה נכשלה | לא ניתן למסור
th= ไม่สามารถส่งอีเมลได้ | ไม่สามารถส่งข้อความได้ | ส่งไม่ได้ | ไม่สามารถส่งได้ | ส่งข้อความไม่สำเร็จ
vi= không thể chuyển phát
id= tidak dapat dikirim
baltic= nepristatyta | neįteiktas laiškas | nav piegādāts | ziņojums nav piegādāts | kättetoimetamatu
baltic= kättetoimetamatu kiri
balkan= nedostavljivo | sporočila ni bilo mogoče dostaviti | neisporučivo
ca= no es pot lliurar | no s'ha pogut lliurar
""")

DOUBTFUL = phrases("""
en= user's mailbox is full | mailbox quota exceeded
en= delivery failure | delivery problem | delivery problems | delivery report | delivery notification
en= delivery delayed | delivery delay | delivery error | delivery status | delivery notice | delivery unsuccessful
en= failed delivery | failed delivery attempt | message status | message rejected | message blocked | mailbox full
en= mailbox unavailable | mailbox is full | quota exceeded | over quota | account suspended | user unknown
en= unknown user | unknown recipient | no such user | invalid address | address change | wrong address
en= address unknown | bad address | invalid recipient | invalid email address | recipient unknown | virus alert
en= virus found | virus detected | virus warning | virus notification | email rejected | email blocked
en= message quarantined | message deferred | content violation | policy violation | attachment blocked
en= attachment removed | bounce | bounced | system error | error sending mail | error sending message
en= sending failed | send failure | unsent message | transmission failure | mail status | mail problem
en= undeliverable email | undelivered mail | undelivered message | undelivered email | undelivered | returned email
en= returned message | returned to sender | mail returned | mail delivery failed | mail delivery failure
en= mail delivery error | mail delivery problem | mail delivery status | mail delivery report
en= mail delivery delayed | mail failure | mail delivery unsuccessful | mail delivery fault | mail delivery reports
en= email delivery failed | email delivery failure | email delivery error | email delivery delayed
en= email delivery problem | e-mail delivery failure | e-mail delivery failed | delivery has failed
en= delivery failed | ndn | failed mail | failed mail delivery | failed message | failed email
en= failed message delivery | message delivery failure | message delivery failed | message delivery delayed
en= message delivery error | message delivery status | message undeliverable | message undelivered
en= message not delivered | message could not be delivered | message can't be delivered
en= message cannot be delivered | message returned | message delayed | message bounced | mail system error
en= mail error | mailer error | mail could not be delivered | mail not delivered | mail undeliverable
en= mail undelivered | mail could not be sent | mail bounced | bounced mail | bounced message | email not delivered
en= email undeliverable | email could not be delivered | bounce message | unable to deliver mail
en= unable to deliver email | could not deliver message | could not deliver mail | temporary delivery failure
en= delayed mail | delayed message | mail rejected | rejected mail | smtp delivery failure | smtp error
en= mailer-daemon | could not send message | problem delivering mail | problem delivering message
en= error delivering mail | error delivering message
de= zustellung fehlgeschlagen | zustellung verzögert | fehler bei der zustellung | nicht zugestellt | zustellbericht
de= postfach voll | zustellungsbericht | unbekannter empfänger | virenwarnung | zustellfehler | sendefehler
de= unzustellbare mail | unzustellbare nachricht | unzustellbare e-mail
de= nachricht nicht zustellbar | nachricht nicht zugestellt | nachricht konnte nicht zugestellt werden
de= e-mail nicht zugestellt | mail nicht zugestellt | e-mail konnte nicht zugestellt werden
de= mail konnte nicht zugestellt werden | e-mail nicht zustellbar | mail nicht zustellbar
de= e-mail-zustellung fehlgeschlagen | mailzustellung fehlgeschlagen | fehler beim mailversand
de= zustellfehler e-mail | nicht zugestellte nachricht | nicht zugestellte e-mail | zurückgewiesene nachricht
de= rückläufer e-mail
fr= échec de la distribution | échec de livraison | remise différée | remise retardée | livraison impossible
fr= non livré | boîte pleine | message non remis | message non délivré | courrier non remis | non délivré
fr= mail non distribué | message non distribué | courrier non distribué | échec de la remise | échec de remise
fr= échec de distribution du courrier | échec de l'envoi du message | message non livré | courriel non remis
fr= courriel non livré | remise impossible | message retardé
es= no entregado | error de entrega | error en la entrega | entrega fallida | fallo de entrega | fallo en la entrega
es= entrega retrasada | correo no entregado | mensaje no entregado | correo devuelto | mensaje devuelto
es= notificación de entrega | error en la entrega del mensaje | fallo en la entrega del mensaje
es= fallo en la entrega de correo | error de entrega de correo | correo no entregable
es= imposible entregar el mensaje | no se pudo entregar el mensaje | no se ha podido entregar | mensaje rechazado
es= error al entregar el mensaje
pt= falha na entrega | falha de entrega | erro na entrega | entrega atrasada | erro de entrega | não entregues
pt= mensagem não entregue | email não entregue | e-mail não entregue | mensagem devolvida
pt= falha na entrega da mensagem | falha na entrega de e-mail | falha na entrega do e-mail
pt= não foi possível entregar | e-mail devolvido | não foi possível entregar a mensagem | devolução de mensagem
pt= erro na entrega da mensagem
it= non consegnato | mancata consegna | errore di consegna | consegna ritardata | recapito ritardato
it= non recapitato | messaggio non recapitato | messaggio non recapitabile | messaggio non consegnato
it= impossibile recapitare il messaggio | mancato recapito | posta non recapitabile
it= mancata consegna del messaggio | errore di consegna del messaggio | email non recapitata
nl= niet bezorgd | niet afgeleverd | aflevering mislukt | onbestelbaar bericht
nl= bericht niet bezorgd | bericht niet afgeleverd | bezorging mislukt | e-mail niet bezorgd
nl= e-mail niet afgeleverd | mail niet bezorgd | bericht onbestelbaar | bezorging vertraagd
nordic= leveransfel | leveransstatus | leveringsfejl | leveringsfeil | leveringsstatus | toimitus epäonnistui
nordic= levering mislykkedes
pl= zwrot | błąd dostarczania | nie dostarczono | niedostarczona wiadomość | wiadomość niedostarczona
pl= zwrot wiadomości | zwrot poczty | nie można dostarczyć wiadomości | niedoręczona wiadomość
pl= wiadomość nie została dostarczona
cs= doručení se nezdařilo | nelze doručit | nedoručená zpráva | zprávu nelze doručit | zpráva nebyla doručena
cs= nedoručeno | vrácená zpráva
ru= ошибка доставки | задержка доставки | доставка не удалась | уведомление о доставке | сообщение не доставлено
ru= письмо не доставлено | невозможно доставить сообщение | ошибка доставки почты | ошибка доставки письма
ru= ошибка доставки сообщения | почта не доставлена | не удалось доставить | возврат письма
tr= gönderilemedi | ileti teslim edilemedi | e-posta teslim edilemedi
ja= 送信失敗 | 配達完了 | 送信できませんでした | メールが配信できませんでした | エラーメール | メール送信失敗
ja= 送信エラー | メールを送信できませんでした | メール送信エラー
zh= 发送失败 | 發送失敗 | 已送达 | 退信 | 邮件无法送达 | 郵件無法送達 | 邮件发送失败 | 退回的邮件 | 邮件退回
zh= 郵件退回 | 邮件退信 | 退回郵件
ko= 배달실패 | 반송된 메일입니다 | 반송된 메일
ko= 전송 실패 | 발송 실패 | 메일 전송 실패 | 메일 발송 실패 | 반송 메일 | 반송메일 | 메일 반송
sv= meddelandet kunde inte levereras | e-post kunde inte levereras | leverans misslyckades | ej levererat
da= ikke leveret | meddelelsen kunne ikke leveres
no= kunne ikke leveres | meldingen kunne ikke leveres | levering mislyktes
fi= viestiä ei voitu toimittaa | viestin toimitus epäonnistui | viestiä ei voi toimittaa
fi= sähköpostin toimitus epäonnistui
sk= nedoručená správa | správu sa nepodarilo doručiť | nedoručené
hu= nem kézbesített levél
ro= mesaj nelivrat | livrare eșuată | mesaj returnat
uk= не вдалося доставити | повідомлення не доставлено | лист не доставлено | помилка доставки повідомлення
uk= неможливо доставити
bg= съобщението не е доставено
vi= không gửi được | không thể gửi | thư không gửi được
id= tidak terkirim | gagal terkirim | pengiriman gagal
balkan= nije isporučeno | poruka nije isporučena | neisporučena poruka
ca= missatge no lliurat
""")

# Shapes with changing words inside. Matched at the beginning of the folded subject.
SHAPES = re.compile(
    r"""(?:
      warning:\s(?:message\s\S+\s(?:delayed|still)|could\snot\s(?:send|deliver)\s(?:your\s)?(?:message|mail)\sfor\s(?:the\s)?(?:past|last))
    | (?:returned|undeliver(?:able|ed))\smail\b[:,]
    | mail\sdelivery\sfailed\s?:\sreturning
    | delivery\sstatus\snotification\s?(?:$|[(:,-])
    | (?:ignored\s)?not\s(?:ml\s)?member\sarticle\b
    | returned\smail\s-\s
    | non-?\s?delivery\sof:
    | (?:reject\smail\s\(|spam\smail\sfrom\sa\sspammer\sis|fml\ssystem\serror|loop\salert:\s|loop\sback\swarning
        |warning:\sunix\sfrom\sloop)
    | failed\smail\s?\(msg
    | virus\sfound\sin\s(?:message|mail)\s"
    | \S{3,20}\sfound\svirus\s?=
    | delivery\s(?:notification|report)\s(?:for|about)\s(?:your\s)?<?\S+@
    | delivery\s(?:to|of\smail\sto)\s\S+@\S+\s(?:has\s|is\s|was\s)?(?:failed|delayed)
    | message\s(?:from\s<?\S+@\S+|<?\S*\d\S*>?)\s(?:was\s|has\sbeen\s|is\s)?
        (?:delayed|undeliverable|not\sdelivered|frozen|bounced)
    | your\s(?:e-?mail|message|mail)\b.{0,120}\b(?:could|can|was|has|is)\s?(?:not|n't)\s
        (?:be(?:en)?\s)?(?:delivered|deliverable)
    | your\s(?:e-?mail|message|mail)\s(?:to|for)\s\S+@\S+.{0,40}\b(?:failed|undeliverable|bounced|delayed|rejected)
    | considered\sunsolicited\sbulk\semail,?\sapparently\sfrom\syou
    | (?:virus|banned|spam|bad\sheader|infected)\b.{0,80}\b(?:apparently\s)?(?:from|sent\sby)\syou\b
    | (?:virus\s\(.{1,80}\)\sin|virus\sin\syour)\s(?:mail|message)\b
    | undeliverable\smail,?\s(?:mta-blocked|invalid\scharacters)
    | (?:\*\*)?message\syou\ssent\s(?:was\s)?blocked
    | (?:scanmail|interscan|symantec|norton|mcafee|trend\smicro|rav|panda|sophos|mailmarshal|mimesweeper)\b
        .{0,60}\b(?:detected|notification|message:\sto\ssender|scan\sresults)
    | (?:unable|failed)\sto\sdeliver\syour\s(?:mail|message|e-?mail)
    | non-?\s?delivery\s(?:report|notification|notice)\b
    | undeliverable\s(?:mail|message|e-?mail)\s(?:to|for)\s<?\S+@
    | 来自\s?\S{1,60}\s?的退信
    | benachrichti?g?ung\szum\s(?:ubermittlungs|zustell)status
    )""",
    re.VERBOSE,
)

# Tags that stand before the subject: "[BOUNCE]", "[Postmaster] Email Delivery Failure".
TAGS = phrases("""
en= bounce | postmaster | undeliverable | mail delivery | delivery failure | bounced | ndr | mailer-daemon
en= mailserver notification
""")
