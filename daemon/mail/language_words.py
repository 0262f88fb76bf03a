"""The commonest words by language, lower case: data for `language`."""

COMMON = {
    "en": """the of and to in is you that it he was for on are with as his they be at one have this from or had by not but what some we
        can out other were all your when up use how said an each she which do their if will way about many then them would like so these
        her long make him has two more go see no could my than been who its now did get may over new take only little work know any our
        please thanks hello dear i i'm can't cannot don't won't doesn't isn't there where why again since after before because still
        just need help password error problem computer anyone something nothing working tried am us should every both printer laptop screen mouse keyboard account login email mail open broken slow fails failed crash black blank user users file files folder access issue internet down network phone office reset""",
    "de": """der die das und ist ich nicht es ein eine zu in den mit auf für sie von dem sich des im auch an wir als wie bei oder aus hat nach am
        einen noch wird nur um haben mir kann so aber einer wenn uns über war ihr habe mein meine meinen meiner bitte danke hallo guten tag seit
        heute gestern morgen wieder mehr keine kein kann können muss müssen vom zum zur beim diese dieser dieses sind wurde werden schon sehr
        immer leider geht funktioniert rechner drucker passwort fehler problem grüße liebe lieber sehr geehrte geehrter damen herren vielen dank
        ihnen dass weil bis durch gibt alle jetzt da was man hatte ohne gegen unsere unser vor nichts mich hier hilfe""",
    "fr": """le la les de des du un une et est en que qui dans pour pas sur je ne au il elle nous vous avec ce se son sa ses plus par mais ou
        mon ma mes cette ces sont été être avoir fait bonjour merci depuis aujourd'hui hier ne n'est c'est j'ai d'un d'une l'imprimante l'ordinateur
        problème aide s'il plaît toujours très aussi leur tout tous notre votre peut peux quand même comme sans encore rien plusieurs
        cordialement après avant était avez avons suis si où""",
    "es": """el la los las de del que y en un una es no se por con para su lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre
        también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos e esto mí antes algunos qué
        hola gracias buenos días puedo tengo está estoy desde ayer hoy mi mis nuestra nuestro problema ordenador impresora contraseña
        ayuda funciona favor saludos usted ustedes han he ha ser fue al lento correo""",
    "it": """il lo la i gli le di del della dei delle che e è un una in non si per con da sono come ma più anche al alla nel nella ho ha mi ci
        questo questa quando dove perché molto tutti tutto mio mia nostro buongiorno grazie salve ciao oggi ieri dal dalla stampante
        problema aiuto funziona posso può abbiamo essere stato già ancora senza dopo prima sul sulla cordiali saluti qualcuno se ne il lento""",
    "nl": """de het een en van ik is dat niet in te op voor met aan zijn er maar om hij die was ze bij ook als dan naar nog wel uit geen kan wij we
        mijn ons onze deze dit wordt heeft heb hebben kunnen moet graag hallo beste bedankt dank vandaag gisteren sinds werkt kapot
        probleem hulp wachtwoord meer al door over worden goedemorgen alvast groet groeten iemand niets alle wanneer omdat jullie u uw je""",
    "pt": """o a os as de do da dos das que e em um uma é não no na nos nas se por com para ao à seu sua mais como mas foi ou tem já está muito
        também eu meu minha nosso nossa olá obrigado obrigada bom dia desde ontem hoje isso este esta quando onde porque computador impressora senha
        problema ajuda funciona posso você vocês são ser ter estou pelo pela sem até depois favor num numa""",
    "pl": """i w nie na się z do to że jest od co jak ale po o czy tak za już tylko mnie mi ja przez dla ten ta te są był była było może mam
        bardzo proszę dziękuję dzień dobry witam dzisiaj wczoraj drukarka komputer hasło problem pomoc działa nie mogę można moje mój nasz
        pozdrawiam jeszcze wszystko kiedy gdzie ponieważ oraz aby ze przy bez nam brak internetu""",
    "sv": """och att det i en jag på är som för med har inte till av om den vi kan ett men så från min mitt mina hej tack vänligen idag igår
        sedan skrivaren dator lösenord problem hjälp fungerar mycket också när var eller hälsningar vår våra någon inget alla de du har där detta blir
        efter bara får""",
    "da": """og at det i en jeg på er som for med har ikke til af om den vi kan et men så fra min mit mine hej tak venligst dag går siden printeren
        computer adgangskode problem hjælp virker meget også når hvor eller hilsen vores nogen intet alle de du der efter blev bliver mig
        kunne jeres""",
    "nb": """og at det i en jeg på er som for med har ikke til av om den vi kan et men så fra min mitt mine hei takk vennligst dag går siden skriveren
        datamaskin passord problem hjelp fungerer mye også når hvor eller hilsen vår noen ingenting alle de du der etter ble blir meg
        kunne deres""",
    "fi": """ja on ei se että en minun minä hän ovat oli mutta kun niin tai myös olen voi ole jos kuin hei kiitos terveisin tänään eilen
        tulostin tietokone salasana ongelma apua toimi toimii kaikki meidän mitä missä koska vielä jo vain nyt sen tämä täällä voin""",
    "cs": """a v se na je že to s z do o i ale jak pro za po od jsem jsou není byl by jako které který nebo už jen mi mě dobrý den děkuji prosím
        dnes včera tiskárna počítač heslo problém pomoc funguje nefunguje můj naše kde když protože ještě všechno s pozdravem mám může""",
    "sk": """a v sa na je že to s z do o aj ale ako pre za po od som sú nie je bol by ktoré ktorý alebo už len mi ma dobrý deň ďakujem prosím
        dnes včera tlačiareň počítač heslo problém pomoc funguje nefunguje môj naše kde keď pretože ešte všetko pozdravom mám môže""",
    "hu": """a az és hogy nem is van egy ez de meg csak mint ha már kell volt lesz el nekem én jó napot köszönöm kérem ma tegnap óta nyomtató
        számítógép jelszó probléma segítség működik üdvözlettel vagy mert minden még lehet sem itt akkor ezt""",
    "ro": """și în de la a cu nu pe o un este că din pentru care sa se mai ca am are sunt fost dar sau bună ziua mulțumesc vă rog azi ieri
        imprimanta calculator parola problemă ajutor funcționează meu mea noastră când unde deoarece tot toate îmi fi acest această si va""",
    "tr": """ve bir bu da de için ile çok ne o ben var daha gibi mi ama kadar olan olarak değil yok merhaba teşekkürler lütfen bugün dün
        yazıcı bilgisayar şifre sorun yardım çalışmıyor benim bizim nasıl zaman sonra önce her şey iyi günler ediyorum""",
    "vi": "và của là có không được cho trong một các với tôi này để người khi đã đến từ xin chào cảm ơn máy lỗi",
    "id": """yang dan di ini itu dengan untuk tidak dari dalam akan pada saya ke karena ada juga bisa sudah kami anda adalah atau mohon terima kasih
        selamat pagi bantuan masalah komputer tolong""",
    "hr": """i u je na se da za od su s ne što kao ali sam bi ili iz to po već moj naš dobar dan hvala molim danas jučer pisač računalo
        lozinka problem pomoć radi nije može kada gdje jer još sve lijep pozdrav""",
    "ca": """el la els les de del que i en un una és no es per amb com més però ja hola gràcies avui ahir meva nostre impressora ordinador
        ajuda funciona puc tinc està aquest aquesta quan molt sense també""",
}
