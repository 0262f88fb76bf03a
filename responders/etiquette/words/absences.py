"""How automatic answers and absence notices are entitled: the whole subject, or what is before the colon or dash.

`SURE` is what programs write by themselves. `DOUBTFUL` is what people call both their notices and their troubles; it needs
other evidence.
"""

import re

from responders.etiquette.text import phrases

SURE = phrases("""
en= automatic reply | auto reply | autoreply | automatic response | auto response | autoresponse | auto responder
en= autoresponder
en= auto answer | automated reply | automated response | automatic answer | automatic email reply
en= automatic e-mail reply | automated answer
en= out of office | out of the office | out of office autoreply | out of office reply | out of office auto reply
en= ooo autoreply
en= out of office automatic reply | out of office response | out of office notification | out of office notice
en= out of office message
en= out of the office autoreply | out of the office reply | out of the office message | out of office auto response
en= ooo reply | oof
en= vacation reply | vacation response | vacation autoreply | vacation auto reply | vacation message
en= vacation notice | vacation autoresponse
en= away from my mail | away from mail | away from office | away from the office | away message | absence notice
en= absence notification
en= automatic out of office reply | automatic reply message | auto acknowledgement | autoack | auto acknowledge
en= automatic acknowledgement
en= holiday autoreply | holiday auto reply | auto reply message | autoreply message | autoresponder message
en= i am out of office
en= i am out of the office | i'm out of the office | currently out of the office | currently out of office
en= yahoo! auto response | on leave autoreply
de= automatische antwort | automatische rückantwort | abwesenheitsnotiz | abwesenheitsnachricht
de= abwesenheitsmeldung | abwesenheitsmitteilung
de= abwesenheitsassistent | abwesenheitsbenachrichtigung | automatische abwesenheitsnotiz
de= automatische abwesenheitsnachricht | abwesenheitsagent
de= nicht im büro | außer haus | ausser haus | urlaubsbenachrichtigung | urlaubsmeldung | urlaubsnotiz
de= automatische eingangsbestätigung
de= automatische empfangsbestätigung | automatisch generierte antwort | automatische benachrichtigung abwesenheit
de= autoantwort | abwesenheitshinweis
de= automatische rückmeldung | automatische e-mail-antwort | automatische nachricht abwesenheit
fr= réponse automatique | absence du bureau | absent du bureau | message d'absence | avis d'absence
fr= notification d'absence | réponse automatique d'absence
fr= en dehors du bureau | hors du bureau | réponse auto | répondeur automatique | accusé de réception automatique
fr= en congé | retour automatique
es= respuesta automática | fuera de la oficina | fuera de oficina | contestación automática
es= respuesta automatica de ausencia | autorespuesta | auto respuesta
es= mensaje de ausencia | aviso de ausencia | notificación de ausencia | autorrespuesta | respuesta automatizada
es= estoy fuera de la oficina
pt= resposta automática | fora do escritório | resposta automática de ausência | mensagem de ausência
pt= aviso de ausência | ausência do escritório | auto resposta | autoresposta | fora da empresa
pt= ausência temporária
it= risposta automatica | fuori ufficio | assente dall'ufficio | messaggio di assenza | avviso di assenza
it= risposta automatica di assenza | fuori sede | notifica di assenza | assenza dall'ufficio
nl= automatisch antwoord | automatische beantwoording | automatische reactie | afwezigheidsassistent
nl= niet op kantoor | afwezigheidsbericht | afwezigheidsmelding | out-of-office bericht | buiten kantoor
nl= automatisch bericht
sv= automatiskt svar | frånvaromeddelande | autosvar | frånvaro från kontoret | inte på kontoret | ej på kontoret
sv= frånvaroassistenten | ej anträffbar
da= automatisk svar | autosvar | ikke til stede | ikke på kontoret | fraværsmeddelelse | fraværsbesked
da= fraværende fra kontoret
no= automatisk svar | fraværsmelding | ikke på kontoret | fraværsassistent | autosvar | fraværende
fi= automaattinen vastaus | poissa toimistosta | poissaoloilmoitus | poissa työpaikalta | automaattivastaus
fi= poissaoloviesti
is= sjálfvirkt svar | er ekki við
pl= automatyczna odpowiedź | odpowiedź automatyczna | poza biurem | autoodpowiedź | autoresponder
pl= powiadomienie o nieobecności | nieobecność w biurze | wiadomość o nieobecności
cs= automatická odpověď | mimo kancelář | automatická odpověď v nepřítomnosti | nepřítomnost v kanceláři
cs= oznámení o nepřítomnosti
sk= automatická odpoveď | mimo kancelárie | oznámenie o neprítomnosti | neprítomnosť v kancelárii
hu= automatikus válasz | házon kívül | irodán kívül | automatikus üzenet | távolléti üzenet | szabadságon vagyok
ro= răspuns automat | în afara biroului | mesaj automat de absență | absent din birou
sl= samodejni odgovor | odsotnost | avtomatski odgovor | izven pisarne
hr= automatski odgovor | izvan ureda | van ureda | van kancelarije | аутоматски одговор | odsutan
lt= automatinis atsakymas | nesu biure
lv= automātiska atbilde | automātiskā atbilde | ārpus biroja
et= automaatne vastus | automaatvastus | kontorist väljas
ru= автоматический ответ | автоответ | вне офиса | нет на работе | отсутствие на работе
ru= автоматическое уведомление об отсутствии | нет на месте | автоответчик | уведомление об отсутствии
uk= автоматична відповідь | поза офісом | відсутній на роботі | автовідповідь
bg= автоматичен отговор | извън офиса | отсъствие от офиса
el= αυτόματη απάντηση | εκτός γραφείου | απουσία από το γραφείο | αυτόματο μήνυμα απουσίας
tr= otomatik yanıt | otomatik cevap | ofis dışında | iş yeri dışında | ofis dışındayım
ja= 自動応答 | 自動返信 | 自動返答 | 不在通知 | 不在のお知らせ | 不在連絡 | 外出中 | 自動送信 | 自動返信メール
ja= 不在自動応答 | 休暇のお知らせ | オフィス不在
zh= 自动答复 | 自動回覆 | 自动回复 | 自動回復 | 不在办公室 | 不在辦公室 | 外出 | 外出答复 | 自动应答 | 自動答覆
zh= 自動回信 | 休假通知 | 外出自动回复
ko= 자동 회신 | 자동회신 | 부재 중 | 부재중 | 자동 응답 | 자동응답 | 부재 중 알림 | 부재중 자동 응답 | 자동 답장
ar= رد تلقائي | الرد التلقائي | خارج المكتب | رد آلي
he= תשובה אוטומטית | מענה אוטומטי | מחוץ למשרד | הודעת היעדרות
fa= پاسخ خودکار | خارج از دفتر
th= ตอบกลับอัตโนมัติ | การตอบกลับอัตโนมัติ | ไม่อยู่ที่สำนักงาน
vi= trả lời tự động | thư trả lời tự động | vắng mặt
id= balasan otomatis | di luar kantor | jawaban automatik | balas otomatis | luar pejabat
hi= स्वचालित उत्तर | स्वतः उत्तर
ca= resposta automàtica | fora de l'oficina
eu= erantzun automatikoa | bulegotik kanpo
gl= resposta automática | fóra da oficina
""")

DOUBTFUL = phrases("""
en= vacation | holiday | holidays | on vacation | on holiday | on leave | annual leave | away | absent | absence
en= ooo | maternity leave | sick leave
en= parental leave | i am away | i'm away | currently away | i am on vacation | i am on holiday | i am on leave
en= out today
en= thank you for your email | thank you for your message | thanks for your email | thanks for your message
en= we received your message | acknowledgement
en= thank you for contacting us | we have received your email | we have received your message
en= your message has been received | confirmation of receipt
en= your email has been received | message received | email received | ticket received
en= we have received your request | your request has been received
en= left the company | no longer with the company | new email address | change of email address | no longer employed
en= bereavement leave
de= urlaub | im urlaub | abwesend | abwesenheit | ferien | elternzeit | krank | ich bin im urlaub
de= ich bin nicht im büro | eingangsbestätigung | empfangsbestätigung
de= ihre anfrage | ihre nachricht | ihre e-mail an uns | vielen dank für ihre nachricht
de= vielen dank für ihre e-mail | vielen dank für ihre anfrage | urlaubsvertretung
de= mutterschutz | dienstreise | nicht erreichbar
fr= absence | absent | absente | vacances | congés | en vacances | congé | accusé de réception
fr= merci pour votre message | je suis absent | je suis absente | congé maternité
es= ausente | ausencia | vacaciones | de vacaciones | estoy de vacaciones | acuse de recibo | gracias por su mensaje
es= gracias por contactarnos | hemos recibido su mensaje
pt= ausente | ausência | férias | de férias | estou de férias | em férias | obrigado pelo seu contato
pt= recebemos sua mensagem | confirmação de recebimento
it= assente | assenza | ferie | in ferie | sono in ferie | vacanza | in vacanza | grazie per averci contattato
it= conferma di ricezione
nl= afwezig | afwezigheid | vakantie | met vakantie | met verlof | ontvangstbevestiging | bedankt voor uw bericht
nl= bedankt voor uw e-mail
nordic= frånvaro | semester | på semester | borta | fravær | ferie | på ferie | lomalla | poissa | loma | vuosiloma
nordic= bortrest | ledig
pl= urlop | na urlopie | nieobecność | nieobecny | potwierdzenie otrzymania
cs= nepřítomnost | dovolená | na dovolené | mimo | potvrzení o přijetí
sk= neprítomnosť | dovolenka | na dovolenke
hu= szabadság | szabadságon | távollét
ro= absență | concediu | în concediu
ru= отпуск | в отпуске | отсутствие | я в отпуске | отсутствую | ваше письмо получено
uk= відпустка | у відпустці
tr= tatil | izinde | izindeyim | yıllık izin
el= απουσία | άδεια | σε άδεια
ja= 不在 | 休暇 | 休暇中 | お問い合わせありがとうございます | 受付完了
zh= 休假 | 出差 | 放假 | 您的邮件已收到 | 邮件已收到
ko= 휴가 | 휴가 중 | 출장
""")

# Lotus Notes and others speak of the sender in the third person, and say when they are back.
SHAPES = re.compile(
    r"""(?:
      (?:auto:\s)?.{1,60}\s(?:is|am|will\sbe)\s(?:currently\s)?
        (?:out\sof\s(?:the\s)?office|on\s(?:vacation|holiday|leave)|away)\b.{0,20}\(?\s?return
    | (?:auto:\s)?.{1,60}\s(?:ist|bin)\s(?:zur\szeit\s)?
        (?:nicht\sim\s(?:buro|hause)|au(?:ss|s)er\shaus|im\surlaub|abwesend)\b.{0,20}\(?\s?(?:ruckkehr|zuruck|bis\s\d)
    | (?:auto:\s)?.{1,60}\sest\sabsent(?:e|\(e\))?\b.{0,25}\(?\s?(?:retour|du\sbureau)
    | (?:auto:\s)?.{1,60}\s(?:esta|esta\sahora)\s
        (?:ausente|fuera\sde\sla\soficina)\b.{0,20}\(?\s?(?:regres|vuelt|volver|hasta\s\d)
    | (?:auto:\s)?.{1,60}\se\s(?:assente|fuori\s(?:ufficio|sede))\b.{0,20}\(?\s?(?:rientr|ritorn|fino\sal?\s\d)
    | auto:\s.{1,60}\s(?:is\sout\sof|ist\s(?:ausser|nicht)|est\sabsent|is\saway|is\son)\b
    | i\s(?:am|will\sbe)\s(?:currently\s)?out\sof\s(?:the\s)?office\s
        (?:from|until|till|through|starting|between|on|as\sof)\s[^?]{1,40}$
    | out\sof\s(?:the\s)?office\s(?:from|until|till|through)\s[^?]{1,30}$
    | (?:away\sfrom|not\sin)\s(?:my|the)\s(?:mail|office|desk)\b[^?]{0,20}$
    | (?:ich\sbin\s)?(?:abwesend|nicht\sim\sburo|ausser\shaus)\s(?:bis|vom|ab)\s[^?]{1,30}$
    | absent(?:e)?\s(?:jusqu|du\s\d)[^?]{1,30}$
    | auto(?:matic|mated)?[\s-]?(?:reply|response|answer|responder)\s(?:from|to|for|by)\s\S+@
    | auto(?:matic|mated)?[\s-]?(?:reply|response)\s(?:from|to|re)\s?[:"'\[]
    | \[?auto[\s-]?(?:reply|response|responder)\]
    )""",
    re.VERBOSE,
)

# "Bob Smith is out of the office.": decisive when the name is the sender's.
THIRD_PERSON = re.compile(
    r"^(?:auto:\s)?(?P<name>.{2,60}?)\s(?:is|ist|est|e|esta|are)\s(?:currently\s|zur\szeit\s|actuellement\s|now\s)?"
    r"(?:out\sof\s(?:the\s)?office|away|on\s(?:vacation|holiday|leave|annual\sleave)|nicht\sim\s(?:buro|haus|hause)|au(?:ss|s)er\shaus"
    r"|im\surlaub|abwesend|absente?(?:\sdu\sbureau)?|en\s(?:conge|vacances)|assente|fuori\s(?:ufficio|sede)|ausente|fuera\sde\sla\soficina)\b"
)

TAGS = phrases("""
en= auto reply | autoreply | automatic reply | auto response | autoresponse | out of office | automated response
en= automated reply | autoreplied
en= auto generated reply | auto responder | auto | abwesenheitsnotiz | automatische antwort | réponse automatique
en= ooo
""")
