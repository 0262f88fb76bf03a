"""Response windows: how long a writer will wait, from what was really achieved lately."""

from responders.window.desk import Desk
from responders.window.outcome import ANSWERS, PROMISES, WAITING, Given, History, Outcome
from responders.window.slow import Slow
from responders.window.windows import Windows

__all__ = ["ANSWERS", "PROMISES", "WAITING", "Desk", "Given", "History", "Outcome", "Slow", "Windows"]
