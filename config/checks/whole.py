"""What must fit together between sections. Checks that rest on unreadable sections keep quiet about them."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from config.checks.files import is_folder
from config.checks.servers import is_this_machine
from config.kinds.plain import closest
from config.problems import Findings
from config.settings import Mailbox, Settings
from config.toml_text import quote


def check_whole(settings: Settings, findings: Findings) -> None:
    """Report every error that shows only when several sections are seen together."""
    _rules(settings, findings)
    _mailboxes(settings, findings)
    _loops(settings, findings)
    _templates(settings, findings)
    _alarms(settings, findings)
    _names(settings, findings)  # last, as the checks above keep quiet about names once there is an error


def _names(settings: Settings, findings: Findings) -> None:
    """Levels and types share their names with the mailbox's keywords, where case does not count."""
    seen: dict[str, str] = {}
    sets = (
        ("urgency", (level.name for level in settings.urgency)),
        ("issue_types", (t.name for t in settings.issue_types)),
    )
    for section, names in sets:
        for name in names:
            key = f"{section}.{name}"
            if name.casefold() in seen:
                findings.error(key, f"has the same name as {seen[name.casefold()]}", "give one of them another name")
            seen.setdefault(name.casefold(), key)


def _rules(settings: Settings, findings: Findings) -> None:
    levels = tuple(level.name for level in settings.urgency)
    types = tuple(kind.name for kind in settings.issue_types)
    seen: set[str] = set()
    for rule in settings.judgement.rules:
        key = findings.where(rule)
        if rule.urgency and not findings.touched("urgency"):
            _known(rule.urgency, levels, "level of urgency", f"{key}.urgency", findings)
        if rule.issue_type and not findings.touched("issue_types"):
            _known(rule.issue_type, types, "issue type", f"{key}.issue_type", findings)
        if rule.name.casefold() in seen:
            findings.error(f"{key}.name", f"{quote(rule.name)} is the name of an earlier rule", "give it another name")
        seen.add(rule.name.casefold())


def _known(name: str, known: tuple[str, ...], what: str, key: str, findings: Findings) -> None:
    if name not in known:
        meant = closest(name, known)
        instead = f"write {quote(meant)}" if meant else f"write one of {', '.join(known)}"
        findings.error(key, f"{quote(name)} is no {what} of this configuration", instead)


def _mailboxes(settings: Settings, findings: Findings) -> None:
    names = tuple(level.name for level in settings.urgency) + tuple(kind.name for kind in settings.issue_types)
    by_name: dict[str, str] = {}
    by_folder: dict[tuple[str, ...], str] = {}
    for box in settings.mailboxes:
        key = findings.where(box)
        first = by_name.setdefault(box.name.casefold(), key)
        if first != key:
            findings.error(
                f"{key}.name", f"{quote(box.name)} is the name of {first} too", "give each mailbox a name of its own"
            )
        first = by_folder.setdefault(_watched(box), key)
        if first != key:
            findings.error(f"{key}.folder", f"is the folder that {first} watches already", "remove one of the two")
        if not findings.touched("urgency", "issue_types"):
            for name in box.file_into:
                _known(name, names, "level or issue type", f"{key}.file_into.{name}", findings)


def _watched(box: Mailbox) -> tuple[str, ...]:
    """What makes two mailboxes the same folder. INBOX is the one name without case (RFC 9051, section 5.1)."""
    host = "localhost" if is_this_machine(box.imap.host) else box.imap.host.casefold()
    folder = "INBOX" if box.folder.upper() == "INBOX" else box.folder
    return host, str(box.imap.port), box.imap.login.user, folder


def _loops(settings: Settings, findings: Findings) -> None:
    """Mail to staff must not come back into a watched mailbox."""
    own = settings.own_addresses
    told = (
        ("staff.notify", settings.staff.notify),
        ("staff.chain", settings.staff.chain),
        ("health.alarm_mail", settings.health.alarm_mail),
    )
    for key, addresses in told:
        for index, address in enumerate(addresses):
            if address.casefold() in own:
                said = f'"{address}" is a watched mailbox: reminders would come in as new mail'
                findings.error(f"{key}[{index}]", said, "write the address of a person or of another mailbox")
    sender = settings.outbox.envelope_sender.casefold()
    if sender and sender in own:
        said = "is a watched mailbox: bounces would come in as new mail"
        findings.error("outbox.envelope_sender", said, 'write "" or an address of its own')


def _alarms(settings: Settings, findings: Findings) -> None:
    """Alarms by mail go over a server of their own, or not at all."""
    health = settings.health
    if findings.touched("health"):
        return
    if health.alarm_mail and health.smtp is None:
        findings.warning("health.alarm_mail", "has no server to go by", 'write [health.smtp] with host = "…"')
    if health.smtp is not None and not health.alarm_mail:
        findings.warning("health.smtp", "tells nobody", 'write alarm_mail = ["…"] in [health]')


def _templates(settings: Settings, findings: Findings) -> None:
    """Every language answered in needs a folder of templates, shipped or the admin's own."""
    replies = settings.replies
    if findings.touched("replies"):
        return
    own = replies.templates
    if own is not None and not is_folder(own):
        findings.error("replies.templates", f"there is no folder {own}", "name a folder, or remove it")
        return
    known = _folders(files("config") / "templates") | (_folders(own) if own else set())
    for index, language in enumerate(replies.languages):
        if language not in known:
            instead = f"put them into a folder {language} of replies.templates, or remove it"
            findings.error(f"replies.languages[{index}]", f'there are no templates for "{language}"', instead)
    language = settings.organisation.language
    if _base(language) not in map(_base, replies.languages) and not findings.touched("organisation.language"):
        instead = f"write one of {', '.join(replies.languages)} here, or add it there with templates of its own"
        findings.error("organisation.language", f'"{language}" is not among replies.languages', instead)


def _folders(folder: Traversable) -> set[str]:
    try:
        return {entry.name for entry in folder.iterdir() if entry.is_dir()}
    except OSError:
        return set()


def _base(language: str) -> str:
    return language.partition("-")[0]
