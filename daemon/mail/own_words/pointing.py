"""Words above a forward that only point at it: "FYI", "please see below". Then the forward is the message."""

from daemon.mail.tokens import tokens_of
from daemon.mail.wordlists import phrases

LENGTH = 160  # characters; more than that says something


def only_points(text: str) -> bool:
    """Whether a short text says nothing but "look at what is below", or introduces it ("I got this mail:")."""
    if len(text) > LENGTH:
        return False
    if text.endswith(":"):
        return True
    words = [token.low.rstrip(".") for token in tokens_of(text) if token.kind != "mark"]
    pointing = phrases("added", "pointing")
    at = strange = 0
    while at < len(words):
        length = pointing.match(words, at)
        strange += not length
        at += length or 1
    return not strange or (strange == 1 and not phrases("added", "pointing below").isdisjoint(words))
