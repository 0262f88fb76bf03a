"""[calendar] and its lists of days."""

from config.kinds.addresses import EmailAddress
from config.kinds.places import Region
from config.kinds.plain import ListOf, Number, Text
from config.kinds.times import Day, Shift, Week
from config.settings import CalendarSettings, Span
from config.table.setting import Section, Setting

_FROM = Setting("from", Day(), "The first day.", "2026-12-24", field="start")
_TO = Setting("to", Day(), "The last day, included.", "2027-01-01", field="end", otherwise="the first day")


def _days(key: str, sentence: str, why: str, *more: Setting) -> Section:
    reason = Setting("why", Text(), "The reason, as it may be told to writers.", why)
    return Section(key, Span, sentence, (_FROM, _TO, *more, reason), shape="list")


CALENDAR = Section(
    "calendar",
    CalendarSettings,
    "When people work. Promises count these hours, in the organisation's time zone.",
    (
        Setting(
            "hours",
            Week(),
            "Shifts by day of the week. One that ends before it begins ends on the next day; a day left out has none.",
            '{ mon = ["09:00-13:00", "14:00-17:30"], fri = ["09:00-13:00"] }',
        ),
        Setting("holidays", Region(), "Whose public holidays are free.", '"GB-ENG"'),
    ),
    (
        _days("closed", "Days on which nobody works although the week says so.", '"the winter closure"'),
        _days(
            "open",
            "Days on which people work whatever the week, the holidays and the closures say.",
            '"the open day"',
            Setting(
                "hours",
                ListOf(Shift(), empty=False),
                "The shifts of these days.",
                '["10:00-14:00"]',
                otherwise="those of the week",
            ),
        ),
        _days(
            "busy",
            "Days on which answers take longer, such as the start of a term.",
            '"the start of the term"',
            Setting("factor", Number(1, 20, whole=False), "How many times longer.", "1.5"),
        ),
        _days(
            "absent",
            "Days on which one of the staff is away.",
            '"annual leave"',
            Setting("who", EmailAddress(empty=True), "Who is away.", '"sam@example.org"', otherwise="everybody"),
        ),
    ),
)
