"""What goes wrong with a calendar."""


class CalendarError(ValueError):
    """The calendar cannot be used as it is written (remedy: change `[calendar]` or `organisation.timezone`)."""
