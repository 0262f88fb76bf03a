"""When the desk works: shifts, holidays, closures, openings, busy times and absences, in any zone."""

from responders.calendar.calendar import Calendar
from responders.calendar.errors import CalendarError

__all__ = ["Calendar", "CalendarError"]
