"""Names that programs write under: local parts and display names, in their many spellings."""

import re
from functools import lru_cache

from responders.etiquette.text import fold, phrase, phrases

_SEPARATORS = re.compile(r"[^a-z0-9]+")
_DAEMON = re.compile(
    r"mail(?:er|ler)?d[ae]+mon|^(?:e?mail|message)deliver(?:y|ies)|mail(?:delivery)?subsystem|^mdaemon$|^mmdf$|^uucp$|^smtpd?$"
    r"|^microsoftexchange[0-9a-f]{16,}|^(?:undeliver(?:able|ed)|nondelivery|ndr|dsn)(?:mail|report|s)?\d*$|^mailsystem$|^mailrouter$"
    r"|^(?:e?mail|smtp)gateway$|^maileradmin$|^returnedmail$|^mailserver(?:daemon)?$"
)
_POSTMASTER = re.compile(r"^post(?:master|mast|maister)\d*$|^(?:post)?master(?:of)?post(?:master)?$|^postmaster")
_BOUNCER = re.compile(r"^(?:e?mail[-._]?)?bounces?(?:[-._+=\d]|$)")
_BOUNCE_TOKEN = re.compile(r"(?:^|[-._+=])bounces?(?:[-._+=\d]|$)")
_LIST = re.compile(
    r"^owner-.|.-owner$|.-request$|.-bounces?$|.[+-]bounces?[+=-]|^(?:listserv|majordomo|mailman|ezmlm|sympa|lyris|listproc|listmanager|listmaster|majordom)\d*$|^listserv-|.-return-\d|.-help-return"
)
_MACHINE = re.compile(
    r"^(?:(?:system|admin|account|auto|jira|it|server|site|app|service|security|mail)?(?:notifications?|alerts?)|notify|notifier|newsletters?"
    r"|autoreply|autoreplies|autoresponder|autoresponse|autorespond|autonotify|auto(?:mated|matic)?mail(?:er)?|automailer|mailbot|mailrobot"
    r"|daemon|cron(?:daemon)?|anacron|logwatch|nagios|icinga2?|zabbix|zenoss|monit|jenkins|vacation|outofoffice|fbl|feedbackloop|feedbackloops"
    r"|abusereports?|dmarc(?:reports?|noreply|support)?|dmarcreport\w*|noreplydmarc\w*|tlsrpt|smtptlsreporting|amavisd?|mimedefang|mailscanner|mailsweeper|mailmarshal"
    r"|\w*antivirus\w*|virusalert|viruswall|virusscanner|virusadmin|avgateway|spamfilter|spamblocker|contentfilter|quarantine)\d*$"
)
# "no reply" in many tongues. Squeezed (separators gone) where nobody's name can hold it, by whole tokens otherwise.
_NO_REPLY_SQUEEZED = re.compile(
    r"noreply|noreplies|donotreply|donotrespond|donotanswer|dontreply|doesnotreply|cannotreply|notreply|nevereply|neverreply|unreply|noresponse(?!ible)"
    r"|noreplay|noreplys|norepy|noanswer|nichtantwort|keineantwort|nichtbeantwort|antwortennicht|keinerueckantwort|nepasrepondre|neparepondre|nerepondrepas|pasdereponse|sansreponse|norepondre|nerepondezpas"
    r"|noresponder|noresponda|norespondas|nocontest(?:ar|e)|sinrespuesta|naoresponda|naoresponder|nrespond(?:a|er)|semresposta|nonrispond|norispond|nienterisposta"
    r"|nietbeantwoord|nietantwoord|geenantwoord|nietreageren|niet-?replyen|svarainte|svaraej|svarej|ejsvar|ingetsvar|ikkesvar|svarikke|intetsvar|eivasta|alavastaa|eivastausta"
    r"|nieodpowiad|bezodpowiedzi|prosimynieodpowiadac|neodpovid|neodpoved|bezodpovedi|nevalaszol|valasznelkul|nuraspund|faraaspuns|neodgovar|bezodgovora"
    r"|neotve[ct]h|bezotveta|yanitlama|yanitsiz|cevaplama|henshinfuyou?|henshinfuka|soushinsenyou?|noresposta|norespon|janganbalas|khongtraloi|neraspund|nerispond|mhnapantate|meapantate"
)
_NO_REPLY_NAME = re.compile(
    r"\b(?:no[- ]?reply|do not (?:reply|respond|answer)|don'?t reply|nicht antworten|keine antwort"
    r"|ne pas repondre|no responder|nao responda|non rispondere)\b"
)
_NO_REPLY_SPLIT = re.compile(r"casinoreply|pianoreply|turinoreply")
_DAEMON_NAME = re.compile(
    r"(?:(?:internet|local|lotus|smtp|secure) )?(?:e-?)?mail(?:er)?[ -]?(?:delivery|transport|transfer)(?:\b.*)?"
    r"|(?:e?mail(?:er)?|smtp|sendmail|message)[ -]?(?:d[ae]+mon|robot|subsystem|system)(?:\b.*)?"
    r"|(?:e-?)?mail router|mail server|mailserver|mail gateway|smtp server|smtp gateway"
    r"|delivery (?:sub)?system|mail deliver system|returned mail"
    r"|courier mail server at .*|content[- ]filter at .*|electronic postmaster"
    r"|microsoft exchange(?: server| recipient)?|interscan .*|mailmarshal.*|mdaemon(?: at .*)?"
    r"|mailer[- ]daemon.*|mail-?zustell\w*|(?:systeme|service) de (?:distribution|remise) (?:de|du) courrier"
    r"|sistema de (?:entrega|distribucion) de correo"
    r"|bounce (?:daemon|notification|handler|processor)|mail bounce|message transfer agent"
)
_POSTMASTER_NAME = re.compile(r"post ?master(?:\b.*)?")
# Only a supporting sign: administrators are people too.
_ROLE_NAMES = phrases("""
en= system administrator | administrator | microsoft outlook | mail administrator | mail admin | mail system
en= email system
de= systemadministrator
fr= administrateur système | administrateur
es= administrador del sistema | administrador
pt= administrador do sistema
it= amministratore di sistema | amministratore
nl= systeembeheerder
nordic= systemansvarig | systemadministratör | järjestelmänvalvoja
slavic= administrator systemu | správce systému | системный администратор
hu= rendszergazda
asia= システム管理者 | 系统管理员 | 系統管理員 | 시스템 관리자
""")
_ROLE_LOCAL = re.compile(
    r"^(?:mail)?admin(?:istrator|istrador|istrateur)?\d*$|^system(?:administrator|admin)?$|^sysadmin$|^root$|^mail(?:admin|master|s)?$|^e?mailsecurity$|^gateway$|^exchange$|^spam$|^relay$|^security$|^virus$|^abuse$|^nobody$|^www$|^smtp"
)


def local_part(address: str) -> str:
    return address.rpartition("@")[0] or address


@lru_cache(maxsize=1024)  # every rule about names asks for the same one
def squeezed(local: str) -> str:
    """Only letters and digits: "MAILER_DAEMON" -> "mailerdaemon"."""
    return _SEPARATORS.sub("", fold(local))


def is_daemon(address: str) -> bool:
    """mailer-daemon and its kin: nobody reads or writes there."""
    return _DAEMON.search(squeezed(local_part(address).partition("+")[0])) is not None


def is_postmaster(address: str) -> bool:
    """RFC 2142 section 5: the role that bounces come from, and now and then a person."""
    return _POSTMASTER.search(squeezed(local_part(address))) is not None


def is_bounce_path(address: str) -> bool:
    """Envelope addresses made to take bounces (VERP): list-bounces+user=example.org@, x.bounce.7@."""
    return _BOUNCE_TOKEN.search(local_part(address).casefold()) is not None


def is_bouncer(address: str) -> bool:
    """bounce-123@, bounces@: not a name of people (but Bob Bounce's is)."""
    return _BOUNCER.match(local_part(address).casefold()) is not None


def is_list_role(address: str) -> bool:
    """owner-x, x-owner, x-request, x-bounces, listserv, majordomo (RFC 2142 section 6 and custom)."""
    return _LIST.search(local_part(address).casefold()) is not None


def is_machine(address: str) -> bool:
    """Programs that report: notifications, alerts, cron, scanners."""
    return _MACHINE.match(squeezed(local_part(address).partition("+")[0])) is not None


def is_no_reply(address: str) -> bool:
    """noreply, no-reply, do_not_reply, nicht-antworten, ne-pas-repondre … with any suffix or prefix."""
    short = squeezed(local_part(address))
    return _NO_REPLY_SQUEEZED.search(short) is not None and _NO_REPLY_SPLIT.search(short) is None


def is_no_reply_name(name: str) -> bool:
    return _NO_REPLY_NAME.search(fold(name)) is not None


def is_daemon_name(name: str) -> bool:
    return _DAEMON_NAME.fullmatch(_plain(name)) is not None


def is_postmaster_name(name: str) -> bool:
    return _POSTMASTER_NAME.fullmatch(_plain(name)) is not None


def is_role(address: str) -> bool:
    return _ROLE_LOCAL.search(squeezed(local_part(address))) is not None


def is_role_name(name: str) -> bool:
    return phrase(name) in _ROLE_NAMES


def _plain(name: str) -> str:
    return fold(name).strip(" \"'<>()[].,")
