"""What is remembered of words: enough for a day's mail, and much more while a training reads."""

from collections.abc import Callable
from typing import TypeVar

DAILY, TRAINING = 20_000, 200_000
T = TypeVar("T")


class Memory:
    """How many words; one for the whole process."""

    most = DAILY


class Remembered(dict[str, T]):
    """What is made of a word, made when it is first asked for; all is forgotten when it gets too much.

    A dictionary that fills itself: of millions of look-ups nearly all find the word, and cost nothing but that.
    """

    def __init__(self, make: Callable[[str], T]) -> None:
        """`make` says what is made of a word."""
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> T:
        if len(self) >= Memory.most:
            self.clear()
        made = self[word] = self._make(word)
        return made


def widen() -> None:
    """For a process that reads many thousand mails once and ends."""
    Memory.most = TRAINING
