"""Warnings: what works, but hardly as meant. `evenhand check` shows them; loading does not stop for them."""

from datetime import date, timedelta
from fnmatch import fnmatchcase
from itertools import combinations
from typing import Any

from config.checks.files import doubt_files
from config.kinds.times import DAYS
from config.problems import Findings
from config.settings import CalendarSettings, Settings, Span

_LOOKED_AT = 366  # days of an absence that are looked at


def doubt(settings: Settings, raw: dict[str, Any], today: date | None, findings: Findings) -> None:
    """Warn of everything doubtful. `raw` is the parsed file; days before `today` no longer matter."""
    _missing_parts(settings, findings)
    _staff(settings, findings)
    _order(settings, findings)
    _working_days(raw, settings, findings)
    _texts(settings, raw, findings)
    _unmanned(settings, today, findings)
    _openings(settings.calendar, findings)
    _contradictions(settings, findings)
    doubt_files(settings, findings)


def _missing_parts(settings: Settings, findings: Findings) -> None:
    if not settings.mailboxes and not findings.touched("mailbox"):
        findings.warning("mailbox", "no mailbox is named: nothing is watched", "write a [[mailbox]]")
    if settings.store.url in ("sqlite://", "sqlite:///", "sqlite:///:memory:"):
        findings.warning("store.url", "forgets everything when the program ends", 'write "sqlite:////var/lib/…"')
    if "@" in settings.store.url and ":" in settings.store.url.partition("://")[2].rpartition("@")[0]:
        findings.warning("store.url", "holds a password", "move it to ~/.pgpass or the file PGPASSFILE names")


def _staff(settings: Settings, findings: Findings) -> None:
    staff = settings.staff
    copies = any(box.sent_folder for box in settings.mailboxes)
    if settings.mailboxes and not staff.addresses and not copies and not findings.touched("staff"):
        said = "nobody's reply counts as a human answer, so every promise will look broken"
        findings.warning("staff.addresses", said, 'write the addresses of those who answer, such as ["*@example.org"]')
    for index, pattern in enumerate(staff.addresses):
        if fnmatchcase("stranger@elsewhere.invalid", pattern):
            said = "matches everybody, so that every reply counts as a human answer"
            findings.warning(f"staff.addresses[{index}]", said, "write a narrower pattern")
    told = (
        ("notify", staff.notify, "nobody gets reminders and alerts"),
        ("chain", staff.chain, "overdue, critical and sensitive cases go up to nobody"),
    )
    for key, listed, said in told:
        if settings.mailboxes and not listed and not findings.touched("staff"):
            findings.warning(f"staff.{key}", said, 'write addresses, such as ["oncall@example.org"]')
    for span in settings.calendar.absent:
        if (
            span.who
            and staff.addresses
            and not any(fnmatchcase(span.who.casefold(), a.casefold()) for a in staff.addresses)
        ):
            said = f'"{span.who}" is not among staff.addresses'
            findings.warning(f"{findings.where(span)}.who", said, "write an address from there, or add it there")


def _order(settings: Settings, findings: Findings) -> None:
    """Levels of one clock must not promise less the more urgent they are, and the first should reach people."""
    first = settings.urgency[0]
    if not first.tell:
        findings.warning(
            f"urgency.{first.name}.tell", "the highest level tells nobody at once", 'write tell = ["notify"]'
        )
    for higher, lower in combinations(settings.urgency, 2):
        if higher.clock == lower.clock and higher.reply_within > lower.reply_within:
            said = f"is longer than that of {lower.name}, which is less urgent"
            findings.warning(f"urgency.{higher.name}.reply_within", said, "write a shorter time, or change the order")
            return


def _working_days(raw: dict[str, Any], settings: Settings, findings: Findings) -> None:
    """On the business clock "2d" is 48 working hours, which hardly anybody means."""
    written = raw.get("urgency", {})
    for level in settings.urgency:
        within = written.get(level.name, {}).get("reply_within", "") if isinstance(written, dict) else ""
        if level.clock == "business" and any(unit in str(within) for unit in "dw"):
            hours = int(level.reply_within.total_seconds() // 3600)
            said = f"is {hours} working hours, as the clock is business"
            findings.warning(
                f"urgency.{level.name}.reply_within", said, f'write working hours, such as "{hours // 3}h"'
            )


def _texts(settings: Settings, raw: dict[str, Any], findings: Findings) -> None:
    for section, parts in (("urgency", settings.urgency), ("issue_types", settings.issue_types)):
        for part in parts if section in raw else ():
            languages = [name for name in settings.replies.languages if name not in part.what]
            if languages:
                said = f"has no words in {' and '.join(languages)}: replies in it say nothing of the matter"
                lacking = ", ".join(f'{name} = "…"' for name in languages)
                findings.warning(f"{section}.{part.name}.what", said, f"add {lacking}")


def _unmanned(settings: Settings, today: date | None, findings: Findings) -> None:
    """Working days on which everybody is away. Who "everybody" is can be known only of staff without patterns."""
    names = {address.casefold() for address in settings.staff.addresses}
    people = set() if any("*" in name or "?" in name for name in names) else names
    absent = settings.calendar.absent
    for span in absent:
        days = _days(span, today)
        alone = [day for day in days if _works(settings.calendar, day) and _all_away(people, absent, day)]
        if alone:
            more = f" and {len(alone) - 1} more days" if len(alone) > 1 else ""
            said = f"everybody is away on {alone[0]}{more}: nobody covers the shifts"
            findings.warning(findings.where(span), said, "write a calendar.closed for these days, or let somebody stay")
            return


def _days(span: Span, today: date | None) -> list[date]:
    first = max(span.start, today or span.start)
    return [first + timedelta(days=n) for n in range(min((span.end - first).days + 1, _LOOKED_AT))]


def _all_away(people: set[str], absent: tuple[Span, ...], day: date) -> bool:
    away = {span.who.casefold() for span in absent if span.start <= day <= span.end}
    return bool(away) and ("" in away or (bool(people) and people <= away))


def _works(calendar: CalendarSettings, day: date) -> bool:
    """Whether the calendar has shifts on `day`; holidays are not looked at."""
    if any(span.start <= day <= span.end for span in calendar.open):
        return True
    closed = any(span.start <= day <= span.end for span in calendar.closed)
    return not closed and bool(calendar.hours.get(DAYS[day.weekday()]))


def _openings(calendar: CalendarSettings, findings: Findings) -> None:
    for span in calendar.open:
        if not span.hours and not any(calendar.hours.get(DAYS[day.weekday()]) for day in _days(span, None)):
            findings.warning(findings.where(span), "opens days that have no hours", 'write hours = ["10:00-14:00"]')


def _contradictions(settings: Settings, findings: Findings) -> None:
    denied = {pattern.casefold() for pattern in settings.etiquette.deny}
    for index, pattern in enumerate(settings.etiquette.allow):
        if pattern.casefold() in denied:
            findings.warning(f"etiquette.allow[{index}]", "stands in deny too", "remove one of the two")
