"""Replaying a history of cases: how honest the windows would have been."""

from responders.replay.history_file import HistoryError, parse_history, read_history
from responders.replay.result import Result, Share
from responders.replay.rows import Problem, Row, Rows
from responders.replay.run import replay

__all__ = ["HistoryError", "Problem", "Result", "Row", "Rows", "Share", "parse_history", "read_history", "replay"]
