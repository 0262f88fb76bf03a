"""The windows of one installation."""

from datetime import datetime

from config.settings import Settings
from responders.calendar import Calendar
from responders.calendar.wall import instant
from responders.window.desk import Desk, Past
from responders.window.measured import Fit, on_the_hour
from responders.window.method import SHIPPED, Method
from responders.window.outcome import History
from responders.window.slice import Names, Told


class Windows:
    """Prepares desks. Pure but for remembering what it made of the last history, so that a batch pays for it once."""

    def __init__(self, settings: Settings, calendar: Calendar, method: Method = SHIPPED) -> None:
        self._settings = settings
        self._calendar = calendar
        self._method = method
        self._last: tuple[History, Told] | None = None
        self._fit: tuple[Told, int, Fit] | None = None
        self._desk: tuple[Told, datetime, Desk] | None = None

    def at(self, now: datetime, history: History) -> Desk:
        """What can be promised at `now`, to be used for a whole batch of mails."""
        if self._last is None or self._last[0] is not history:
            self._last = (history, Told(history, Names([level.name for level in self._settings.urgency]), Names()))
        told = self._last[1]
        if self._desk is None or self._desk[0] is not told or self._desk[1] != now:
            past = Past(self._fitted(told, instant(now)), told.ledger(instant(now)), told.urgencies, told.kinds)
            self._desk = (told, now, Desk(self._settings, self._calendar, now, past, self._method))
        return self._desk[2]

    def _fitted(self, told: Told, now: int) -> Fit:
        at = on_the_hour(now)
        if self._fit is None or self._fit[0] is not told or self._fit[1] != at:
            groups = (len(told.urgencies), len(told.kinds))
            self._fit = (told, at, Fit(told.cases(at), at, self._calendar, groups, self._method))
        return self._fit[2]
