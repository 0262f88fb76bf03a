"""Names that programs write under: local parts and display names, in their many spellings."""

import re
from functools import lru_cache

from responders.etiquette.text import fold, phrase, phrases


def _roots(table: str) -> str:
    """An alternation of the words of a table, one language a line."""
    return "|".join(word for line in table.strip().splitlines() for word in line.partition("=")[2].split())


_SEPARATORS = re.compile(r"[^a-z0-9]+")

# Local parts of mail systems, squeezed to letters and digits.
_DAEMON = re.compile(
    r"mail(?:er|ler)?d[ae]+mon|^(?:e?mail|message)deliver(?:y|ies)|mail(?:delivery)?subsystem"
    r"|^microsoftexchange[0-9a-f]{16,}|^(?:undeliver(?:able|ed)|nondelivery)(?:mail|report|s)?\d*$"
    r"|^(?:mdaemon|mmdf|uucp|smtpd?|mailsystem|maileradmin|returnedmail|daemonmail|smtprelay)$|mailrouter$"
    r"|^(?:(?:e?mail|smtp)gateway|mailserver(?:daemon)?)$"
)
_POSTMASTER = re.compile(r"^postmaster|^postma(?:ister|st|str)\d*$|^masterpost$")
# "bounce.house.rental@" is a firm: words after it have to be those of programs, or hold digits.
_BOUNCER = re.compile(
    r"^(?:e?mail[-._]?)?bounces?(?:$|[+=\d]|[-._](?:$|\S*[\d+=]|(?:handler|process|mail|e-?mail|list|return|error|admin"
    r"|daemon|no-?reply|do-?not|server|system|manager|notif|reply|auto|robot|bot|news|info|mta|smtp|owner|request)))"
)
_BOUNCE_TOKEN = re.compile(r"(?:^|[-._+=])bounces?(?:[-._+=\d]|$)")
_LIST = re.compile(
    r"^owner-.|.-owner$|.-request$|.-bounces?$|.[+-]bounces?[+=-]|.-return-\d|^listserv-"
    r"|^(?:listserv|majordomo|mailman|ezmlm|sympa|lyris|listproc|listmanager|listmaster|majordom)\d*$"
)
_TELLS = re.compile(r"(?:^|[-._])(?:notifications?|alerts?)\d*$")
_MACHINE = re.compile(
    "^(?:"
    + _roots(r"""
reports= \w{0,12}notifications? (?:system|admin|account|auto|security|mail)?alerts? notify notifier newsletters?
answers= autoreply autoreplies autoresponder autoresponse autorespond vacation outofoffice
programs= autonotify auto(?:mated|matic)?mail(?:er)? automailer mailbot mailrobot daemon cron(?:daemon)? anacron logwatch
monitors= nagios icinga2? zabbix zenoss monit jenkins
about-mail= fbl feedbackloops? abusereports? dmarc(?:reports?|noreply|support)? noreplydmarc\w* dmarcreport\w*
about-mail= tlsrpt smtptlsreporting
scanners= amavisd? mimedefang mailscanner mailsweeper mailmarshal \w*antivirus\w* virusalert viruswall virusscanner
scanners= virusadmin avgateway spamfilter spamblocker contentfilter quarantine
""")
    + r")\d*$"
)
# "no reply" in many tongues, squeezed.
_NO_REPLY = re.compile(
    _roots("""
en= noreply noreplies noreplys noreplay norepy donotreply donotrespond donotanswer dontreply doesnotreply cannotreply
en= notreply nevereply neverreply unreply noresponse noanswer
de= nichtantwort nichtbeantwort keineantwort keinerueckantwort antwortennicht
fr= nepasrepondre neparepondre nerepondrepas nerepondezpas norepondre pasdereponse sansreponse
es= noresponder noresponda norespondas nocontest(?:ar|e) sinrespuesta
pt= naoresponda naoresponder semresposta
it= nonrispond norispond nienterisposta
ca= noresposta norespondre
nl= nietbeantwoord nietantwoord geenantwoord nietreageren
sv= svarainte svaraej svarej ejsvar ingetsvar
da= ikkesvar svarikke intetsvar
fi= eivasta alavastaa
pl= nieodpowiad bezodpowiedzi
cs= neodpovid bezodpovedi
sk= neodpoved
hu= nevalaszol valasznelkul
ro= nuraspund faraaspuns
balkan= neodgovar bezodgovora
ru= neotvecha bezotveta neotvetsch
tr= yanitlama yanitsiz cevaplama
el= mhnapantate
ja= henshinfuyou? henshinfuka
id= janganbalas
vi= khongtraloi
""")
)
# Names that only seem to say so.
_NOT_NO_REPLY = re.compile(r"(?:casi|pia|turi)no(?:reply|answer|response)")

_NO_REPLY_NAME = re.compile(
    r"\b(?:no[- ]?reply|do not (?:reply|respond|answer)|don'?t reply|nicht antworten|keine antwort"
    r"|ne pas repondre|no responder|nao responda|non rispondere|niet beantwoorden|svara ej|svara inte)\b"
)
_DAEMON_NAME = re.compile(
    r"(?:(?:internet|local|lotus|smtp|secure) )?(?:e-?)?mail(?:er)?[ -]?(?:delivery|transport|transfer)"
    r"(?:[ -](?:sub-?\s?system|system|service|agent|daemon|server|robot|notification|status|failure|error|report).*)?"
    r"|(?:e?mail(?:er)?|smtp|sendmail|message)[ -]?(?:d[ae]+mon|robot|subsystem|system)"
    r"|(?:e?mail(?:er)?|smtp)[ -]?(?:d[ae]+mon|subsystem)\b.*|gmx mailer daemon"
    r"|(?:e-?)?mail router(?:/.*)?|lotus .*mail router|mail server|mailserver|mail gateway|smtp server|smtp gateway"
    r"|delivery (?:sub)?system|mail deliver system|returned mail|mail bounce|message transfer agent"
    r"|courier mail server at .*|content[- ]filter at .*|electronic postmaster"
    r"|microsoft exchange(?: server| recipient)?|interscan .*|mailmarshal.*|mdaemon(?: at .*)?"
    r"|mail-?zustell\w*|(?:systeme|service) de (?:distribution|remise) (?:de|du) courrier"
    r"|.{0,30}\bmailer-?daemon\b.{0,30}|smtp relay|x\.?400 gateway|slmail.*|scanmail.*|antigen|groupshield.*|norton antivirus"
    r"|(?:symantec|mcafee|trend ?micro|sophos) (?:antivirus|mail|groupshield|webshield|email|gateway).*"
    r"|.{0,20}anti-?virus gateway"
    r"|sistema de (?:entrega|distribucion) de correo|bounce (?:daemon|notification|handler|processor)"
)
# A part of such names is enough where the text is a notice's.
_SYSTEM_NAME = re.compile(
    r"\b(?:e-?mail|mail|smtp|messag\w+|mta|mx|fax|facsimile|sms|x\.?400|exchange|delivery|security|spam|anti-?spam|content)\b"
    r".{0,20}\b(?:gateway|gate|system|sub-?system|server|service|services|agent|router|relay|filter|robot|daemon|transport"
    r"|transfer|delivery|admin|administrator|notification|connector|link|scanner|firewall|appliance|hub|switch|monitor)\b"
    r"|\b(?:fire ?wall|anti-?virus|(?:e-?)?mail(?:er|server|gateway|system|router|relay|filter|guard|scan\w*|sweeper|marshal))\b"
    r"|\bsystem(?:\s|-)?(?:administrat\w+|operator|manager|mail)\b|^(?:administrator|system|mailer|mta|server|gateway)$"
)
_GATEWAY = re.compile(
    r"^(?:x?fax|sms|mms|x400|mta|mailer|mx\d*|smtp\w*|relay|gateway|\w{0,12}gateway|mail(?:server|filter|relay|gate|guard|hub|host)?"
    r"|delivery|deliver|returns?|bounced?mail|exchange|server|filter|firewall|antispam|antivirus|nobody|system|uucp|pmdf|ccmail\w*"
    r"|msmail|notes|domino|groupwise|gwia|listmaster|postoffice|dsn|ndr|ndn|undeliver\w*|nondeliver\w*|failure\w*|error\w*)\d*$"
)
_PROGRAM_NAME = re.compile(
    r"cron daemon|anacron|(?:the )?(?:hylafax\b.*|facsimile (?:receive |server |transmit )?(?:agent|server|gateway))"
    r"|(?:fax|sms|mms)[- ]?(?:gateway|agent|daemon|service gateway)|rightfax.*gateway"
)
_POSTMASTER_NAME = re.compile(r"post ?master(?:\b.*)?")
# Words that no person is called.
_SYSTEMS = phrases("""
en= mail | email | system | server | cron | mailer | delivery | service | report | gateway | handler | auto | automatic
en= responder | virus | spam | no | reply | do | not | office | newsletter | security
en= request | owner | bounces | list
""")
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


def domain_words(address: str) -> frozenset[str]:
    """What firms are called by their domain: "gmx", "gmx.example" of x@mail.gmx.example."""
    labels = address.rpartition("@")[2].casefold().split(".")
    return frozenset({*labels[:-1], ".".join(labels[-2:])})


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
    local = local_part(address).partition("+")[0].casefold()
    return _MACHINE.match(squeezed(local)) is not None or _TELLS.search(local) is not None


def is_no_reply(address: str) -> bool:
    """noreply, no-reply, do_not_reply, nicht-antworten, ne-pas-repondre … with any suffix or prefix."""
    short = squeezed(local_part(address))
    return _NO_REPLY.search(short) is not None and _NOT_NO_REPLY.search(short) is None


def is_no_reply_name(name: str) -> bool:
    return _NO_REPLY_NAME.search(fold(name)) is not None


def is_built_from(address: str, display_name: str) -> bool:
    """Whether a local part is put together from first and last name: Matt Daemon's m.daemon@, Vaca Tion's vaca.tion@.

    False where the name itself is a program's ("Mail Delivery System", "Cron Daemon", "Acme Alerts").
    """
    parts = [part for part in _SEPARATORS.split(fold(display_name)) if part]
    if not 2 <= len(parts) <= 3 or _is_programs(parts):
        return False
    if "," in display_name:  # "Daemon, Marc"
        parts = [*parts[1:], parts[0]]
    first, last, local = parts[0], parts[-1], squeezed(local_part(address).partition("+")[0])
    return local in {first + last, last + first, first[0] + last, last + first[0], first + last[0], "".join(parts)}


def is_named_after(address: str, display_name: str) -> bool:
    """Whether a word of the name stands in the local part, as in people's ("Ana R." of ana@); not a mail system's words."""
    local = squeezed(local_part(address))
    parts = (part for part in _SEPARATORS.split(fold(display_name)) if len(part) > 2 and part not in _SYSTEMS)
    return not is_system_name(display_name) and any(part in local for part in parts)


def _is_programs(parts: list[str]) -> bool:
    """By words, not by what they give together: nobody is called Cron, and "Vaca Tion" is no vacation."""
    return any(_TELLS.search(f"-{part}") or part in _SYSTEMS for part in parts)


def is_daemon_name(name: str) -> bool:
    return _DAEMON_NAME.fullmatch(_plain(name)) is not None


def is_postmaster_name(name: str) -> bool:
    return _POSTMASTER_NAME.fullmatch(_plain(name)) is not None


def is_role(address: str) -> bool:
    return _ROLE_LOCAL.search(squeezed(local_part(address))) is not None


def is_role_name(name: str) -> bool:
    return phrase(name) in _ROLE_NAMES


def is_system_name(name: str) -> bool:
    """Whether a mail system's words are in it: "UCX PP gateway", "Acme E-Mail Security Appliance". People's firms have
    them too: this only supports."""
    plain = _plain(name)
    return is_role_name(name) or _SYSTEM_NAME.search(plain) is not None


def is_gateway(address: str) -> bool:
    """Local parts of what mail passes through, which small offices share: this only supports."""
    return _GATEWAY.search(squeezed(local_part(address))) is not None


def is_program_name(name: str) -> bool:
    """Cron, and gateways to fax and short messages: nobody writes under these."""
    return _PROGRAM_NAME.fullmatch(_plain(name)) is not None


def _plain(name: str) -> str:
    return fold(name).strip(" \"'<>()[].,")
