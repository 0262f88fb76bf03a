"""What mail programs write around quoted mail, in the languages of the world: data, no logic.

The forms are those that Outlook, Exchange, Gmail, Apple Mail, Thunderbird, Lotus Notes, Yahoo, GMX, Zimbra and their kin write
in each language, from their user interfaces. Comparison is case folded and ignores trailing colons, stars and blanks.
"""

# Keys of the header lines that stand above a quoted or forwarded mail.
FROM_KEYS = """
from|von|absender|de|da|van|fra|från|lähettäjä|od|feladó|küldte|de la|expéditeur|от|от кого|від|кого|από|αποστολέας|kimden|gönderen
差出人|送信者|发件人|發件人|寄件者|寄件人|보낸 사람|보낸사람|من|מאת|šalje|pošiljatelj|pošiljalac|saatja|no|nuo|từ|người gửi|จาก|dari|frá|remitente|mittente
remetente|afzender|avsändare|avsender|afsender|nadawca|odesílatel|odosielateľ|expeditor|отправитель|відправник|подател|nork|kirjutas|送信元
""".replace("\n", "|").strip("|")
SENT_KEYS = """
sent|date|sent at|sent on|gesendet|gesendet am|datum|envoyé|envoyé le|date d'envoi|enviado|enviado el|enviada|enviada em|enviado em|fecha|inviato|data|data invio
verzonden|verzonden op|verstuurd|sendt|dato|skickat|lähetetty|päivämäärä|päiväys|pvm|wysłano|wysłane|odesláno|odoslané|dátum|elküldve|küldve|trimis|trimis la
изпратено|дата|отправлено|надіслано|στάλθηκε|ημερομηνία|απεστάλη|εστάλη|gönderildi|gönderme tarihi|gönderilme zamanı|tarih|送信日時|日時|日付|送信|发送时间|发送日期|发件时间
日期|寄件日期|傳送時間|時間|보낸 날짜|보낸날짜|날짜|보낸 시간|تم الإرسال|التاريخ|تاريخ|נשלח|תאריך|poslano|poslato|saadetud|kuupäev|nosūtīts|datums|išsiųsta
ngày|đã gửi|gửi|ส่ง|วันที่|tanggal|dikirim|enviat|dagsetning|bidalia
""".replace("\n", "|").strip("|")
TO_KEYS = """
to|an|empfänger|à|a|para|aan|til|till|vastaanottaja|do|komu|címzett|către|catre|до|кому|προς|kime|alıcı|宛先|收件人|收件者|받는 사람|받는사람|إلى|الى|אל|prima|za
adressaat|saaja|kam|đến|tới|ถึง|kepada|ke|per a|destinataire|destinatario|destinatário|ontvanger|cc|kopie|kopi|kopia|copie|copia|cópia|c.c|kopio|dw|udw|másolat
másolatot kap|копие|копия|копія|κοιν|bilgi|抄送|副本|참조|نسخة|עותק|bcc|kópia|reply-to|antwort an|responder a|répondre à|organization
""".replace("\n", "|").strip("|")
SUBJECT_KEYS = """
subject|betreff|betr|objet|sujet|asunto|oggetto|assunto|onderwerp|emne|ämne|aihe|temat|předmět|predmet|tárgy|subiect|относно|тема|θέμα|konu|件名|主题|主題|主旨|標題
제목|الموضوع|موضوع|נושא|naslov|zadeva|teema|tēma|tema|chủ đề|tiêu đề|เรื่อง|หัวเรื่อง|subjek|perihal|assumpte|efni|gaia
""".replace("\n", "|").strip("|")
OTHER_KEYS = "importance|priority|wichtigkeit|priorität|importancia|priorité|importance élevée|attachments|anlagen|anhänge|pièces jointes|adjuntos|allegati"

# "-----Original Message-----": only between rules or with its colon.
ORIGINAL = """
original message|original mail|original e-mail|original email|originalmessage|reply message|previous message|original appointment|in reply to
ursprüngliche nachricht|originalnachricht|ursprüngliche mail|original-nachricht|ursprungliche nachricht|originaltermin|ursprüngliche e-mail|originalmail
message d'origine|message original|message initial|mail original|message précédent|courriel original
mensaje original|mensaje de origen|correo original|messaggio originale|messaggio originario|messaggio di origine|mensagem original|original-bericht
oorspronkelijk bericht|origineel bericht|oorspronkelijke bericht|oprindelig meddelelse|oprindelig besked|opprinnelig melding|originalmeddelelse|opprinnelig e-post
ursprungligt meddelande|originalmeddelande|alkuperäinen viesti|wiadomość oryginalna|oryginalna wiadomość|oryginalna wiadomosc|původní zpráva|původní e-mail|pôvodná správa
eredeti üzenet|mesaj original|mesajul original|mesaj inițial|оригинално съобщение|исходное сообщение|оригинальное сообщение|первоначальное сообщение|пересылаемое сообщение
оригінальне повідомлення|вихідне повідомлення|початкове повідомлення|αρχικό μήνυμα|πρωτότυπο μήνυμα|özgün ileti|orijinal ileti|orijinal mesaj|original ileti
元のメッセージ|元のメール|オリジナルメッセージ|原始邮件|原始郵件|原邮件|原信|原始信件|邮件原件|원본 메시지|원본 메일|원본메시지|الرسالة الأصلية|رسالة أصلية|הודעה מקורית
izvorna poruka|originalna poruka|izvorno sporočilo|algne teade|algkiri|sākotnējais ziņojums|pradinis laiškas|thư gốc|tin nhắn gốc|ข้อความต้นฉบับ|pesan asli
missatge original|upprunaleg skilaboð
""".strip().replace("\n", "|")

# Markers that a mail below was passed on.
FORWARDED = """
forwarded message|forwarded mail|forwarded email|forwarded by|forwarded|begin forwarded message|start of forwarded message
weitergeleitete nachricht|anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|weitergeleitete mail|weitergeleitet von
message transféré|début du message transféré|début du message réexpédié|message réexpédié|mensaje reenviado|inicio del mensaje reenviado|comienzo del mensaje reenviado
messaggio inoltrato|inizio messaggio inoltrato|inizio del messaggio inoltrato|mensagem encaminhada|mensagem reencaminhada|início da mensagem encaminhada|início da mensagem reencaminhada
doorgestuurd bericht|begin doorgestuurd bericht|doorgestuurde bericht|videresendt besked|videresendt meddelelse|start på videresendt besked|videresendt melding|videresendte meldinger
start på videresendt melding|videresendt e-post|vidarebefordrat meddelande|vidarebefordrat brev|start på vidarebefordrat meddelande|vidarebefordrat mejl|början på vidarebefordrat meddelande
välitetty viesti|edelleenlähetetty viesti|välitetty viesti alkaa|aloita lähetetty viesti|wiadomość przekazana dalej|przekazana wiadomość|początek przekazywanej wiadomości
přeposlaná zpráva|začátek přeposílané zprávy|preposlaná správa|začiatok preposlanej správy|továbbított üzenet|továbbított levél kezdete|mesaj redirecționat|mesaj redirectionat|mesaj transmis
препратено съобщение|начало на препратено съобщение|пересылаемое сообщение|пересланное сообщение|начало переадресованного сообщения|переслане повідомлення|початок листа, який пересилається
προωθημένο μήνυμα|αρχή προωθημένου μηνύματος|iletilmiş mesaj|iletilen ileti|yönlendirilmiş ileti|iletilen mesajın başlangıcı|転送されたメッセージ|転送メッセージ|転送メール
转发的邮件|转发邮件|轉寄的郵件|轉寄郵件|開始轉寄郵件|전달된 메일|전달된 메시지|전달한 메시지|رسالة معاد توجيهها|رسالة محولة|הודעה שהועברה|proslijeđena poruka|prosleđena poruka
posredovano sporočilo|edastatud kiri|pārsūtīts ziņojums|persiųstas laiškas|thư được chuyển tiếp|ข้อความที่ส่งต่อ|pesan terusan|pesan yang diteruskan|missatge reenviat
""".strip().replace("\n", "|")

# An attribution's verbs, each in its language; where the sentence opens with a fixed word, it stands in OPENINGS.
VERBS = """
wrote|writes|said|has written|schrieb|hat geschrieben|geschrieben|folgendes geschrieben|a écrit|écrit|a ecrit|escribió|escribio|ha escrito|ha scritto|scrive|scriveva|scrisse|escreveu|schreef
heeft geschreven|geschreven|skrev|kirjoitti|napisał|napisała|napisał(a)|napisał/a|napisal|pisze|napisana przez|napsal|napsala|napsal(a)|napísal|napísala|napísal(a)|írta|a scris|написа|пише|пишет
написал|написала|написал(а)|писал|писала|писал(а)|сообщает|написав|написав(ла)|έγραψε|yazdı|كتب|كتبت|تمت كتابة ما يلي بواسطة|כתב|כתבה|כתב/ה|מאת|đã viết|viết|menulis|napisao|napisala|napisao/la
napisao(la)|је написао|је написала|kirjutas|rakstīja|rašė|va escriure|ha escrit|missatge de|skrifaði|idatzi du
""".strip().replace("\n", "|")
# In scripts that set no blanks between words.
UNSPACED_VERBS = (
    "のメール|は書きました|が書き込みました|さんは書きました|写道|寫道|写到|작성|님이 작성|님이 씀|썼습니다|เขียนว่า"
)
OPENINGS = """
on|at|in|am|le|el|il|il giorno|em|a|op|den|på|w dniu|dnia|dne|dňa|în|in data|pe|на|в|у|στις|στις|在|於|le jour|vào|vào lúc|เมื่อ|pada|dana|u|em dia|no dia|quoting|von
""".strip().replace("\n", "|")
