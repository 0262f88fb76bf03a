"""Every mistake is told with its place, what is wrong and what to write instead."""

from pathlib import Path

import pytest

from config.load import load_text
from config.problems import ConfigurationError


def told(text: str) -> str:
    """What an admin reads, all of it."""
    with pytest.raises(ConfigurationError) as caught:
        load_text(text, Path("x.toml"))
    return str(caught.value)


MISTAKES = {
    "a wrong word of a few": (
        'mode = "shadwo"',
        'x.toml: mode: "shadwo" is not one of "live", "shadow"; write "shadow"',
    ),
    "a key that is misspelt": (
        "[organisation]\nlanguge = 'en'",
        "organisation.languge: is unknown here; write language",
    ),
    "a key of another section": (
        "[organisation]\nchain = []",
        "organisation.chain: is unknown here; move it to [staff]",
    ),
    "a key of the top below a section": (
        "[limits]\nmode = 'live'",
        "limits.mode: is unknown here; move it above the first",
    ),
    "a section nobody knows": (
        "[webhooks]\nurl = 'x'",
        "webhooks: is unknown here; remove it; known here: mode, organis",
    ),
    "a number in quotation marks": (
        "[limits]\nparts = '3'",
        'limits.parts: "3" is not a whole number from 1 to 10,000; wr',
    ),
    "a number out of bounds": (
        "[outbox]\nconnections = 40",
        "outbox.connections: 40 is not a whole number from 1 to 4",
    ),
    "not a number": ("[judgement]\nsure_urgency = nan", "judgement.sure_urgency: nan is not a number from 0 to 1"),
    "true where a number belongs": ("[limits]\nparts = true", "limits.parts: true is not a whole number"),
    "a number where true belongs": (
        "[urgency.a]\nreply_within='1h'\nflag = 'yes'",
        'flag: "yes" is neither true nor false; write true',
    ),
    "text where a list belongs": (
        "[staff]\nnotify = 'a@b.test'",
        'staff.notify: "a@b.test" is not a list; write ["a@b.test"]',
    ),
    "a number where text belongs": ("[organisation]\nname = 7", 'organisation.name: 7 is not text; write "7"'),
    "a line break in a name": (
        "[organisation]\nname = 'a\\nb'".replace("'", '"'),
        "organisation.name: holds a line break",
    ),
    "an empty name": ("[organisation]\nname = ' '", "organisation.name: is empty; write a text"),
    "a value where a section belongs": ("staff = 'a@b.test'", 'staff: "a@b.test" is not a section; write [staff]'),
    "a value where a part of a mailbox belongs": (
        '[[mailbox]]\naddress = "a@b.test"\nsmtp = { host = "localhost", security = "plain" }\nimap = "x"',
        'mailbox[0].imap: "x" is not a section; write [mailbox.imap] and its keys below',
    ),
    "one bracket for a mailbox": ("[mailbox]\nname = 'x'", "mailbox: can stand here several times; write [[mailbox]]"),
    "a level without a name": (
        "[urgency]\nreply_within = '1h'",
        "urgency: needs a name for each of its parts; write [urgency.NAME]",
    ),
    "a level without its time": (
        "[urgency.odd]\nflag = true",
        'urgency.odd.reply_within: is missing; write reply_within = "4h"',
    ),
    "a duration without a unit": (
        "[store]\nkeep_text = 30",
        'store.keep_text: 30 is not a duration; write a unit too: "30s"',
    ),
    "a duration in words": (
        "[store]\nkeep_text = '30 days'",
        'store.keep_text: "30 days" is not a duration; write "30d"',
    ),
    "a duration upside down": (
        "[store]\nkeep_text = '5m2h'",
        '"5m2h" is not a duration; write it like "4h", "90m", "2d" or',
    ),
    "a duration too short": (
        "[store]\nkeep_text = '1h'",
        '"1h" is not a duration of at least 24h; write for example "24h"',
    ),
    "a duration without end": (
        "[store]\nkeep_text = '99999999999999w'",
        "is not a duration of at least 24h; write at most",
    ),
    "a time of day that is none": (
        "[followups]\nquiet_from = '25:00'",
        'quiet_from: "25:00" is not a time of day; write hours',
    ),
    "a zone nobody knows": (
        "[organisation]\ntimezone = 'London'",
        '"London" is not a time zone; write "Europe/London"',
    ),
    "a zone in a path": (
        "[organisation]\ntimezone = '../../etc/passwd'",
        'organisation.timezone: "../../etc/passwd" is not',
    ),
    "a language by its name": (
        "[organisation]\nlanguage = 'German'",
        'organisation.language: "German" is not a language',
    ),
    "a language without templates": (
        "[replies]\nlanguages = ['en', 'fr']",
        'replies.languages[1]: there are no templates for "fr"',
    ),
    "a language not answered in": (
        "[organisation]\nlanguage = 'fr'",
        '"fr" is not among replies.languages; write one of en, de',
    ),
    "a country nobody knows": (
        "[calendar]\nholidays = 'England'",
        'calendar.holidays: "England" is not a known country',
    ),
    "a country in small letters": (
        "[calendar]\nholidays = 'gb'",
        'calendar.holidays: "gb" is not a known country; write "GB"',
    ),
    "a part nobody knows": ("[calendar]\nholidays = 'DE-XX'", '"DE-XX" is not a known part of DE; write one of DE-BB'),
    "a shift that is none": (
        "[calendar]\nhours.mon = ['9-17']",
        'calendar.hours.mon[0]: "9-17" is not a shift; write begin',
    ),
    "a shift of no length": (
        "[calendar]\nhours.mon = ['09:00-09:00']",
        'begins when it ends; write "00:00-24:00" for a whole day',
    ),
    "a day that is none": (
        "[calendar]\nhours.Monday = ['09:00-17:00']",
        "calendar.hours.Monday: is not a day of the week; write mon",
    ),
    "overlapping shifts": (
        "[calendar]\nhours.mon = ['09:00-13:00', '12:30-17:00']",
        'calendar.hours.mon: "12:30-17:00" overlaps "09:00-13:00"; let one end before',
    ),
    "a night that runs into the morning shift": (
        "[calendar]\nhours = { mon = ['22:00-06:00'], tue = ['05:00-13:00'] }",
        'calendar.hours.tue: "05:00-13:00" overlaps "22:00-06:00" of mon',
    ),
    "a Sunday night that runs into Monday": (
        "[calendar]\nhours = { sun = ['22:00-06:00'], mon = ['05:00-13:00'] }",
        'calendar.hours.mon: "05:00-13:00" overlaps "22:00-06:00" of sun',
    ),
    "no working hours at all": (
        "[calendar]\nhours = {}",
        "calendar.hours: no working hours at all: no answer could ever be",
    ),
    "an end before the beginning": (
        "[[calendar.closed]]\nfrom = 2026-12-24\nto = 2026-01-01",
        "calendar.closed[0].to: 2026-01-01 is before 2026-12-24; write the last day",
    ),
    "a day that does not exist": (
        "[[calendar.closed]]\nfrom = '2026-02-30'",
        '"2026-02-30" is not a date; write year-month-day',
    ),
    "a moment where a day belongs": (
        "[[calendar.closed]]\nfrom = 2026-02-03T10:00:00",
        "is not a date; write year-month-day",
    ),
    "an address without a name": (
        "[staff]\nnotify = ['example.org']",
        'staff.notify[0]: "example.org" is not an address',
    ),
    "an address with a name": (
        "[staff]\nnotify = ['Sam <s@b.test>']",
        'holds a name beside the address; write "s@b.test"',
    ),
    "an address of nowhere": (
        "[staff]\nnotify = ['a@x.invalid']",
        'staff.notify[0]: "a@x.invalid" is not an address (',
    ),
    "an address with two dots": ("[staff]\nnotify = ['a..b@x.test']", '"a..b@x.test" is not an address ('),
    "a pattern without an at sign": ("[staff]\naddresses = ['anvil.example']", 'has no @; write "*@anvil.example"'),
    "a pattern nothing matches": (
        "[staff]\naddresses = ['*@bad domain']",
        'staff.addresses[0]: "*@bad domain" matches no address',
    ),
    "a rule for every mail": (
        "[[judgement.rule]]\nname='a'\nsensitive=true",
        "judgement.rule[0]: holds for every mail; write the",
    ),
    "a rule that decides nothing": (
        "[[judgement.rule]]\nname='a'\nany_of=['x']",
        "judgement.rule[0]: decides nothing; write urg",
    ),
    "a rule for a level nobody knows": (
        "[[judgement.rule]]\nname='a'\nany_of=['x']\nurgency='hihg'",
        'judgement.rule[0].urgency: "hihg" is no level of urgency of this configuration; write "high"',
    ),
    "a rule for a type nobody knows": (
        "[[judgement.rule]]\nname='a'\nany_of=['x']\nissue_type='plumbing'",
        '"plumbing" is no issue type of this configuration; write one of access, hardware',
    ),
    "a rule that contradicts itself": (
        "[[judgement.rule]]\nname='a'\nall_of=['colour printer']\nnone_of=['print*']\nsensitive=true",
        'all_of[0]: can never hold: wherever "colour printer" stands, none_of finds "print*"; remove one',
    ),
    "a rule whose every word is refused": (
        "[[judgement.rule]]\nname='a'\nany_of=['fire', 'fire alarm']\nnone_of=['Fire']\nsensitive=true",
        "any_of: can never hold: none_of finds something in every one of these",
    ),
    "a rule that looks for a full stop": (
        "[[judgement.rule]]\nname='a'\nany_of=['...']\nsensitive=true",
        "holds no letter or",
    ),
    "two rules of one name": (
        "[[judgement.rule]]\nname='a'\nany_of=['x']\nsensitive=true\n[[judgement.rule]]\nname='A'\nany_of=['y']\nsensitive=true",
        'judgement.rule[1].name: "A" is the name of an earlier rule',
    ),
    "two levels that differ in case only": (
        "[urgency.High]\nreply_within='1h'\n[urgency.high]\n",
        "urgency.high: has the same name as urgency.High; give one of them another name",
    ),
    "a level called like a type": (
        "[urgency.network]\nreply_within='1h'",
        "issue_types.network: has the same name as urgency.net",
    ),
    "waits that shrink": ("[outbox]\nretry_first='2h'", "outbox.retry_longest: is shorter than retry_first"),
    "a path of home": ("[replies]\ntemplates='~/t'", 'replies.templates: "~/t": ~ has no meaning for a service'),
    "templates that are not there": (
        "[replies]\ntemplates='/no/such'",
        "replies.templates: there is no folder /no/such",
    ),
    "a database by its path": (
        "[store]\nurl='/srv/e.db'",
        'store.url: "/srv/e.db" is a path; write "sqlite:////srv/e.db"',
    ),
    "a database of another kind": (
        "[store]\nurl='mysql://u:Quince@h/d'",
        'store.url: "mysql" is not a known kind of database',
    ),
    "a text in no language": (
        "[issue_types.x]\nwhat = {}",
        'issue_types.x.what: names no language; write { en = "…" }',
    ),
    "a text in an odd language": (
        "[issue_types.x]\nwhat = { english = 'an x' }",
        'issue_types.x.what.english: "english" is not',
    ),
    "a line separator in a name": (
        '[organisation]\nname = "a\\u2028b"',
        "organisation.name: holds a line break or control",
    ),
    "a tag that breaks the subject": (
        "[replies]\nsubject_tag = 'E]H'",
        'replies.subject_tag: "E]H" is not one to ten letters or',
    ),
    "an unknown key with a line break": ('[staff]\n"a\\nb" = 1', 'staff."a\\nb": is unknown here'),
    "the sample's placeholder": (
        "[staff]\nnotify = ['<you@your-domain>']",
        "is still the sample's placeholder; write your own",
    ),
}


@pytest.mark.parametrize(("text", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_once_with_a_remedy(text: str, sentence: str) -> None:
    said = told(text)
    assert sentence in said
    assert len(said.splitlines()) == 1, said


MAILBOX = """
[[mailbox]]
name = "desk"
address = "desk@anvil.example"
imap = { host = "mail.anvil.example", user = "desk", credential = "desk" }
smtp = { host = "mail.anvil.example" }
"""

SERVERS = {
    "a password in the file": (
        'credential = "desk"',
        'password = "Quince"',
        "imap.password: is unknown here; remove it and write password_f",
    ),
    "no place for the secret": (
        ', credential = "desk"',
        "",
        "imap: names a user, but not where the password or token is; write",
    ),
    "two places for the secret": (
        "credential",
        'password_env = "P", credential',
        "password_env: stands beside credential: two places",
    ),
    "a secret without a user": ('user = "desk", ', "", "imap.user: is missing, but a secret is named; write user"),
    "no log-in at all": (', user = "desk", credential = "desk"', "", "imap.user: is missing; write user"),
    "a credential that is a path": (
        'credential = "desk"',
        'credential = "/run/x"',
        "imap.credential: is not the name of a credential",
    ),
    "a host with a port": (
        '"mail.anvil.example", user',
        '"mail.anvil.example:993", user',
        'imap.host: "mail.anvil.example:993" holds a port',
    ),
    "a host with a scheme": (
        '"mail.anvil.example", user',
        '"imaps://mail.anvil.example/", user',
        'write "mail.anvil.example"',
    ),
    "a host with a space": (
        '"mail.anvil.example", user',
        '"mail anvil", user',
        'imap.host: "mail anvil" is not the name or address',
    ),
    "a host in other letters": (
        '"mail.anvil.example", user',
        '"mail.münster.example", user',
        'write "mail.xn--mnster-3ya.example"',
    ),
    "no SMTP server": (
        'smtp = { host = "mail.anvil.example" }',
        "",
        'mailbox[0].smtp: is missing; write smtp = { host = "smtp.exa',
    ),
    "no address": (
        'address = "desk@anvil.example"',
        "",
        'mailbox[0].address: is missing; write address = "helpdesk@example.org"',
    ),
    "filing into the folder that is watched": (
        'name = "desk"',
        'file_into = { low = "INBOX" }',
        "file_into.low: is the watched folder",
    ),
    "filing by an unknown name": (
        'name = "desk"',
        'file_into = { netwrok = "N" }',
        '"netwrok" is no level or issue type of this config',
    ),
    "an alias that is the address": (
        'name = "desk"',
        'aliases = ["Desk@anvil.example"]',
        "aliases: holds the address itself",
    ),
}


@pytest.mark.parametrize(("before", "after", "sentence"), SERVERS.values(), ids=SERVERS)
def test_a_mistake_in_a_mailbox_is_told_once_with_a_remedy(before: str, after: str, sentence: str) -> None:
    assert before in MAILBOX
    said = told(MAILBOX.replace(before, after, 1))
    assert sentence in said
    assert len(said.splitlines()) == 1, said


@pytest.mark.parametrize(
    "host", ["mail.anvil.example", "10.0.0.5", "127.0.0.1.evil.example", "localhost.evil.example", "::2"]
)
def test_mail_in_the_clear_to_another_machine_is_refused(host: str) -> None:
    said = told(MAILBOX.replace('"mail.anvil.example", user', f'"{host}", security = "plain", user'))
    assert (
        f'mailbox[0].imap.security: "plain" would send passwords and mail in the clear to {host}; write "tls"' in said
    )


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "127.0.0.1", "127.8.9.10", "::1", "[::1]"])
def test_mail_in_the_clear_within_this_machine_is_allowed(host: str) -> None:
    text = MAILBOX.replace('"mail.anvil.example", user', f'"{host}", security = "plain", user')
    assert load_text(text, Path("x.toml")).mailboxes[0].imap.security == "plain"


def test_two_mailboxes_need_two_names_and_two_folders() -> None:
    said = told(MAILBOX + MAILBOX.replace("desk@", "help@"))
    assert 'mailbox[1].name: "desk" is the name of mailbox[0] too' in said
    assert "mailbox[1].folder: is the folder that mailbox[0] watches already" in said


def test_reminders_into_a_watched_mailbox_are_refused() -> None:
    said = told(MAILBOX + '[staff]\nnotify = ["Desk@anvil.example"]\n')
    assert "staff.notify[0]" in said
    assert "reminders would come in as new mail" in said


def test_all_mistakes_are_told_in_one_run_in_the_order_of_the_file() -> None:
    said = told(
        """
        mode = "lvie"
        [organisation]
        timezone = "Mars/Olympus"
        nmae = "x"
        [[mailbox]]
        address = "nobody"
        imap = { host = "mail.anvil.example", security = "plain", user = "desk" }
        [calendar]
        hours = { mon = ["09:00-25:00", "x"] }
        [urgency.now]
        reply_within = 4
        [[judgement.rule]]
        name = "r"
        any_of = ["x"]
        issue_type = "netwrok"
        """
    )
    keys = [line.split(": ")[1] for line in said.splitlines()]
    assert keys == [
        "mode",
        "organisation.nmae",
        "organisation.timezone",
        "mailbox[0].address",
        "mailbox[0].imap.security",
        "mailbox[0].imap",
        "mailbox[0].smtp",
        "calendar.hours.mon[0]",
        "calendar.hours.mon[1]",
        "urgency.now.reply_within",
        "judgement.rule[0].issue_type",
    ]


def test_no_value_that_may_be_a_secret_is_repeated() -> None:
    for key in ("password", "token", "secret", "passwrod"):
        assert "Quince" not in told(MAILBOX.replace('credential = "desk"', f'{key} = "Quince"'))
    assert "Quince" not in told("[store]\nurl = 'mysql://u:Quince@h/d'")


SYNTAX = {
    "text without quotation marks": ("\nmode = live", "line 2", 'write mode = "…" with quotation marks around text'),
    "a colon": ("[staff]\nnotify: []", "line 2", "write notify = … with an equals sign"),
    "the same key twice": ("mode = 'live'\nmode = 'live'", "line 2", "keep one of the two"),
    "the same section twice": ("[staff]\n[staff]", "line 2", "keep one of the two, or write [[…]]"),
    "a table over several lines": (
        "[[mailbox]]\nimap = {\n host = 'x' }",
        "line 2",
        "write imap = { … } in one line, or a section",
    ),
    "a backslash": ('[organisation]\nname = "C:\\data"', "line 2", "write backslashes twice"),
    "an open list": ("[staff]\nnotify = ['a@b.test'\n", "line 2", "write key = value"),
    "an open section": ("[staff\n", "line 1", "write [section] or [[section]] in a line of its own"),
    "the last section named wrongly": ("[[staff]]\n[staff]", "line 2", "keep one of the two"),
}


def test_numbers_and_lists_without_end_are_refused() -> None:
    assert "holds a number without end" in told("x = " + "9" * 5000)
    assert "nested without end" in told("x = " + "[" * 50_000)


@pytest.mark.parametrize(("text", "line", "instead"), SYNTAX.values(), ids=SYNTAX)
def test_what_is_not_toml_is_told_with_its_line(text: str, line: str, instead: str) -> None:
    said = told(text)
    assert said.startswith(f"x.toml: {line}: is not TOML")
    assert f"; {instead}" in said
