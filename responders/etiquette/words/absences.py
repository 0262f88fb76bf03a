"""How automatic answers and absence notices are entitled: the whole subject, or what is before the colon or dash.

`SURE` is what programs write by themselves. `DOUBTFUL` is what people call both their notices and their troubles; it needs
other evidence.
"""

import re

from responders.etiquette.text import fold, phrases

SURE = phrases("""
en= automatic reply | auto reply | autoreply | automatic response | auto answer | automated reply
en= automated response | automatic answer | automatic email reply | automatic e-mail reply | automated answer
en= out of office | out of the office | out of office autoreply | out of office reply | out of office auto reply
en= ooo autoreply | out of office automatic reply | out of office response | out of the office autoreply
en= out of the office reply | out of office auto response | ooo reply | oof | vacation reply | vacation response
en= vacation autoreply | vacation auto reply | vacation autoresponse | away from my mail | away from mail
en= away from office | away from the office | automatic out of office reply | automatic reply message
en= auto acknowledgement | autoack | auto acknowledge | automatic acknowledgement | holiday autoreply
en= holiday auto reply | yahoo! auto response | on leave autoreply
de= automatische antwort | automatische rückantwort | abwesenheitsnotiz | abwesenheitsnachricht
de= abwesenheitsmitteilung | abwesenheitsbenachrichtigung | automatische abwesenheitsnotiz
de= automatische abwesenheitsnachricht | urlaubsbenachrichtigung | urlaubsnotiz | automatische eingangsbestätigung
de= automatische empfangsbestätigung | automatisch generierte antwort | automatische benachrichtigung abwesenheit
de= abwesenheitshinweis | automatische rückmeldung | automatische e-mail-antwort
de= automatische nachricht abwesenheit
fr= réponse automatique | absence du bureau | absent du bureau | notification d'absence
fr= réponse automatique d'absence | réponse auto | accusé de réception automatique | retour automatique
es= respuesta automática | fuera de la oficina | fuera de oficina | contestación automática
es= respuesta automatica de ausencia | autorespuesta | auto respuesta | notificación de ausencia | autorrespuesta
es= respuesta automatizada
pt= resposta automática | fora do escritório | resposta automática de ausência | ausência do escritório
pt= auto resposta | autoresposta
it= risposta automatica | fuori ufficio | assente dall'ufficio | risposta automatica di assenza
it= notifica di assenza | assenza dall'ufficio
nl= automatisch antwoord | automatische beantwoording | automatische reactie | afwezigheidsbericht
nl= afwezigheidsmelding | out-of-office bericht
sv= automatiskt svar | frånvaromeddelande | autosvar | frånvaro från kontoret
da= ikke til stede | automatisk svar | autosvar | fraværsmeddelelse | fraværsbesked | fraværende fra kontoret
no= ikke til stede | automatisk svar | fraværsmelding | autosvar
fi= automaattinen vastaus | poissa toimistosta | poissaoloilmoitus | poissa työpaikalta | automaattivastaus
fi= poissaoloviesti
is= sjálfvirkt svar
pl= automatyczna odpowiedź | odpowiedź automatyczna | poza biurem | autoodpowiedź | powiadomienie o nieobecności
pl= wiadomość o nieobecności
cs= automatická odpověď | mimo kancelář | automatická odpověď v nepřítomnosti | nepřítomnost v kanceláři
cs= oznámení o nepřítomnosti
sk= automatická odpoveď | mimo kancelárie | oznámenie o neprítomnosti | neprítomnosť v kancelárii
hu= automatikus válasz | házon kívül | automatikus üzenet | távolléti üzenet
ro= răspuns automat | în afara biroului | absent din birou
sl= samodejni odgovor | avtomatski odgovor
hr= automatski odgovor | izvan ureda | van ureda | аутоматски одговор
lt= automatinis atsakymas | nesu biure
lv= automātiska atbilde | automātiskā atbilde | ārpus biroja
et= automaatne vastus | automaatvastus | kontorist väljas
ru= автоматический ответ | автоответ | вне офиса | автоматическое уведомление об отсутствии
ru= уведомление об отсутствии
uk= автоматична відповідь | поза офісом | автовідповідь
bg= автоматичен отговор | извън офиса | отсъствие от офиса
el= αυτόματη απάντηση | εκτός γραφείου | απουσία από το γραφείο | αυτόματο μήνυμα απουσίας
tr= otomatik yanıt | otomatik cevap | ofis dışında | iş yeri dışında
ja= 自動応答 | 自動返信 | 自動返答 | 不在通知 | 不在のお知らせ | 不在連絡 | 自動返信メール | 不在自動応答
ja= オフィス不在
zh= 自动答复 | 自動回覆 | 自动回复 | 自動回復 | 不在办公室 | 不在辦公室 | 外出答复 | 自动应答 | 自動答覆 | 自動回信
zh= 外出自动回复
ko= 자동 회신 | 자동회신 | 부재 중 | 부재중 | 자동 응답 | 자동응답 | 부재 중 알림 | 부재중 자동 응답 | 자동 답장
ar= رد تلقائي | الرد التلقائي | خارج المكتب | رد آلي
he= תשובה אוטומטית | מענה אוטומטי | מחוץ למשרד | הודעת היעדרות
fa= پاسخ خودکار | خارج از دفتر
th= ตอบกลับอัตโนมัติ | การตอบกลับอัตโนมัติ | ไม่อยู่ที่สำนักงาน
vi= trả lời tự động | thư trả lời tự động
id= balasan otomatis | di luar kantor | jawaban automatik | balas otomatis
hi= स्वचालित उत्तर | स्वतः उत्तर
ca= resposta automàtica | fora de l'oficina
eu= erantzun automatikoa | bulegotik kanpo
gl= resposta automática | fóra da oficina
""")

# Titles with the word "automatic" in them, which nobody gives to a mail of their own.
_ROOTS = (
    "auto | otomat | avtomat | samodejni | sjálfvirkt | tự động | автом | автов | автоо | аутом | αυτόματ | 自动 | 自動 | 자동"
    " | تلقائي | آلي | אוטומט | خودکار | स्वचालित | स्वतः | อัตโนมัติ"
)
_AUTOMATIC = re.compile("|".join(fold(root) for root in _ROOTS.split("|")))
AUTOMATIC = frozenset(title for title in SURE if _AUTOMATIC.search(title))

DOUBTFUL = phrases("""
en= vacation | holiday | holidays | on vacation | on holiday | on leave | annual leave | away | absent | absence
en= auto | ooo | maternity leave | sick leave | parental leave | i am away | i'm away | currently away | i am on vacation
en= i am on holiday | i am on leave | out today | thank you for your email | thank you for your message
en= thanks for your email | thanks for your message | we received your message | acknowledgement
en= thank you for contacting us | we have received your email | we have received your message
en= your message has been received | confirmation of receipt | your email has been received | message received
en= email received | ticket received | we have received your request | your request has been received
en= left the company | no longer with the company | new email address | change of email address | no longer employed
en= bereavement leave | auto response | autoresponse | auto responder | autoresponder | out of office notification
en= out of office notice | out of office message | out of the office message | vacation message | vacation notice
en= away message | absence notice | absence notification | auto reply message | autoreply message
en= autoresponder message | i am out of office | i am out of the office | i'm out of the office
en= currently out of the office | currently out of office
de= urlaub | im urlaub | abwesend | abwesenheit | ferien | elternzeit | krank | ich bin im urlaub
de= ich bin nicht im büro | eingangsbestätigung | empfangsbestätigung | ihre anfrage | ihre nachricht
de= ihre e-mail an uns | vielen dank für ihre nachricht | vielen dank für ihre e-mail | vielen dank für ihre anfrage
de= urlaubsvertretung | mutterschutz | dienstreise | nicht erreichbar | abwesenheitsmeldung | abwesenheitsassistent
de= abwesenheitsagent | nicht im büro | außer haus | ausser haus | urlaubsmeldung | autoantwort
fr= absence | absent | absente | vacances | congés | en vacances | congé | accusé de réception
fr= merci pour votre message | je suis absent | je suis absente | congé maternité | message d'absence
fr= avis d'absence | en dehors du bureau | hors du bureau | répondeur automatique | en congé
es= ausente | ausencia | vacaciones | de vacaciones | estoy de vacaciones | acuse de recibo | gracias por su mensaje
es= gracias por contactarnos | hemos recibido su mensaje | mensaje de ausencia | aviso de ausencia
es= estoy fuera de la oficina
pt= ausente | ausência | férias | de férias | estou de férias | em férias | obrigado pelo seu contato
pt= recebemos sua mensagem | confirmação de recebimento | mensagem de ausência | aviso de ausência | fora da empresa
pt= ausência temporária
it= assente | assenza | ferie | in ferie | sono in ferie | vacanza | in vacanza | grazie per averci contattato
it= conferma di ricezione | messaggio di assenza | avviso di assenza | fuori sede
nl= afwezig | afwezigheid | vakantie | met vakantie | met verlof | ontvangstbevestiging | bedankt voor uw bericht
nl= bedankt voor uw e-mail | afwezigheidsassistent | niet op kantoor | buiten kantoor | automatisch bericht
nordic= frånvaro | semester | på semester | borta | fravær | ferie | på ferie | lomalla | poissa | loma | vuosiloma
nordic= bortrest | ledig
pl= urlop | na urlopie | nieobecność | nieobecny | potwierdzenie otrzymania | autoresponder | nieobecność w biurze
cs= nepřítomnost | dovolená | na dovolené | mimo | potvrzení o přijetí
sk= neprítomnosť | dovolenka | na dovolenke
hu= szabadság | szabadságon | távollét | irodán kívül | szabadságon vagyok
ro= absență | concediu | în concediu | mesaj automat de absență
ru= отпуск | в отпуске | отсутствие | я в отпуске | отсутствую | ваше письмо получено | нет на работе
ru= отсутствие на работе | нет на месте | автоответчик
uk= відпустка | у відпустці | відсутній на роботі
tr= tatil | izinde | izindeyim | yıllık izin | ofis dışındayım
el= απουσία | άδεια | σε άδεια
ja= 不在 | 休暇 | 休暇中 | お問い合わせありがとうございます | 受付完了 | 外出中 | 自動送信 | 休暇のお知らせ
zh= 休假 | 出差 | 放假 | 您的邮件已收到 | 邮件已收到 | 外出 | 休假通知
ko= 휴가 | 휴가 중 | 출장
sv= inte på kontoret | ej på kontoret | frånvaroassistenten | ej anträffbar
da= ikke på kontoret
no= ikke på kontoret | fraværsassistent | fraværende
is= er ekki við
sl= odsotnost | izven pisarne
hr= van kancelarije | odsutan
vi= vắng mặt
id= luar pejabat
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
en= automated reply | autoreplied | auto generated reply | auto responder | auto | abwesenheitsnotiz
en= automatische antwort | réponse automatique | ooo
""")
