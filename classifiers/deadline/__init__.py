"""Deadlines in a mail: a moment ahead, and what follows if it is missed.

A moment without a consequence is a demand and counts for nothing (the rubric).
"""

from classifiers.deadline.find import Deadline, deadlines

__all__ = ["Deadline", "deadlines"]
