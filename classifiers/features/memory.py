"""How many words the look-ups of this folder remember: enough for a day's mail, and many more while a training reads."""

DAILY, TRAINING = 20_000, 200_000


class Memory:
    """One for the whole process."""

    most = DAILY


def widen() -> None:
    """For a process that reads many thousand mails once and ends."""
    Memory.most = TRAINING
